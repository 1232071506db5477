package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.WebElement;

/// The panel in a real Chromium, on the whole program.
abstract class OnThePanel {
    @TempDir
    private static Path directory;

    static Program program;
    static Browser browser;
    /// Where Assist finds Jarvas.
    static int wyoming;

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        wyoming = Program.freePort();
        program = new Program(
                Files.createDirectory(directory.resolve("jarvas")),
                Map.of("JARVAS_WYOMING_PORT", String.valueOf(wyoming)));
        browser = new Browser(Files.createDirectory(directory.resolve("browser")));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (program != null) {
            program.close();
        }
    }

    /// Errors, violations of the content policy, advice: the page gives no reason for any.
    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).isEmpty();
    }

    static void onADesktop() {
        browser.looks(1280, 800, 1, false, "en-GB");
    }

    static void onAPhone() {
        browser.looks(360, 740, 2, false, "en-GB");
    }

    /// @param page the address behind the `#`: `/memories`
    static void open(String page) {
        browser.open(program.uri());
        go(page);
    }

    static void go(String page) {
        browser.script("location.hash = arguments[0]", "#" + page);
    }

    /// Opens a page and waits until all of it is there.
    static void show(String page) {
        open("/" + page);
        browser.until(() -> !browser.all("jarvas-" + page + ":defined").isEmpty()
                && browser.all(".waiting").isEmpty()
                && !browser.all(".dot").isEmpty());
    }

    /// Waits until the text is somewhere on the page, in what matches.
    static void reads(String css, String text) {
        browser.until(() ->
                browser.all(css).stream().anyMatch(element -> element.getText().contains(text)));
    }

    /// The first that can be seen; the chat is there too, beneath the page that is shown.
    static WebElement inSight(String css) {
        browser.until(() -> browser.all(css).stream().anyMatch(WebElement::isDisplayed));
        return browser.all(css).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow();
    }

    static List<String> texts(String css) {
        return browser.all(css).stream().map(WebElement::getText).toList();
    }

    /// Presses the first button or link in sight that is called so.
    static void press(String name) {
        browser.until(() -> named(name) != null);
        WebElement element = named(name);
        browser.script("arguments[0].scrollIntoView({ block: 'nearest' })", element);
        element.click();
    }

    private static WebElement named(String name) {
        return browser.all("button, a, summary, label").stream()
                .filter(WebElement::isDisplayed)
                .filter(element -> name.equals(element.getAttribute("aria-label"))
                        || name.equals(element.getText().strip()))
                .findFirst()
                .orElse(null);
    }

    static Object script(String script, Object... arguments) {
        return browser.script(script, arguments);
    }

    static Map<String, Object> say(String message, String conversation) throws Exception {
        return call("POST", "api/chat", Map.of("message", message, "conversation_id", conversation));
    }

    /// What the API answers, nothing where it says nothing.
    static Map<String, Object> call(String method, String path, Map<String, Object> body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(program.uri() + path))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        method.equals("GET")
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                .build();
        HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).as(path).isLessThan(300);
        return answer.body().length == 0 ? Map.of() : Json.object(answer.body());
    }

    static void eraseAll() throws Exception {
        call("DELETE", "api/me", Map.of("confirm", "everything"));
    }
}
