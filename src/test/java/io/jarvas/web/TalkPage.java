package io.jarvas.web;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.jarvas.app.Browser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/// A page of Jarvas's with nothing in it but `<jarvas-chat>`, whose status says that there is a voice, in a Chromium
/// with a microphone that beeps.
final class TalkPage implements AutoCloseable {
    /// In the query of an address, for a page that knows of no voice.
    static final String SILENT = "silent";

    /// Before anything of the page runs.
    private static final String STATUS = """
            const theirs = window.fetch;
            window.fetch = async (address, options) => {
              const response = await theirs(address, options);
              if (location.search.includes("silent") || !new URL(address).pathname.endsWith("api/status")) return response;
              const voice = { works: true, state: "works", sentence: "" };
              return new Response(JSON.stringify({ ...(await response.json()), voice }), response);
            };
            """;

    private final Browser browser;

    /// @param profile an empty directory
    /// @param more arguments for Chromium
    TalkPage(Path profile, String... more) {
        browser = new Browser(
                profile,
                Stream.concat(Stream.of("--use-fake-device-for-media-stream"), Stream.of(more))
                        .toArray(String[]::new));
        browser.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", STATUS));
    }

    Browser browser() {
        return browser;
    }

    void open(URI address) {
        look(address, 1280, 800, false, "en-GB");
    }

    void look(URI address, int width, int height, boolean dark, String language) {
        browser.looks(width, height, width < 600 ? 2 : 1, dark, language);
        browser.open(address);
        browser.one("jarvas-chat");
        browser.script("""
                document.body.style.cssText = "margin:0; height:100dvh";
                const main = document.createElement("main");
                const title = document.createElement("h1");
                main.style.height = "100%";
                title.style = "position: absolute; clip-path: inset(50%)";
                title.textContent = "Jarvas";
                main.append(title, document.createElement("jarvas-chat"));
                document.body.replaceChildren(main);
                """);
        browser.one(".talk");
    }

    WebElement button() {
        return browser.one(".talk");
    }

    /// Presses it for so long.
    void hold(long milliseconds) {
        new Actions(browser.driver())
                .clickAndHold(button())
                .pause(milliseconds)
                .release()
                .perform();
    }

    void press(CharSequence keys) {
        new Actions(browser.driver()).sendKeys(keys).perform();
    }

    /// What the browser answers to who asks for the microphone: `granted`, `denied`, `prompt`.
    void microphone(String setting) {
        browser.command(
                "Browser.setPermission", Map.of("permission", Map.of("name", "microphone"), "setting", setting));
    }

    /// Of the `Talk`: `state`, `partial`, `level`, `speaker.played`.
    Object talk(String property) {
        return browser.script(
                "return arguments[1].split('.').reduce((of, name) => of?.[name], arguments[0].talk)",
                browser.one("jarvas-talk"),
                property);
    }

    double number(String property) {
        return talk(property) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    void until(String state) {
        browser.until(() -> state.equals(talk("state")));
    }

    /// What is said at once, where something is wrong.
    String problem() {
        return String.join("", texts("[role=alert]"));
    }

    List<String> texts(String css) {
        return browser.all(css).stream().map(WebElement::getText).toList();
    }

    boolean reads(String css, String text) {
        return texts(css).stream().anyMatch(found -> found.contains(text));
    }

    /// What axe-core finds fault with, and what is wider than the page.
    List<String> faults() {
        Stream<String> axe = new AxeBuilder()
                .analyze(browser.driver()).getViolations().stream().map(rule -> rule.getId() + rule.getNodes());
        Stream<String> wide = browser.all("html, .log, .bar, .problem, .words").stream()
                .filter(element -> (boolean)
                        browser.script("return arguments[0].scrollWidth > arguments[0].clientWidth + 1", element))
                .map(element -> "wider than the page: " + element.getDomAttribute("class"));
        return Stream.concat(axe, wide).toList();
    }

    /// Keeps a picture for people to look at.
    void keep(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name + ".png"), browser.picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
    }
}
