package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;

/// The part of the page *Access* in which an administrator reads and erases what satellites were told.
@Timeout(120)
class SatellitesIT extends OnThePanel {
    @Test
    void whatASatelliteWasToldIsReadAndDeletedOneByOneAndErased() throws Exception {
        Satellite kitchen = new Satellite(wyoming, "kitchen1");
        onADesktop();
        open("/access");
        reads(".none", "Nothing is kept that was said to a satellite.");

        program.model().answer(pen -> pen.write("Fish swim."));
        kitchen.hears("tell me of fish");
        program.model()
                .answer(pen ->
                        pen.write("I will.\nACTION: {\"tool\":\"save_note\",\"args\":{\"text\":\"We like tea\"}}"));
        kitchen.hears("remember that we like tea");
        program.model().answer(pen -> pen.write("Good night."));
        new Satellite(wyoming, "hall1").hears("good night");

        go("/status");
        go("/access");
        reads("li", "kitchen1");
        reads("li", "1 conversation, 1 memory");
        reads("li", "hall1");
        Axe.findsNothing(browser, "satellites");

        press("Read: kitchen1");
        reads("summary", "tell me of fish");
        browser.one("summary").sendKeys(Keys.ENTER);
        reads("dd", "tell me of fish");
        reads("dd", "Fish swim.");
        reads("li p", "We like tea");
        Axe.findsNothing(browser, "what a satellite was told");

        press("Forget: We like tea");
        browser.one("dialog[open] button[type=submit]").click();
        reads("li", "1 conversation, 0 memories");

        press("Erase: kitchen1");
        assertThat(browser.one("dialog[open]").getText()).contains("Erase everything of kitchen1?");
        browser.one("dialog[open] button[type=button]").click();
        assertThat(satellites()).hasSize(2);

        press("Erase: kitchen1");
        browser.one("dialog[open] button[type=submit]").click();
        browser.until(() -> texts("li").stream().noneMatch(text -> text.contains("kitchen1")));
        reads("li", "hall1");
        assertThat(browser.focused().getText()).isEqualTo("Satellites");
        assertThat(satellites()).hasSize(1);
    }

    @Test
    void aPinThatASatelliteHearsInASentenceIsKeptNowhere() throws Exception {
        program.model()
                .answer(
                        pen -> pen.write(
                                "ACTION: {\"tool\":\"homeassistant_call_service\",\"args\":{\"service\":\"lock.unlock\",\"data\":{\"entity_id\":\"lock.front_door\"}}}"));
        Satellite bedroom = new Satellite(wyoming, "bedroom1");
        bedroom.hears("unlock the front door");
        bedroom.hears("yes, the pin is two four six eight");

        String said = call("GET", "api/conversations/assist:01K?satellite=satellite:bedroom1", Map.of())
                .toString();
        assertThat(said).contains("unlock the front door", "•••").doesNotContain("six", "the pin is");
        assertThat(program.model().asked()).noneMatch(body -> body.contains("four six eight"));
        call("DELETE", "api/satellites/satellite:bedroom1", Map.of());
    }

    private static List<?> satellites() throws Exception {
        return (List<?>) call("GET", "api/satellites", Map.of()).get("satellites");
    }
}
