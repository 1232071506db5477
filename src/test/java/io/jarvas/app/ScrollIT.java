package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a conversation stands while it grows, long ones, and lost connections.
class ScrollIT extends InTheChat {
    private static final String TO_GO =
            "const log = all('.log')[0]; return Math.round(log.scrollHeight - log.scrollTop - log.clientHeight)";

    @ParameterizedTest
    @ValueSource(ints = {360, 1280})
    void itStaysAtTheEndUntilThePersonLooksElsewhereAndGoesBackByAButton(int width) {
        page.open(width, 740, width == 360, "en");
        CountDownLatch scrolled = new CountDownLatch(1);
        CountDownLatch back = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("A paragraph of some words.\n\n".repeat(60));
            scrolled.await();
            pen.write("Another paragraph of words.\n\n".repeat(20));
            back.await();
            pen.write("The last paragraph.\n\n".repeat(20));
        });
        page.say("Say much");
        browser.until(() -> page.answer().split("A paragraph", -1).length > 60);
        browser.until(() -> toGo() <= 1);
        assertThat(browser.one(".to-end").isDisplayed()).isFalse();

        page.script(
                "all('.log')[0].scrollTop -= 300; await frame(); await frame(); window.at = all('.log')[0].scrollTop");
        assertThat(browser.one(".to-end").getAccessibleName()).isEqualTo("To the end");
        scrolled.countDown();
        browser.until(() -> browser.one(".to-end").getAccessibleName().equals("To the end: there is something new"));
        browser.until(() -> page.answer().split("Another paragraph", -1).length > 20);
        assertThat(page.script("return all('.log')[0].scrollTop - window.at")).isEqualTo(0L);

        browser.one(".to-end").click();
        browser.until(() -> toGo() <= 1);
        back.countDown();
        page.idle();
        browser.until(() -> toGo() <= 1);
        assertThat(browser.one(".to-end").isDisplayed()).isFalse();
    }

    @Test
    void onesOwnMessageIsScrolledTo() {
        page.desktop();
        page.model().answer(pen -> pen.write("A paragraph of some words.\n\n".repeat(60)));
        page.tell("Say much");
        page.script("all('.log')[0].scrollTop = 0; await frame(); await frame()");

        page.tell("Is the garage door open?");

        browser.until(() -> toGo() <= 1);
    }

    @Test
    void aConversationOfAThousandMessagesOpensAtItsEndAndIsThereWhole() {
        page.desktop();
        page.script("""
                const turns = Array.from({ length: 500 }, (_, i) => ({
                  id: `t${i}`, text: `Message ${i}`, answer: `**Answer** ${i}\\n\\n- one\\n- two`, state: "whole",
                  current: true, accepted: "2026-11-23T08:30:00Z", ended: "2026-11-23T08:30:01Z", actions: [],
                }));
                const long = document.createElement("jarvas-chat");
                long.client = { url: new URL(location.href), call: async (path) => (path.startsWith("api/conversations") ? { turns } : {}) };
                long.conversation = "long";
                document.body.replaceChildren(long);
                """);
        browser.until(() -> !browser.all("jarvas-message").isEmpty());
        assertThat(browser.all(".bubble").getLast().getText()).isEqualTo("Message 499");
        browser.until(() -> page.script("return all('jarvas-message').length").equals(500L));

        assertThat(toGo()).isLessThanOrEqualTo(1);
        page.script("all('.log')[0].scrollTop = 0; for (let i = 0; i < 5; i++) await frame()");
        assertThat(page.script("""
                const first = all("jarvas-message")[0];
                return first.turn.text === "Message 0" && first.getBoundingClientRect().top >= 0;
                """)).isEqualTo(true);
    }

    @Test
    void aLostConnectionIsSaidAndTheAnswerGoesOnByItself() {
        page.desktop();
        breakable();
        CountDownLatch back = new CountDownLatch(1);
        page.model().answer(pen -> {
            pen.write("one ");
            back.await();
            pen.write("two");
        });
        page.say("Count");
        browser.until(() -> page.answer().contains("one"));

        page.script("window.cut()");
        browser.until(() -> page.answer().contains("The connection is lost."));
        assertThat(browser.all("article [role=alert]")).isEmpty();
        back.countDown();
        page.script("window.broken = false");

        page.idle();
        assertThat(page.answer()).contains("one two").doesNotContain("lost");
        assertThat(page.mine()).hasSize(1);
    }

    /// From now on `cut()` breaks what is listened to, and all that is asked until `broken` is false again.
    private static void breakable() {
        page.script("""
                const real = window.fetch;
                const cuts = [];
                window.broken = false;
                window.fetch = async (address, options) => {
                  if (window.broken) throw new TypeError("Failed to fetch");
                  const response = await real(address, options);
                  if (!response.headers.get("content-type")?.includes("event-stream")) return response;
                  return new Response(response.body.pipeThrough(new TransformStream({ start: (end) => cuts.push(end) })), response);
                };
                window.cut = () => {
                  window.broken = true;
                  for (const end of cuts.splice(0)) end.error(new TypeError("network error"));
                };
                """);
    }

    private static long toGo() {
        return (long) page.script(TO_GO);
    }
}
