package io.jarvas.web;

import io.jarvas.app.Browser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/// A page of Jarvas's with nothing in it but the elements that a test puts there: `cards.js` says how.
final class CardsPage {
    private static final String SETUP = text("cards.js");

    private final Browser browser;
    private final Fixture jarvas;

    CardsPage(Browser browser, Fixture jarvas) {
        this.browser = browser;
        this.jarvas = jarvas;
    }

    /// @param language `en`, `pt`
    void open(int width, int height, boolean dark, String language) {
        browser.looks(width, height, width < 600 ? 2 : 1, dark, language);
        browser.open(URI.create("http://localhost:" + jarvas.port() + "/"));
        browser.script(SETUP, language);
    }

    /// What the script answers, `cards` being what there is to call; a promise is waited for.
    Object cards(String script, Object... arguments) {
        return browser.script("const cards = window.cards; " + script, arguments);
    }

    /// Keeps a picture for people to look at.
    void keep(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(folder.resolve(name + ".png"), browser.picture());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String name) {
        try (InputStream in = Objects.requireNonNull(CardsPage.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
