package io.jarvas.language;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// What people say to a home, each with what it is for. The files beside this class have a line each: language, `ask`
/// or `act`, words, with tabs between.
public final class Sayings {
    private Sayings() {}

    /// @param language `en` or `pt`
    public record Saying(String language, Wish wish, String words) {}

    public static List<Saying> resource(String name) {
        try (InputStream in = Objects.requireNonNull(Sayings.class.getResourceAsStream(name), name)) {
            List<Saying> sayings = new ArrayList<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split("\t", -1);
                    sayings.add(new Saying(columns[0], wish(columns[1]), columns[2]));
                }
            }
            return List.copyOf(sayings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// @param kind `ask` or `act`
    public static Wish wish(String kind) {
        return switch (kind) {
            case "ask" -> Wish.ASKS;
            case "act" -> Wish.ACTS;
            default -> throw new IllegalArgumentException("neither ask nor act: " + kind);
        };
    }
}
