package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// `<jarvas-chat>` alone on a page in a real Chromium, on the whole program.
abstract class InTheChat {
    @TempDir
    private static Path directory;

    static ChatPage page;
    static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        page = new ChatPage(directory);
        browser = page.browser();
    }

    @AfterAll
    static void stop() {
        page.close();
    }

    @AfterEach
    void theConsoleIsEmpty() {
        assertThat(page.console()).isEmpty();
    }
}
