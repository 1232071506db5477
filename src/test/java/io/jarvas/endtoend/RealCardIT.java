package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.app.Browser;
import io.jarvas.app.RunningJarvas;
import io.jarvas.app.ScriptedModel;
import io.jarvas.demo.model.DemoModel;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// The card on a dashboard of a real Home Assistant, whose own integration opens the session and whose own ingress
/// leads to Jarvas. Only the Supervisor behind it is a fake. The card's file is where an owner puts it, and the
/// dashboard and its resource are made as the owner makes them.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_PEERS", matches = ".+")
class RealCardIT {
    private static final int PORT = 8163;
    private static final String LIGHT = "light.kitchen_lights";

    private static final Opened OPEN = new Opened();

    @TempDir
    private static Path directory;

    private static FakeSupervisor supervisor;
    private static Peer homeAssistant;
    private static URI home;
    private static String owner;
    private static String resident;
    private static HomeRest rest;
    private static ScriptedModel model;
    private static Browser browser;

    /// A Home Assistant that is new here takes its time.
    @BeforeAll
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    static void start() throws Exception {
        supervisor = OPEN.add(new FakeSupervisor());
        homeAssistant = new Peer("home-assistant", PORT, supervisor.environment());
        Path www = Files.createDirectories(homeAssistant.home().resolve("www"));
        try (InputStream card = RealCardIT.class.getResourceAsStream("/web/panel/jarvas-card.js")) {
            Files.copy(card, www.resolve("jarvas-card.js"), StandardCopyOption.REPLACE_EXISTING);
        }
        homeAssistant.stop();
        OPEN.add(homeAssistant::stop);
        Map<String, String> exports = homeAssistant.start();
        home = URI.create(exports.get("JARVAS_TEST_HA_URL"));
        owner = exports.get("JARVAS_TEST_HA_TOKEN");
        rest = OPEN.add(new HomeRest(home, owner));
        DemoModel demo = OPEN.add(DemoModel.start("127.0.0.1", 0));
        model = OPEN.add(new ScriptedModel(demo.uri()));
        RunningJarvas jarvas = OPEN.add(RunningJarvas.behindIngress(
                directory.resolve("jarvas"),
                Map.of(
                        "home_assistant_url", home.toString(),
                        "home_assistant_token", owner,
                        "ollama_url", model.uri().toString())));
        supervisor.ingress().leadTo(jarvas.uri().getPort());
        // As the Supervisor does when an app is to be in the sidebar.
        rest.tell("/api/hassio_push/panel/" + FakeSupervisor.APP);
        CardHome.finishOnboarding(home, owner);
        resident = CardHome.resident(home, owner);
        CardHome.addResource(home, owner, "/local/jarvas-card.js");
        browser = OPEN.add(new Browser(Files.createDirectory(directory.resolve("browser"))));
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.close();
    }

    @BeforeEach
    void aDashboard() {
        supervisor.app("started");
        CardHome.show(home, owner, List.of(Map.of("type", "custom:jarvas-card")));
        browser.looks(1280, 800, 1, false, "en");
    }

    @AfterEach
    void theCardGaveNoReasonForAnyWarning() {
        assertThat(browser.console()).noneMatch(line -> line.contains("jarvas"));
    }

    @Test
    void aPersonWhoIsNoAdministratorTurnsOnTheKitchenLights() {
        rest.call("light.turn_off", LIGHT, Map.of());
        open(resident);

        say("Turn on the kitchen lights");

        await().atMost(Duration.ofSeconds(20))
                .until(() -> rest.state(LIGHT).state().equals("on"));
        browser.until(() -> chat().contains("Kitchen Lights"));
        picture("card");
    }

    @Test
    void wordsComeThroughAsTheyAreWritten() {
        CountDownLatch seen = new CountDownLatch(1);
        model.answer(pen -> {
            pen.write("The first words");
            seen.await();
            pen.write(", and the last.");
        });
        open(owner);

        say("Say something");

        browser.until(() -> chat().contains("The first words"));
        assertThat(chat()).doesNotContain(", and the last");
        seen.countDown();
        browser.until(() -> chat().contains("The first words, and the last."));
    }

    @Test
    void aSessionThatHasEndedIsReplacedUnnoticed() {
        open(resident);
        browser.one("textarea");
        supervisor.ingress().forgetSessions();

        model.answer(pen -> pen.write("Still here."));
        say("Say something");

        browser.until(() -> chat().contains("Still here."));
        browser.console(); // the browser itself tells of the 401
    }

    @Test
    void twoCardsOfOneDashboardShareASession() {
        CardHome.show(
                home,
                owner,
                List.of(
                        Map.of("type", "custom:jarvas-card", "title", "One"),
                        Map.of("type", "custom:jarvas-card", "app", FakeSupervisor.APP)));
        int before = sessions();

        open(owner);

        browser.until(() -> browser.all("textarea").size() == 2);
        assertThat(sessions() - before).isEqualTo(1);
    }

    @Test
    void anAppThatIsStoppedIsSaidAndTriedAgain() {
        supervisor.app("stopped");
        open(resident);
        browser.until(() -> told().contains("is not running"));

        supervisor.app("started");
        browser.one(".told button").click();

        browser.one("textarea");
    }

    @Test
    void theCardIsMadeInTheEditorWithTheAppsName() {
        open(owner);
        browser.one("jarvas-chat");

        Object config = browser.script("""
                const done = arguments[arguments.length - 1];
                return customElements.get("jarvas-card").getStubConfig(document.querySelector("home-assistant").hass);
                """);

        assertThat(config).isEqualTo(Map.of("app", FakeSupervisor.APP));
    }

    @Test
    void itIsDarkWithHomeAssistant() {
        browser.looks(390, 844, 2, true, "en");
        open(resident);
        browser.one("textarea");

        assertThat(browser.script("return getComputedStyle(arguments[0]).colorScheme", browser.one("jarvas-chat")))
                .isEqualTo("dark");
        picture("card-dark");
    }

    private static void open(String token) {
        CardHome.signIn(browser, home, token);
    }

    private static void say(String message) {
        WebElement box = browser.one("textarea");
        box.sendKeys(message, Keys.ENTER);
    }

    private static String chat() {
        return CardHome.text(browser, "jarvas-chat");
    }

    private static String told() {
        return browser.one(".told p").getText();
    }

    private static int sessions() {
        return (int) supervisor.asked().stream()
                .filter("POST /ingress/session"::equals)
                .count();
    }

    private static void picture(String name) {
        try {
            Files.write(
                    Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), browser.picture());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
