package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// Jarvas in pages of others, as docs/integrations.md says, in a real Chromium.
class OtherPagesIT {
    private static final Path DOCUMENT = Path.of("docs", "integrations.md");
    private static final String REACT = "/META-INF/resources/_static/";

    @TempDir
    private static Path directory;

    private static PageServer site;
    private static Program program;
    private static IngressProxy proxy;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        site = new PageServer();
        program = new Program(
                Files.createDirectory(directory.resolve("jarvas")), Map.of("JARVAS_ORIGINS", site.origin()));
        proxy = IngressProxy.plain(program.port());
        browser = new Browser(Files.createDirectory(directory.resolve("browser")));
    }

    @AfterAll
    static void stop() throws IOException {
        browser.close();
        proxy.close();
        program.close();
        site.close();
    }

    @BeforeEach
    void look() {
        browser.looks(1280, 800, 1, false, "en");
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void twoLinesBringAChatIntoAnyPage() {
        program.model().answer(pen -> pen.write("Hello, page."));
        browser.open(site.page("/", twoLines("")));

        say("Say something");

        browser.until(() -> text().contains("Hello, page."));
    }

    @Test
    void thePagesOwnPolicyNeedsOnlyWhatTheDocumentSays() throws IOException {
        program.model().answer(pen -> pen.write("Hello, **careful** page."));
        String policy = block("A page with a policy", "")
                .replaceAll("\\s+", " ")
                .replace("http://192.168.1.10:8099", proxy.uri().toString().replaceAll("/$", ""));
        browser.open(site.page("/careful", "default-src 'none'; " + policy, twoLines("")));

        say("Say something");

        browser.until(() -> text().contains("careful"));
    }

    @Test
    void aPageGivesItItsOwnColours() {
        browser.open(site.page(
                "/coloured", "<style>jarvas-chat { --primary-text-color: rgb(1, 2, 3) }</style>" + twoLines("")));

        assertThat(browser.script("return getComputedStyle(arguments[0]).color", chat()))
                .isEqualTo("rgb(1, 2, 3)");
    }

    @Test
    void theHookOfTheDocumentWorksInReact() throws IOException {
        CountDownLatch seen = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("The first words");
            seen.await();
            pen.write(", and the last.");
        });
        for (String library : new String[] {"react", "react-dom"}) {
            site.file(
                    "/" + library + ".umd.js",
                    resource(REACT + library + "/18.3.1/umd/" + library + ".production.min.js"));
        }
        site.file("/react.js", bytes("export const { useCallback, useEffect, useMemo, useRef, useState } = React;"));
        site.file("/jarvas-client.js", resource("/web/panel/jarvas-client.js"));
        site.file("/use-jarvas.js", bytes(block("React", "js")));
        browser.open(site.page("/react", """
                <script type="importmap">{ "imports": { "react": "/react.js" } }</script>
                <script src="/react.umd.js"></script>
                <script src="/react-dom.umd.js"></script>
                </head><body><main></main>
                <script type="module">
                import { useJarvas } from "/use-jarvas.js";
                const h = React.createElement;
                function Page() {
                  const { text, actions, error, busy, ask } = useJarvas("%s", "%s");
                  return h(React.Fragment, null,
                    h("button", { onClick: () => ask("Say something") }, "Ask"),
                    h("button", { onClick: () => ask("Turn off the kitchen lights") }, "Act"),
                    h("output", { "aria-busy": busy }, text), h("i", null, error),
                    h("ul", null, actions.map((action) => h("li", { key: action.id }, action.outcome))));
                }
                ReactDOM.createRoot(document.querySelector("main")).render(h(React.StrictMode, null, h(Page)));
                </script>
                </body></html>
                """.formatted(proxy.uri(), Program.TOKEN)));

        browser.one("button").click();

        browser.until(() -> browser.one("output").getText().equals("The first words"));
        seen.countDown();
        browser.until(() -> browser.one("output").getText().equals("The first words, and the last."));
        browser.until(() -> browser.one("output").getDomAttribute("aria-busy").equals("false"));

        browser.all("button").getLast().click();
        browser.until(() -> browser.one("ul").getText().matches("executed|already"));
        assertThat(browser.one("i").getText()).isEmpty();
    }

    private static String twoLines(String attributes) {
        return """
                <script type="module" src="%sjarvas-chat.js"></script>
                </head><body>
                <jarvas-chat url="%1$s" token="%s" language="en" %s></jarvas-chat>
                </body></html>
                """.formatted(proxy.uri(), Program.TOKEN, attributes);
    }

    private static org.openqa.selenium.WebElement chat() {
        return browser.one("jarvas-chat");
    }

    private static void say(String message) {
        browser.one("textarea").sendKeys(message, Keys.ENTER);
    }

    /// All that the chat shows, in the elements' own trees too.
    private static String text() {
        return String.valueOf(browser.script("""
                const text = (node) => node.nodeType === Node.TEXT_NODE ? node.data
                  : ["STYLE", "SCRIPT"].includes(node.nodeName) ? ""
                  : [...(node.shadowRoot ?? node).childNodes].map(text).join("");
                return text(arguments[0]);
                """, chat()));
    }

    /// The first block of code of that language under a heading of the document.
    private static String block(String heading, String language) throws IOException {
        Matcher block = Pattern.compile(
                        "^#+ " + Pattern.quote(heading) + "$.*?^```" + language + "\\n(.*?)^```",
                        Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(DOCUMENT));
        assertThat(block.find()).as(heading).isTrue();
        return block.group(1);
    }

    private static byte[] resource(String path) throws IOException {
        try (InputStream in = OtherPagesIT.class.getResourceAsStream(path)) {
            assertThat(in).as(path).isNotNull();
            return in.readAllBytes();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
