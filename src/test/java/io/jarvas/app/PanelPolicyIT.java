package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a browser refuses on the panel's pages, whoever asks for it.
class PanelPolicyIT extends OnThePanel {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "document.body.innerHTML = '<b>bold</b>'",
                "document.body.insertAdjacentHTML('beforeend', '<b>bold</b>')",
                "document.createElement('iframe').srcdoc = '<b>bold</b>'",
                "document.createElement('script').text = 'window.had = 1'",
                "document.createElement('script').src = 'https://evil.example/x.js'",
                "new DOMParser().parseFromString('<b>bold</b>', 'text/html')",
                "document.write('<b>bold</b>')",
                "trustedTypes.createPolicy('mine', { createHTML: (text) => text })",
            })
    void noTextBecomesMarkupOrAScript(String deed) {
        onADesktop();
        open("/");
        browser.one("textarea");

        Object refusal = script("try { " + deed + "; return ''; } catch (error) { return String(error); }");

        assertThat((String) refusal).containsPattern("Trusted|disallowed");
        browser.console();
    }

    @Test
    void whereTheBrowserKeepsNothingThePanelWorksAllTheSame() {
        onADesktop();
        open("/");
        Object script = browser.driver()
                .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", """
                        for (const name of ["localStorage", "sessionStorage"]) {
                          Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
                        }
                        """))
                .get("identifier");
        try {
            browser.driver().navigate().refresh();
            browser.one("textarea").sendKeys("Is the garage door open?\n");

            browser.until(() -> texts(".answer").toString().contains("closed"));
        } finally {
            browser.command("Page.removeScriptToEvaluateOnNewDocument", Map.of("identifier", script));
        }
    }
}
