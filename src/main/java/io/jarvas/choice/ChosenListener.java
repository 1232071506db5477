package io.jarvas.choice;

import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Consumer;

/// Understands with the service that is chosen at the moment; where that fails, with the next one, from the first word
/// on.
final class ChosenListener implements SpeechToText {
    /// Of one utterance, what the next service could be told again.
    private static final int LONGEST = PcmFormat.SPEECH.bytes(Duration.ofSeconds(30));

    private final SpeechChoice<SpeechToText> choice;

    ChosenListener(SpeechChoice<SpeechToText> choice) {
        this.choice = choice;
    }

    @Override
    public Listening listen(Language language, Consumer<String> partial) {
        Utterance utterance =
                new Utterance(language, partial, choice.in(language).iterator());
        utterance.next(Optional.empty());
        return utterance;
    }

    @Override
    public SpeechStatus status() {
        return choice.status();
    }

    private final class Utterance implements Listening {
        private final Language language;
        private final Consumer<String> partial;
        private final Iterator<Candidate<SpeechToText>> candidates;
        private final ByteArrayOutputStream heard = new ByteArrayOutputStream();

        private Optional<Candidate<SpeechToText>> current = Optional.empty();
        private volatile Optional<Listening> listening = Optional.empty();
        private volatile boolean closed;

        Utterance(Language language, Consumer<String> partial, Iterator<Candidate<SpeechToText>> candidates) {
            this.language = language;
            this.partial = partial;
            this.candidates = candidates;
        }

        /// Goes on with the next service that takes what was heard.
        ///
        /// @param failure why the one before does not go on
        private void next(Optional<SpeechException> failure) {
            Optional<SpeechException> last = failure;
            while (true) {
                if (closed) {
                    throw last.orElseThrow();
                }
                last.ifPresent(cause -> {
                    current.ifPresent(one -> choice.failed(one, language, cause));
                    listening.ifPresent(Listening::close);
                });
                if (!candidates.hasNext() || heard.size() > LONGEST) {
                    throw last.orElseThrow();
                }
                try {
                    begin(candidates.next());
                    return;
                } catch (SpeechException e) {
                    last = Optional.of(e);
                }
            }
        }

        private void begin(Candidate<SpeechToText> candidate) {
            current = Optional.of(candidate);
            listening = Optional.empty();
            Listening begun = candidate.port().listen(language, partial);
            listening = Optional.of(begun);
            if (closed) {
                begun.close();
            }
            if (heard.size() > 0) {
                begun.hear(ByteBuffer.wrap(heard.toByteArray()));
            }
        }

        @Override
        public void hear(ByteBuffer samples) {
            if (candidates.hasNext() && heard.size() <= LONGEST) {
                byte[] copy = new byte[samples.remaining()];
                samples.duplicate().get(copy);
                heard.writeBytes(copy);
            }
            try {
                listening.orElseThrow().hear(samples.duplicate());
            } catch (SpeechException e) {
                next(Optional.of(e));
            }
        }

        @Override
        public String transcript() {
            while (true) {
                try {
                    String words = listening.orElseThrow().transcript();
                    current.ifPresent(one -> choice.worked(one, language));
                    return words;
                } catch (SpeechException e) {
                    next(Optional.of(e));
                }
            }
        }

        @Override
        public void close() {
            closed = true;
            listening.ifPresent(Listening::close);
        }
    }
}
