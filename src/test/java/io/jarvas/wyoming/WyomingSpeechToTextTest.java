package io.jarvas.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.RunningThreads;
import io.jarvas.language.Language;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.SpeechException;
import io.jarvas.wyoming.ScriptedWyoming.Trouble;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WyomingSpeechToTextTest {
    private static final Duration SHORT = Duration.ofMillis(300);

    private final ScriptedWyoming service = ScriptedWyoming.start();
    private final BlockingQueue<String> partials = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        service.close();
        await().untilAsserted(() -> assertThat(RunningThreads.named("wyoming-")).isEmpty());
    }

    @Test
    void whatIsSpokenComesBackAsWords() {
        service.transcripts("turn on the light", "and the heating");
        WyomingSpeechToText ears = ears();
        byte[] sound = sound(20_000);

        assertThat(transcript(ears, sound)).isEqualTo("turn on the light");
        assertThat(transcript(ears, sound)).isEqualTo("and the heating");
        assertThat(transcript(ears, sound)).isEmpty();

        assertThat(service.heard())
                .hasSize(3)
                .allSatisfy(heard -> assertThat(heard).isEqualTo(sound));
        assertThat(service.received("describe")).hasSize(1);
        assertThat(service.received("audio-start").getFirst().data())
                .isEqualTo(Map.of("rate", 16_000, "width", 2, "channels", 1));
        assertThat(service.received("transcribe").getFirst().data()).isEqualTo(Map.of("language", "en"));
        assertThat(service.awaitOpen(0)).isTrue();
    }

    @Test
    void theModelThatTheOwnerWantsIsNamedAndTheLanguageAsTheServiceWritesIt() {
        service.languages("pt_BR", "pt_PT");
        WyomingSpeechToText ears = new WyomingSpeechToText(service.place(), Optional.of("ears"));

        try (Listening listening = ears.listen(Language.PORTUGUESE, partials::add)) {
            listening.transcript();
        }

        assertThat(service.received("transcribe").getFirst().data())
                .isEqualTo(Map.of("name", "ears", "language", "pt_PT"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesOfATranscriptArePutTogether(boolean cumulative) throws InterruptedException {
        service.transcripts("turn on the light").partials(true).cumulative(cumulative);

        try (Listening listening = ears().listen(Language.ENGLISH, partials::add)) {
            for (String expected : List.of("turn", "turn on", "turn on the", "turn on the light")) {
                listening.hear(ByteBuffer.wrap(sound(640)));
                assertThat(partials.poll(10, TimeUnit.SECONDS)).isEqualTo(expected);
            }
            assertThat(listening.transcript()).isEqualTo("turn on the light");
        }
    }

    @Test
    void noiseIsNothingThatWasSaid() {
        service.transcripts("[BLANK_AUDIO]", "turn on the light");

        assertThat(transcript(ears(), sound(640))).isEmpty();
        assertThat(transcript(ears(), sound(640))).isEqualTo("turn on the light");
    }

    @Test
    void noPartialTranscriptComesAfterTheTranscript() throws InterruptedException {
        service.transcripts("one two").partials(true);
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Listening listening = ears().listen(Language.ENGLISH, text -> {
            inside.countDown();
            awaitQuietly(goOn);
            partials.add(text);
        });
        listening.hear(ByteBuffer.wrap(sound(640)));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        listening.close();
        Thread release = Thread.ofVirtual().start(goOn::countDown);

        assertThatThrownBy(listening::transcript).isInstanceOf(SpeechException.class);
        assertThat(partials).hasSize(1);
        release.join();
    }

    @Test
    void theServiceIsKnownAfterItWasFirstAsked() {
        WyomingSpeechToText ears = ears();
        assertThat(ears.status().name()).isEmpty();
        assertThat(ears.status().place()).contains("tcp://127.0.0.1:" + service.port());
        assertThat(ears.status().works()).isTrue();

        transcript(ears, sound(640));

        assertThat(ears.status().name()).contains("scripted-ears");
        assertThat(ears.status().languages()).containsExactly("en", "pt");
        assertThat(ears.status().works()).isTrue();
    }

    @Test
    void aLookTellsWhetherTheServiceIsThere() {
        WyomingSpeechToText ears = ears();

        assertThat(ears.look().name()).contains("scripted-ears");
        service.close();

        // The machine may take one more connection before it knows.
        await().until(() -> ears.look().problem().equals(Optional.of(SpeechException.Code.UNREACHABLE)));
        assertThat(ears.status().name()).contains("scripted-ears");
    }

    @Test
    void nobodyAtThePlaceIsUnreachableAndTheNextTryWorks() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        WyomingSpeechToText ears = new WyomingSpeechToText(new WyomingPlace("127.0.0.1", free), Optional.empty());

        assertThat(failure(ears).code()).isEqualTo(SpeechException.Code.UNREACHABLE);
        assertThat(ears.status().problem()).contains(SpeechException.Code.UNREACHABLE);
    }

    @Test
    void aServiceThatFailedIsAskedAnewWhatItIs() {
        WyomingSpeechToText ears = ears();
        service.trouble(Trouble.ERROR);
        SpeechException refused = failure(ears);
        assertThat(refused.code()).isEqualTo(SpeechException.Code.REFUSED);
        assertThat(refused).hasMessage("the script says so");
        assertThat(ears.status().detail()).isEqualTo("the script says so");

        service.trouble(Trouble.NONE).transcripts("again");

        assertThat(transcript(ears, sound(640))).isEqualTo("again");
        assertThat(ears.status().works()).isTrue();
        assertThat(service.received("describe")).hasSize(2);
    }

    @Test
    void aServiceThatVanishesCutsShort() {
        service.trouble(Trouble.VANISH);

        assertThat(failure(ears()).code()).isEqualTo(SpeechException.Code.CUT_SHORT);
    }

    @Test
    void whatNobodyUnderstandsIsRefused() {
        service.trouble(Trouble.NONSENSE);

        assertThat(failure(ears()).code()).isEqualTo(SpeechException.Code.REFUSED);
    }

    @Test
    void aServiceThatFallsSilentIsGivenUp() {
        service.trouble(Trouble.STALL);
        WyomingSpeechToText ears = new WyomingSpeechToText(service.place(SHORT), Optional.empty());

        assertThat(failure(ears).code()).isEqualTo(SpeechException.Code.STALLED);
        assertThat(ears.status().problem()).contains(SpeechException.Code.STALLED);
        assertThat(service.awaitOpen(0)).isTrue();
    }

    @Test
    void aServiceThatSaysNotWhatItIsIsGivenUp() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            WyomingPlace place = new WyomingPlace("127.0.0.1", silent.getLocalPort(), Duration.ofSeconds(3), SHORT);
            WyomingSpeechToText ears = new WyomingSpeechToText(place, Optional.empty());

            assertThat(failure(ears).code()).isEqualTo(SpeechException.Code.STALLED);
        }
    }

    @Test
    void aLanguageThatTheServiceDoesNotKnowIsSaid() {
        service.languages("de", "en_US");
        WyomingSpeechToText ears = ears();

        try (Listening listening = ears.listen(Language.PORTUGUESE, partials::add)) {
            SpeechException unknown = catchThrowableOfType(SpeechException.class, listening::transcript);
            assertThat(unknown.code()).isEqualTo(SpeechException.Code.LANGUAGE);
            assertThatThrownBy(() -> listening.hear(ByteBuffer.wrap(sound(640))))
                    .isEqualTo(unknown);
        }
        assertThat(transcript(ears, sound(640))).isEmpty();
        assertThat(service.received("transcribe").getLast().data()).isEqualTo(Map.of("language", "en_US"));
    }

    @Test
    void whoeverClosesLetsGoOfTheServiceAndOfWhoeverWaits() throws InterruptedException {
        service.thinking(Duration.ofSeconds(20));
        Listening listening = ears().listen(Language.ENGLISH, partials::add);
        listening.hear(ByteBuffer.wrap(sound(640)));
        Thread waiting = Thread.ofVirtual()
                .start(() -> assertThatThrownBy(listening::transcript).isInstanceOf(SpeechException.class));
        assertThat(service.awaitReceived("audio-stop", 1)).isTrue();

        listening.close();
        listening.close();

        assertThat(waiting.join(Duration.ofSeconds(5))).isTrue();
    }

    @Test
    void thoseWhoCloseBeforeTheyConnectLeaveNothing() {
        for (int i = 0; i < 50; i++) {
            ears().listen(Language.ENGLISH, partials::add).close();
        }

        assertThat(service.awaitOpen(0)).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private WyomingSpeechToText ears() {
        return new WyomingSpeechToText(service.place(), Optional.empty());
    }

    private SpeechException failure(WyomingSpeechToText ears) {
        try (Listening listening = ears.listen(Language.ENGLISH, partials::add)) {
            return catchThrowableOfType(SpeechException.class, listening::transcript);
        }
    }

    private String transcript(WyomingSpeechToText ears, byte[] sound) {
        try (Listening listening = ears.listen(Language.ENGLISH, partials::add)) {
            int piece = PcmFormat.SPEECH.bytes(Duration.ofMillis(20));
            for (int at = 0; at < sound.length; at += piece) {
                listening.hear(ByteBuffer.wrap(sound, at, Math.min(piece, sound.length - at)));
            }
            return listening.transcript();
        }
    }

    private static byte[] sound(int bytes) {
        byte[] sound = new byte[bytes];
        new Random(7).nextBytes(sound);
        return sound;
    }
}
