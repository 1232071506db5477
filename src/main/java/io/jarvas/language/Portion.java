package io.jarvas.language;

import java.util.List;
import java.util.stream.Collectors;

/// A part of a person's message: of what they want, or of what they leave out of it. `All the lights except the
/// bedroom, and the fan off` has three, of which `the bedroom` is left out. The words that only say so are in none.
///
/// @param words as the person wrote them
/// @param leftOut whether these are not to be touched
public record Portion(String words, boolean leftOut) {
    /// The portions of a message in their order; the whole message as one where nothing is left out.
    public static List<Portion> of(String message) {
        return LeftOutReader.read(message);
    }

    /// What is wanted, in one; empty where all is left out.
    public static String wanted(List<Portion> portions) {
        return joined(portions, false);
    }

    /// What is left out, in one; empty where nothing is.
    public static String leftOut(List<Portion> portions) {
        return joined(portions, true);
    }

    private static String joined(List<Portion> portions, boolean leftOut) {
        return portions.stream()
                .filter(portion -> portion.leftOut == leftOut)
                .map(Portion::words)
                .collect(Collectors.joining(", "));
    }
}
