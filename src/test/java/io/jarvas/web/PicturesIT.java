package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import io.jarvas.app.Browser;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/// Pictures for a message in a real Chromium, with a camera that is none.
class PicturesIT {
    /// `file` makes one of a picture; `sent` tells whether the page took what was dropped or pasted.
    private static final String FILES = """
            const file = (name, type, width, height) => new Promise((resolve) => {
              const canvas = Object.assign(document.createElement("canvas"), { width, height });
              const context = canvas.getContext("2d");
              context.fillRect(0, 0, width / 2, height);
              canvas.toBlob((blob) => resolve(new File([blob], name, { type })), type);
            });
            const sent = (type, ...files) => {
              const transfer = new DataTransfer();
              files.forEach((each) => transfer.items.add(each));
              const event = type === "paste"
                ? new ClipboardEvent(type, { clipboardData: transfer, bubbles: true, composed: true, cancelable: true })
                : new DragEvent(type, { dataTransfer: transfer, bubbles: true, composed: true, cancelable: true });
              document.querySelector("main").dispatchEvent(event);
              return event.defaultPrevented;
            };
            """;

    @TempDir
    private static Path profile;

    @TempDir
    private Path folder;

    private static Browser browser;
    private Fixture jarvas;
    private CardsPage page;

    @BeforeAll
    static void start() {
        browser = new Browser(profile, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream");
    }

    @AfterAll
    static void stop() {
        browser.close();
    }

    @BeforeEach
    void open() {
        jarvas = new Fixture(config -> config, WebTimes.USUAL, "/web/panel/");
        page = new CardsPage(browser, jarvas);
        look(1280, 800, false, "en");
    }

    private void look(int width, int height, boolean dark, String language) {
        page.open(width, height, dark, language);
        page.cards("return cards.pictures()");
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(browser.console()).isEmpty();
        jarvas.close();
    }

    @Test
    void aChosenPictureIsShrunkAndTellsNothingOfItsFile() throws Exception {
        byte[] jpeg = jpeg(3_200, 1_600);
        Path file = folder.resolve("holiday.jpg");
        Files.write(file, withExif(jpeg, 6));

        browser.one("input.files").sendKeys(file.toString());

        browser.until(() -> images().size() == 1);
        byte[] sent = Base64.getDecoder().decode(images().getFirst());
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(sent));
        assertThat(List.of(picture.getWidth(), picture.getHeight()))
                .as("turned as the camera was held")
                .isEqualTo(List.of(784, 1_568));
        assertThat(new String(sent, StandardCharsets.ISO_8859_1)).doesNotContain("Exif", "Lisbon");
        assertThat(browser.one("img").getDomAttribute("alt")).isEqualTo("holiday.jpg");
        assertThat(browser.one("input.files").getDomProperty("value"))
                .as("the same one can be chosen again")
                .isEmpty();
    }

    @Test
    void aSmallPictureStaysAsLargeAsItIs() throws Exception {
        run("await pictures.add([await file('small.png', 'image/png', 40, 20)])");

        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(images().getFirst())));
        assertThat(List.of(picture.getWidth(), picture.getHeight())).isEqualTo(List.of(40, 20));
        assertThat(new Color(picture.getRGB(35, 10)).getRed())
                .as("white under what is transparent")
                .isGreaterThan(250);
    }

    @Test
    void pastedPicturesAreTakenAndPastedTextIsLeft() {
        assertThat(run("return sent('paste', await file('shot.png', 'image/png', 30, 30))"))
                .isEqualTo(true);
        browser.until(() -> images().size() == 1);
        assertThat(run("""
                const transfer = new DataTransfer();
                transfer.items.add("words", "text/plain");
                transfer.items.add(await file("words.png", "image/png", 30, 30));
                const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
                document.querySelector("main").dispatchEvent(event);
                return event.defaultPrevented;
                """)).isEqualTo(false);
        assertThat(images()).hasSize(1);
    }

    @Test
    void theWholeChatTakesWhatIsDropped() {
        run("return sent('dragover', await file('a.png', 'image/png', 30, 30))");
        browser.until(() -> browser.one(".drop").isDisplayed());
        assertThat(browser.one(".drop").getText()).isEqualTo("Drop pictures here");
        assertThat(browser.script("const a = document.querySelector('main').getBoundingClientRect();"
                        + " const b = document.querySelector('jarvas-pictures').shadowRoot.querySelector('.drop').getBoundingClientRect();"
                        + " return Math.abs(a.width - b.width) + Math.abs(a.top - b.top) < 2"))
                .isEqualTo(true);
        page.keep("pictures-drop");
        run("return sent('dragleave')");
        browser.until(() -> !browser.one(".drop").isDisplayed());

        assertThat(run("return sent('drop', await file('a.png', 'image/png', 30, 30),"
                        + " await file('b.png', 'image/png', 30, 30))"))
                .isEqualTo(true);
        browser.until(() -> images().size() == 2);
        assertThat(browser.all("img"))
                .extracting(image -> image.getDomAttribute("alt"))
                .containsExactly("a.png", "b.png");
        assertThat(run("const transfer = new DataTransfer(); transfer.items.add('words', 'text/plain');"
                        + " const event = new DragEvent('dragover', {dataTransfer: transfer, bubbles: true, cancelable: true});"
                        + " document.querySelector('main').dispatchEvent(event); return event.defaultPrevented"))
                .as("text goes where it is dropped")
                .isEqualTo(false);
    }

    @Test
    void noMoreThanFourAndNothingThatIsNoPicture() {
        run("await pictures.add([new File(['hello'], 'letter.txt', {type: 'text/plain'})])");
        assertThat(note()).isEqualTo("letter.txt is not a picture that can be read.");
        run(
                "await pictures.add([new File(['<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>'], 'x.svg', {type: 'image/svg+xml'})])");
        assertThat(note()).isEqualTo("x.svg is not a picture that can be read.");
        assertThat(images()).isEmpty();

        run("const one = await file('a.png', 'image/png', 30, 30); await pictures.add([one, one, one, one, one])");
        assertThat(images()).hasSize(4);
        assertThat(note()).isEqualTo("At most 4 pictures go with one message.");
    }

    @Test
    void noMoreThanAMessageCanCarry() {
        run("HTMLCanvasElement.prototype.toDataURL = () => 'data:image/jpeg;base64,' + 'A'.repeat(5 << 20);"
                + " const one = await file('a.png', 'image/png', 30, 30); await pictures.add([one, one, one])");

        assertThat(note()).startsWith("These pictures are too large together");
        assertThat(run("return pictures.images.length")).isEqualTo(2L);
    }

    @Test
    void aPictureIsRemovedAndTheFocusStays() {
        page.cards("window.told = []; addEventListener('jarvas-pictures', (event) => told.push(event.detail.count))");
        run("await pictures.add([await file('a.png', 'image/png', 30, 30), await file('b.png', 'image/png', 30, 30)])");
        List<WebElement> remove = browser.all(".remove");
        assertThat(remove.getFirst().getAccessibleName()).isEqualTo("Remove a.png");
        assertThat(remove.getFirst().getSize().height).isGreaterThanOrEqualTo(44);

        remove.getFirst().sendKeys(Keys.ENTER);
        browser.until(() -> "Remove b.png".equals(browser.focused().getAccessibleName()));
        browser.focused().sendKeys(Keys.ENTER);
        browser.until(() -> "Add pictures".equals(browser.focused().getAccessibleName()));

        assertThat(images()).isEmpty();
        assertThat((List<?>) page.cards("return told")).last().isEqualTo(0L);
    }

    @Test
    void aModelThatDoesNotSeeIsSpokenOf() {
        run(
                "await pictures.add([await file('a.png', 'image/png', 30, 30)]); pictures.sees = true; await pictures.updateComplete");
        assertThat(browser.one(".note").isDisplayed()).isFalse();
        run("pictures.sees = false; await pictures.updateComplete");
        assertThat(note()).startsWith("The chosen model does not see pictures");
        run("pictures.clear(); await pictures.updateComplete");
        assertThat(browser.one(".note").isDisplayed()).isFalse();
    }

    @Test
    void theCameraShowsWhatItSeesAndTakesIt() {
        browser.one("button.camera").click();
        browser.until(() -> (Boolean) browser.script(
                "return document.querySelector('jarvas-pictures').shadowRoot.querySelector('video')?.videoWidth > 0"));
        assertThat(browser.focused().getText()).isEqualTo("Take it");
        page.keep("pictures-camera");
        browser.focused().sendKeys(Keys.ENTER);

        browser.until(() -> images().size() == 1);
        assertThat(browser.all("dialog")).as("and the camera is off").isEmpty();
        assertThat(browser.one("img").getDomAttribute("alt")).isEqualTo("Picture 1");
        assertThat(browser.focused().getAccessibleName()).isEqualTo("Take a picture");
    }

    @Test
    void closingTheCameraTurnsItOff() {
        browser.one("button.camera").click();
        browser.until(() -> browser.all("video").size() == 1);
        run("window.track = pictures.shadowRoot.querySelector('video').srcObject.getTracks()[0]");
        browser.focused().sendKeys(Keys.ESCAPE);
        browser.until(() -> browser.script("return track.readyState").equals("ended"));
        assertThat(images()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            undefined                                                       | A câmara só funciona quando esta página é aberta por HTTPS
            {getUserMedia: () => Promise.reject({name: 'NotAllowedError'})} | O navegador não permite aqui a câmara
            {getUserMedia: () => Promise.reject({name: 'NotFoundError'})}   | Não foi encontrada nenhuma câmara
            {getUserMedia: () => Promise.reject({name: 'NotReadableError'})} | Não é possível usar a câmara agora
            """)
    void aCameraThatCannotBeUsedIsSpokenOf(String devices, String sentence) {
        look(1280, 800, false, "pt");
        run("Object.defineProperty(navigator, 'mediaDevices', {configurable: true, value: " + devices + "})");
        browser.one("button.camera").click();
        browser.until(() -> note().startsWith(sentence));
    }

    @Test
    void aPhoneTakesPicturesWithItsOwnCamera() {
        browser.command("Emulation.setTouchEmulationEnabled", Map.of("enabled", true));
        try {
            look(360, 740, false, "en");
            run(
                    "window.pressed = []; pictures.shadowRoot.querySelectorAll('input').forEach((input) =>"
                            + " input.addEventListener('click', (event) => { event.preventDefault(); pressed.push(input.getAttribute('capture')); }))");
            browser.one("button.camera").click();
            assertThat(run("return pressed")).isEqualTo(List.of("environment"));
        } finally {
            browser.command("Emulation.setTouchEmulationEnabled", Map.of("enabled", false));
        }
    }

    @ParameterizedTest
    @CsvSource({"360,740,false,en", "360,740,true,pt", "1280,800,false,pt", "1280,800,true,en", "320,600,true,pt"})
    void itFitsEveryPage(int width, int height, boolean dark, String language) {
        look(width, height, dark, language);
        run(
                "await pictures.add([await file('Sala.png', 'image/png', 300, 200),"
                        + " await file('Cozinha.png', 'image/png', 100, 200), await file('3.png', 'image/png', 100, 200),"
                        + " await file('4.png', 'image/png', 200, 200)]); pictures.sees = false; await pictures.updateComplete");

        assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(width);
        assertThat(browser.all("button.choose, button.camera, button.remove"))
                .allMatch(button -> button.getSize().height >= 44);
        page.keep("pictures-%d-%s-%s".formatted(width, dark ? "dark" : "light", language));
        assertThat(new AxeBuilder().include("main").analyze(browser.driver()).getViolations())
                .isEmpty();
    }

    private Object run(String script) {
        return browser.script("return (async () => {" + FILES + script + "})()");
    }

    @SuppressWarnings("unchecked")
    private List<String> images() {
        return (List<String>) browser.script("return pictures.images");
    }

    private String note() {
        return browser.one(".note").getText();
    }

    private static byte[] jpeg(int width, int height) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
        return out.toByteArray();
    }

    /// The same with how the camera was held, and the place where.
    private static byte[] withExif(byte[] jpeg, int orientation) {
        byte[] place = "Lisbon\0\0".getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        byte[] head = {'E', 'x', 'i', 'f', 0, 0, 'M', 'M', 0, 42, 0, 0, 0, 8, 0, 2};
        byte[] turned = {1, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte) orientation, 0, 0};
        byte[] camera = {1, 0x0f, 0, 2, 0, 0, 0, 8, 0, 0, 0, 38};
        byte[] end = {0, 0, 0, 0};
        int length = 2 + head.length + turned.length + camera.length + end.length + place.length;
        out.writeBytes(new byte[] {(byte) 0xff, (byte) 0xe1, (byte) (length >> 8), (byte) length});
        List.of(head, camera, turned, end, place).forEach(out::writeBytes);
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }
}
