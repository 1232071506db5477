package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// A conversation in `<jarvas-chat>`: said, answered, stopped, changed, asked again.
class ChatIT extends InTheChat {
    @BeforeEach
    void open() {
        page.desktop();
    }

    @Test
    void textIsOnThePageBeforeTheModelHasWrittenTheRest() {
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("The **first** words");
            seen.await();
            pen.write(", and the last.");
        });

        page.say("Say something");

        browser.until(() -> page.answer().contains("The first words"));
        assertThat(page.answer()).doesNotContain("the last");
        seen.countDown();
        page.idle();
        assertThat(page.answer()).contains("The first words, and the last.");
    }

    @Test
    void theAnswerIsSaidOnceAndWhole() {
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("One sentence. ");
            seen.await();
            pen.write("And **another**.");
        });
        page.say("Say something");
        browser.until(() -> page.answer().contains("One sentence."));
        assertThat(page.said()).isEmpty();
        seen.countDown();
        page.idle();

        browser.until(() -> page.said().equals("Jarvas: One sentence. And another."));
        assertThat(browser.one(".log").getDomAttribute("role")).isEqualTo("log");
        assertThat(browser.one(".log").getDomAttribute("aria-live")).isEqualTo("off");
        assertThat(browser.one("article").getAccessibleName()).isEqualTo("Say something");
        assertThat(browser.all("article h2")).hasSize(2);
    }

    @Test
    void stopStopsTheModelAndIsSeenInTheNextFrame() {
        CountDownLatch left = new CountDownLatch(1);
        page.model().answer(pen -> endless(pen, left));
        page.say("Go on for ever");
        browser.until(() -> page.answer().contains("on and on and"));

        Object seen = page.script("""
                all("button.send")[0].click();
                await frame();
                await frame();
                return all(".note")[0]?.textContent ?? "";
                """);

        assertThat(seen).isEqualTo("Stopped.");
        await().until(() -> left.getCount() == 0);
        page.tell("Is the garage door open?");
        assertThat(page.answer()).contains("closed");
    }

    @Test
    void anActionThatHadBegunStillTellsItsOutcomeAfterAStop() {
        page.tell("Turn off the kitchen lights");
        CountDownLatch left = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write(
                    "ACTION: {\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"light\",\"service\":\"turn_on\","
                            + "\"data\":{\"entity_id\":\"light.kitchen_lights\"}}}\n");
            endless(pen, left);
        });
        page.say("Turn on the kitchen lights and talk");
        browser.until(() -> browser.all("jarvas-action").size() == 2);

        page.field().sendKeys(Keys.ESCAPE);

        browser.until(() -> page.answer().contains("Stopped."));
        browser.until(
                () -> page.script("return all('jarvas-action')[1].action.state").equals("done"));
    }

    @Test
    void whatIsWrittenMeanwhileWaitsAndIsSentNext() {
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("One moment");
            seen.await();
        });
        page.say("First");
        browser.until(() -> page.answer().contains("One moment"));
        page.say("Second");
        page.say("Third");
        page.say("Fourth");
        browser.until(() -> browser.all("article.waiting").size() == 3);

        page.press("Take back");
        browser.until(() -> browser.all("article.waiting").size() == 2);
        page.press("Change");
        browser.until(() -> "Third".equals(page.field().getDomProperty("value")));
        page.write(", changed");
        page.press("Save and send");
        browser.until(() -> page.mine().equals(List.of("First", "Second", "Third, changed")));
        seen.countDown();
        page.idle();

        assertThat(page.mine()).isEqualTo(List.of("First", "Second", "Third, changed"));
        assertThat(browser.all(".answer")).hasSize(3);
    }

    @Test
    void whatWaitsCanBeSentNow() {
        CountDownLatch left = new CountDownLatch(1);
        page.model().answer(pen -> endless(pen, left));
        page.say("Go on for ever");
        browser.until(() -> page.answer().contains("on and on"));
        page.say("Is the garage door open?");

        page.press("Send now");

        page.idle();
        assertThat(left.getCount()).isZero();
        assertThat(page.answer()).contains("closed");
    }

    @Test
    void anEditedMessageLeavesAsideWhatCameAfterIt() {
        page.model().answer(pen -> pen.write("An answer to one."));
        page.tell("One");
        page.model().answer(pen -> pen.write("An answer to two."));
        page.tell("Two");
        page.model().answer(pen -> pen.write("Another answer."));

        page.script("all('button[aria-label=Change]')[0].click()");
        browser.until(() -> "One".equals(page.field().getDomProperty("value")));
        page.write(" and a half");
        page.press("Save and send");
        page.idle();

        assertThat(page.mine()).isEqualTo(List.of("One and a half"));
        assertThat(page.answer()).contains("Another answer.");
        assertThat(stored("turn.current").toString()).isEqualTo("[false, false, true]");
    }

    @Test
    void anEditedMessageStopsWhatRunsAfterIt() {
        page.model().answer(pen -> pen.write("An answer to one."));
        page.tell("One");
        CountDownLatch left = new CountDownLatch(1);
        page.model().answer(pen -> endless(pen, left));
        page.say("Go on for ever");
        browser.until(() -> page.answer().contains("on and on and"));
        page.model().answer(pen -> pen.write("Another answer."));

        page.script("all('button[aria-label=Change]')[0].click()");
        browser.until(() -> "One".equals(page.field().getDomProperty("value")));
        page.press("Save and send");
        page.idle();

        assertThat(page.answer()).contains("Another answer.");
        await().until(() -> left.getCount() == 0);
    }

    @Test
    void whatIsTakenBackInWordsIsShownAtItsCardAlsoWhenTheConversationIsOpenedAgain() {
        page.tell("Turn off the kitchen lights");
        page.tell("Turn on the kitchen lights");
        browser.until(() -> page.script("return all('jarvas-action').at(-1)?.action.undo") != null);

        page.tell("Undo that");

        String states = "return all('jarvas-action').map((card) => card.action.state)";
        browser.until(() -> page.script(states).equals(List.of("done", "undone")));
        page.script("""
                const other = document.createElement("jarvas-chat");
                other.setAttribute("conversation", chat.conversation);
                chat.replaceWith(other);
                """);
        browser.until(() -> page.mine().size() == 3);
        assertThat(page.script(states)).isEqualTo(List.of("done", "undone"));
    }

    @Test
    void anotherAnswerComesInThePlaceOfTheLast() {
        page.model().answer(pen -> pen.write("An answer."));
        page.tell("Say something");
        page.model().answer(pen -> pen.write("Another."));

        page.press("Another answer");

        browser.until(() -> page.answer().contains("Another."));
        page.idle();
        assertThat(page.mine()).isEqualTo(List.of("Say something"));
        assertThat(stored("turn.current").toString()).isEqualTo("[false, true]");
        assertThat(browser.focused().getTagName()).isEqualTo("textarea");
    }

    @Test
    void anErrorStandsWhereItHappenedAndIsTriedAgain() {
        page.model().answer(pen -> {
            pen.write("Half a");
            throw new IOException("the power is gone");
        });
        page.tell("Is the garage door open?");
        assertThat(browser.one("article .problem [role=alert]").getText()).isNotBlank();

        page.press("Try again");

        browser.until(() -> page.answer().contains("Garage Door is closed"));
        page.idle();
        assertThat(browser.all("article .problem")).isEmpty();
        assertThat(page.mine()).hasSize(1);
    }

    @Test
    void aStoredConversationIsShownAndOneThatRunsIsFollowed() {
        page.tell("Is the garage door open?");
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("Some words");
            seen.await();
            pen.write(" and more.");
        });
        page.say("Say something");
        browser.until(() -> page.answer().contains("Some words"));

        page.script("""
                const other = document.createElement("jarvas-chat");
                other.setAttribute("conversation", chat.conversation);
                document.body.prepend(other);
                chat.remove();
                """);
        browser.until(() -> page.mine().size() == 2 && page.answer().contains("Some words"));
        seen.countDown();
        page.idle();

        assertThat(page.answer()).contains("Some words and more.");
        assertThat(browser.all(".answer").getFirst().getText()).contains("closed");
    }

    @Test
    void whatWasSaidElsewhereIsThereWhenThePageIsSeenAgain() {
        page.tell("Is the garage door open?");
        page.script("""
                const response = await fetch("api/chat", {
                  method: "POST",
                  headers: { "Content-Type": "application/json" },
                  body: JSON.stringify({ message: "And the front door?", conversation_id: chat.conversation }),
                });
                await response.json();
                window.first = all("jarvas-message")[0];
                document.dispatchEvent(new Event("visibilitychange"));
                """);

        browser.until(() -> page.mine().equals(List.of("Is the garage door open?", "And the front door?")));
        assertThat(page.script("return all('jarvas-message')[0] === window.first"))
                .isEqualTo(true);
    }

    @Test
    void whatWasTakenBackElsewhereIsUndoneWhenThePageIsSeenAgain() {
        page.tell("Turn off the kitchen lights");
        page.tell("Turn on the kitchen lights");
        browser.until(() -> page.script("return all('jarvas-action').at(-1)?.action.undo") != null);

        page.script("""
                await fetch(`api/actions/${all("jarvas-action").at(-1).action.undo}/undo`, {
                  method: "POST",
                  headers: { "Content-Type": "application/json" },
                  body: "{}",
                });
                document.dispatchEvent(new Event("visibilitychange"));
                """);

        browser.until(() ->
                page.script("return all('jarvas-action').at(-1).action.state").equals("undone"));
    }

    @Test
    void aConversationThatIsGoneSaysSoAndANewOneIsBegun() {
        page.script("chat.open('not-there')");
        browser.until(() -> browser.all(".notice button").size() == 1);
        assertThat(browser.one(".notice").getText()).contains("This conversation is not there any more.");

        page.press("New conversation");

        browser.until(() -> browser.all(".suggestions button").size() == 4);
        assertThat(browser.console()).allMatch(line -> line.contains("404"));
    }

    @Test
    void aMovedElementGoesOnReadingAndARemovedOneWhenItIsBack() {
        CountDownLatch moved = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("one ");
            moved.await();
            pen.write("two ");
            back.await();
            pen.write("three");
        });
        page.say("Count");
        browser.until(() -> page.answer().contains("one"));

        page.script("""
                const place = document.createElement("div");
                place.style.height = "100dvh";
                document.body.append(place);
                for (let i = 0; i < 5; i++) place.append(chat), document.body.append(chat), place.append(chat);
                """);
        moved.countDown();
        browser.until(() -> page.answer().contains("one two"));
        page.script("""
                const place = chat.parentElement;
                chat.remove();
                await new Promise((resolve) => setTimeout(resolve, 50));
                place.append(chat);
                """);
        back.countDown();
        page.idle();

        assertThat(page.answer()).contains("one two three");
        assertThat(page.mine()).hasSize(1);
    }

    @Test
    void severalOnOnePageDoNotKnowOfEachOther() {
        page.script("document.body.append(document.createElement('jarvas-chat'))");
        browser.until(() -> browser.all("textarea").size() == 2);

        browser.all("textarea").getFirst().sendKeys("Is the garage door open?", Keys.ENTER);

        page.idle();
        assertThat(browser.all(".bubble")).hasSize(1);
        assertThat(page.script("return document.querySelectorAll('[id]').length"))
                .isEqualTo(0L);
        assertThat(page.script(
                        "return document.head.querySelectorAll('style').length + document.adoptedStyleSheets.length"))
                .isEqualTo(0L);
    }

    @Test
    void itTellsThePageAroundItWhatHappens() {
        page.script("""
                window.heard = [];
                for (const name of ["jarvas-conversation", "jarvas-turn"]) {
                  document.addEventListener(name, ({ type, detail }) => window.heard.push({ type, ...detail }));
                }
                """);
        page.tell("Is the garage door open?");

        assertThat(page.script("""
                const [conversation, turn] = window.heard;
                return conversation.type === "jarvas-conversation" && conversation.id === chat.conversation
                  && turn.type === "jarvas-turn" && turn.conversation === chat.conversation && Boolean(turn.turn);
                """)).isEqualTo(true);
    }

    @Test
    void whatAnAnswerTookIsBehindAButton() {
        page.tell("Is the garage door open?");
        assertThat(browser.one(".receipt").isDisplayed()).isFalse();

        page.press("About this answer");

        browser.until(() -> browser.one(".receipt").isDisplayed());
        assertThat(browser.one(".receipt").getText())
                .containsPattern("First word after [\\d.]+ s · \\d+ % known already · .*s in all");
    }

    @Test
    void aMessageHasItsTimeAndCanBeCopied() {
        browser.command("Browser.grantPermissions", Map.of("permissions", List.of("clipboardReadWrite")));
        page.model().answer(pen -> pen.write("Some **bold** words."));
        page.tell("Say something");

        assertThat(browser.one("time").getDomAttribute("datetime")).isNotBlank();
        page.script("all('.answer + .tools button[aria-label=Copy]')[0].click()");
        browser.until(
                () -> page.script("return await navigator.clipboard.readText()").equals("Some **bold** words."));
        browser.until(() -> browser.all("button[aria-label=Copied]").size() == 1);
    }

    @Test
    void aReplyFullOfMarkupIsText() {
        String hostile = "<img src=x onerror=\"document.title='had'\"><script>document.title='had'</script>"
                + "<a href=\"javascript:document.title='had'\">here</a>";
        page.model().answer(pen -> pen.write(hostile));

        page.tell(hostile);

        assertThat(page.answer()).contains(hostile);
        assertThat(page.mine()).isEqualTo(List.of(hostile));
        assertThat(browser.all("article :is(img, script, style, a)")).isEmpty();
        assertThat(browser.script("return document.title")).isEqualTo("Jarvas");
    }

    @Test
    void whatIsWrittenFromRightToLeftBeginsAtTheRight() {
        page.model().answer(pen -> pen.write("שלום, האור דולק.\n\nAnd in English.\n\n- שלום"));

        page.tell("שלום\nhello");

        assertThat(page.script("""
                const right = (node) => {
                  const range = document.createRange();
                  range.selectNodeContents(node);
                  const box = node.parentElement.getBoundingClientRect();
                  const { left, right } = range.getBoundingClientRect();
                  return box.right - right < left - box.left;
                };
                return all(".markdown p").map((paragraph) => right(paragraph.firstChild));
                """)).isEqualTo(List.of(true, false, true));
        assertThat(page.field().getDomAttribute("dir")).isEqualTo("auto");
    }

    @Test
    void whatItWaitsForIsSaidInWords() {
        page.script("""
                const turn = { state: "running", parts: [], actions: [], lost: false, active: true };
                const { waitsFor } = await import(assets + "chat/answer.js");
                const { textsIn } = await import(assets + "chat/texts.js");
                window.words = ["en", "pt"].flatMap((language) =>
                  ["queued", "loading", "reading", "thinking", "retrying", "acting"].map((name) =>
                    waitsFor({ ...turn, phase: { name, detail: name === "acting" ? "Garage Door" : "" } }, textsIn(language))));
                """);

        assertThat(page.script("return window.words"))
                .isEqualTo(List.of(
                        "Waiting for its turn…",
                        "Loading the model…",
                        "Reading…",
                        "Thinking…",
                        "Trying once more…",
                        "Acting: Garage Door…",
                        "À espera da sua vez…",
                        "A carregar o modelo…",
                        "A ler…",
                        "A pensar…",
                        "A tentar mais uma vez…",
                        "A agir: Garage Door…"));
    }

    @Test
    void whoWantsStillnessHasIt() {
        CountDownLatch seen = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("One moment");
            seen.await();
        });
        browser.command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        page.say("Wait");
        browser.until(() -> browser.all(".dots i").size() == 3);

        assertThat(page.script("return getComputedStyle(all('.dots i')[0]).animationIterationCount"))
                .isEqualTo("1");
        seen.countDown();
        page.idle();
    }

    @Test
    void theLanguageCanChange() {
        page.tell("Is the garage door open?");
        page.script("chat.language = 'pt'; await chat.updateComplete");

        assertThat(page.field().getDomAttribute("placeholder")).isEqualTo("Mensagem");
        browser.until(() -> page.named("Outra resposta").isPresent());
        assertThat(page.answer()).contains("closed");
    }

    @Test
    void bothLanguagesSayTheSame() {
        assertThat(page.script("""
                const { textsIn } = await import(assets + "chat/texts.js");
                const text = (value) => (typeof value === "string" ? Array.from(value).length > 0 : true);
                const names = (texts) => Object.keys(texts).sort().join();
                return names(textsIn("en")) === names(textsIn("pt"))
                  && [...Object.values(textsIn("en")), ...Object.values(textsIn("pt"))].every(text);
                """)).isEqualTo(true);
    }

    private static void endless(ScriptedModel.Pen pen, CountDownLatch left) throws IOException, InterruptedException {
        try {
            // At the pace of a model: a browser has to draw each piece.
            while (!left.await(20, TimeUnit.MILLISECONDS)) {
                pen.write("on and ");
            }
        } finally {
            left.countDown();
        }
    }

    /// Of each turn as it is stored, what this expression gives.
    private static List<?> stored(String expression) {
        return (List<?>)
                page.script("const { turns } = await (await fetch('api/conversations/' + chat.conversation)).json();"
                        + "return turns.map((turn) => " + expression + ")");
    }
}
