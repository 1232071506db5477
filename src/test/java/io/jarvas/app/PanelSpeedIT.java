package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How soon the panel is there, and whether it stays smooth. The best of some tries counts: whatever else runs on this
/// machine is not the panel's.
class PanelSpeedIT extends OnThePanel {
    private static final int TRIES = 3;
    private static final int TOKENS = 5_000;

    @Test
    void onASlowPhoneOneCanWriteWithinASecond() {
        onAPhone();
        open("/");
        Object script = browser.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        const inside = (root, ...names) => names.reduce((node, name) => node?.querySelector(name)?.shadowRoot, root);
                        const look = () => {
                          const field = inside(document, "jarvas-panel", "jarvas-chat", "jarvas-composer")?.querySelector("textarea");
                          if (field) window.writableAfter = performance.now();
                          else setTimeout(look, 4);
                        };
                        look();
                        """))
                .get("identifier");
        browser.command("Emulation.setCPUThrottlingRate", Map.of("rate", 4));
        browser.command("Network.enable", Map.of());
        browser.command("Network.setCacheDisabled", Map.of("cacheDisabled", true));
        double best = Double.MAX_VALUE;
        try {
            for (int i = 0; i < TRIES && best > 1_000; i++) {
                browser.driver().navigate().refresh();
                browser.until(() -> script("return window.writableAfter ?? null") != null);
                best = Math.min(best, ((Number) script("return window.writableAfter")).doubleValue());
            }
        } finally {
            browser.command("Emulation.setCPUThrottlingRate", Map.of("rate", 1));
            browser.command("Network.setCacheDisabled", Map.of("cacheDisabled", false));
            browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }

        assertThat(best).isLessThan(1_000);
    }

    @Test
    void fiveThousandTokensHoldUpNoFrame() {
        onADesktop();
        List<String> words =
                List.of("A ", "**bold** ", "word, ", "and `code`. ", "More ", "of it ", "comes.\n\n", "- one\n");
        double best = Double.MAX_VALUE;
        for (int i = 0; i < TRIES && best >= 50; i++) {
            open("/");
            browser.one("textarea");
            script("""
                    window.longest = 0;
                    new PerformanceObserver((list) => {
                      for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
                    }).observe({ type: "longtask" });
                    """);
            program.model().answer(pen -> {
                for (int token = 0; token < TOKENS; token++) {
                    pen.write(words.get(token % words.size()));
                    if (token % 10 == 0) {
                        Thread.sleep(5);
                    }
                }
                pen.write("\n\nthe end");
            });
            browser.one("textarea").sendKeys("Tell me much\n");
            browser.until(() -> texts(".answer").toString().contains("the end"));
            best = Math.min(best, ((Number) script("return window.longest")).doubleValue());
        }

        assertThat(best).isLessThan(50);
    }
}
