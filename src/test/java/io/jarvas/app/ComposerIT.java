package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Writing in `<jarvas-chat>`: keys, drafts, limits, pictures, a token; and where the conversation stands meanwhile.
class ComposerIT extends InTheChat {
    @BeforeEach
    void open() {
        page.desktop();
    }

    @Test
    void aKeyboardIsEnough() {
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("One moment");
            seen.await();
        });
        page.script("chat.focus()");
        assertThat(browser.focused().getTagName()).isEqualTo("textarea");
        browser.focused().sendKeys("first line", Keys.chord(Keys.SHIFT, Keys.ENTER), "second line");
        assertThat(page.mine()).isEmpty();
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> page.answer().contains("One moment"));
        assertThat(page.mine()).isEqualTo(List.of("first line\nsecond line"));

        browser.focused().sendKeys(Keys.TAB);
        assertThat(browser.focused().getAccessibleName()).isEqualTo("Stop");
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> page.answer().contains("Stopped."));
        seen.countDown();
        page.idle();
        assertThat(browser.focused().getTagName())
                .as("the focus is where it was")
                .isEqualTo("button");
    }

    @Test
    void arrowUpInTheEmptyFieldChangesTheLastMessageAndEscapeLeavesItAsItWas() {
        page.model().answer(pen -> pen.write("An answer."));
        page.tell("Say something");

        page.field().sendKeys(Keys.ARROW_UP);
        browser.until(() -> "Say something".equals(page.field().getDomProperty("value")));
        assertThat(browser.one(".strip").getText()).contains("You are changing your message.");
        page.field().sendKeys(" else", Keys.ESCAPE);

        browser.until(() -> "".equals(page.field().getDomProperty("value")));
        assertThat(browser.all(".strip")).isEmpty();
        assertThat(page.mine()).isEqualTo(List.of("Say something"));
    }

    @Test
    void whatWasBeingWrittenComesBackAfterAnEdit() {
        page.model().answer(pen -> pen.write("An answer."));
        page.tell("Say something");
        page.write("half a thought");

        page.script("all('button[aria-label=Change]')[0].click()");
        browser.until(() -> "Say something".equals(page.field().getDomProperty("value")));
        page.field().sendKeys(Keys.ESCAPE);

        browser.until(() -> "half a thought".equals(page.field().getDomProperty("value")));
    }

    @Test
    void keysOfAWordThatIsBeingComposedSendNothing() {
        page.write("にほん");
        page.script("""
                const field = all("textarea")[0];
                field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, composed: true }));
                await frame();
                """);

        assertThat(page.mine()).isEmpty();
        assertThat(page.field().getDomProperty("value")).isEqualTo("にほん");
    }

    @Test
    void onATouchKeyboardEnterMakesALine() {
        page.phone(true, "pt-PT");
        page.field().sendKeys("uma", Keys.ENTER, "duas");
        assertThat(page.mine()).isEmpty();
        assertThat(page.field().getDomProperty("value")).isEqualTo("uma\nduas");

        page.press("Enviar");

        page.idle();
        assertThat(page.mine()).isEqualTo(List.of("uma\nduas"));
        assertThat(browser.script("return document.documentElement.scrollWidth"))
                .isEqualTo(360L);
    }

    @Test
    void suggestionsAreSentByATap() {
        page.phone(false, "pt-PT");
        List<WebElement> suggestions = browser.all(".suggestions button");
        assertThat(suggestions).hasSize(4);
        assertThat(suggestions).allMatch(button -> button.getSize().getHeight() >= 44);
        String words = suggestions.getFirst().getText();

        suggestions.getFirst().click();

        page.idle();
        assertThat(page.mine()).isEqualTo(List.of(words));
        assertThat(browser.all(".suggestions")).isEmpty();
    }

    @Test
    void aDraftIsKeptForEachConversationUntilItIsSent() {
        page.model().answer(pen -> pen.write("An answer."));
        page.tell("Say something");
        page.write("half a thought");
        page.script("window.kept = chat.conversation; chat.open(null)");
        browser.until(() -> "".equals(page.field().getDomProperty("value")));
        page.write("another");

        page.script("chat.open(window.kept)");
        browser.until(() -> "half a thought".equals(page.field().getDomProperty("value")));
        browser.driver().navigate().refresh();
        page.alone();
        browser.until(() -> "another".equals(page.field().getDomProperty("value")));
        page.press("Send");
        page.idle();
        assertThat(drafts()).isEqualTo(List.of("half a thought"));
    }

    @Test
    void whatWaitsForItsPictureIsNotSentIntoAnotherConversation() {
        page.tell("Is the garage door open?");
        page.script("""
                window.first = chat.conversation;
                all("jarvas-pictures")[0].ready = () => new Promise((resolve) => (window.ready = resolve));
                """);
        page.say("What is on this?");

        page.script("""
                chat.open(null);
                await chat.updateComplete;
                window.ready();
                delete all("jarvas-pictures")[0].ready;
                await frame();
                """);

        assertThat(page.mine()).isEmpty();
        page.script("chat.open(window.first)");
        browser.until(() -> "What is on this?".equals(page.field().getDomProperty("value")));
    }

    @Test
    void whatLooksLikeAPinIsNoDraft() {
        page.write("2468");
        page.script("window.dispatchEvent(new Event('pagehide'))");
        assertThat(drafts()).isEmpty();

        page.write(", yes");
        page.script("window.dispatchEvent(new Event('pagehide'))");
        assertThat(drafts()).isEmpty();

        fill(0);
        page.write("unlock the front door, 13579");
        page.script("window.dispatchEvent(new Event('pagehide'))");
        assertThat(drafts()).isEmpty();

        fill(20);
        page.write(" 13579");
        page.script("window.dispatchEvent(new Event('pagehide'))");
        assertThat(drafts()).hasSize(1);
    }

    @Test
    void howMuchFitsIsSaidNearTheEndAndMoreIsNotSent() {
        fill(7_400);
        assertThat(browser.all(".count")).isEmpty();
        fill(7_990);
        browser.until(() -> browser.one(".count").getText().equals("10 characters left"));
        fill(8_003);
        browser.until(() -> browser.one(".count").getText().equals("3 characters too many"));
        assertThat(browser.one("button.send").getDomAttribute("aria-disabled")).isEqualTo("true");
        page.field().sendKeys(Keys.ENTER);
        assertThat(page.mine()).isEmpty();
        page.script("localStorage.clear()");
    }

    @Test
    void theFieldGrowsWithItsTextUpToALimit() {
        int one = page.field().getSize().getHeight();
        page.write("a\nb\nc");
        int three = page.field().getSize().getHeight();
        page.write("\nx".repeat(40));

        assertThat(three).isGreaterThan(one + 30);
        assertThat(page.field().getSize().getHeight()).isLessThanOrEqualTo(320);
        assertThat(browser.one(".log").getSize().getHeight()).isGreaterThan(300);
    }

    @Test
    void theModelReadsInAdvanceWhatAPersonIsAboutToSend() {
        browser.until(() -> prepared() == 1);
        page.write("Is the");
        assertThat(prepared()).as("asked for a moment ago").isEqualTo(1);

        browser.script("const now = performance.now(); performance.now = () => now + 21_000");
        page.write(" garage");
        browser.until(() -> prepared() == 2);
        page.write(" door open?");
        page.press("Send");
        page.idle();
        page.write("A");
        browser.until(() -> prepared() == 3);
        page.write("nd");
        assertThat(prepared()).as("the conversation is known now").isEqualTo(3);
    }

    @Test
    void theListOfKeysOpensByAKeyAndByAButton() {
        page.press("Keys");
        assertThat(browser.one("dialog[open]").getText()).contains("New line", "Stop the answer");
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.all("dialog[open]").isEmpty());

        browser.one(".log").sendKeys("?");
        browser.until(() -> browser.all("dialog[open]").size() == 1);
        browser.focused().sendKeys(Keys.ESCAPE);
        page.write("?");
        assertThat(browser.all("dialog[open]")).isEmpty();
    }

    @Test
    void behindAProxyWithAPathOfItsOwnItAsksForTheTokenAndKeepsItForTheSession() throws Exception {
        try (IngressProxy proxy = IngressProxy.of(page.program().port(), IngressProxy.ANYBODY)) {
            browser.open(proxy.uri());
            page.alone();
            WebElement token = browser.one("dialog[open] input[type=password]");
            token.sendKeys("not it", Keys.ENTER);
            browser.until(() -> browser.one("dialog[open] .problem").getText().startsWith("The token is wrong."));
            browser.one("dialog[open] input[type=password]").sendKeys(Keys.ESCAPE);
            browser.until(() -> browser.all("dialog[open]").isEmpty());

            page.say("Is the garage door open?");
            browser.one("dialog[open] input[type=password]").sendKeys(Program.TOKEN, Keys.ENTER);

            browser.until(() -> page.answer().contains("Garage Door is closed"));
            page.idle();
            browser.driver().navigate().refresh();
            page.alone();
            page.tell("Is the front door locked?");
            assertThat(browser.all("dialog[open]")).isEmpty();
            assertThat(page.script("return Object.values(sessionStorage).includes(values[0])", Program.TOKEN))
                    .isEqualTo(true);
            page.script("sessionStorage.clear(); localStorage.clear()");
            assertThat(page.console()).allMatch(line -> line.contains("401"));
        }
    }

    @Test
    void aTokenThatThePageGaveIsNotKept() throws Exception {
        try (IngressProxy proxy = IngressProxy.of(page.program().port(), IngressProxy.ANYBODY)) {
            browser.open(proxy.uri());
            page.script("""
                    const given = document.createElement("jarvas-chat");
                    given.token = values[0];
                    document.body.style.height = "100dvh";
                    document.body.replaceChildren(given);
                    """, Program.TOKEN);
            browser.one("textarea");
            page.tell("Is the garage door open?");

            assertThat(page.answer()).contains("closed");
            assertThat(page.script("return sessionStorage.length")).isEqualTo(0L);
            assertThat(page.console()).allMatch(line -> line.contains("401"));
        }
    }

    private static void fill(int length) {
        page.script("""
                const field = all("textarea")[0];
                field.value = "x".repeat(values[0]);
                field.dispatchEvent(new Event("input"));
                await frame();
                """, length);
    }

    private static List<?> drafts() {
        return (List<?>)
                page.script(
                        "return Object.keys(localStorage).filter((key) => key.startsWith('jarvas-draft')).map((key) => localStorage[key])");
    }

    /// How many requests to read in advance this element has sent and that were answered.
    private static long prepared() {
        return (long) browser.script("return performance.getEntriesByType('resource')"
                        + ".filter(entry => entry.name.endsWith('/api/prepare')).length")
                - before;
    }

    private static long before;

    @BeforeEach
    void countFromHere() {
        // The panel around it, which is taken away, may have asked too.
        before = 0;
        before = Math.max(0, prepared() - 1);
    }
}
