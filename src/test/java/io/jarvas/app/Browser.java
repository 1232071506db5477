package io.jarvas.app;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real Chromium with one page, and what its console said.
public final class Browser implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/bin", "/usr/local/bin", "/opt/homebrew/bin", "/snap/bin");

    /// All that match, in the elements' own trees too.
    private static final String EVERYWHERE = """
            const found = [];
            const look = (root) => {
              found.push(...root.querySelectorAll(arguments[0]));
              for (const element of root.querySelectorAll("*")) if (element.shadowRoot) look(element.shadowRoot);
            };
            look(document);
            return found;
            """;

    private static final String FOCUSED = """
            let element = document.activeElement;
            while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
            return element;
            """;

    private final ChromeDriver driver;

    /// @param profile an empty directory
    public Browser(Path profile) {
        LoggingPreferences console = new LoggingPreferences();
        console.enable(LogType.BROWSER, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--user-data-dir=" + profile);
        options.setCapability(ChromeOptions.LOGGING_PREFS, console);
        // Without one of these chromedriver looks where Chrome is usually installed.
        found("chromium", "chromium-browser", "google-chrome").ifPresent(options::setBinary);
        File chromedriver = found("chromedriver")
                .orElseThrow(() -> new AssertionError("The tests of the panel need Chromium and its chromedriver: "
                        + "install them (Debian: apt install chromium chromium-driver)."));
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver)
                        .build(),
                options);
    }

    private static Optional<File> found(String... names) {
        List<String> places = new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator)));
        places.addAll(PLACES);
        return Stream.of(names)
                .flatMap(name -> places.stream().map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Path::toFile);
    }

    /// The next page is seen so.
    ///
    /// @param language as a browser names it: `pt-PT`
    public void looks(int width, int height, int scale, boolean dark, String language) {
        command(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", scale, "mobile", width < 600));
        command(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
        command(
                "Emulation.setUserAgentOverride",
                Map.of("userAgent", script("return navigator.userAgent"), "acceptLanguage", language));
    }

    /// A command of Chromium's DevTools protocol: `Emulation.setCPUThrottlingRate`.
    public void command(String name, Map<String, Object> parameters) {
        driver.executeCdpCommand(name, parameters);
    }

    /// Opens a page as one who was never there.
    public void open(URI address) {
        driver.get(address.toString());
        script("sessionStorage.clear(); localStorage.clear()");
        console();
        driver.navigate().refresh();
    }

    /// The first that is there, waited for.
    public WebElement one(String css) {
        until(() -> !all(css).isEmpty());
        return all(css).getFirst();
    }

    /// All that are there, inside the elements of Jarvas's own too; one selector does not reach through their
    /// border.
    @SuppressWarnings("unchecked")
    public List<WebElement> all(String css) {
        return (List<WebElement>) driver.executeScript(EVERYWHERE, css);
    }

    /// What has the focus.
    public WebElement focused() {
        return (WebElement) driver.executeScript(FOCUSED);
    }

    public void until(Callable<Boolean> condition) {
        await().atMost(Duration.ofSeconds(20)).until(condition);
    }

    public Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /// For what only the driver's own classes can do, such as axe's.
    public ChromeDriver driver() {
        return driver;
    }

    /// What the console said since it was last asked: errors, warnings, violations of the page's policy,
    /// advice.
    public List<String> console() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    public byte[] picture() {
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
