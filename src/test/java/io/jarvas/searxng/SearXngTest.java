package io.jarvas.searxng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.jarvas.json.Json;
import io.jarvas.tools.WebResult;
import io.jarvas.tools.WebSearchException;
import io.jarvas.tools.WebSearchException.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class SearXngTest {
    private HttpServer server;
    private final AtomicReference<String> asked = new AtomicReference<>("");
    private volatile int status = 200;
    private volatile byte[] body = {};
    private final CountDownLatch end = new CountDownLatch(1);
    private volatile boolean silent;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.set(exchange.getRequestURI().toString());
            if (silent) {
                end.await();
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private List<WebResult> search(Object answer) {
        body = answer instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Json.bytes(answer);
        return new SearXng(url()).search("horário do museu & \"mais\"", 5);
    }

    private Code failure(Object answer) {
        return catchThrowableOfType(WebSearchException.class, () -> search(answer))
                .code();
    }

    @Test
    void whatIsAskedForIsSentAsItIs() {
        search(Map.of("results", List.of()));
        assertThat(asked.get())
                .startsWith("/search?")
                .contains("format=json")
                .satisfies(path -> assertThat(URI.create(path).getQuery()).contains("q=horário do museu & \"mais\""));
    }

    @Test
    void theBestResultsComeAsText() {
        List<Map<String, String>> results = IntStream.range(0, 9)
                .mapToObj(i -> Map.of(
                        "url", "https://example.org/" + i,
                        "title", "Page <b>" + i + "</b>",
                        "content", "Open <script src=x>from 9"))
                .toList();
        assertThat(search(Map.of("query", "x", "results", results)))
                .hasSize(5)
                .first()
                .isEqualTo(new WebResult("Page  0 ", "https://example.org/0", "Open  from 9"));
    }

    @Test
    void whatIsNoPageIsLeftOut() {
        assertThat(search(Map.of(
                        "results",
                        List.of(
                                "text",
                                Map.of("title", "no address"),
                                Map.of("url", "javascript:alert(1)", "title", "x"),
                                Map.of("url", "https://a.example", "title", 5)))))
                .containsExactly(new WebResult("", "https://a.example", ""));
        assertThat(search(Map.of("answers", List.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"403, REFUSED", "404, REFUSED", "429, REFUSED", "500, UNREACHABLE", "503, UNREACHABLE"})
    void aServerThatDoesNotSearchIsAFailure(int code, Code expected) {
        status = code;
        assertThat(failure(Map.of())).isEqualTo(expected);
    }

    @Test
    void anAnswerOfAnotherKindIsAFailure() {
        assertThat(failure("<html>")).isEqualTo(Code.REFUSED);
        assertThat(failure("[1]")).isEqualTo(Code.REFUSED);
        assertThat(failure("{\"results\": \"" + "x".repeat(3_000_000) + "\"}")).isEqualTo(Code.REFUSED);
    }

    @Test
    void aServerThatIsNotThereIsAFailure() {
        URI gone = url();
        server.stop(0);
        assertThat(catchThrowableOfType(WebSearchException.class, () -> new SearXng(gone).search("x", 5)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.UNREACHABLE))
                .matches(WebSearchException::retryable);
    }

    @Test
    void aServerThatIsSilentIsNotWaitedForWithoutEnd() {
        silent = true;
        SearXng impatient = new SearXng(url(), Duration.ofMillis(200));
        assertThat(catchThrowableOfType(WebSearchException.class, () -> impatient.search("x", 5))
                        .code())
                .isEqualTo(Code.UNREACHABLE);
    }
}
