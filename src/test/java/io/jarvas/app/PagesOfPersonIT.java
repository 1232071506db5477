package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The pages of what is kept of a person: memories, schedules, the log.
class PagesOfPersonIT extends OnThePanel {
    @BeforeEach
    void beginWithNothing() throws Exception {
        eraseAll();
        onADesktop();
    }

    @Test
    void aMemoryIsWrittenChangedAndForgotten() throws Exception {
        open("/memories");
        reads("p", "Nothing is remembered yet.");
        inSight("textarea").sendKeys("The bins go out on Monday");
        press("The household");
        inSight("textarea").sendKeys(Keys.ENTER);

        reads("li p", "The bins go out on Monday");
        assertThat(browser.one(".memory .quiet").getText()).contains("The household", "Written here");
        assertThat(browser.focused().getTagName()).isEqualTo("textarea");

        press("Edit: The bins go out on Monday");
        browser.until(() -> browser.focused().getDomProperty("value").equals("The bins go out on Monday"));
        browser.focused().sendKeys(Keys.chord(Keys.CONTROL, "a"), "The bins go out on Tuesday", Keys.ENTER);
        reads("li p", "The bins go out on Tuesday");
        browser.until(() ->
                "Edit: The bins go out on Tuesday".equals(browser.focused().getAttribute("aria-label")));
        assertThat(memories())
                .hasSize(1)
                .first()
                .satisfies(memory -> assertThat((Map<?, ?>) memory)
                        .extracting("text", "scope")
                        .containsExactly("The bins go out on Tuesday", "household"));

        press("Forget: The bins go out on Tuesday");
        browser.one("dialog[open]");
        press("Forget");
        reads("p", "Nothing is remembered yet.");
        assertThat(memories()).isEmpty();
    }

    @Test
    void whatANewMemoryTookThePlaceOfIsSaid() throws Exception {
        call("POST", "api/memories", Map.of("text", "My favourite colour is blue"));
        open("/memories");
        inSight("textarea").sendKeys("My favourite colour is green", Keys.ENTER);

        reads(".replaced", "It takes the place of: “My favourite colour is blue”");
        assertThat(browser.all(".memory")).hasSize(1);
    }

    @Test
    void whatMayNotBeRememberedIsSaidInWordsAndStaysWritten() {
        open("/memories");
        inSight("textarea").sendKeys("My password is hunter2-Tr0ub4dor", Keys.ENTER);

        browser.until(() -> browser.all(".banner").size() == 1);
        assertThat(browser.one(".banner").getText()).isNotBlank().doesNotContain("422");
        assertThat(inSight("textarea").getDomProperty("value")).startsWith("My password");
        assertThat(browser.console()).allMatch(line -> line.contains("422"));
    }

    @Test
    void rememberingIsTurnedOffAndOn() throws Exception {
        open("/memories");
        browser.one(".switch").click();
        reads("#means", "Nothing new is kept");
        assertThat(call("GET", "api/memories", Map.of())).containsEntry("wanted", false);

        inSight("textarea").sendKeys("Something", Keys.ENTER);
        browser.until(() -> browser.all(".banner").size() == 1);
        assertThat(browser.console()).allMatch(line -> line.contains("409"));

        browser.one(".switch").click();
        reads("#means", "What you ask Jarvas to remember is kept");
        assertThat(call("GET", "api/memories", Map.of())).containsEntry("wanted", true);
    }

    @Test
    void everythingGoesOnlyOnceTheWordIsWritten() throws Exception {
        say("Is the garage door open?", "garage");
        call("POST", "api/memories", Map.of("text", "The bins go out on Monday"));
        open("/memories");
        browser.until(() -> browser.all("a .title").size() == 1);
        press("Delete everything…");
        browser.until(() -> browser.focused().getTagName().equals("input"));
        WebElement yes = browser.one("dialog button[type=submit]");
        browser.focused().sendKeys("every");
        assertThat(yes.isEnabled()).isFalse();
        browser.focused().sendKeys("thing");
        browser.until(yes::isEnabled);
        browser.focused().sendKeys(Keys.ENTER);

        reads("p", "Nothing is remembered yet.");
        browser.until(() -> browser.all("a .title").isEmpty());
        assertThat(memories()).isEmpty();
    }

    @Test
    void whatIsPlannedStandsSoonestFirstAndIsCancelled() throws Exception {
        say("Turn off the kitchen lights in 30 minutes", "later");
        say("Turn on the coffee machine in 10 minutes", "sooner");
        open("/schedules");

        browser.until(() -> browser.all(".what").size() == 2);
        assertThat(texts(".what > p:first-child"))
                .containsExactly("Turn on: Coffee Machine", "Turn off: Kitchen Lights");
        assertThat(texts(".due > p:first-child")).containsExactly("in 10 minutes", "in 30 minutes");
        assertThat(browser.one(".what .quiet").getText()).isEqualTo("“Turn on the coffee machine in 10 minutes”");
        browser.until(() -> browser.one(".count").getText().equals("2"));

        press("Cancel: Turn on: Coffee Machine");
        browser.one("dialog[open]");
        press("Cancel it");
        browser.until(() -> texts(".what > p:first-child").equals(List.of("Turn off: Kitchen Lights")));
        browser.until(() -> browser.one(".count").getText().equals("1"));
        assertThat((List<?>) call("GET", "api/schedules", Map.of()).get("schedules"))
                .hasSize(1);
    }

    @Test
    void whatWasDueLeavesTheListByItself() throws Exception {
        say("Turn off the kitchen lights in 4 seconds", "soon");
        open("/schedules");
        browser.until(() -> browser.all(".what").size() == 1);

        reads("p", "Nothing is planned.");
        browser.until(() -> browser.all(".count").isEmpty());
    }

    @Test
    void whatWasMissedOrFailedIsExplained() {
        open("/schedules");
        reads("p", "Nothing is planned.");
        script(
                "arguments[0].list.set(['missed', 'failed', 'interrupted'].map((state) => ({ id: state, state,"
                        + " due: '2026-01-01T00:00:00Z', service: 'light.turn_on', names: ['Hall'], asked: 'Later' })))",
                browser.one("jarvas-schedules"));

        browser.until(() -> browser.all(".what .bad").size() == 3);
        assertThat(texts(".what .bad"))
                .satisfiesExactly(
                        missed -> assertThat(missed).contains("Its time passed while Jarvas was not running"),
                        failed -> assertThat(failed).contains("did not work"),
                        interrupted -> assertThat(interrupted).contains("Look at the device"));
        assertThat(browser.all("li button")).noneMatch(WebElement::isDisplayed);
    }

    @Test
    void theLogTellsWhatWasDoneTheNewestFirst() throws Exception {
        say("Turn on the kitchen lights", "light");
        say("Turn off the kitchen lights", "light");
        say("Unlock the front door", "door");
        open("/log");

        reads(".what", "Turn on: Kitchen Lights");
        assertThat(texts(".what")).startsWith("Unlock: Front Door", "Turn off: Kitchen Lights");
        WebElement done = browser.all("li > div").stream()
                .filter(entry -> entry.getText().startsWith("Turn off: Kitchen Lights"))
                .findFirst()
                .orElseThrow();
        assertThat(done.getText())
                .contains("Done · On → Off", "“Turn off the kitchen lights”")
                .doesNotContain("light.turn_off");

        browser.all("summary").get(1).click();
        reads("dd", "light.turn_off");
        reads("dd", "light.kitchen_lights");
        reads("dd", "Allowed");

        press("Everybody's");
        reads(".quiet", "You: “Unlock the front door”");
    }

    @Test
    void aPageThatCannotBeReadSaysSoAndIsTriedAgain() {
        browser.command("Network.enable", Map.of());
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of("*/api/memories*")));
        open("/memories");
        reads("[role=alert]", "Jarvas is not reached.");
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of()));
        press("Try again");

        reads("p", "Nothing is remembered yet.");
        assertThat(browser.console()).allMatch(line -> line.contains("ERR_BLOCKED_BY_CLIENT"));
    }

    private static List<?> memories() throws Exception {
        return (List<?>) call("GET", "api/memories", Map.of()).get("memories");
    }
}
