package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.app.Browser;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.conversation.Person;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.net.URI;
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

/// The panel's cards in a real Chromium, before a server whose actions are the test's.
class PanelActionsIT {
    private static final Duration MINUTE = Duration.ofSeconds(60);
    private static final ActionOutcome QUESTION = new ActionOutcome.NeedsConfirmation(
            ActionOutcome.NeedsConfirmation.Reason.RISKY,
            "lock.unlock",
            List.of("lock.front_door"),
            Fixture.NOW.plus(MINUTE),
            false);

    @TempDir
    private static Path profile;

    private static Browser browser;
    private Fixture jarvas;
    /// What the console may say.
    private String expected = "nothing";

    @BeforeAll
    static void start() {
        browser = new Browser(profile);
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void open() {
        jarvas = new Fixture(config -> config, WebTimes.USUAL, "/web/panel/");
        look(1280, false, "en");
    }

    private void look(int width, boolean dark, String language) {
        browser.looks(width, 800, 1, dark, language);
        browser.open(URI.create("http://localhost:" + jarvas.port() + "/"));
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).allMatch(line -> line.contains(expected));
        jarvas.close();
    }

    @Test
    void aTapIsAYesAndAnotherTakesItBack() {
        jarvas.script = asks(MINUTE, false);
        say("Unlock the front door");
        assertThat(card().getText()).contains("Waits for your yes", "lock.unlock lock.front_door", "60 s", "Yes", "No");
        assertThat(browser.all(".pin")).isEmpty();

        jarvas.actions.answer = new Answered.Settled("a1", ChatAnswerTest.executed(), "Done: Front Door.", true);
        press("Yes");
        browser.until(() -> card().getText().startsWith("Done: Front Door."));
        assertThat(browser.all(".question")).isEmpty();
        assertThat(browser.all(".action.good")).hasSize(1);
        assertThat(browser.focused().getText())
                .as("the focus stays in the card")
                .isEqualTo("Undo");

        jarvas.actions.answer = new Answered.Settled("u1", ChatAnswerTest.executed(), "Done: Front Door.", false);
        press("Undo");
        browser.until(() -> card().getText().startsWith("Undone"));
        assertThat(browser.all(".undo")).isEmpty();
        assertThat(jarvas.actions.asked).containsExactly("confirm local a1 - en", "undo local a1 new-conversation en");
    }

    @Test
    void aNoLeavesItAsItIs() {
        jarvas.script = asks(MINUTE, false);
        jarvas.actions.answer = new Answered.Settled(
                "a1",
                new ActionOutcome.Denied(ActionOutcome.Denied.Reason.REJECTED, List.of("lock.front_door")),
                "All right, I have left it as it is.",
                false);
        say("Unlock the front door");

        press("No");

        browser.until(() -> card().getText().contains("All right"));
        assertThat(card().getText()).startsWith("Not done");
        assertThat(browser.all(".action button")).isEmpty();
        assertThat(jarvas.actions.asked).containsExactly("reject local a1 - en");
    }

    @Test
    void aPinIsAskedForAndNotKept() {
        expected = "403";
        jarvas.script = asks(MINUTE, true);
        say("Unlock the front door");
        WebElement pin = browser.one(".pin");
        assertThat(pin.getDomAttribute("inputmode")).isEqualTo("numeric");
        assertThat(pin.getDomAttribute("autocomplete")).isEqualTo("off");
        press("Yes");
        assertThat(jarvas.actions.asked).as("a yes without the PIN is none").isEmpty();

        jarvas.actions.answer = new Answered.PinWanted("a1", true, 2, "That is not the PIN. Two tries are left.");
        pin.sendKeys("0000", Keys.ENTER);
        browser.until(() -> card().getText().contains("Two tries are left."));
        assertThat(pin.getDomProperty("value")).isEmpty();
        assertThat(browser.focused()).isEqualTo(pin);

        jarvas.actions.answer = new Answered.Settled("a1", ChatAnswerTest.executed(), "Done: Front Door.", false);
        pin.sendKeys("1234", Keys.ENTER);
        browser.until(() -> card().getText().startsWith("Done: Front Door."));
        assertThat(card().getText()).doesNotContain("tries");
        assertThat(jarvas.actions.asked).containsExactly("confirm local a1 0000 en", "confirm local a1 1234 en");
        assertThat((String) browser.script("return document.body.outerHTML + JSON.stringify({...sessionStorage})"))
                .doesNotContain("1234", "0000");
    }

    @Test
    void aQuestionThatIsOverDoesNothingAnyMore() {
        jarvas.script = asks(Duration.ofSeconds(1), true);
        say("Unlock the front door");
        browser.one(".pin").sendKeys("12");

        browser.until(() -> card().getText().startsWith("No longer waits"));

        assertThat(browser.all(".action button, .pin")).noneMatch(WebElement::isEnabled);
        assertThat(browser.one(".pin").getDomProperty("value")).isEmpty();
        assertThat(browser.focused().getDomAttribute("class"))
                .as("the focus stays")
                .contains("action");
        assertThat(jarvas.actions.asked).isEmpty();
    }

    @Test
    void aLateYesIsToldSo() {
        expected = "409";
        jarvas.script = asks(MINUTE, false);
        jarvas.actions.answer = new Answered.TooLate("That no longer waits.");
        say("Unlock the front door");

        press("Yes");

        browser.until(() -> card().getText().contains("That no longer waits."));
        assertThat(browser.all(".action button")).noneMatch(WebElement::isEnabled);
    }

    @Test
    void theNextMessageIsTheAnswerToo() {
        jarvas.script = asks(MINUTE, false);
        say("Unlock the front door");
        jarvas.script = (turn, sink) -> {
            sink.accept(new TurnEvent.Accepted(turn.id(), turn.conversation()));
            sink.accept(new TurnEvent.ActionDone("a1", ChatAnswerTest.executed(), "Done: Front Door.", true));
            turn.done(sink, true);
        };

        say("Yes");

        assertThat(card().getText()).startsWith("Done: Front Door.").contains("Undo");
        assertThat(browser.all(".question")).isEmpty();

        jarvas.script = asks(MINUTE, false);
        say("Unlock the front door");
        jarvas.script = (turn, sink) -> turn.say(sink, "It is sunny.");
        say("How is the weather?");
        assertThat(card().getText()).startsWith("Answered by what you said next");
        assertThat(browser.all(".question button")).noneMatch(WebElement::isEnabled);
    }

    @Test
    void anUndoCanAskForAYesItself() {
        jarvas.script = (turn, sink) -> {
            sink.accept(new TurnEvent.Accepted(turn.id(), turn.conversation()));
            sink.accept(new TurnEvent.ActionProposed("a1", unlock()));
            sink.accept(new TurnEvent.ActionDone("a1", ChatAnswerTest.executed(), "Done: Front Door.", true));
            turn.done(sink, true);
        };
        say("Lock the front door");
        jarvas.actions.answer = new Answered.Settled("u1", QUESTION, "Shall I really unlock it?", false);
        press("Undo");
        browser.until(() -> card().getText().contains("Shall I really unlock it?"));
        jarvas.actions.answer = new Answered.Settled("u1", ChatAnswerTest.executed(), "Done: Front Door.", false);

        press("Yes");

        browser.until(() -> card().getText().startsWith("Done: Front Door."));
        assertThat(jarvas.actions.asked).containsExactly("undo local a1 new-conversation en", "confirm local u1 - en");
    }

    @Test
    void afterFiveMinutesThereIsNoWayBack() {
        browser.script("const real = setTimeout; window.setTimeout = (then, ms) => real(then, ms / 1000)");
        jarvas.script = (turn, sink) -> {
            sink.accept(new TurnEvent.Accepted(turn.id(), turn.conversation()));
            sink.accept(new TurnEvent.ActionProposed("a1", unlock()));
            sink.accept(new TurnEvent.ActionDone("a1", ChatAnswerTest.executed(), "Done: Front Door.", true));
            turn.done(sink, true);
        };
        say("Lock the front door");
        assertThat(browser.all(".undo")).hasSize(1);

        browser.until(() -> browser.all(".undo").isEmpty());
    }

    @Test
    void aKeyboardIsEnough() {
        jarvas.script = asks(MINUTE, false);
        jarvas.actions.answer = new Answered.Settled("a1", ChatAnswerTest.executed(), "Done: Front Door.", true);
        say("Unlock the front door");
        assertThat(browser.one(".action fieldset").getAccessibleName()).contains("Shall I really?");
        browser.one("#messages").sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Yes");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("No");
        browser.focused().sendKeys(Keys.chord(Keys.SHIFT, Keys.TAB));
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> browser.focused().getText().equals("Undo"));
    }

    @Test
    void whatIsPlannedIsListedAndCancelled() {
        jarvas.actions.schedules.add(ActionApiTest.schedule("s1", Person.LOCAL));
        jarvas.actions.schedules.add(ActionApiTest.schedule("s2", Person.LOCAL));
        say("Turn off the hall in 20 minutes");
        browser.until(() -> browser.one("#schedules summary").getText().equals("2 things planned"));
        browser.one("#schedules summary").click();
        assertThat(browser.one("#schedules li").getText()).contains("light.turn_off light.hall", "Cancel");

        browser.one("#schedules li button").click();
        browser.until(() -> browser.one("#schedules summary").getText().equals("1 thing planned"));
        assertThat(jarvas.actions.schedules).extracting("id").containsExactly("s2");
        browser.one("#schedules li button").sendKeys(Keys.ENTER);
        browser.until(() -> !browser.one("#schedules").isDisplayed());
        assertThat(browser.focused().getDomProperty("id")).isEqualTo("text");
    }

    @Test
    void aPhoneInPortugueseAndInTheDarkShowsAllOfIt() throws Exception {
        look(390, true, "pt-PT");
        jarvas.script = asks(MINUTE, true);
        jarvas.actions.schedules.add(ActionApiTest.schedule("s1", Person.LOCAL));
        say("Destranca a porta da frente");

        browser.until(() -> browser.one("#schedules summary").getText().equals("1 coisa marcada"));
        browser.one("#schedules summary").click();
        assertThat(card().getText()).contains("À espera do seu sim", "Sim", "Não", "PIN");
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(390L);
        Files.write(Path.of("target", "panel-question.png"), browser.picture());
    }

    private static java.util.function.BiConsumer<Fixture.Turn, TurnSink> asks(Duration expires, boolean pin) {
        String reason = "Shall I really? It is about Front Door.";
        return (turn, sink) -> {
            sink.accept(new TurnEvent.Accepted(turn.id(), turn.conversation()));
            sink.accept(new TurnEvent.ActionProposed("a1", unlock()));
            sink.accept(new TurnEvent.Confirmation("a1", unlock(), reason, expires, pin));
            sink.accept(new TurnEvent.ActionDone("a1", QUESTION, reason, false));
            turn.done(sink, true);
        };
    }

    private static Proposal unlock() {
        return new Proposal.Readable(new Action(
                "homeassistant_call_service",
                Map.of("domain", "lock", "service", "unlock", "data", Map.of("entity_id", "lock.front_door"))));
    }

    /// Says it, and waits for the end of the answer.
    private static void say(String message) {
        browser.one("#text").sendKeys(message, Keys.ENTER);
        browser.until(() -> browser.one("#stop").getDomAttribute("hidden") != null);
    }

    private static WebElement card() {
        return browser.all(".action").getLast();
    }

    private static void press(String label) {
        browser.all(".action button").reversed().stream()
                .filter(button -> button.getText().equals(label))
                .findFirst()
                .orElseThrow()
                .click();
    }
}
