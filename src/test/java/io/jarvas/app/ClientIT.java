package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `jarvas-client.js` alone, on somebody else's page in a real Chromium, over connections that break.
class ClientIT {
    @TempDir
    private static Path directory;

    private static PageServer site;
    private static Program program;
    private static IngressProxy proxy;
    private static Browser browser;
    private static URI page;

    @BeforeAll
    static void start() throws IOException {
        site = new PageServer();
        program = started();
        proxy = IngressProxy.plain(program.port());
        browser = new Browser(Files.createDirectory(directory.resolve("browser")));
        page = site.page("/", page(proxy.uri(), Program.TOKEN));
    }

    private static Program started() throws IOException {
        return new Program(
                Files.createDirectories(directory.resolve("jarvas")), Map.of("JARVAS_ORIGINS", site.origin()));
    }

    @AfterAll
    static void stop() throws IOException {
        browser.close();
        proxy.close();
        program.close();
        site.close();
    }

    @BeforeEach
    void open() {
        browser.open(page);
        browser.until(() -> Boolean.TRUE.equals(browser.script("return window.ready")));
        browser.script("make({})");
    }

    @AfterEach
    void theConsoleTellsOnlyOfWhatTheTestBroke() {
        proxy.refuse(false);
        assertThat(browser.console())
                .allMatch(line -> line.contains("Failed to load resource") || line.contains("net::ERR_"));
    }

    @Test
    void eventsAreHeardAsTheyComeAndDoneIsTheLast() {
        CountDownLatch heard = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("The first words");
            heard.await();
            pen.write(", and the last.");
        });

        listen("jarvas.ask('Say something')");

        browser.until(() -> text().equals("The first words"));
        heard.countDown();
        ends();
        assertThat(text()).isEqualTo("The first words, and the last.");
        assertThat(names()).startsWith("status").endsWith("final_text", "done", "over");
        assertThat(browser.script("return [turn.id, turn.conversation].every((id) => typeof id === 'string')"))
                .isEqualTo(true);
    }

    @Test
    void aConnectionThatBreaksAgainAndAgainLosesAndDoublesNothing() {
        String story = IntStream.range(0, 300).mapToObj(number -> number + " ").collect(Collectors.joining());
        List<CountDownLatch> parts =
                IntStream.range(0, 5).mapToObj(_ -> new CountDownLatch(1)).toList();
        program.model().answer(pen -> {
            for (int number = 0; number < 300; number++) {
                if (number % 60 == 59) {
                    parts.get(number / 60).await();
                }
                pen.write(number + " ");
            }
        });

        listen("jarvas.ask('Count to 300')");

        for (int part = 0; part < parts.size(); part++) {
            String last = " " + (part * 60 + 58) + " ";
            browser.until(() -> text().endsWith(last));
            proxy.cut();
            parts.get(part).countDown();
        }
        ends();
        assertThat(text()).isEqualTo(story);
        assertThat(connections())
                .containsSubsequence("lost", "back", "lost", "back")
                .hasSize(10);
        assertThat(proxy.heads())
                .anyMatch(head -> head.toLowerCase(java.util.Locale.ROOT).contains("last-event-id: "));
    }

    @Test
    void aMessageThatMayNotHaveArrivedIsSentAgainAsTheSame() {
        proxy.refuse(true);
        listen("jarvas.ask('Say something', { messageId: 'once' })");
        browser.until(() -> connections().equals(List.of("lost")));

        program.model().answer(pen -> pen.write("Said once."));
        proxy.refuse(false);

        ends();
        assertThat(text()).isEqualTo("Said once.");
        assertThat(connections()).containsExactly("lost", "back");
        listen("jarvas.ask('Say something', { messageId: 'once' })");
        ends();
        assertThat(text()).as("the same turn").isEqualTo("Said once.");
    }

    @Test
    void aRestartOfJarvasEndsTheTurnAndDoublesNothing() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("The first words");
            never.await();
        });
        listen("jarvas.ask('Say something')");
        browser.until(() -> text().equals("The first words"));

        proxy.refuse(true);
        proxy.cut();
        program.close();
        program = started();
        proxy.leadTo(program.port());
        proxy.refuse(false);

        ends();
        assertThat(text()).startsWith("The first words").doesNotContain("The first words".repeat(2));
        assertThat(connections()).containsExactly("lost", "back");
        assertThat(data("done").get("finished")).isEqualTo(false);
    }

    @Test
    void cancelStopsTheModel() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        endlessly(gone);
        listen("jarvas.ask('Talk for ever')");
        browser.until(() -> text().contains("and "));

        browser.script("turn.cancel()");

        ends();
        assertThat(data("done").get("finished")).isEqualTo(false);
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aSignalCancelsToo() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        endlessly(gone);
        browser.script("window.abort = new AbortController()");
        listen("jarvas.ask('Talk for ever', { signal: abort.signal })");
        browser.until(() -> text().contains("and "));

        browser.script("abort.abort()");

        ends();
        assertThat(gone.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(names()).endsWith("done", "over");
    }

    @Test
    void whatIsCancelledBeforeItWasAcceptedIsStoppedWhenItIs() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        endlessly(gone);

        browser.script("const turn = jarvas.ask('Talk for ever'); listen(turn); turn.cancel();");

        ends();
        assertThat(data("done").get("finished")).isEqualTo(false);
    }

    @Test
    void whatIsCancelledBeforeItIsReadIsNeverSent() {
        int before = proxy.heads().size();

        browser.script("const turn = jarvas.ask('Talk for ever'); turn.cancel(); listen(turn);");

        ends();
        assertThat(names()).containsExactly("over");
        assertThat(proxy.heads()).hasSize(before);
    }

    @Test
    void aServerThatIsFullIsAskedAgainWhenItSays() {
        proxy.answerNext(
                "503 Service Unavailable\r\nRetry-After: 1", Map.of("status", 503, "error", "Too much at once."));
        program.model().answer(pen -> pen.write("Now."));

        listen("jarvas.ask('Say something')");

        ends();
        assertThat(text()).isEqualTo("Now.");
        assertThat(data("status")).containsEntry("phase", "queued").containsEntry("detail", "Too much at once.");
    }

    @Test
    void cancellingWhileTheServerIsFullSendsNothingMore() {
        proxy.answerNext(
                "503 Service Unavailable\r\nRetry-After: 1", Map.of("status", 503, "error", "Too much at once."));
        listen("jarvas.ask('Say something')");
        browser.until(() -> names().contains("status"));
        long posts = posts();

        browser.script("turn.cancel()");

        ends();
        assertThat(names()).containsExactly("status", "over");
        assertThat(posts()).isEqualTo(posts);
    }

    @Test
    void aTokenIsAskedForWhereItIsMissingOrWrong() {
        program.model().answer(pen -> pen.write("Welcome."));
        browser.script("""
                window.asked = [];
                const right = arguments[0];
                make({ token: null, onMissingToken: async (wrong) => asked.push(wrong) > 1 ? right : "not-this" });
                """, Program.TOKEN);

        listen("jarvas.ask('Say something')");

        ends();
        assertThat(text()).isEqualTo("Welcome.");
        assertThat((List<?>) browser.script("return asked")).hasSize(2).first().isEqualTo("");
        assertThat(browser.script("return asked[1]")).asString().endsWith(".");
    }

    @Test
    void whoGivesNoTokenIsToldWhatIsMissing() {
        browser.script("make({ token: null })");

        listen("jarvas.ask('Say something')");

        browser.until(() -> names().contains("thrown"));
        assertThat(((Number) data("thrown").get("status")).intValue()).isEqualTo(401);
    }

    @Test
    void whatIsRefusedIsThrownWithItsStatusAndSentence() {
        listen("jarvas.ask(' ')");

        browser.until(() -> names().contains("thrown"));
        assertThat(data("thrown"))
                .containsEntry("name", "JarvasError")
                .containsEntry("retryable", false)
                .hasEntrySatisfying(
                        "status",
                        status -> assertThat(((Number) status).intValue()).isEqualTo(400))
                .hasEntrySatisfying(
                        "message",
                        message -> assertThat(String.valueOf(message)).endsWith("."));
    }

    @Test
    void aTurnIsFollowedFromItsBeginningByWhoKnowsItsId() {
        program.model().answer(pen -> pen.write("Twice."));
        listen("jarvas.ask('Say something')");
        ends();

        listen("jarvas.follow(turn.id)");

        ends();
        assertThat(text()).isEqualTo("Twice.");
        browser.script(
                "heard.length = 0; jarvas.call('api/conversations/none').catch((error) => heard.push({ event: 'thrown', data: { status: error.status } }))");
        browser.until(() -> names().contains("thrown"));
        assertThat(((Number) data("thrown").get("status")).intValue()).isEqualTo(404);
    }

    private static void endlessly(CountDownLatch gone) {
        program.model().answer(pen -> {
            try {
                while (true) {
                    pen.write("and ");
                    Thread.sleep(20);
                }
            } finally {
                gone.countDown();
            }
        });
    }

    private static void listen(String turn) {
        browser.script("heard.length = 0; listen(" + turn + ")");
    }

    private static void ends() {
        browser.until(() -> names().contains("over") || names().contains("thrown"));
        assertThat(names()).doesNotContain("thrown");
    }

    private static long posts() {
        return proxy.heads().stream()
                .filter(head -> head.startsWith("POST /api/chat/stream "))
                .count();
    }

    private static List<Map<String, Object>> heard() {
        List<?> all = (List<?>) Json.value(String.valueOf(browser.script("return JSON.stringify(heard)")));
        return all.stream().map(event -> Json.object(Json.text(event))).toList();
    }

    private static List<String> names() {
        return heard().stream().map(event -> String.valueOf(event.get("event"))).toList();
    }

    private static Map<String, Object> data(String name) {
        return heard().stream()
                .filter(event -> event.get("event").equals(name))
                .findFirst()
                .map(event -> Json.object(Json.text(event.get("data"))))
                .orElseThrow();
    }

    private static String text() {
        return heard().stream()
                .filter(event -> event.get("event").equals("message"))
                .map(event -> String.valueOf(((Map<?, ?>) event.get("data")).get("content")))
                .collect(Collectors.joining());
    }

    private static List<String> connections() {
        return heard().stream()
                .filter(event -> event.get("event").equals("connection"))
                .map(event -> String.valueOf(((Map<?, ?>) event.get("data")).get("state")))
                .toList();
    }

    private static String page(URI jarvas, String token) {
        return """
            </head>
            <body>
            <script type="module">
            import { JarvasClient } from "%sjarvas-client.js";

            window.heard = [];
            window.JarvasClient = JarvasClient;
            window.make = (options) => (window.jarvas = new JarvasClient({ url: "%1$s", token: "%s", ...options }));
            window.listen = async (turn) => {
              window.turn = turn;
              try {
                for await (const event of turn) window.heard.push(event);
                window.heard.push({ event: "over", data: {} });
              } catch (error) {
                const { name, message, status, retryable, problem } = error;
                window.heard.push({ event: "thrown", data: { name, message, status, retryable, problem } });
              }
            };
            window.ready = true;
            </script>
            </body></html>
            """.formatted(jarvas, token);
    }
}
