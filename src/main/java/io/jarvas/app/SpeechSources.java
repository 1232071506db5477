package io.jarvas.app;

import io.jarvas.choice.Access;
import io.jarvas.choice.HomeOffer;
import io.jarvas.choice.Sought;
import io.jarvas.choice.Sources;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.homeassistant.HomeSpeech.Engine;
import io.jarvas.homeassistant.HomeSpeechToText;
import io.jarvas.homeassistant.HomeTextToSpeech;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import io.jarvas.wyoming.WyomingPlace;
import io.jarvas.wyoming.WyomingSpeechToText;
import io.jarvas.wyoming.WyomingTextToSpeech;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where Jarvas's speech comes from: Wyoming services, and the engines of Home Assistant.
final class SpeechSources {
    private SpeechSources() {}

    /// What is to listen.
    ///
    /// @param home empty where it may not be asked
    static Sought<SpeechToText> listening(Settings.Voice settings, Optional<HomeSpeech> home) {
        return new Sought<>(settings.speechToText(), Optional.empty(), new Listeners(home));
    }

    /// What is to speak.
    ///
    /// @param home empty where it may not be asked
    static Sought<TextToSpeech> speaking(Settings.Voice settings, Optional<HomeSpeech> home) {
        return new Sought<>(settings.textToSpeech(), settings.name(), new Speakers(home));
    }

    /// That Home Assistant cannot be asked.
    static SpeechException away() {
        return new SpeechException(Code.UNREACHABLE, "Home Assistant is away");
    }

    private static WyomingPlace place(URI place) {
        return WyomingPlace.of(place.toString()).orElseThrow();
    }

    private static List<String> ids(List<Engine> engines) {
        return engines.stream().map(Engine::id).toList();
    }

    private record Listeners(Optional<HomeSpeech> speech) implements Sources<SpeechToText> {
        @Override
        public Access<SpeechToText> wyoming(URI place, Optional<String> voice) {
            WyomingSpeechToText service = new WyomingSpeechToText(place(place), voice);
            return new Access<>(service, service::look);
        }

        @Override
        public Access<SpeechToText> engine(String id, Optional<String> voice) {
            return access(present().speechToText(id));
        }

        @Override
        public HomeOffer<SpeechToText> home() {
            HomeSpeech home = present();
            List<Engine> engines = home.listeners();
            return new HomeOffer<>(
                    ids(engines),
                    (id, _) -> access(home.speechToText(id, engines)),
                    home.preferred().speechToText(),
                    Optional.empty());
        }

        private static Access<SpeechToText> access(HomeSpeechToText service) {
            return new Access<>(service, service::look);
        }

        private HomeSpeech present() {
            return speech.orElseThrow(SpeechSources::away);
        }
    }

    private record Speakers(Optional<HomeSpeech> speech) implements Sources<TextToSpeech> {
        @Override
        public Access<TextToSpeech> wyoming(URI place, Optional<String> voice) {
            WyomingTextToSpeech service = new WyomingTextToSpeech(place(place), voice);
            return new Access<>(service, service::look);
        }

        @Override
        public Access<TextToSpeech> engine(String id, Optional<String> voice) {
            return access(present().textToSpeech(id, voice));
        }

        @Override
        public HomeOffer<TextToSpeech> home() {
            HomeSpeech home = present();
            List<Engine> engines = home.speakers();
            HomeSpeech.Preferred preferred = home.preferred();
            return new HomeOffer<>(
                    ids(engines),
                    (id, voice) -> access(home.textToSpeech(id, voice, engines)),
                    preferred.textToSpeech(),
                    preferred.voice());
        }

        private static Access<TextToSpeech> access(HomeTextToSpeech service) {
            return new Access<>(service, service::look);
        }

        private HomeSpeech present() {
            return speech.orElseThrow(SpeechSources::away);
        }
    }
}
