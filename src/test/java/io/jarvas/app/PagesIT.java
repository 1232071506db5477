package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/// What is around the chat: the drawer with its conversations, addresses, the header.
class PagesIT extends OnThePanel {
    @BeforeEach
    void haveConversations() throws Exception {
        eraseAll();
        say("Is the garage door open?", "garage");
        say("What is the temperature in the bedroom?", "bedroom");
        onADesktop();
        open("/");
        browser.until(() -> titles().size() == 2);
    }

    @Test
    void conversationsStandInTheirGroupTheNewestFirstAndTheOneShownIsMarked() {
        assertThat(titles()).containsExactly("What is the temperature in the bedroom?", "Is the garage door open?");
        assertThat(browser.one("jarvas-conversations, ul[aria-label=Today]").isDisplayed())
                .isTrue();

        browser.all("a .title").get(1).click();

        browser.until(() -> hash().equals("#/c/garage"));
        assertThat(browser.one("a[aria-current]").getText()).isEqualTo("Is the garage door open?");
        assertThat(browser.one("h1").getText()).isEqualTo("Is the garage door open?");
        assertThat(browser.driver().getTitle()).isEqualTo("Is the garage door open? · Jarvas");
        assertThat(shown()).isEqualTo("garage");
    }

    @Test
    void theBackButtonLeadsBackAndTheChatIsTheSameElement() {
        go("/c/bedroom");
        script("document.querySelector('jarvas-panel').shadowRoot.querySelector('jarvas-chat').mark = 'same'");
        go("/memories");
        browser.until(() -> browser.one("h1").getText().equals("Memories"));
        assertThat(browser.one("jarvas-chat").isDisplayed()).isFalse();
        browser.driver().navigate().back();

        browser.until(() -> browser.one("jarvas-chat").isDisplayed());
        assertThat(hash()).isEqualTo("#/c/bedroom");
        assertThat(script("return arguments[0].mark", browser.one("jarvas-chat")))
                .isEqualTo("same");
    }

    @Test
    void whatHadTheFocusInTheChatHasItAgain() {
        browser.one("h1");
        WebElement inside = (WebElement) script(
                "const inside = arguments[0].shadowRoot.querySelector('textarea, button'); inside.focus(); return inside",
                browser.one("jarvas-chat"));
        press("Log");
        browser.until(() -> browser.focused().getTagName().equals("h1"));
        press("Back to the conversation");

        browser.until(() -> browser.focused().equals(inside));
    }

    @Test
    void whatIsNoAddressIsTheChat() {
        go("/nowhere/at/all");

        browser.until(() -> hash().equals("#/"));
        assertThat(browser.one("jarvas-chat").isDisplayed()).isTrue();
        go("/c/%E0%A4%A");
        browser.until(() -> hash().equals("#/"));
    }

    @Test
    void theHeadingOfAPageHasTheFocusWhenItChanges() {
        for (String page : List.of("Memories", "Schedules", "Log", "Status")) {
            press(page);

            browser.until(() -> browser.focused().getTagName().equals("h1"));
            assertThat(browser.focused().getText()).isEqualTo(page);
            assertThat(browser.driver().getTitle()).isEqualTo(page + " · Jarvas");
        }
    }

    @Test
    void whatIsSoughtIsFoundAsOneTypesAndMarked() {
        WebElement search = browser.one("input[type=search]");
        search.sendKeys("garage");

        browser.until(() -> titles().equals(List.of("Is the garage door open?")));
        assertThat(browser.all("mark"))
                .isNotEmpty()
                .allSatisfy(mark -> assertThat(mark.getText()).isEqualToIgnoringCase("garage"));
        browser.until(() -> browser.all("[role=status]").stream()
                .anyMatch(status -> "1 conversation found".equals(status.getDomProperty("textContent"))));

        search.sendKeys(Keys.ESCAPE);
        browser.until(() -> titles().size() == 2);
        search.sendKeys("nothing has this");
        reads("p", "Nothing was found for “nothing has this”.");
    }

    @Test
    void theArrowsLeadThroughTheListAndTheTabKeyPastIt() {
        browser.one("input[type=search]").sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.focused().getText()).isEqualTo("What is the temperature in the bedroom?");
        browser.focused().sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.focused().getText()).isEqualTo("Is the garage door open?");
        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getAttribute("aria-label")).isEqualTo("Options for Is the garage door open?");
        browser.focused().sendKeys(Keys.TAB);

        assertThat(browser.focused().getText()).isEqualTo("Memories");
    }

    @Test
    void aTitleIsChangedWhereItStands() throws Exception {
        browser.one("jarvas-conversations").isDisplayed();
        focusFirst().sendKeys(Keys.F2);
        browser.until(() -> "title".equals(browser.focused().getAttribute("name")));
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.focused().getTagName().equals("a"));

        browser.focused().sendKeys(Keys.F2);
        browser.until(() -> "title".equals(browser.focused().getAttribute("name")));
        browser.focused().sendKeys(Keys.chord(Keys.CONTROL, "a"), "The bedroom", Keys.ENTER);

        browser.until(() -> titles().getFirst().equals("The bedroom"));
        assertThat(call("GET", "api/conversations/bedroom", Map.of())).containsEntry("title", "The bedroom");
        browser.until(() -> browser.focused().getText().equals("The bedroom"));
    }

    @Test
    void whatIsDeletedIsAskedForFirstAndTheNextHasTheFocus() throws Exception {
        go("/c/bedroom");
        browser.until(() -> hash().equals("#/c/bedroom"));
        focusFirst().sendKeys(Keys.DELETE);
        browser.one("dialog[open]");
        browser.until(() -> browser.focused().getText().equals("Cancel"));
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.all("dialog[open]").isEmpty());
        assertThat(titles()).hasSize(2);

        focusFirst().sendKeys(Keys.DELETE);
        browser.one("dialog[open]");
        press("Delete");

        browser.until(() -> titles().equals(List.of("Is the garage door open?")));
        browser.until(() -> hash().equals("#/"));
        assertThat(browser.one("h1").getText()).isEqualTo("New conversation");
        assertThat((List<?>) call("GET", "api/conversations", Map.of()).get("conversations"))
                .hasSize(1);
    }

    @Test
    void aConversationIsExported() {
        press("Options for Is the garage door open?");
        script("window.saved = []; HTMLAnchorElement.prototype.click = function () { saved.push(this.href) }");

        press("Export as text");
        press("Options for Is the garage door open?");
        press("Export as JSON");

        assertThat((List<?>) script("return saved"))
                .extracting(String::valueOf)
                .satisfiesExactly(
                        text -> assertThat(text).contains("api/conversations/garage/export?format=md&language=en"),
                        json -> assertThat(json).contains("api/conversations/garage/export?format=json"));
    }

    @Test
    void theListGoesOnAsOneScrolls() throws Exception {
        for (int i = 0; i < 55; i++) {
            call("POST", "api/chat", Map.of("message", "Good morning " + i, "conversation_id", "many" + i));
        }
        open("/");
        browser.until(() -> titles().size() >= 50);
        script("arguments[0].scrollTop = 1e6", browser.one(".found"));

        browser.until(() -> titles().size() == 57);
    }

    @Test
    void aNewConversationHasItsAddressOnceItHasAnId() throws Exception {
        say("Good evening", "evening");
        script(
                "arguments[0].dispatchEvent(new CustomEvent('jarvas-conversation', "
                        + "{ detail: { id: 'evening' }, bubbles: true, composed: true }))",
                browser.one("jarvas-chat"));

        browser.until(() -> hash().equals("#/c/evening"));
        browser.until(() -> titles().getFirst().equals("Good evening"));
        browser.until(() -> browser.one("h1").getText().equals("Good evening"));
    }

    @Test
    void anAnswerThatRunsIsMarkedWhateverPageIsShown() {
        CountDownLatch seen = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write("It takes ");
            seen.await();
            pen.write("a while.");
        });
        script("window.read = (async (turn) => { for await (const event of turn); })"
                + "(document.querySelector('jarvas-panel').client.ask('Wait', { conversation: 'garage' }))");
        browser.until(() -> browser.all(".running").size() == 1);
        go("/log");
        browser.until(() -> browser.one("h1").getText().equals("Log"));

        assertThat(browser.one("[data-id=garage] .running").getAttribute("aria-label"))
                .isEqualTo("An answer is being written");
        seen.countDown();
        browser.until(() -> browser.all(".running").isEmpty());
    }

    @Test
    void onAPhoneTheDrawerComesOverThePageHoldsTheFocusAndGoes() {
        onAPhone();
        open("/");
        assertThat(browser.one("jarvas-drawer").isDisplayed()).isFalse();
        press("Menu");
        browser.until(() -> browser.focused().getText().equals("New conversation"));
        assertThat(script("return arguments[0].inert", browser.one(".page"))).isEqualTo(true);

        browser.focused().sendKeys(Keys.ESCAPE);
        browser.until(() -> !browser.one("jarvas-drawer").isDisplayed());
        assertThat(browser.focused().getAttribute("aria-label")).isEqualTo("Menu");

        press("Menu");
        press("Schedules");
        browser.until(() -> browser.one("h1").getText().equals("Schedules"));
        browser.until(() -> !browser.one("jarvas-drawer").isDisplayed());
        press("Back to the conversation");
        browser.until(() -> browser.one("jarvas-chat").isDisplayed());
    }

    @Test
    void aLostConnectionIsSaidAndGoesByItself() {
        browser.command("Network.enable", Map.of());
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of("*/api/*")));
        go("/status");
        reads(".banner", "The connection is lost");
        browser.command("Network.setBlockedURLs", Map.of("urls", List.of()));

        browser.until(() -> browser.all(".banner").isEmpty());
        assertThat(browser.console()).allMatch(line -> line.contains("ERR_BLOCKED_BY_CLIENT"));
    }

    @Test
    void aCloserLookSaysWhatIsWellAndWhatToDoAboutTheRest() {
        open("/status");
        press("Look closely");

        reads(".summary", "checks are fine");
        reads("summary", "things are as they should be");
        assertThat(texts("jarvas-icon.bad")).as("the demo is well").isEmpty();
        assertThat(texts("li p")).anySatisfy(text -> assertThat(text).contains("public_url"));
        Axe.findsNothing(browser, "a closer look");
        press("Look again");
        browser.until(() -> browser.all("section[aria-busy=true]").isEmpty());
    }

    @Test
    void whatDoesNotWorkIsSeenInTheHeaderAndLeadsToTheStatus() {
        assertThat(browser.one(".dot").getAttribute("aria-label")).isEqualTo("Everything works");
        script("const panel = document.querySelector('jarvas-panel');"
                + "panel.status = { ...panel.status, model: { ...panel.status.model, works: false, problem: 'missing',"
                + " sentence: 'The model is missing.' } }");
        browser.until(() -> browser.one(".dot").getAttribute("aria-label").equals("Something does not work"));
        assertThat(browser.one(".dot").getText()).isEqualTo("Not all works");
        browser.one(".dot").click();

        browser.until(() -> hash().equals("#/status"));
        browser.until(() -> browser.one("h1").getText().equals("Status"));
    }

    @Test
    void aModelIsChosenWhereThereAreSeveralAndStaysChosen() {
        browser.one(".dot");
        assertThat(browser.all("header select, select")).isEmpty();
        severalModels();
        new Select(browser.one("select")).selectByVisibleText("other");
        browser.until(() -> "other:latest".equals(model()));

        browser.driver().navigate().refresh();
        browser.one(".dot");
        assertThat(model()).isNull();
        severalModels();
        browser.until(() -> "other:latest".equals(model()));
        assertThat(new Select(browser.one("select")).getFirstSelectedOption().getText())
                .isEqualTo("other");
    }

    @Test
    void whoIsNotSignedInIsAskedForTheTokenOnce() throws Exception {
        try (IngressProxy proxy = IngressProxy.of(program.port(), IngressProxy.ANYBODY)) {
            browser.open(proxy.uri());
            browser.one("input[type=password]").sendKeys("wrong", Keys.ENTER);
            browser.until(() -> browser.all("input[type=password]").size() == 1
                    && browser.one("input[type=password]")
                            .getDomProperty("value")
                            .isEmpty());
            assertThat(browser.all("dialog[open]")).hasSize(1);
            browser.one("input[type=password]").sendKeys(Program.TOKEN, Keys.ENTER);

            browser.one(".dot");
            browser.until(() -> browser.all("dialog[open]").isEmpty());
            reads("p", "What you talk about will stand here.");
            go("/memories");
            reads("p", "Nothing is remembered yet.");
            assertThat(proxy.strays()).isEmpty();
        }
        assertThat(browser.console()).allMatch(line -> line.contains("401"));
    }

    @Test
    void inPortugueseAllIsInPortuguese() {
        browser.looks(1280, 800, 1, false, "pt-PT");
        open("/memories");

        browser.until(() -> browser.one("h1").getText().equals("Memórias"));
        assertThat(texts("a")).contains("Memórias", "Registo", "Estado");
        assertThat(script("return document.documentElement.lang")).isEqualTo("pt");
        assertThat(browser.driver().getTitle()).isEqualTo("Memórias · Jarvas");
        reads("h2", "Hoje");
    }

    private static WebElement focusFirst() {
        WebElement first = browser.all("jarvas-conversations a, li > .line > a").getFirst();
        script("arguments[0].focus()", first);
        return first;
    }

    private static List<String> titles() {
        return texts("a .title");
    }

    private static void severalModels() {
        script("const panel = document.querySelector('jarvas-panel');"
                + "panel.status = { ...panel.status, model: { ...panel.status.model,"
                + " allowed: [panel.status.model.name, 'other:latest'] } }");
    }

    private static Object model() {
        return script("return arguments[0].model ?? null", browser.one("jarvas-chat"));
    }

    private static String hash() {
        return (String) script("return location.hash");
    }

    private static Object shown() {
        return script("return arguments[0].conversation", browser.one("jarvas-chat"));
    }
}
