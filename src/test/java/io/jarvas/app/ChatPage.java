package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// A page with nothing but `<jarvas-chat>`, of the whole program, in a real Chromium.
final class ChatPage implements AutoCloseable {
    private final Program program;
    private final Browser browser;

    /// @param directory an empty one
    ChatPage(Path directory) throws IOException {
        program = new Program(Files.createDirectory(directory.resolve("jarvas")));
        browser = new Browser(Files.createDirectory(directory.resolve("browser")));
    }

    Program program() {
        return program;
    }

    Browser browser() {
        return browser;
    }

    ScriptedModel model() {
        return program.model();
    }

    void desktop() {
        open(1280, 800, false, "en");
    }

    void phone(boolean dark, String language) {
        open(360, 740, dark, language);
    }

    void open(int width, int height, boolean dark, String language) {
        browser.command("Emulation.setTouchEmulationEnabled", Map.of("enabled", width < 600));
        browser.looks(width, height, 1, dark, language);
        browser.open(program.uri());
        alone();
        browser.until(() -> !browser.all(".suggestions:not(.coming) button").isEmpty());
    }

    /// Takes away what the panel has around the chat.
    void alone() {
        browser.one("jarvas-chat");
        browser.script("""
                document.body.style.cssText = "margin:0; height:100dvh";
                document.body.replaceChildren(document.createElement("jarvas-chat"));
                """);
        browser.one("jarvas-chat");
        browser.one("textarea");
    }

    /// @param script of an async function; `chat` is the element, `assets` where the modules are, `all` as
    ///     [Browser#all]
    Object script(String script, Object... arguments) {
        return browser.driver().executeAsyncScript("""
                const values = [...arguments];
                const done = values.pop();
                const all = (css) => {
                  const found = [];
                  const look = (root) => {
                    found.push(...root.querySelectorAll(css));
                    for (const element of root.querySelectorAll("*")) if (element.shadowRoot) look(element.shadowRoot);
                  };
                  look(document);
                  return found;
                };
                const chat = all("jarvas-chat")[0];
                const assets = document.querySelector("script[src$='panel.js']").src.replace("panel.js", "");
                const frame = () => new Promise(requestAnimationFrame);
                (async () => {
                """ + script + """
                })().then((value) => done({ value }), (error) => done({ error: String(error.stack ?? error) }));
                """, arguments) instanceof Map<?, ?> answer
                ? result(answer)
                : null;
    }

    private static Object result(Map<?, ?> answer) {
        assertThat(answer.get("error")).isNull();
        return answer.get("value");
    }

    WebElement field() {
        return browser.one("textarea");
    }

    void write(String text) {
        field().sendKeys(text.replace("\n", Keys.chord(Keys.SHIFT, Keys.ENTER)));
    }

    /// Where a touch keyboard's Enter makes a line, by the button.
    void say(String message) {
        write(message);
        press("Send", "Enviar", "Send next", "Enviar a seguir");
    }

    /// Says it and waits for the end of the answer.
    void tell(String message) {
        say(message);
        idle();
    }

    void press(String... labels) {
        browser.until(() -> named(labels).isPresent());
        named(labels).orElseThrow().click();
    }

    /// The last one that is shown and has one of these names.
    Optional<WebElement> named(String... labels) {
        return browser.all("button:not(:disabled)").reversed().stream()
                .filter(button -> List.of(labels).contains(String.valueOf(button.getAccessibleName())))
                .filter(WebElement::isDisplayed)
                .findFirst();
    }

    void idle() {
        browser.until(() -> browser.all(".bubble").size() > 0
                && browser.all(".waits").isEmpty()
                && browser.all("article.waiting").isEmpty());
    }

    List<String> mine() {
        return browser.all(".bubble").stream().map(WebElement::getText).toList();
    }

    /// The newest answer.
    String answer() {
        List<WebElement> answers = browser.all(".answer");
        return answers.isEmpty() ? "" : answers.getLast().getText();
    }

    /// What the console said.
    List<String> console() {
        return browser.console();
    }

    /// What was said in a live region.
    String said() {
        return browser.one(".said").getDomProperty("textContent");
    }

    @Override
    public void close() {
        browser.close();
        program.close();
    }
}
