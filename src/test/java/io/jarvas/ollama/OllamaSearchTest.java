package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.llm.ModelException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/// Ollama where nobody says where it is.
class OllamaSearchTest {
    private static final Duration OFTEN = Duration.ofMillis(30);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");
    private static final URI NO_NAME = URI.create("http://no-such-host.invalid:11434");

    private static Ollama search(URI... places) {
        return search(OFTEN, places);
    }

    private static Ollama search(Duration every, URI... places) {
        OllamaConfig config = OllamaFixture.config(
                Optional.empty(), List.of(), OllamaFixture.LONG, OllamaFixture.LONG, OllamaFixture.LONG, places);
        return new Ollama(config.searching(every), Clock.systemUTC());
    }

    /// Something else at one of the places, and what it was asked.
    private static final class Other implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<String> asked = new CopyOnWriteArrayList<>();

        Other() throws IOException {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        try (Socket socket = server.accept()) {
                            byte[] head = new byte[4096];
                            int read = socket.getInputStream().read(head);
                            asked.add(new String(head, 0, Math.max(read, 0), StandardCharsets.US_ASCII)
                                    .lines()
                                    .findFirst()
                                    .orElse(""));
                            socket.getOutputStream()
                                    .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}"
                                            .getBytes(StandardCharsets.US_ASCII));
                        }
                    }
                } catch (IOException e) {
                    assert server.isClosed() : e;
                }
            });
        }

        URI url() {
            return URI.create("http://127.0.0.1:" + server.getLocalPort());
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }

    @Test
    void itIsFoundAtTheOnePlaceWhereItIs() throws Exception {
        try (FakeOllama there = FakeOllama.with("home");
                Other other = new Other();
                Ollama ollama = search(NO_NAME, NOBODY, other.url(), there.url())) {
            await().until(() -> ollama.status().problem().isEmpty()
                    && ollama.status().model().isPresent());

            assertThat(ollama.status().server())
                    .isEqualTo("127.0.0.1:" + there.url().getPort());
            assertThat(other.asked).allMatch("GET /api/version HTTP/1.1"::equals);
        }
    }

    @Test
    void otherPlacesAreNotAskedWhileItIsThere() throws Exception {
        try (FakeOllama there = FakeOllama.with("home");
                Other other = new Other();
                Ollama ollama = search(there.url(), other.url())) {
            await().until(() -> ollama.status().model().isPresent());
            int looks = there.looks.get();
            int asked = other.asked.size();

            // Its own looks go on, many intervals of the search long.
            await().until(() -> there.looks.get() >= looks + 2);

            assertThat(other.asked.size()).isLessThanOrEqualTo(asked + 1);
        }
    }

    @Test
    void itIsLookedForAgainUntilItIsThere() throws Exception {
        try (FakeOllama late = FakeOllama.with("home")) {
            late.die();
            try (Ollama ollama = search(NOBODY, late.url())) {
                await().until(() -> ollama.status().problem().equals(Optional.of(Code.UNREACHABLE)));
                assertThat(ollama.status().detail())
                        .isEqualTo("not found at 127.0.0.1:1, 127.0.0.1:"
                                + late.url().getPort());

                late.comeBack();

                await().until(() -> ollama.status().problem().isEmpty());
            }
        }
    }

    @Test
    void whatWasFoundOnceIsWatchedAsIfItHadBeenNamed() throws Exception {
        try (FakeOllama there = FakeOllama.with("home");
                Ollama ollama = search(Duration.ofHours(1), there.url())) {
            await().until(() -> ollama.status().model().isPresent());
            there.die();
            await().until(() -> ollama.status().problem().isPresent());

            there.comeBack();

            await().until(() -> ollama.status().problem().isEmpty());
        }
    }
}
