package io.jarvas.homeassistant;

import io.jarvas.homeassistant.HomeSpeech.Engine;
import io.jarvas.language.Language;
import io.jarvas.speech.LanguageTags;
import io.jarvas.speech.Listening;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Understands with a speech-to-text of Home Assistant's. What is spoken leaves while it is spoken; words come at the
/// end.
///
/// The protocol: <https://developers.home-assistant.io/docs/core/entity/stt> and Home Assistant's `SpeechToTextView`.
public final class HomeSpeechToText implements SpeechToText {
    private final String engine;
    private final String path;
    private final SpeechRequests requests;
    private final Supplier<List<Engine>> engines;

    private volatile Optional<Taken> taken = Optional.empty();
    private volatile SpeechStatus status;

    /// What the engine takes.
    private record Taken(List<String> languages, SpokenSound sound) {}

    HomeSpeechToText(String engine, Supplier<List<Engine>> engines, SpeechRequests requests) {
        this.engine = engine;
        this.path = "/stt/" + URLEncoder.encode(engine, StandardCharsets.UTF_8);
        this.requests = requests;
        this.engines = engines;
        this.status = SpeechStatus.untried(engine);
    }

    @Override
    public Listening listen(Language language, Consumer<String> partial) {
        return new HomeListening(requests, path, () -> content(language), this::ended);
    }

    private HomeListening.Content content(Language language) {
        Taken now = taken.orElseGet(this::ask);
        String tag = LanguageTags.nearest(language, now.languages())
                .orElseThrow(
                        () -> new SpeechException(Code.LANGUAGE, "it knows " + String.join(", ", now.languages())));
        return new HomeListening.Content(now.sound().header(tag), now.sound());
    }

    private Taken ask() {
        Map<String, Object> answer = requests.get(path);
        Taken now = new Taken(Fields.texts(answer, "languages"), SpokenSound.of(answer));
        taken = Optional.of(now);
        return now;
    }

    /// Asks Home Assistant anew what the engine takes, and waits for that.
    public SpeechStatus look() {
        try {
            Engine.of(engine, engines.get());
            ask();
            ended(Optional.empty());
        } catch (SpeechException e) {
            ended(Optional.of(e));
        }
        return status;
    }

    private void ended(Optional<SpeechException> failure) {
        if (failure.isPresent()) {
            taken = Optional.empty();
        }
        status = status.knowing(taken.map(Taken::languages).orElse(status.languages()))
                .after(failure);
    }

    @Override
    public SpeechStatus status() {
        return status;
    }
}
