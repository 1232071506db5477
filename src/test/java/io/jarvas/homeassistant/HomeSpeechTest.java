package io.jarvas.homeassistant;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jarvas.RunningThreads;
import io.jarvas.audio.Wav;
import io.jarvas.json.Json;
import io.jarvas.speech.Listening;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Speech by way of a Home Assistant that does what a test tells it.
@Timeout(30)
class HomeSpeechTest {
    private static final String TOKEN = "secret-token";
    private static final PcmFormat FORMAT = new PcmFormat(22_050, 1);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<byte[]> heard = new CopyOnWriteArrayList<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<Optional<SpeechException>> ended = new CopyOnWriteArrayList<>();
    private final CountDownLatch never = new CountDownLatch(1);
    private HttpServer server;

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        on("/api/stt/ears", this::understand);
        on("/api/tts_get_url", this::take);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        await().untilAsserted(
                        () -> assertThat(RunningThreads.named("home-speaking")).isEmpty());
        never.countDown();
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void whatIsSpokenComesBackAsWords() {
        try (Listening listening = listening(Duration.ofSeconds(10))) {
            listening.hear(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}));
            listening.hear(ByteBuffer.allocate(0));
            listening.hear(ByteBuffer.wrap(new byte[] {5, 6}));

            assertThat(listening.transcript()).isEqualTo("turn it on");
        }
        assertThat(heard).containsExactly(new byte[] {1, 2, 3, 4, 5, 6});
        assertThat(ended).containsExactly(Optional.empty());
    }

    @Test
    void noiseIsNothingThatWasSaid() {
        on("/api/stt/ears", exchange -> {
            exchange.getRequestBody().readAllBytes();
            send(exchange, Map.of("result", "success", "text", "(music)"));
        });

        try (Listening listening = listening(Duration.ofSeconds(10))) {
            listening.hear(ByteBuffer.allocate(2));
            assertThat(listening.transcript()).isEmpty();
        }
    }

    @Test
    void whoGivesUpWhileItIsUnderstoodLearnsNothingOfTheEngine() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        on("/api/stt/ears", _ -> {
            asked.countDown();
            waitForNothing();
        });
        Listening listening = listening(Duration.ofSeconds(10));
        listening.hear(ByteBuffer.allocate(2));
        Thread leaving = Thread.ofVirtual().start(() -> {
            try {
                asked.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            listening.close();
        });

        assertThatExceptionOfType(SpeechException.class)
                .isThrownBy(listening::transcript)
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.CUT_SHORT));
        leaving.join();
        assertThat(ended).isEmpty();
    }

    @Test
    void anEngineThatSaysNothingIsNotWaitedForLonger() {
        on("/api/stt/ears", _ -> waitForNothing());

        try (Listening listening = listening(Duration.ofMillis(200))) {
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(listening::transcript)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STALLED));
        }
        assertThat(ended).hasSize(1);
    }

    @Test
    void sentencesAreSpokenInOrder() {
        on("/api/tts_proxy/0.wav", exchange -> wav(exchange, 4_410));
        on("/api/tts_proxy/1.wav", exchange -> wav(exchange, 8_820));

        try (Speaking speaking = speaking(Duration.ofSeconds(10))) {
            speaking.say("The light is on.");
            speaking.say(" ");
            speaking.say("Anything else?");
            speaking.end();
            List<Sound> sounds = all(speaking);

            assertThat(sounds).allSatisfy(sound -> assertThat(sound.format()).isEqualTo(FORMAT));
            assertThat(bytes(sounds, 0)).isEqualTo(4_410);
            assertThat(bytes(sounds, 2)).isEqualTo(8_820);
            assertThat(sounds).isSortedAccordingTo((one, other) -> Integer.compare(one.sentence(), other.sentence()));
            assertThat(speaking.next()).isEmpty();
        }
        assertThat(said).containsExactly("The light is on.", "Anything else?");
    }

    @Test
    void soundComesWhileTheRestIsStillBeingMade() {
        on("/api/tts_proxy/0.wav", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(wav(2_205 * 2));
            exchange.getResponseBody().flush();
            waitForNothing();
        });

        try (Speaking speaking = speaking(Duration.ofSeconds(10))) {
            speaking.say("One moment.");

            assertThat(speaking.next()).isPresent();
        }
    }

    @Test
    void aPauseBetweenSentencesIsNotTheEngines() {
        on("/api/tts_proxy/0.wav", exchange -> wav(exchange, 2_205 * 2));

        try (Speaking speaking = speaking(Duration.ofSeconds(1))) {
            speaking.say("One.");
            CompletableFuture<List<Sound>> sounds = CompletableFuture.supplyAsync(() -> all(speaking), threads);
            await().during(Duration.ofMillis(1500)).until(() -> !sounds.isDone());
            speaking.end();

            assertThat(sounds.join()).isNotEmpty();
        }
        assertThat(ended).containsExactly(Optional.empty());
    }

    @Test
    void anEngineThatMakesNoSoundAtAllIsNotWaitedForLonger() {
        on("/api/tts_proxy/0.wav", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().flush();
            waitForNothing();
        });

        try (Speaking speaking = speaking(Duration.ofMillis(300))) {
            speaking.say("One.");
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(speaking::next)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.STALLED));
        }
        assertThat(ended).hasSize(1);
    }

    @Test
    void anEngineThatMakesNoSoundIsToldAfterWhatWasSpoken() {
        on("/api/tts_proxy/0.wav", exchange -> wav(exchange, 2_205 * 2));
        on("/api/tts_proxy/1.wav", exchange -> exchange.sendResponseHeaders(500, -1));

        try (Speaking speaking = speaking(Duration.ofSeconds(10))) {
            speaking.say("One.");
            speaking.say("Two.");
            speaking.end();

            assertThat(speaking.next()).isPresent();
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(() -> all(speaking))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED))
                    .withMessageContaining("ffmpeg");
        }
        assertThat(ended.getLast()).isPresent();
    }

    @Test
    void anAddressElsewhereIsNotFollowed() {
        on("/api/tts_get_url", exchange -> send(exchange, Map.of("path", "http://127.0.0.1:1/api/x.wav")));

        try (Speaking speaking = speaking(Duration.ofSeconds(10))) {
            speaking.say("One.");
            assertThatExceptionOfType(SpeechException.class)
                    .isThrownBy(speaking::next)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
        }
    }

    @Test
    void whoeverFallsSilentIsNotWaitedFor() {
        on("/api/tts_proxy/0.wav", _ -> waitForNothing());
        Speaking speaking = speaking(Duration.ofSeconds(20));
        speaking.say("One.");
        await().until(() -> said.size() == 1);
        Thread leaving = Thread.ofVirtual().start(speaking::close);

        assertThat(speaking.next()).isEmpty();
        assertThat(leaving).isNotNull();
        assertThat(ended).isEmpty();
    }

    private Listening listening(Duration patience) {
        return new HomeListening(
                requests(patience),
                "/stt/ears",
                () -> new HomeListening.Content("format=wav", new SpokenSound(PcmFormat.SPEECH)),
                ended::add);
    }

    private Speaking speaking(Duration patience) {
        return new HomeSpeaking(requests(patience), sentence -> Map.of("message", sentence), ended::add);
    }

    private SpeechRequests requests(Duration patience) {
        URI api = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/api");
        return new SpeechRequests(
                client, api, TOKEN, Timings.with(patience, Duration.ofSeconds(30), Duration.ofMinutes(10)));
    }

    private void on(String path, Answer answer) {
        answers.put(path, answer);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            assertThat(exchange.getRequestHeaders().getFirst("Authorization")).isEqualTo("Bearer " + TOKEN);
            Answer answer = answers.get(exchange.getRequestURI().getPath());
            if (answer == null) {
                exchange.sendResponseHeaders(404, -1);
            } else {
                answer.give(exchange);
            }
        }
    }

    private void understand(HttpExchange exchange) throws IOException {
        heard.add(exchange.getRequestBody().readAllBytes());
        send(exchange, Map.of("result", "success", "text", " turn it on "));
    }

    private void take(HttpExchange exchange) throws IOException {
        String sentence =
                (String) Json.object(exchange.getRequestBody().readAllBytes()).get("message");
        String path = "/api/tts_proxy/" + said.size() + ".wav";
        said.add(String.valueOf(sentence));
        send(exchange, Map.of("path", path, "url", "http://elsewhere" + path));
    }

    private void waitForNothing() {
        try {
            never.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, Map<String, Object> answer) throws IOException {
        byte[] json = Json.text(answer).getBytes(UTF_8);
        exchange.sendResponseHeaders(200, json.length);
        exchange.getResponseBody().write(json);
    }

    private static void wav(HttpExchange exchange, int length) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(wav(length));
        }
    }

    private static byte[] wav(int length) {
        return Wav.of(new Sound(FORMAT, ByteBuffer.allocate(length), 0));
    }

    private static List<Sound> all(Speaking speaking) {
        List<Sound> sounds = new ArrayList<>();
        for (Optional<Sound> sound = speaking.next(); sound.isPresent(); sound = speaking.next()) {
            sounds.add(sound.get());
        }
        return sounds;
    }

    private static int bytes(List<Sound> sounds, int sentence) {
        return sounds.stream()
                .filter(sound -> sound.sentence() == sentence)
                .mapToInt(sound -> sound.samples().remaining())
                .sum();
    }
}
