package io.jarvas.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.RunningThreads;
import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.wyoming.ScriptedWyoming.Trouble;
import io.jarvas.wyoming.ScriptedWyoming.Voice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WyomingTextToSpeechTest {
    private static final Duration TONE = Duration.ofMillis(200);

    private final ScriptedWyoming service = ScriptedWyoming.start().tone(TONE);

    @AfterEach
    void close() {
        service.close();
        await().untilAsserted(() -> assertThat(RunningThreads.named("wyoming-")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void sentencesAreSpokenInOrderInShortPieces(boolean streaming) {
        service.streaming(streaming);

        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.say("The light is on.");
            speaking.say(" ");
            speaking.say("Anything else?");
            speaking.end();
            List<Sound> sounds = all(speaking);

            assertThat(sounds).allSatisfy(sound -> {
                assertThat(sound.format()).isEqualTo(new PcmFormat(22_050, 1));
                assertThat(sound.duration()).isPositive().isLessThanOrEqualTo(Duration.ofMillis(100));
            });
            assertThat(lengths(sounds)).isEqualTo(streaming ? Map.of(0, TONE, 1, TONE) : Map.of(0, TONE, 2, TONE));
            assertThat(speaking.next()).isEmpty();
        }
        assertThat(service.said()).containsExactly("The light is on.", "Anything else?");
        assertThat(service.received("describe")).hasSize(1);
        assertThat(service.awaitOpen(0)).isTrue();
    }

    @Test
    void aStreamSaysEverythingTwiceForOlderServices() {
        service.streaming(true);

        try (Speaking speaking = voice().speak(Language.PORTUGUESE)) {
            speaking.say("A luz está ligada.");
            speaking.say("Mais alguma coisa?");
            speaking.end();
            all(speaking);
        }

        assertThat(service.received("synthesize-start").getFirst().data())
                .isEqualTo(Map.of("voice", Map.of("name", "tone-pt")));
        assertThat(service.received("synthesize").getFirst().data())
                .isEqualTo(
                        Map.of("text", "A luz está ligada.\n\nMais alguma coisa?", "voice", Map.of("name", "tone-pt")));
        assertThat(service.received("synthesize-stop")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSentenceIsSpokenBeforeTheNextIsWritten(boolean streaming) {
        service.streaming(streaming);

        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.say("One moment.");

            assertThat(speaking.next()).isPresent();
        }
        assertThat(service.awaitOpen(0)).isTrue();
    }

    @Test
    void theNextSentenceIsAskedForWhileTheFormerIsTaken() {
        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.say("One.");
            speaking.say("Two.");
            speaking.say("Three.");

            assertThat(service.awaitSaid(3)).isTrue();
        }
    }

    @Test
    void aServiceDoesNotWorkAheadWithoutBound() {
        service.voice(new Voice(48_000, 2, 2, Duration.ofSeconds(8), Duration.ZERO, Duration.ofMillis(500)));

        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            for (int i = 0; i < 10; i++) {
                speaking.say("Number " + i + ".");
            }
            speaking.end();
            assertThat(service.awaitSaid(2)).isTrue();
            assertThat(speaking.next()).isPresent();
            assertThat(service.said()).hasSizeLessThan(8);
            List<Sound> rest = all(speaking);

            assertThat(rest.getLast().sentence()).isEqualTo(9);
            assertThat(rest).isSortedAccordingTo((one, other) -> Integer.compare(one.sentence(), other.sentence()));
        }
        assertThat(service.said()).hasSize(10);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "4, 1", "2, 2", "4, 2"})
    void everyWidthBecomesSixteenBits(int width, int channels) {
        service.voice(new Voice(16_000, width, channels, TONE, Duration.ZERO, Duration.ofSeconds(1)));

        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.say("One.");
            speaking.end();
            List<Sound> sounds = all(speaking);

            assertThat(lengths(sounds)).isEqualTo(Map.of(0, TONE));
            assertThat(sounds).hasSize(2).allSatisfy(sound -> {
                assertThat(sound.format()).isEqualTo(new PcmFormat(16_000, channels));
                assertThat(loudest(sound)).isBetween(1_200, 1_700);
            });
        }
    }

    @Test
    void theVoiceThatTheOwnerWantsSpeaksItsLanguagesAndTheBestOneTheOthers() {
        WyomingTextToSpeech voice = new WyomingTextToSpeech(service.place(), Optional.of("tone-br"));

        for (Language language : List.of(Language.PORTUGUESE, Language.ENGLISH)) {
            try (Speaking speaking = voice.speak(language)) {
                speaking.say("One.");
                speaking.end();
                all(speaking);
            }
        }

        assertThat(service.received("synthesize"))
                .extracting(event -> event.data().get("voice"))
                .containsExactly(Map.of("name", "tone-br"), Map.of("name", "tone-en"));
    }

    @Test
    void aLanguageWithoutAVoiceIsSaid() {
        service.languages("en_GB");

        assertThat(failure(voice(), Language.PORTUGUESE).code()).isEqualTo(SpeechException.Code.LANGUAGE);
    }

    @ParameterizedTest
    @CsvSource({
        "ERROR, false, REFUSED",
        "ERROR, true, REFUSED",
        "VANISH, false, CUT_SHORT",
        "VANISH, true, CUT_SHORT",
        "NONSENSE, false, REFUSED",
        "STALL, false, STALLED",
        "STALL, true, STALLED"
    })
    void whatGoesWrongIsToldAndTheNextAnswerWorks(Trouble trouble, boolean streaming, SpeechException.Code code) {
        service.trouble(trouble).streaming(streaming);
        WyomingTextToSpeech voice = new WyomingTextToSpeech(service.place(Duration.ofMillis(400)), Optional.empty());

        assertThat(failure(voice, Language.ENGLISH).code()).isEqualTo(code);
        assertThat(voice.status().problem()).contains(code);
        assertThat(service.awaitOpen(0)).isTrue();

        service.trouble(Trouble.NONE);
        try (Speaking speaking = voice.speak(Language.ENGLISH)) {
            speaking.say("Again.");
            speaking.end();
            assertThat(all(speaking)).isNotEmpty();
        }
        assertThat(voice.status().works()).isTrue();
        assertThat(voice.status().name()).contains("scripted-tone");
        assertThat(voice.status().languages()).containsExactly("en-GB", "pt-BR", "pt-PT");
    }

    @Test
    void whatWasSpokenBeforeAFailureIsGood() {
        service.trouble(Trouble.VANISH);

        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.say("One.");
            speaking.end();
            assertThat(speaking.next()).isPresent();
            assertThatThrownBy(speaking::next).isInstanceOf(SpeechException.class);
        }
    }

    @Test
    void whoeverFallsSilentLetsGoOfTheServiceAtOnce() throws InterruptedException {
        service.delay(Duration.ofSeconds(20));
        List<Optional<Sound>> heard = new ArrayList<>();
        Speaking speaking = voice().speak(Language.ENGLISH);
        speaking.say("One.");
        Thread taking = Thread.ofVirtual().start(() -> heard.add(speaking.next()));
        assertThat(service.awaitSaid(1)).isTrue();

        speaking.close();
        speaking.close();

        assertThat(taking.join(Duration.ofSeconds(5))).isTrue();
        assertThat(heard).containsExactly(Optional.empty());
        speaking.say("Two.");
        assertThat(speaking.next()).isEmpty();
    }

    @Test
    void anAnswerWithoutWordsAsksNobody() {
        try (Speaking speaking = voice().speak(Language.ENGLISH)) {
            speaking.end();

            assertThat(speaking.next()).isEmpty();
        }
        assertThat(service.connections()).isZero();
    }

    private WyomingTextToSpeech voice() {
        return new WyomingTextToSpeech(service.place(), Optional.empty());
    }

    private static SpeechException failure(WyomingTextToSpeech voice, Language language) {
        try (Speaking speaking = voice.speak(language)) {
            speaking.say("One.");
            speaking.end();
            return catchThrowableOfType(SpeechException.class, () -> all(speaking));
        }
    }

    private static List<Sound> all(Speaking speaking) {
        List<Sound> sounds = new ArrayList<>();
        Optional<Sound> next = speaking.next();
        while (next.isPresent()) {
            sounds.add(next.orElseThrow());
            next = speaking.next();
        }
        return sounds;
    }

    private static Map<Integer, Duration> lengths(List<Sound> sounds) {
        return sounds.stream()
                .collect(Collectors.groupingBy(
                        Sound::sentence,
                        Collectors.collectingAndThen(
                                Collectors.summingInt(sound -> sound.samples().remaining()),
                                bytes -> sounds.getFirst().format().duration(bytes))));
    }

    private static int loudest(Sound sound) {
        int loudest = 0;
        for (int at = 0; at < sound.samples().limit(); at += 2) {
            int sample = (sound.samples().get(at) & 0xFF) | (sound.samples().get(at + 1) << 8);
            loudest = Math.max(loudest, Math.abs(sample));
        }
        return loudest;
    }
}
