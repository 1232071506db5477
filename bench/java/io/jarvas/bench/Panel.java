package io.jarvas.bench;

import io.jarvas.app.Browser;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The panel in Chromium on a phone's page: what a first load takes, and how long the frames are while an answer of
/// many tokens comes, and while a long conversation is opened and scrolled through.
///
/// Arguments: how much slower the processor is (1,4), loads (10), tokens (5000), tokens a second (200), messages
/// (1000).
final class Panel {
    /// Times of a load, as the page itself sees them. A task of more than 50 ms keeps a person waiting.
    private static final String WATCH_LOAD = """
            window.load = { field: 0, busy: 0 };
            new PerformanceObserver((list) => list.getEntries().forEach((task) =>
              (load.busy = Math.max(load.busy, task.startTime + task.duration)))).observe({ type: "longtask", buffered: true });
            const look = () => {
              const chat = document.querySelector("jarvas-panel")?.shadowRoot?.querySelector("jarvas-chat");
              const field = chat?.shadowRoot?.querySelector("jarvas-composer")?.shadowRoot?.querySelector("textarea");
              if (field?.offsetHeight) load.field = performance.now();
              else requestAnimationFrame(look);
            };
            requestAnimationFrame(look);
            """;

    private static final String LOADED = """
            const paint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
            if (!load.field || !paint || performance.now() - Math.max(load.field, load.busy) < 700) return null;
            const at = Math.max(paint, load.field);
            const files = performance.getEntriesByType("resource").filter(({ startTime }) => startTime <= at);
            const assets = files.filter(({ name }) => name.includes("/assets/"));
            return { paint, field: load.field, ready: load.busy > at && load.busy - at < 500 ? load.busy : at,
              requests: files.length, bytes: assets.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0) };
            """;

    private static final String WATCH_FRAMES = """
            window.seen = { gaps: [], long: [], goes: true };
            let before = performance.now();
            const frame = (now) => {
              seen.gaps.push(now - before);
              before = now;
              if (seen.goes) requestAnimationFrame(frame);
            };
            requestAnimationFrame((now) => { before = now; requestAnimationFrame(frame); });
            window.slow = new PerformanceObserver((list) => seen.long.push(...list.getEntries().map((each) => [
              Math.round(each.duration), "script " + Math.round(each.scripts.reduce((sum, { duration }) => sum + duration, 0)),
              "layout in script " + Math.round(each.scripts.reduce((sum, one) => sum + one.forcedStyleAndLayoutDuration, 0)),
              "layout and paint " + Math.round(each.startTime + each.duration - (each.styleAndLayoutStart || each.startTime + each.duration)),
              ...each.scripts.map((one) => `${one.invoker} ${Math.round(one.duration)}`).slice(0, 4)].join(", "))));
            slow.observe({ type: "long-animation-frame" });
            """;

    private static final String FRAMES = """
            seen.goes = false;
            slow.disconnect();
            return { gaps: seen.gaps, long: seen.long };
            """;

    private static final String CHAT = "document.querySelector('jarvas-panel').shadowRoot.querySelector('jarvas-chat')";
    private static final String COMPOSER = CHAT + ".shadowRoot.querySelector('jarvas-composer')";
    private static final String SEND = COMPOSER + ".shadowRoot.querySelector('button.send').click();";
    private static final String ANSWERED = "return !" + COMPOSER + ".running";

    private final ScriptedOllama ollama;
    private final Browser browser;
    private final URI jarvas;
    private final int tokens;
    private final int rate;

    private Panel(ScriptedOllama ollama, Browser browser, URI jarvas, int tokens, int rate) {
        this.ollama = ollama;
        this.browser = browser;
        this.jarvas = jarvas;
        this.tokens = tokens;
        this.rate = rate;
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        List<String> slower = List.of((arguments.length > 0 ? arguments[0] : "1,4").split(","));
        int loads = number(arguments, 1, 10);
        int messages = number(arguments, 4, 1_000);
        Path profile = Files.createTempDirectory("jarvas-bench-browser-");
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                ScriptedOllama ollama = new ScriptedOllama();
                JarvasProcess jarvas = new JarvasProcess(home.uri().toString(), home.token(), ollama.url());
                Browser browser = new Browser(profile)) {
            URI address = URI.create("http://127.0.0.1:" + jarvas.port() + "/");
            Panel bench = new Panel(ollama, browser, address, number(arguments, 2, 5_000), number(arguments, 3, 200));
            String conversation = bench.converse(messages);
            browser.looks(360, 740, 2, false, "en-GB");
            browser.open(address);
            for (String times : slower) {
                System.out.println("\nprocessor " + times + " times slower, load average "
                        + Files.readString(Path.of("/proc/loadavg")).strip());
                System.out.println(Samples.HEAD);
                browser.command("Emulation.setCPUThrottlingRate", Map.of("rate", Integer.valueOf(times)));
                bench.load(loads);
                bench.stream();
                bench.open(conversation);
            }
        }
    }

    private static int number(String[] arguments, int place, int otherwise) {
        return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
    }

    private void load(int loads) {
        Samples paint = new Samples();
        Samples field = new Samples();
        Samples ready = new Samples();
        browser.command("Page.enable", Map.of());
        Object watch = browser.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WATCH_LOAD))
                .get("identifier");
        Map<?, ?> last = Map.of();
        for (int i = 0; i < loads; i++) {
            browser.command("Network.clearBrowserCache", Map.of());
            browser.driver().get("about:blank");
            browser.driver().get(jarvas.toString());
            last = loaded();
            paint.add(nanos(last.get("paint")));
            field.add(nanos(last.get("field")));
            ready.add(nanos(last.get("ready")));
        }
        browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", watch));
        System.out.println(paint.row("first load: something is painted"));
        System.out.println(field.row("first load: the field is there"));
        System.out.println(ready.row("first load: interactive"));
        System.out.printf("first load: %s bytes of files in %s requests%n", last.get("bytes"), last.get("requests"));
    }

    private Map<?, ?> loaded() {
        AtomicReference<Map<?, ?>> seen = new AtomicReference<>();
        browser.until(() -> {
            seen.set((Map<?, ?>) browser.script(LOADED));
            return seen.get() != null;
        });
        return seen.get();
    }

    /// Of each kind as many tokens, at the same pace.
    private void stream() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("prose", "The kitchen lights are on and the garden is quiet this evening. ".repeat(6) + "\n\n");
        kinds.put("one paragraph", "The kitchen lights are on and the garden is quiet this evening. ");
        kinds.put("a list", "- The **kitchen** lights are on and `light.garden` is [off](https://example.org).\n");
        kinds.put("code", "```yaml\n" + "  - alias: the kitchen lights are on\n    mode: single\n".repeat(20_000));
        kinds.put(
                "a table",
                "| Room | Light | Now |\n|---|---|--:|\n" + "| Kitchen | Ceiling light | 40 % |\n".repeat(20_000));
        kinds.put("all of them", """
                Here is what I found, in **short**:

                1. The kitchen lights are on.
                2. The garden is *quiet*.

                ```js
                const lights = home.lights.filter((light) => light.on);
                ```

                | Room | Light |
                |---|---|
                | Kitchen | on |

                """);
        kinds.forEach((kind, text) -> {
            browser.driver().get("about:blank");
            browser.driver().get(jarvas.toString());
            answers(text);
            write("Tell me " + kind);
            frames(tokens + " tokens of " + kind, SEND, ANSWERED);
        });
    }

    private void open(String conversation) {
        browser.driver().get("about:blank");
        browser.driver().get(jarvas.toString());
        browser.one("textarea");
        pause();
        int turns = ((Number) browser.driver().executeAsyncScript("""
                fetch(`api/conversations/${arguments[0]}`).then((answer) => answer.json()).then(({ turns }) => arguments[1](turns.length))
                """, conversation)).intValue();
        frames(
                "opening " + 2 * turns + " messages",
                "location.hash = '#/c/%s'".formatted(conversation),
                "return %s.shadowRoot.querySelectorAll('jarvas-message').length >= %d".formatted(CHAT, turns));
        String scroll = """
                const log = %s.shadowRoot.querySelector(".log");
                window.arrived = false;
                const move = () => {
                  const at = log.scrollTop;
                  log.scrollTop += far;
                  if (log.scrollTop === at) arrived = true;
                  else requestAnimationFrame(move);
                };
                move();
                """.formatted(CHAT);
        frames("scrolling to the first of them", scroll.replace("far", "-400"), "return arrived");
        frames("scrolling back", scroll.replace("far", "400"), "return arrived");
        answers("The kitchen lights are on and the garden is quiet this evening. ".repeat(6) + "\n\n");
        write("Tell me more");
        frames(tokens + " tokens at its end", SEND, ANSWERED);
    }

    private void write(String message) {
        browser.one("textarea").sendKeys(message);
        pause();
    }

    /// What went before is over.
    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @param act a script that begins what is measured
    /// @param over a script that returns whether it is over
    private void frames(String what, String act, String over) {
        browser.script(WATCH_FRAMES + act);
        do {
            pause();
        } while (!Boolean.TRUE.equals(browser.script(over)));
        Map<?, ?> frames = (Map<?, ?>) browser.script(FRAMES);
        Samples gaps = new Samples();
        ((List<?>) frames.get("gaps")).forEach(gap -> gaps.add(nanos(gap)));
        System.out.println(gaps.row(what));
        ((List<?>) frames.get("long"))
                .stream()
                        .map(String::valueOf)
                        .sorted(Comparator.comparingInt(
                                        (String each) -> Integer.parseInt(each.substring(0, each.indexOf(','))))
                                .reversed())
                        .limit(4)
                        .forEach(each -> System.out.println("    the longest: " + each));
    }

    private void answers(String text) {
        ollama.script(answer -> {
            long began = System.nanoTime();
            for (int i = 0; i < tokens; i++) {
                long wait = began + i * 1_000_000_000L / rate - System.nanoTime();
                if (wait > 0) {
                    Thread.sleep(Duration.ofNanos(wait));
                }
                int from = i * 4 % text.length();
                String piece = text.substring(from, Math.min(text.length(), from + 4));
                String json = Json.text(piece);
                answer.write(json.substring(1, json.length() - 1));
            }
            answer.done();
        });
    }

    /// @return the id of a conversation of so many messages
    private String converse(int messages) throws IOException, InterruptedException {
        String conversation = "bench";
        List<String> answers = List.of(
                "The kitchen lights are on.",
                "Here is what I found:\n\n- the **kitchen** lights are on\n- the garden is quiet\n- the door is `locked`\n",
                "```yaml\nalias: Lights\nmode: single\n```\n\nThat is the automation you asked for.",
                "| Room | Light |\n|---|---|\n| Kitchen | on |\n| Garden | off |\n",
                "The kitchen lights are on and the garden is quiet this evening. ".repeat(8));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < messages / 2; i++) {
                String text = Json.text(answers.get(i % answers.size()));
                ollama.script(answer -> {
                    answer.write(text.substring(1, text.length() - 1));
                    answer.done();
                });
                HttpResponse<String> said = client.send(
                        HttpRequest.newBuilder(jarvas.resolve("api/chat"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(Json.text(
                                        Map.of("message", "Message number " + i, "conversation_id", conversation))))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                if (said.statusCode() != 200) {
                    throw new IllegalStateException(said.body());
                }
            }
        }
        return conversation;
    }

    private static long nanos(Object milliseconds) {
        return Math.round(((Number) milliseconds).doubleValue() * 1e6);
    }
}
