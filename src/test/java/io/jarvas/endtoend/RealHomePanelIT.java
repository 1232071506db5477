package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.Browser;
import io.jarvas.app.IngressProxy;
import io.jarvas.app.RunningJarvas;
import io.jarvas.demo.model.DemoModel;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/// The panel of the app, on a real Home Assistant, as a person sees it through the ingress. The model is the demo's.
@Tag("peers")
class RealHomePanelIT {
    private static final String LIGHT = "light.kitchen_lights";

    @TempDir
    private Path directory;

    @Test
    void aPersonTurnsOnTheKitchenLightsInThePanel() throws Exception {
        URI home = URI.create(environment("JARVAS_TEST_HA_URL"));
        String token = environment("JARVAS_TEST_HA_TOKEN");
        try (HomeRest rest = new HomeRest(home, token);
                DemoModel model = DemoModel.start("127.0.0.1", 0);
                RunningJarvas jarvas = RunningJarvas.behindIngress(
                        directory.resolve("jarvas"),
                        Map.of(
                                "home_assistant_url", home.toString(),
                                "home_assistant_token", token,
                                "ollama_url", model.uri().toString()));
                IngressProxy ingress =
                        IngressProxy.of(jarvas.uri().getPort(), new IngressProxy.User("a-user-of-the-tests", "Ana"));
                Browser browser = new Browser(Files.createDirectory(directory.resolve("browser")))) {
            rest.call("light.turn_off", LIGHT, Map.of());
            browser.looks(390, 844, 1, false, "en");
            browser.open(ingress.uri());

            browser.one("textarea").sendKeys("Turn on the kitchen lights", Keys.ENTER);

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> rest.state(LIGHT).state().equals("on"));
            browser.until(() -> CardHome.text(browser, "jarvas-panel").contains("Kitchen Lights"));
            assertThat(ingress.strays()).isEmpty();
            assertThat(ingress.heads()).noneMatch(head -> head.contains("Authorization"));
        }
    }

    private static String environment(String name) {
        return Objects.requireNonNull(System.getenv(name), name);
    }
}
