package io.jarvas.app;

import io.jarvas.app.Settings.Wanted;
import io.jarvas.app.SpeechSearch.Access;
import io.jarvas.app.SpeechSearch.Preference;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.homeassistant.HomeSpeechToText;
import io.jarvas.homeassistant.HomeTextToSpeech;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import io.jarvas.wyoming.WyomingPlace;
import io.jarvas.wyoming.WyomingSpeechToText;
import io.jarvas.wyoming.WyomingTextToSpeech;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;

/// What listens and what speaks, as the owner wants it.
final class SpeechServices implements AutoCloseable {
    private final SpeechChoice<SpeechToText> listeners;
    private final SpeechChoice<TextToSpeech> speakers;

    private SpeechServices(SpeechChoice<SpeechToText> listeners, SpeechChoice<TextToSpeech> speakers) {
        this.listeners = listeners;
        this.speakers = speakers;
    }

    /// Begins to look for them.
    static SpeechServices begin(Settings.Voice settings, HomeSpeech home, InstantSource clock) {
        return new SpeechServices(
                choice("speech-to-text", settings.speechToText(), Optional.empty(), listeners(home), clock),
                choice("text-to-speech", settings.textToSpeech(), settings.name(), speakers(home), clock));
    }

    private static <S> SpeechChoice<S> choice(
            String name, Wanted wanted, Optional<String> voice, SpeechSearch.Ways<S> ways, InstantSource clock) {
        return wanted instanceof Wanted.Nobody
                ? SpeechChoice.ofNobody(name, clock)
                : SpeechChoice.begun(name, new SpeechSearch<>(wanted, voice, ways), clock);
    }

    private static SpeechSearch.Ways<SpeechToText> listeners(HomeSpeech home) {
        return new SpeechSearch.Ways<>(
                (place, _) -> {
                    WyomingSpeechToText service = new WyomingSpeechToText(wyoming(place), Optional.empty());
                    return new Access<>(service, service::look);
                },
                (engine, _) -> {
                    HomeSpeechToText service = home.speechToText(engine);
                    return new Access<>(service, service::look);
                },
                home::listeners,
                () -> new Preference(home.preferred().speechToText(), Optional.empty()));
    }

    private static SpeechSearch.Ways<TextToSpeech> speakers(HomeSpeech home) {
        return new SpeechSearch.Ways<>(
                (place, voice) -> {
                    WyomingTextToSpeech service = new WyomingTextToSpeech(wyoming(place), voice);
                    return new Access<>(service, service::look);
                },
                (engine, voice) -> {
                    HomeTextToSpeech service = home.textToSpeech(engine, voice);
                    return new Access<>(service, service::look);
                },
                home::speakers,
                () -> {
                    HomeSpeech.Preferred preferred = home.preferred();
                    return new Preference(preferred.textToSpeech(), preferred.voice());
                });
    }

    private static WyomingPlace wyoming(URI place) {
        return WyomingPlace.of(place.toString()).orElseThrow();
    }

    SpeechToText speechToText() {
        return new ChosenListener(listeners);
    }

    TextToSpeech textToSpeech() {
        return new ChosenSpeaker(speakers);
    }

    /// Ends the search.
    @Override
    public void close() {
        listeners.close();
        speakers.close();
    }
}
