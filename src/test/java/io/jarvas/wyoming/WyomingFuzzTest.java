package io.jarvas.wyoming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.RunningThreads;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// 100,000 inputs that no client should send: cuts, floods, noise and near misses.
@Timeout(120)
class WyomingFuzzTest {
    private static final long SEED = 20_261_128;
    private static final int READ = 88_000;
    private static final int CLIENTS = 6;
    private static final int SENT_BY_EACH = 2_000;

    @Test
    void whateverIsReadIsAnEventOrAnEndOrBroken() throws IOException {
        FuzzedEvents fuzzed = new FuzzedEvents(SEED);
        int events = 0;
        int broken = 0;
        int halves = 0;
        for (int i = 0; i < READ; i++) {
            EventReader reader = new EventReader(new ByteArrayInputStream(fuzzed.next()), EventLimits.OF_CLIENT);
            try {
                Optional<Event> event = reader.next();
                while (event.isPresent()) {
                    events++;
                    event = reader.next();
                }
            } catch (BrokenEventException e) {
                broken++;
            } catch (EOFException e) {
                halves++;
            }
        }
        assertThat(List.of(events, broken, halves))
                .allSatisfy(count -> assertThat(count).isGreaterThan(5_000));
    }

    @Test
    void theServerOutlivesWhateverIsSentAndLeavesNoThread() throws Exception {
        ScriptedAgent agent = new ScriptedAgent();
        WyomingServerConfig config =
                new WyomingServerConfig("127.0.0.1", 0, "1", 64, Duration.ofSeconds(2), Duration.ofSeconds(1));
        try (WyomingServer server = WyomingServer.start(config, agent, address -> true)) {
            AtomicInteger sent = new AtomicInteger();
            List<Thread> clients = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                FuzzedEvents fuzzed = new FuzzedEvents(SEED + 1 + i);
                clients.add(Thread.ofVirtual().name("fuzz-" + i).start(() -> {
                    for (int input = 0; input < SENT_BY_EACH; input++) {
                        send(server.port(), fuzzed);
                        sent.incrementAndGet();
                    }
                }));
            }
            for (Thread client : clients) {
                client.join();
            }

            assertThat(sent).hasValue(CLIENTS * SENT_BY_EACH);
            assertThat(agent.requests).isNotEmpty();
            assertThat(agent.left).isNotEmpty();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(RunningThreads.named("wyoming-"))
                            .containsExactlyInAnyOrder("wyoming-accept", "wyoming-watch"));
            assertThat(isAnswering(server.port())).isTrue();
        }
        assertThat(RunningThreads.named("wyoming-")).isEmpty();
    }

    /// Sends one input in two pieces, and leaves as clients do: at once, or politely, or after it was answered.
    private static void send(int port, FuzzedEvents fuzzed) {
        byte[] bytes = fuzzed.next();
        int cut = fuzzed.cutOf(bytes.length);
        int manner = fuzzed.cutOf(7);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            // No port waits for an end that nobody needs.
            socket.setSoLinger(true, 0);
            socket.setSoTimeout(manner == 0 ? 20 : 2);
            OutputStream out = socket.getOutputStream();
            out.write(bytes, 0, cut);
            out.write(bytes, cut, bytes.length - cut);
            if (manner == 1) {
                socket.shutdownOutput();
            }
            if (manner < 4) {
                socket.getInputStream().readNBytes(2_000);
            }
        } catch (SocketException | SocketTimeoutException letGo) {
            // As it should be.
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isAnswering(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            new EventWriter(socket.getOutputStream()).write(new Event("describe"));
            return new EventReader(socket.getInputStream(), EventLimits.OF_SERVICE)
                    .next()
                    .orElseThrow()
                    .type()
                    .equals("info");
        }
    }
}
