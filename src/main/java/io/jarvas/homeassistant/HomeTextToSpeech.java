package io.jarvas.homeassistant;

import io.jarvas.homeassistant.HomeSpeech.Engine;
import io.jarvas.language.Language;
import io.jarvas.speech.LanguageTags;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.TextToSpeech;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Speaks with a text-to-speech of Home Assistant's, sentence by sentence.
///
/// The protocol: Home Assistant's `TextToSpeechUrlView`, which makes the sound from the moment in which it is asked for
/// its address.
public final class HomeTextToSpeech implements TextToSpeech {
    private final String engine;
    private final Optional<String> voice;
    private final SpeechRequests requests;
    private final Supplier<List<Engine>> engines;
    private final HomeSpeech home;

    private final Map<Language, Map<String, Object>> manners = new ConcurrentHashMap<>();
    private volatile List<String> languages = List.of();
    private volatile SpeechStatus status;

    HomeTextToSpeech(
            String engine,
            Optional<String> voice,
            Supplier<List<Engine>> engines,
            SpeechRequests requests,
            HomeSpeech home) {
        this.engine = engine;
        this.voice = voice;
        this.requests = requests;
        this.engines = engines;
        this.home = home;
        this.status = SpeechStatus.untried(engine);
    }

    @Override
    public Speaking speak(Language language) {
        return new HomeSpeaking(requests, sentence -> request(language, sentence), this::ended);
    }

    /// What Home Assistant is asked for a sentence.
    private Map<String, Object> request(Language language, String sentence) {
        Map<String, Object> request = new LinkedHashMap<>(manners.computeIfAbsent(language, this::manner));
        request.put("message", sentence);
        return request;
    }

    /// Everything but the sentence. Nothing is kept: what was answered to a person is not to lie on Home
    /// Assistant's disk. A rate is not asked for, since making another one costs time.
    private Map<String, Object> manner(Language language) {
        if (languages.isEmpty()) {
            languages = known();
        }
        String tag = LanguageTags.nearest(language, languages)
                .orElseThrow(() -> new SpeechException(Code.LANGUAGE, "it knows " + String.join(", ", languages)));
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("preferred_format", "wav");
        voice.filter(name -> home.voices(engine, tag).contains(name)).ifPresent(name -> options.put("voice", name));
        return Map.of("engine_id", engine, "language", tag, "cache", false, "options", options);
    }

    /// Learns anew which languages and voices the engine has, and waits for that.
    public SpeechStatus look() {
        try {
            languages = known();
            manners.clear();
            ended(Optional.empty());
        } catch (SpeechException e) {
            ended(Optional.of(e));
        }
        return status;
    }

    private List<String> known() {
        return Engine.of(engine, engines.get()).languages();
    }

    private void ended(Optional<SpeechException> failure) {
        status = status.knowing(languages).after(failure);
    }

    @Override
    public SpeechStatus status() {
        return status;
    }
}
