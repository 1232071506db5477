package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Every page of the panel as it is seen on a phone and a desktop, in light and dark, in both languages; each without
/// anything that axe finds fault with, or that is wider than the page. Leaves `target/pictures/*.png`.
class PanelPicturesIT extends OnThePanel {
    private static final Path PICTURES = Path.of("target", "pictures");

    /// Until an answer is looked at.
    private CountDownLatch seen = new CountDownLatch(1);

    enum Look {
        PHONE_LIGHT_EN(360, 740, 2, false, "en-GB"),
        PHONE_DARK_PT(360, 740, 2, true, "pt-PT"),
        DESKTOP_LIGHT_PT(1280, 800, 1, false, "pt-PT"),
        DESKTOP_DARK_EN(1280, 800, 1, true, "en-GB");

        private final int width;
        private final int height;
        private final int scale;
        private final boolean dark;
        private final String language;

        Look(int width, int height, int scale, boolean dark, String language) {
            this.width = width;
            this.height = height;
            this.scale = scale;
            this.dark = dark;
            this.language = language;
        }

        private String name(String page) {
            return page + "-" + name().toLowerCase(Locale.ROOT).replace('_', '-') + ".png";
        }

        private String words(String english, String portuguese) {
            return language.equals("en-GB") ? english : portuguese;
        }

        private boolean wide() {
            return width >= 900;
        }
    }

    @BeforeAll
    static void havePlaceForPictures() throws IOException {
        Files.createDirectories(PICTURES);
    }

    /// Somebody lives here, and speaks the language.
    private static void haveALife(Look look) throws Exception {
        eraseAll();
        List<String> said = List.of(
                look.words("Is the garage door open?", "A porta da garagem está aberta?"),
                look.words("Will it rain tomorrow?", "Vai chover amanhã?"),
                look.words("Turn on the garden lights", "Liga as luzes do jardim"),
                look.words("Who is at home?", "Quem está em casa?"),
                look.words("How warm is it in the bedroom?", "Que temperatura está no quarto?"),
                look.words("Turn on the coffee machine in 2 hours", "Liga a máquina de café daqui a 2 horas"),
                look.words("Unlock the front door", "Destranca a porta da frente"));
        for (int i = 0; i < said.size(); i++) {
            say(said.get(i), "before" + i + look);
        }
        remember(look.words("The bins go out on Monday evening", "O lixo vai para a rua à segunda-feira"), "household");
        remember(
                look.words("I like the bedroom at 19 degrees at night", "Gosto do quarto a 19 graus à noite"),
                "person");
        remember(look.words("Anna comes home from school at 17:00", "A Ana chega da escola às 17h00"), "household");
    }

    private static void remember(String text, String scope) throws Exception {
        call("POST", "api/memories", Map.of("text", text, "scope", scope));
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsFitToBeSeen(Look look) throws Exception {
        haveALife(look);
        browser.looks(look.width, look.height, look.scale, look.dark, look.language);
        chat(look);
        cards(look);
        pages(look);
        drawer(look);
        signIn(look);
    }

    private void chat(Look look) throws IOException {
        open("/");
        browser.until(() -> !browser.all(".suggestions:not(.coming) button").isEmpty());
        take(look, "chat-empty");
        streams(look.words("""
                To open the blinds at **seven** on weekdays, add this under *Automations*:

                ```yaml
                alias: Blinds in the morning
                triggers:
                  - trigger: time
                    at: "07:00"
                actions:
                  - action: cover.open_cover
                    target:
                      entity_id: cover.living_room_blinds
                ```

                | Room | Blinds | Open |
                |---|---|--:|
                | Living room | Roller | 100 % |
                | Bedroom | Shutter | 40 % |

                Before you save it:

                1. Check that the blinds are *calibrated*.
                2. Look at [the documentation](https://www.home-assistant.io/docs/automation/), and at `cover""", """
                Para abrir os estores às **sete** nos dias úteis, acrescente isto em *Automações*:

                ```yaml
                alias: Estores de manhã
                triggers:
                  - trigger: time
                    at: "07:00"
                actions:
                  - action: cover.open_cover
                    target:
                      entity_id: cover.living_room_blinds
                ```

                | Divisão | Estores | Abertos |
                |---|---|--:|
                | Sala | Rolo | 100 % |
                | Quarto | Portada | 40 % |

                Antes de guardar:

                1. Veja se os estores estão *calibrados*.
                2. Consulte [a documentação](https://www.home-assistant.io/docs/automation/) e `cover"""));
        send(look.words(
                "How do I open the blinds at seven on weekdays?", "Como abro os estores às sete nos dias úteis?"));
        browser.until(() -> browser.all(".markdown").stream()
                .anyMatch(text -> text.getText().contains("calibra")));
        take(look, "chat-streaming");
        send(look.words("And close them at nine in the evening", "E fecha-os às nove da noite"));
        send(look.words("Not on Sundays", "Aos domingos não"));
        browser.until(() -> browser.all("article.waiting").size() == 2);
        take(look, "chat-queue");
        List<WebElement> back = browser.all("article.waiting button");
        back.getLast().click();
        browser.until(() -> browser.all("article.waiting").size() == 1);
        browser.all("article.waiting button").getLast().click();
        browser.until(() -> browser.all("article.waiting").isEmpty());
        seen.countDown();
        idle();
        browser.script("arguments[0].click()", browser.all(".bubble").getLast());
        browser.script(
                "arguments[0].click()",
                browser.all(".mine .tools button[aria-label]").getLast());
        browser.until(() -> !browser.one("textarea").getDomProperty("value").isEmpty());
        take(look, "chat-editing");
        browser.one("textarea").sendKeys(Keys.ESCAPE);
    }

    private void cards(Look look) throws IOException {
        open("/");
        tell(look.words("Turn on the kitchen lights", "Liga as luzes da cozinha"));
        take(look, "chat-card");
        tell(look.words("Turn off all the lights", "Desliga todas as luzes"));
        take(look, "chat-several");
        tell(look.words("Unlock the front door", "Destranca a porta da frente"));
        browser.one(".pin");
        take(look, "chat-question");
        tell(look.words("Turn on the coffee machine in 20 minutes", "Liga a máquina de café daqui a 20 minutos"));
        take(look, "chat-scheduled");
        program.home().hang("light.turn_on");
        tell(look.words("Turn on the bedroom lights", "Liga as luzes do quarto"));
        program.home().answer("light.turn_on");
        take(look, "chat-failed");
        browser.looks(look.width, 2200, look.scale, look.dark, look.language);
        take(look, "chat-whole");
        browser.looks(look.width, look.height, look.scale, look.dark, look.language);
    }

    private void pages(Look look) throws IOException {
        for (String page : List.of("memories", "schedules", "log", "status")) {
            show(page);
            take(look, page);
        }
    }

    private void drawer(Look look) throws IOException {
        open("/");
        browser.one(".dot");
        if (!look.wide()) {
            browser.one(".menu").click();
        }
        browser.one("a .title");
        take(look, "drawer");
        browser.one("input[type=search]").sendKeys(look.words("door", "porta"));
        browser.one("mark");
        take(look, "drawer-search");
    }

    private void signIn(Look look) throws Exception {
        try (IngressProxy proxy = IngressProxy.of(program.port(), IngressProxy.ANYBODY)) {
            browser.open(proxy.uri());
            browser.one("dialog input[type=password]");
            take(look, "sign-in");
            browser.driver().get("about:blank"); // it asks no more once nobody answers
        }
        assertThat(browser.console()).allMatch(line -> line.contains("401"));
    }

    /// The next answer, which ends when it was seen.
    private void streams(String text) {
        seen = new CountDownLatch(1);
        program.model().answer(pen -> {
            pen.write(text);
            seen.await();
            pen.write("`.");
        });
    }

    private static void tell(String message) {
        send(message);
        idle();
    }

    private static void send(String message) {
        int before = browser.all(".bubble").size();
        browser.one("textarea").sendKeys(message);
        browser.one("button.send").click();
        browser.until(() -> browser.all(".bubble").size() > before);
    }

    private static void idle() {
        browser.until(() -> browser.all(".waits").isEmpty()
                && browser.all("article.waiting").isEmpty());
    }

    /// As it looks once nothing moves any more.
    private static void take(Look look, String page) throws IOException {
        browser.until(
                () -> (boolean)
                        script(
                                "return document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations > 1)"));
        String picture = look.name(page);
        Files.write(PICTURES.resolve(picture), browser.picture());
        assertThat(script(
                        "return [document.documentElement, ...arguments[0]]"
                                + ".filter((element) => element.scrollWidth > element.clientWidth + 1)"
                                + ".map((element) => element.localName + '.' + element.className)",
                        browser.all("main, header, .log, .answer, .action")))
                .as(picture)
                .isEqualTo(List.of());
        Axe.findsNothing(browser, picture);
    }
}
