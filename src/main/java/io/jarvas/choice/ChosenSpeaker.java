package io.jarvas.choice;

import io.jarvas.language.Language;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.TextToSpeech;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Speaks with the service that is chosen at the moment; where that fails, with the next one, from the sentence on that
/// was not spoken to its end.
final class ChosenSpeaker implements TextToSpeech {
    private final SpeechChoice<TextToSpeech> choice;

    ChosenSpeaker(SpeechChoice<TextToSpeech> choice) {
        this.choice = choice;
    }

    @Override
    public Speaking speak(Language language) {
        try {
            return new Answer(language, choice.in(language).iterator());
        } catch (SpeechException e) {
            return new Mute(e);
        }
    }

    @Override
    public SpeechStatus status() {
        return choice.status();
    }

    /// Nobody speaks.
    private record Mute(SpeechException why) implements Speaking {
        @Override
        public void say(String sentence) {
            // Nobody hears it.
        }

        @Override
        public void end() {
            // It never began.
        }

        @Override
        public Optional<Sound> next() {
            throw why;
        }

        @Override
        public void close() {
            // It is silent.
        }
    }

    private final class Answer implements Speaking {
        private final Language language;
        private final Iterator<Candidate<TextToSpeech>> candidates;
        private final List<String> sentences = new ArrayList<>();
        private boolean ended;
        private boolean closed;

        private Candidate<TextToSpeech> current;
        private Speaking speaking;
        /// How many sentences others spoke before the one that speaks now.
        private int spoken;
        /// The sentence that sounds, or is to sound first.
        private int sounding;
        /// Whether any of it was heard.
        private boolean sounded;

        Answer(Language language, Iterator<Candidate<TextToSpeech>> candidates) {
            this.language = language;
            this.candidates = candidates;
            current = candidates.next();
            speaking = current.port().speak(language);
        }

        @Override
        public synchronized void say(String sentence) {
            sentences.add(sentence);
            speaking.say(sentence);
        }

        @Override
        public synchronized void end() {
            ended = true;
            speaking.end();
        }

        @Override
        public Optional<Sound> next() {
            while (true) {
                Speaking now = now();
                try {
                    Optional<Sound> sound = now.next();
                    choice.worked(current, language);
                    return sound.map(this::inOrder);
                } catch (SpeechException e) {
                    if (!goOn(e)) {
                        return Optional.empty();
                    }
                }
            }
        }

        private synchronized Speaking now() {
            return speaking;
        }

        private synchronized Sound inOrder(Sound sound) {
            sounding = spoken + sound.sentence();
            sounded = true;
            return new Sound(sound.format(), sound.samples(), sounding);
        }

        /// The next service says what is not yet said.
        ///
        /// @return false where nobody wants to hear it any more
        private synchronized boolean goOn(SpeechException failure) {
            if (closed) {
                return false;
            }
            choice.failed(current, language, failure);
            speaking.close();
            if (!candidates.hasNext()) {
                throw failure;
            }
            current = candidates.next();
            speaking = current.port().speak(language);
            // One that could not be reached broke off before a sentence; any other in the middle of one, which is said
            // once more.
            boolean whole = sounded && failure.code() == SpeechException.Code.UNREACHABLE;
            spoken = Math.min(sentences.size(), whole ? sounding + 1 : sounding);
            sounding = spoken;
            sounded = false;
            sentences.subList(spoken, sentences.size()).forEach(speaking::say);
            if (ended) {
                speaking.end();
            }
            return true;
        }

        @Override
        public synchronized void close() {
            closed = true;
            speaking.close();
        }
    }
}
