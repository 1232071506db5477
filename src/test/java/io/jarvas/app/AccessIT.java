package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/// The page on which tokens are made and revoked.
class AccessIT extends OnThePanel {
    @BeforeEach
    void beginWithNoTokens() throws Exception {
        for (Object token : tokens()) {
            call("DELETE", "api/tokens/" + ((Map<?, ?>) token).get("name"), Map.of());
        }
        onADesktop();
    }

    @Test
    void aTokenIsMadeShownOnceUsedAndRevoked() throws Exception {
        open("/");
        press("Access");
        reads("p", "There are no tokens besides the one in the settings.");

        browser.one("input[name=name]").sendKeys("hall-tablet", Keys.ENTER);
        reads(".made p", "it is never shown again");
        String token = browser.one("code").getText();
        assertThat(token).matches("jarvas_[A-Za-z0-9_-]{43}");
        reads("li p", "hall-tablet");
        reads("li p", "never used");
        Axe.findsNothing(browser, "a token that was made");
        script("navigator.clipboard.writeText = async (text) => { window.copied = text }");
        press("Copy the token");
        browser.until(() -> token.equals(script("return window.copied")));
        assertThat(status(token)).isEqualTo(200);

        press("I have kept it");
        browser.until(() -> browser.all("code").isEmpty());
        assertThat(browser.focused().getTagName()).isEqualTo("input");
        go("/status");
        go("/access");
        reads("li p", "last used");
        assertThat(browser.all("code")).isEmpty();

        press("Revoke: hall-tablet");
        browser.one("dialog[open] button[type=submit]").click();
        reads("p", "There are no tokens besides the one in the settings.");
        assertThat(status(token)).isEqualTo(401);
        assertThat(tokens()).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsSaidInWordsAndStaysWritten() throws Exception {
        call("POST", "api/tokens", Map.of("name", "hall-tablet"));
        open("/access");
        browser.one("input[name=name]").sendKeys("hall-tablet", Keys.ENTER);

        reads(".banner", "There is a token of that name.");
        assertThat(browser.one("input[name=name]").getDomProperty("value")).isEqualTo("hall-tablet");
        assertThat(browser.console()).allMatch(line -> line.contains("409"));
    }

    @Test
    void whoIsNoAdministratorDoesNotSeeThePage() {
        open("/");
        browser.until(() -> browser.all(".pages a").size() == 5);
        script("document.querySelector('jarvas-panel').administrator = false");
        browser.until(() -> browser.all(".pages a").size() == 4);
        assertThat(texts(".pages a")).noneMatch(text -> text.contains("Access"));
    }

    private static int status(String token) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(program.uri() + "api/me"))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static List<?> tokens() throws Exception {
        return (List<?>) call("GET", "api/tokens", Map.of()).get("tokens");
    }
}
