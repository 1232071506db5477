package io.jarvas.app;

import io.jarvas.app.Settings.Wanted;
import io.jarvas.app.SpeechSearch.Access;
import io.jarvas.app.SpeechSearch.Preference;
import io.jarvas.home.HomeException;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.homeassistant.HomeSpeechToText;
import io.jarvas.homeassistant.HomeTextToSpeech;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import io.jarvas.wyoming.WyomingPlace;
import io.jarvas.wyoming.WyomingSpeechToText;
import io.jarvas.wyoming.WyomingTextToSpeech;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/// What listens and what speaks, as the owner wants it.
final class SpeechServices implements AutoCloseable {
    private static final String AWAY = "Home Assistant is away";

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
                SpeechServices::ears,
                (engine, _) -> {
                    HomeSpeechToText service = home.speechToText(engine);
                    return new Access<>(service, service::look);
                },
                home::listeners,
                () -> new Preference(home.preferred().speechToText(), Optional.empty()));
    }

    private static SpeechSearch.Ways<TextToSpeech> speakers(HomeSpeech home) {
        return new SpeechSearch.Ways<>(
                SpeechServices::mouth,
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

    private static Access<SpeechToText> ears(URI place, Optional<String> voice) {
        WyomingSpeechToText service = new WyomingSpeechToText(wyoming(place), voice);
        return new Access<>(service, service::look);
    }

    private static Access<TextToSpeech> mouth(URI place, Optional<String> voice) {
        WyomingTextToSpeech service = new WyomingTextToSpeech(wyoming(place), voice);
        return new Access<>(service, service::look);
    }

    private static <S> List<SpeechStatus> look(
            Wanted wanted,
            Optional<String> voice,
            Optional<SpeechSearch.Ways<S>> ways,
            BiFunction<URI, Optional<String>, Access<S>> wyoming)
            throws InterruptedException {
        if (ways.isEmpty() && wanted instanceof Wanted.Entity(String entity)) {
            return List.of(new SpeechStatus(
                    Optional.empty(), Optional.of(entity), List.of(), Optional.of(Code.UNREACHABLE), AWAY));
        }
        return new SpeechSearch<>(wanted, voice, ways.orElseGet(() -> withoutHome(wyoming)))
                .look().candidates().stream().map(Candidate::status).toList();
    }

    private static <S> SpeechSearch.Ways<S> withoutHome(BiFunction<URI, Optional<String>, Access<S>> wyoming) {
        return new SpeechSearch.Ways<>(
                wyoming,
                (_, _) -> {
                    throw new HomeException(HomeException.Code.UNREACHABLE, AWAY);
                },
                List::of,
                () -> new Preference(Optional.empty(), Optional.empty()));
    }

    private static WyomingPlace wyoming(URI place) {
        return WyomingPlace.of(place.toString()).orElseThrow();
    }

    /// What may listen, the best first, looked for anew.
    ///
    /// @param home empty where it may not be asked
    static List<SpeechStatus> lookForListeners(Settings.Voice settings, Optional<HomeSpeech> home)
            throws InterruptedException {
        return look(
                settings.speechToText(), Optional.empty(), home.map(SpeechServices::listeners), SpeechServices::ears);
    }

    /// What may speak, the best first, looked for anew.
    ///
    /// @param home empty where it may not be asked
    static List<SpeechStatus> lookForSpeakers(Settings.Voice settings, Optional<HomeSpeech> home)
            throws InterruptedException {
        return look(
                settings.textToSpeech(), settings.name(), home.map(SpeechServices::speakers), SpeechServices::mouth);
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
