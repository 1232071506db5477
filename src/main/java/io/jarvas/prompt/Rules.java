package io.jarvas.prompt;

import io.jarvas.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/// The texts that every prompt begins with, in one language.
///
/// @param common how to answer and to act
/// @param index what is different where the model knows the home's index only
/// @param unknown what to do while nothing is known of the home
record Rules(String common, String index, String unknown) {
    static final String SERVICES = resource("services.txt");

    private static final Rules ENGLISH = read("en");
    private static final Rules PORTUGUESE = read("pt");

    static Rules in(Language language) {
        return switch (language) {
            case ENGLISH -> ENGLISH;
            case PORTUGUESE -> PORTUGUESE;
        };
    }

    /// What a message ends with that tells what the model asked to read.
    static String goOn(Language language) {
        return switch (language) {
            case ENGLISH -> "Continue your answer.";
            case PORTUGUESE -> "Continua a tua resposta.";
        };
    }

    private static Rules read(String tag) {
        return new Rules(
                resource("rules_" + tag + ".txt"),
                resource("index_" + tag + ".txt"),
                resource("unknown_" + tag + ".txt"));
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Rules.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
