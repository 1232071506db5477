package io.jarvas.choice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.choice.SpeechChoice.Found;
import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.speech.SpeechToText;
import io.jarvas.speech.TextToSpeech;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// What happens when the service that listens or speaks fails in the middle of it.
class ChosenSpeechTest {
    private final SpeechException gone = new SpeechException(Code.CUT_SHORT, "gone");

    @Test
    void whatWasHeardIsToldToTheNextOne() {
        Ears broken = new Ears("", Optional.of(gone));
        Ears whole = new Ears("Turn it on.", Optional.empty());
        try (SpeechChoice<SpeechToText> choice = choice(List.of(broken, whole));
                Listening listening = new ChosenListener(choice).listen(Language.ENGLISH, _ -> {})) {
            listening.hear(ByteBuffer.allocate(4));
            listening.hear(ByteBuffer.allocate(6));

            assertThat(listening.transcript()).isEqualTo("Turn it on.");
        }
        assertThat(broken.closed).isTrue();
        assertThat(whole.heard).isEqualTo(10);
    }

    @Test
    void aServiceThatWasGivenUpHasNotFailed() {
        Ears first = new Ears("", Optional.of(gone));
        Ears second = new Ears("Turn it on.", Optional.empty());
        try (SpeechChoice<SpeechToText> choice = choice(List.of(first, second))) {
            Listening listening = new ChosenListener(choice).listen(Language.ENGLISH, _ -> {});
            listening.close();

            assertThatExceptionOfType(SpeechException.class).isThrownBy(listening::transcript);
            assertThat(choice.in(Language.ENGLISH).getFirst().port()).isSameAs(first);
            assertThat(choice.status().works()).isTrue();
        }
    }

    @Test
    void theLastFailureIsTold() {
        try (SpeechChoice<SpeechToText> choice = choice(List.of(new Ears("", Optional.of(gone))));
                Listening listening = new ChosenListener(choice).listen(Language.ENGLISH, _ -> {})) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(listening::transcript)
                    .isEqualTo(gone);
        }
    }

    @Test
    void theSentenceThatBrokeOffIsSaidAgainByTheNextOne() {
        Mouth broken = new Mouth(List.of(0, 1), Optional.of(gone));
        Mouth whole = new Mouth(List.of(0, 1), Optional.empty());
        try (SpeechChoice<TextToSpeech> choice = choice(List.of(broken, whole));
                Speaking speaking = new ChosenSpeaker(choice).speak(Language.ENGLISH)) {
            speaking.say("One.");
            speaking.say("Two.");
            speaking.say("Three.");
            speaking.end();

            assertThat(sentences(speaking)).containsExactly(0, 1, 1, 2);
        }
        assertThat(whole.said).containsExactly("Two.", "Three.", "(end)");
    }

    @Test
    void aSentenceThatWasSpokenWholeIsNotSaidAgain() {
        Mouth broken = new Mouth(List.of(0), Optional.of(new SpeechException(Code.UNREACHABLE, "nobody")));
        Mouth whole = new Mouth(List.of(0), Optional.empty());
        try (SpeechChoice<TextToSpeech> choice = choice(List.of(broken, whole));
                Speaking speaking = new ChosenSpeaker(choice).speak(Language.ENGLISH)) {
            speaking.say("One.");
            speaking.say("Two.");
            speaking.end();

            assertThat(sentences(speaking)).containsExactly(0, 1);
        }
        assertThat(whole.said).containsExactly("Two.", "(end)");
    }

    @Test
    void whereNobodySpeaksTheFirstSoundSaysSo() {
        try (SpeechChoice<TextToSpeech> choice = SpeechChoice.ofNobody("test", Clock.systemUTC());
                Speaking speaking = new ChosenSpeaker(choice).speak(Language.ENGLISH)) {
            speaking.say("One.");

            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(speaking::next)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.ABSENT));
        }
    }

    private static List<Integer> sentences(Speaking speaking) {
        List<Integer> sentences = new ArrayList<>();
        for (Optional<Sound> sound = speaking.next(); sound.isPresent(); sound = speaking.next()) {
            sentences.add(sound.get().sentence());
        }
        return sentences;
    }

    private static <S> SpeechChoice<S> choice(List<S> ports) {
        List<Candidate<S>> candidates = new ArrayList<>();
        for (S port : ports) {
            candidates.add(new Candidate<>("tcp://" + candidates.size() + ":1", port, STATUS));
        }
        SpeechChoice<S> choice = SpeechChoice.begun("test", () -> new Found<>(candidates, true), Clock.systemUTC());
        await().until(() -> choice.status().works());
        return choice;
    }

    private static final SpeechStatus STATUS =
            new SpeechStatus(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), "");

    private static final class Ears implements SpeechToText, Listening {
        private final String words;
        private final Optional<SpeechException> failure;
        private int heard;
        private boolean closed;

        Ears(String words, Optional<SpeechException> failure) {
            this.words = words;
            this.failure = failure;
        }

        @Override
        public Listening listen(Language language, Consumer<String> partial) {
            return this;
        }

        @Override
        public void hear(ByteBuffer samples) {
            heard += samples.remaining();
        }

        @Override
        public String transcript() {
            failure.ifPresent(cause -> {
                throw cause;
            });
            return words;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public SpeechStatus status() {
            return STATUS;
        }
    }

    /// Makes a piece of sound for each of these sentences, and then fails or has nothing.
    private static final class Mouth implements TextToSpeech, Speaking {
        private final List<Integer> sounds;
        private final Optional<SpeechException> failure;
        private final List<String> said = new ArrayList<>();

        Mouth(List<Integer> sounds, Optional<SpeechException> failure) {
            this.sounds = new ArrayList<>(sounds);
            this.failure = failure;
        }

        @Override
        public Speaking speak(Language language) {
            return this;
        }

        @Override
        public void say(String sentence) {
            said.add(sentence);
        }

        @Override
        public void end() {
            said.add("(end)");
        }

        @Override
        public Optional<Sound> next() {
            if (!sounds.isEmpty()) {
                return Optional.of(new Sound(PcmFormat.SPEECH, ByteBuffer.allocate(2), sounds.removeFirst()));
            }
            failure.ifPresent(cause -> {
                throw cause;
            });
            return Optional.empty();
        }

        @Override
        public void close() {
            // It has no line.
        }

        @Override
        public SpeechStatus status() {
            return STATUS;
        }
    }
}
