package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// How the pages look: to axe, at every width, in Home Assistant's colours. Leaves `target/panel/*.png`.
class PagesLookIT extends OnThePanel {
    private static final List<String> PAGES = List.of("memories", "schedules", "log", "status", "access");
    private static final Path PICTURES = Path.of("target", "panel");
    private static final int MOST_BYTES = 150_000;

    @BeforeAll
    static void haveSomethingOfAll() throws Exception {
        Files.createDirectories(PICTURES);
        say("Turn on the kitchen lights", "light");
        say("Turn off the kitchen lights", "light");
        say("Unlock the front door", "door");
        say("Turn on the coffee machine in 2 hours", "coffee");
        call("POST", "api/memories", Map.of("text", "The bins go out on Monday", "scope", "household"));
        call("POST", "api/memories", Map.of("text", "I like my coffee without sugar"));
        call("POST", "api/tokens", Map.of("name", "hall-tablet"));
    }

    @ParameterizedTest
    @CsvSource({
        "phone, 360, 740, 2, light, en",
        "phone, 360, 740, 2, dark, pt",
        "desktop, 1280, 800, 1, light, pt",
        "desktop, 1280, 800, 1, dark, en"
    })
    void axeFindsNoFaultWithAnyPage(String size, int width, int height, int scale, String theme, String language)
            throws IOException {
        browser.looks(width, height, scale, theme.equals("dark"), language);
        for (String page : PAGES) {
            show(page);
            String what = page + "-" + size + "-" + theme + "-" + language;
            Files.write(PICTURES.resolve(what + ".png"), browser.picture());
            Axe.findsNothing(browser, what);
        }
        if (width < 900) {
            press("Menu");
        }
        browser.one(".options").click();
        browser.one(".choices");
        Files.write(PICTURES.resolve("drawer-" + size + "-" + theme + "-" + language + ".png"), browser.picture());
        Axe.findsNothing(browser, "drawer on a " + size + " in " + theme);
    }

    @Test
    void axeFindsNoFaultWithAQuestionOrTrouble() {
        onAPhone();
        open("/memories");
        press("Delete everything…");
        browser.one("dialog[open]");
        Axe.findsNothing(browser, "dialog");

        browser.command("Network.enable", Map.of());
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of("*/api/memories*", "*/api/actions*")));
        open("/log");
        browser.until(() -> !browser.all("[role=alert] button").isEmpty());
        Axe.findsNothing(browser, "trouble");
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of()));
        assertThat(browser.console()).allMatch(line -> line.contains("ERR_BLOCKED_BY_CLIENT"));
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "360, 740", "600, 900", "899, 700", "900, 700", "1280, 800"})
    void nothingIsWiderThanThePage(int width, int height) {
        browser.looks(width, height, 1, false, "pt-PT");
        for (String page : PAGES) {
            show(page);

            assertThat(script(
                            "return [document.documentElement, ...arguments[0]]"
                                    + ".filter((element) => element.scrollWidth > element.clientWidth + 1)"
                                    + ".map((element) => element.localName + element.scrollWidth)",
                            browser.all("main, header, .found")))
                    .as("%s at %d", page, width)
                    .isEqualTo(List.of());
        }
    }

    @Test
    void whatIsPressedOnAPhoneIsLargeEnough() {
        onAPhone();
        for (String page : PAGES) {
            show(page);

            assertThat(browser.all("button, summary, select, .links a, .button").stream()
                            .filter(element -> element.isDisplayed() && element.getRect().height < 44)
                            .map(element -> element.getText() + element.getRect().height))
                    .as(page)
                    .isEmpty();
        }
    }

    @Test
    void theStatusSaysInSentencesWhatWorks() throws Exception {
        onADesktop();
        open("/status");

        reads(".all", "Everything works.");
        reads("p", "Home Assistant is connected");
        reads("p", "The language model is ready.");
        reads("p", "The home takes");
        assertThat(texts(".legend li")).hasSize(8).first().asString().startsWith("rules");
        reads("p", "to the first word, and");
        assertThat(browser.all(".chart g"))
                .hasSameSizeAs(browser.all("tbody tr"))
                .isNotEmpty();
        Object before = script("return window.spoken = 0");
        script(
                "new MutationObserver(() => spoken++).observe(arguments[0], "
                        + "{ subtree: true, characterData: true, childList: true })",
                browser.all("[role=status].aside").getFirst());
        script("return document.querySelector('jarvas-panel').client.call('api/status')");
        assertThat(script("return window.spoken")).isEqualTo(before);
    }

    @Test
    void aReportHoldsFiguresAndNoNames() {
        onADesktop();
        open("/status");
        reads(".all", "Everything works.");
        script("navigator.clipboard.writeText = async (text) => { window.copied = text }");
        press("Copy for a bug report");

        browser.until(() -> script("return window.copied") != null);
        assertThat((String) script("return window.copied"))
                .contains("Home Assistant: live, problem none", "Window: ", "Latency: ")
                .doesNotContainIgnoringCase("kitchen")
                .doesNotContain(Program.TOKEN, String.valueOf(program.port()));
    }

    @Test
    void theColoursAndTheLanguageAroundArePageAndFollowed() {
        onADesktop();
        browser.command("Page.enable", Map.of());
        browser.command("Page.setBypassCSP", Map.of("enabled", true));
        try {
            open("/");
            script("""
                    const home = document.documentElement;
                    home.style.setProperty("--primary-background-color", "rgb(17, 17, 17)");
                    home.style.setProperty("--primary-text-color", "rgb(225, 225, 225)");
                    home.lang = "pt";
                    const frame = document.createElement("iframe");
                    frame.src = location.pathname + "#/log";
                    frame.width = "800";
                    frame.height = "600";
                    document.body.replaceChildren(document.createElement("home-assistant"), frame);
                    """);
            browser.driver().switchTo().frame(0);
            browser.until(() -> browser.one("h1").getText().equals("Registo"));
            assertThat(background()).isEqualTo("rgb(17, 17, 17)");
            assertThat(script("return document.documentElement.style.colorScheme"))
                    .isEqualTo("dark");

            script("""
                    const home = parent.document.documentElement;
                    home.style.setProperty("--primary-background-color", "#fafafa");
                    home.lang = "en-GB";
                    """);
            browser.until(() -> browser.one("h1").getText().equals("Log"));
            assertThat(background()).isEqualTo("rgb(250, 250, 250)");
            assertThat(script("return document.documentElement.style.colorScheme"))
                    .isEqualTo("light");
        } finally {
            browser.driver().switchTo().defaultContent();
            browser.command("Page.setBypassCSP", Map.of("enabled", false));
        }
    }

    @Test
    void theFirstLoadIsSmall() {
        onADesktop();
        open("/");
        browser.one("h1");

        long bytes = (long) script("return performance.getEntriesByType('resource')"
                + ".filter((file) => file.name.includes('/assets/'))"
                + ".reduce((sum, file) => sum + file.encodedBodySize, 0)");
        assertThat(bytes).isPositive().isLessThan(MOST_BYTES);
    }

    private static Object background() {
        return script("return getComputedStyle(arguments[0]).backgroundColor", browser.one("jarvas-panel"));
    }
}
