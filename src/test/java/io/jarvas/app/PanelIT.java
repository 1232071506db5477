package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The panel in a real Chromium, on the whole program.
///
/// One test leaves `target/panel.png`, the picture of the README.
class PanelIT {
    private static final String UNAUTHORIZED = "401";

    @TempDir
    private static Path directory;

    private static Program program;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        program = new Program(Files.createDirectory(directory.resolve("jarvas")));
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

    @BeforeEach
    void open() {
        browser.looks(1280, 800, 1, false, "en");
        browser.open(program.uri());
    }

    /// Errors, violations of the content policy, advice: the page gives no reason for any.
    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).isEmpty();
    }

    @Test
    void textIsOnThePageBeforeTheModelHasWrittenTheRest() {
        CountDownLatch seen = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("The first words");
            seen.await();
            pen.write(", and the last.");
        });

        say("Say something");

        browser.until(() -> answer().contains("The first words"));
        assertThat(answer()).doesNotContain("the last");
        seen.countDown();
        browser.until(() -> answer().contains("The first words, and the last."));
        idle();
    }

    @Test
    void anActionHasItsOutcomeAndTheHomeChanged() throws Exception {
        say("Turn off the kitchen lights");
        idle();
        assertThat(state("light.kitchen_lights")).isEqualTo("off");
        say("Turn on the kitchen lights");
        idle();

        assertThat(browser.all(".action.good"))
                .last()
                .satisfies(card -> assertThat(card.getText())
                        .contains("Done: Kitchen Lights.", "light.turn_on light.kitchen_lights"));
        assertThat(state("light.kitchen_lights")).isEqualTo("on");
    }

    @Test
    void aLightThatCameOnByAMistakeGoesOffAgainByATap() throws Exception {
        say("Turn off the kitchen lights");
        idle();
        say("Turn on the kitchen lights");
        idle();
        assertThat(state("light.kitchen_lights")).isEqualTo("on");

        press("Undo");

        browser.until(() -> card().startsWith("Undone"));
        assertThat(state("light.kitchen_lights")).isEqualTo("off");
    }

    @Test
    void theFrontDoorIsUnlockedByThePinAndLockedAgainByATap() throws Exception {
        say("Unlock the front door");
        idle();
        assertThat(card()).contains("Waits for your yes", "lock.unlock lock.front_door", "Front Door");
        assertThat(state("lock.front_door")).isEqualTo("locked");

        browser.one(".pin").sendKeys("0000", Keys.ENTER);
        browser.until(() -> !browser.one(".action:last-of-type .note").getText().isEmpty());
        assertThat(state("lock.front_door")).isEqualTo("locked");
        browser.one(".pin").sendKeys(Program.PIN, Keys.ENTER);
        browser.until(() -> browser.all(".action.good").size() == 1);
        assertThat(card()).startsWith("Done: Front Door.");
        browser.until(() -> state("lock.front_door").equals("unlocked"));

        press("Undo");
        browser.until(() -> card().startsWith("Undone"));
        browser.until(() -> state("lock.front_door").equals("locked"));
        assertThat(browser.console()).allMatch(line -> line.contains("403"));
    }

    @Test
    void aNoLeavesTheGarageDoorClosed() throws Exception {
        say("Open the garage door");
        idle();
        assertThat(card()).contains("cover.open_cover cover.garage_door");

        press("No");

        browser.until(() -> card().startsWith("Not done"));
        assertThat(browser.all(".question")).isEmpty();
        assertThat(state("cover.garage_door")).isEqualTo("closed");
    }

    @Test
    void aQuestionThatWouldChangeSomethingIsAskedBack() throws Exception {
        say("Turn off the kitchen lights");
        idle();
        program.model()
                .answer(pen -> pen.write(
                        "ACTION: {\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\",\"service\":\"turn_on\","
                                + "\"data\":{\"entity_id\":\"light.kitchen_lights\"}}}\n"));
        say("Are the kitchen lights on?");
        idle();
        assertThat(browser.all(".pin")).as("it is not risky").isEmpty();
        assertThat(state("light.kitchen_lights")).isEqualTo("off");

        press("Yes");

        browser.until(() -> card().startsWith("Done: Kitchen Lights."));
        assertThat(state("light.kitchen_lights")).isEqualTo("on");
    }

    @Test
    void anActionThatCannotBeReadIsShownAsItWasWritten() {
        program.model().answer(pen -> pen.write("ACTION: switch everything off\n"));

        say("Switch everything off");
        idle();

        assertThat(browser.one(".action.bad").getText()).contains("Not done", "switch everything off");
    }

    @Test
    void anActionOnAFloorOrALabelNamesIt() {
        program.model()
                .answer(pen -> pen.write(
                        "ACTION: {\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\",\"service\":\"turn_off\","
                                + "\"data\":{\"floor_id\":\"attic\",\"label_id\":[\"party\",\"garden\"]}}}\n"));

        say("Turn off the party lights");
        idle();

        assertThat(browser.one(".action").getText()).contains("light.turn_off attic, party, garden");
    }

    @Test
    void theModelReadsInAdvanceWhatAPersonIsAboutToSend() {
        browser.until(() -> prepared().equals(List.of(202L)));
        browser.one("#text").sendKeys("Is the");
        assertThat(prepared()).as("asked for a moment ago").hasSize(1);

        browser.script("const now = performance.now(); performance.now = () => now + 21_000");
        browser.one("#text").sendKeys(" garage");
        browser.until(() -> prepared().equals(List.of(202L, 202L)));
        say(" door open?");
        idle();
        browser.one("#text").sendKeys("A");
        browser.until(() -> prepared().size() == 3);
        browser.one("#text").sendKeys("nd");
        assertThat(prepared()).as("the conversation is known now").isEqualTo(List.of(202L, 202L, 202L));
    }

    @Test
    void howMuchOfTheWindowTheHomeTakesIsSaidBesideTheStatusAndOnAPhoneUnderIt() {
        browser.until(() -> window().startsWith("The home takes "));
        assertThat(top("#window")).isLessThan(bottom("#status"));

        browser.looks(390, 844, 1, false, "pt-PT");
        browser.open(program.uri());
        browser.until(() -> window().startsWith("A casa ocupa "));
        assertThat(top("#window")).isGreaterThanOrEqualTo(bottom("#status"));
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(390L);
        double before = top("#messages");
        for (String sentence :
                List.of("", "A casa ocupa 22 % da janela do modelo. O modelo está a ler a casa: 12 %.")) {
            browser.script("document.getElementById('window').textContent = '" + sentence + "'");
            assertThat(top("#messages")).as(sentence).isEqualTo(before);
        }
    }

    @Test
    void stopStopsTheModelToo() {
        CountDownLatch left = new CountDownLatch(1);
        program.model().answer(pen -> {
            try {
                // At the pace of a model: a browser has to draw each piece.
                while (!left.await(20, TimeUnit.MILLISECONDS)) {
                    pen.write("on and ");
                }
            } finally {
                left.countDown();
            }
        });
        say("Go on for ever");
        browser.until(() -> answer().contains("on and on and"));

        browser.one("#stop").click();

        await().until(() -> left.getCount() == 0);
        browser.until(() -> answer().endsWith("Stopped."));
        idle();
        say("Is the garage door open?");
        browser.until(() -> answer().contains("closed"));
        idle();
    }

    @Test
    void aBrowserInPortugueseHasAPortuguesePage() {
        browser.looks(390, 844, 1, true, "pt-PT");
        browser.open(program.uri());

        assertThat(browser.script("return document.documentElement.lang")).isEqualTo("pt");
        assertThat(browser.one("#send").getText()).isEqualTo("Enviar");
        browser.until(() -> browser.one("#status").getText().equals("Ligado"));
        browser.all(".suggestions button").get(1).click();
        browser.until(() -> answer().contains("fechad"));
        idle();
        say("Abre o portão da garagem");
        idle();
        assertThat(card()).contains("À espera do seu sim", "Sim", "Não", "PIN");
        press("Não");
        browser.until(() -> card().startsWith("Não foi feito"));
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(390L);
    }

    @Test
    void markupStaysText() {
        String hostile = "<img src=x onerror=\"document.title='had'\"><script>document.title='had'</script>"
                + "<style>body{display:none}</style><a href=\"javascript:document.title='had'\">here</a>";
        program.model().answer(pen -> {
            pen.write(hostile + "\n");
            pen.write(
                    "ACTION: {\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\",\"service\":\"turn_on\","
                            + "\"data\":{\"entity_id\":\"light.<b onclick=x>bold</b>\"}}}\n");
        });

        say(hostile);
        idle();

        assertThat(answer()).contains(hostile);
        assertThat(browser.one(".mine").getText()).isEqualTo(hostile);
        assertThat(browser.one(".action.bad").getText()).contains("<b onclick=x>");
        assertThat(browser.all("#messages :is(img, script, style, a, b)")).isEmpty();
        assertThat(browser.script("return document.title")).isEqualTo("Jarvas");
    }

    @Test
    void aKeyboardIsEnough() {
        CountDownLatch seen = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("One moment");
            seen.await();
        });

        assertThat(browser.focused().getDomProperty("id")).isEqualTo("text");
        browser.focused().sendKeys("first line", Keys.chord(Keys.SHIFT, Keys.ENTER), "second line");
        assertThat(browser.all(".mine")).isEmpty();
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> answer().contains("One moment"));
        assertThat(browser.one(".mine").getText()).isEqualTo("first line\nsecond line");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("stop");
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> answer().endsWith("Stopped."));
        seen.countDown();
        idle();
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("send");

        browser.focused().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("text");
        browser.focused().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("messages");
    }

    @Test
    void aModelThatBreaksOffCanBeAskedAgain() {
        program.model().answer(pen -> {
            pen.write("Half a");
            throw new IOException("the power is gone");
        });

        say("Is the garage door open?");
        idle();
        assertThat(browser.one("#messages .error").getText()).isNotBlank();

        browser.one(".answer button").click();
        browser.until(() -> answer().contains("Garage Door is closed"));
        idle();
        assertThat(browser.all(".answer button")).isEmpty();
    }

    @Test
    void behindAProxyWithAPathOfItsOwnItAsksForTheTokenAndWorks() throws Exception {
        try (PrefixProxy proxy = new PrefixProxy(program.port())) {
            browser.open(proxy.uri());
            WebElement token = browser.one("#sign-in[open] #token");
            token.sendKeys("not it", Keys.ENTER);
            browser.until(() -> browser.one("#token-problem").getText().equals("The token is wrong."));
            token.sendKeys(Keys.ESCAPE);
            browser.until(() -> browser.all("#sign-in[open]").isEmpty());

            say("Is the garage door open?");
            browser.one("#sign-in[open] #token").sendKeys(Program.TOKEN, Keys.ENTER);

            browser.until(() -> answer().contains("Garage Door is closed"));
            idle();
            browser.until(() -> browser.one("#status").getText().equals("Connected"));
            assertThat(proxy.strays).isEmpty();
            assertThat(browser.console()).allMatch(line -> line.contains(UNAUTHORIZED));
            browser.open(program.uri());
        }
    }

    @Test
    void thePictureOfTheReadme() throws Exception {
        say("Turn off the kitchen lights");
        idle();
        browser.looks(720, 640, 2, false, "en");
        browser.open(program.uri());
        say("Turn on the kitchen lights");
        idle();
        say("Open the garage door");
        idle();
        browser.until(() -> browser.one("#status").getText().equals("Connected"));
        browser.script("document.activeElement.blur()");

        Path picture = Path.of("target", "panel.png");
        Files.write(picture, browser.picture());

        assertThat(browser.all(".action.good")).hasSize(1);
        assertThat(browser.all(".action.asks")).hasSize(1);
        assertThat(Files.size(picture)).isLessThan(200_000);
    }

    private static void say(String message) {
        browser.one("#text").sendKeys(message.replace("\n", Keys.chord(Keys.SHIFT, Keys.ENTER)), Keys.ENTER);
    }

    /// Waits for the end of the answer.
    private static void idle() {
        browser.until(() -> browser.one("#stop").getDomAttribute("hidden") != null);
    }

    /// The statuses of the requests to read in advance that this page has sent, and that were answered.
    private static List<?> prepared() {
        return (List<?>) browser.script("return performance.getEntriesByType('resource')"
                + ".filter(entry => entry.name.endsWith('/api/prepare')).map(entry => entry.responseStatus)");
    }

    private static String window() {
        return browser.one("#window").getText();
    }

    /// Where it begins, in pixels of the page.
    private static double top(String css) {
        return edge(css, "top");
    }

    private static double bottom(String css) {
        return edge(css, "bottom");
    }

    private static double edge(String css, String name) {
        String script = "return document.querySelector('" + css + "').getBoundingClientRect()." + name;
        return ((Number) browser.script(script)).doubleValue();
    }

    private static String card() {
        return browser.all(".action").getLast().getText();
    }

    private static void press(String label) {
        browser.all(".action button").reversed().stream()
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow()
                .click();
    }

    private static String answer() {
        List<WebElement> answers = browser.all(".answer");
        return answers.isEmpty() ? "" : answers.getLast().getText();
    }

    private static String state(String entity) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI address = program.home().uri().resolve("/api/states/" + entity);
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Authorization", "Bearer " + program.home().token())
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return Json.object(client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                            .body())
                    .get("state")
                    .toString();
        }
    }
}
