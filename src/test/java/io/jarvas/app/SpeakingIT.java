package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.audio.Wav;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.Sounds;
import io.jarvas.wyoming.ScriptedWyoming;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Speaking with the whole program in the panel in a real Chromium: somebody speaks into the microphone twice, with
/// four seconds between, each time that it is opened. A scripted service understands and speaks.
class SpeakingIT {
    @TempDir
    private static Path directory;

    private static ScriptedWyoming ears;
    private static ScriptedWyoming mouth;
    private static Program program;
    private static Browser browser;
    /// What the console may say.
    private String expected = "nothing";

    @BeforeAll
    static void start() throws IOException {
        ears = ScriptedWyoming.start().partials(true);
        mouth = ScriptedWyoming.start();
        program = new Program(
                Files.createDirectory(directory.resolve("jarvas")),
                Map.of(
                        "JARVAS_SPEECH_TO_TEXT", "tcp://127.0.0.1:" + ears.port(),
                        "JARVAS_TEXT_TO_SPEECH", "tcp://127.0.0.1:" + mouth.port()));
        Path microphone = directory.resolve("microphone.wav");
        Files.write(
                microphone,
                Wav.of(new Sound(
                        PcmFormat.SPEECH,
                        Sounds.joined(
                                Sounds.quiet(Duration.ofMillis(700)),
                                Sounds.speech(Duration.ofMillis(1_500)),
                                Sounds.quiet(Duration.ofSeconds(4)),
                                Sounds.speech(Duration.ofMillis(1_500)),
                                Sounds.quiet(Duration.ofSeconds(20))),
                        0)));
        browser = new Browser(
                Files.createDirectory(directory.resolve("browser")),
                "--use-fake-device-for-media-stream",
                "--use-fake-ui-for-media-stream",
                "--use-file-for-fake-audio-capture=" + microphone + "%noloop");
    }

    @AfterAll
    static void stop() {
        browser.close();
        program.close();
        ears.close();
        mouth.close();
    }

    @BeforeEach
    void open() {
        ears.trouble(ScriptedWyoming.Trouble.NONE);
        mouth.trouble(ScriptedWyoming.Trouble.NONE).tone(Duration.ofMillis(600));
        browser.looks(1280, 800, 1, false, "en-GB");
        browser.open(program.uri());
        browser.one(".talk");
    }

    @AfterEach
    void close() {
        browser.driver().get("about:blank");
        assertThat(browser.console()).allMatch(line -> line.contains(expected));
    }

    private static Object talk(String property) {
        return browser.script(
                "return arguments[1].split('.').reduce((of, name) => of?.[name], arguments[0].talk)",
                browser.one("jarvas-talk"),
                property);
    }

    private static double number(String property) {
        return talk(property) instanceof Number number ? number.doubleValue() : 0;
    }

    private static void until(String state) {
        browser.until(() -> state.equals(talk("state")));
    }

    private static List<String> texts(String css) {
        return browser.all(css).stream().map(WebElement::getText).toList();
    }

    private static void reads(String css, String text) {
        browser.until(() -> texts(css).stream().anyMatch(found -> found.contains(text)));
    }

    private static void freeHands() {
        browser.script("localStorage.setItem('jarvas-hands-free', 'true')");
        browser.driver().navigate().refresh();
        browser.one(".talk");
    }

    @Test
    void whatIsAskedAloudIsDoneAndAnsweredAloud() throws IOException {
        ears.transcripts("Turn on the kitchen lights");
        mouth.tone(Duration.ofSeconds(4));
        int said = mouth.said().size();

        browser.one(".talk").click();

        reads(".words", "Turn");
        reads(".bubble", "Turn on the kitchen lights");
        reads(".action", "Kitchen");
        until("speaking");
        browser.until(() -> number("level") > 0.01);
        until("off");
        assertThat(mouth.said()).hasSizeGreaterThan(said);
        assertThat(number("speaker.played")).isGreaterThan(0.5);
        assertThat(browser.script("return arguments[0].action.state", browser.one("jarvas-action")))
                .isEqualTo("done");
        Files.write(
                Files.createDirectories(Path.of("target", "screenshots")).resolve("speaking-done.png"),
                browser.picture());
    }

    @Test
    void aConversationGoesOnAloudAndInWriting() {
        ears.transcripts("Is the garage door open?", "And the front door?");
        browser.one(".talk").click();
        reads(".bubble", "Is the garage door open?");
        until("off");
        browser.one("textarea").sendKeys("Who is at home?", Keys.ENTER);
        browser.until(() ->
                browser.all(".bubble").size() == 2 && browser.all(".waits").isEmpty());
        browser.one(".talk").click();
        reads(".bubble", "And the front door?");
        until("off");

        browser.driver().navigate().refresh();
        browser.until(() ->
                texts(".bubble").equals(List.of("Is the garage door open?", "Who is at home?", "And the front door?")));
    }

    @Test
    void withFreeHandsSpeakingOverTheAnswerStopsIt() {
        ears.transcripts("Tell me a story", "Is the garage door open?");
        mouth.tone(Duration.ofSeconds(30));
        freeHands();
        browser.one(".talk").click();
        until("speaking");
        browser.until(() -> number("speaker.left") > 1);

        until("listening");

        assertThat(number("speaker.left")).isZero();
        reads(".bubble", "Is the garage door open?");
        assertThat(texts(".bubble")).hasSize(2);
        until("speaking");
        browser.one(".stop").click();
        assertThat(number("speaker.left")).isZero();
        until("off");
    }

    @Test
    void aVoiceThatFailsIsSaidAndTheAnswerIsWritten() {
        mouth.trouble(ScriptedWyoming.Trouble.ERROR);
        ears.transcripts("Is the garage door open?");
        browser.one(".talk").click();
        reads(".bubble", "Is the garage door open?");

        reads("[role=alert]", "I go on in writing");
        reads(".answer", "closed");
        until("off");
    }

    @Test
    void earsThatFailAreSaidAndOneCanWrite() {
        ears.trouble(ScriptedWyoming.Trouble.VANISH);
        browser.one(".talk").click();

        browser.until(() -> !String.join("", texts("[role=alert]")).isEmpty());
        until("off");
        assertThat(browser.all(".bubble")).isEmpty();
        browser.one("textarea").sendKeys("Is the garage door open?", Keys.ENTER);
        reads(".answer", "closed");
    }
}
