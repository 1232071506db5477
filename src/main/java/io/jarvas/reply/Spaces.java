package io.jarvas.reply;

/// What counts as a space within a line: also a carriage return, and what cannot be seen (a byte order mark,
/// a zero-width space).
final class Spaces {
    private Spaces() {}

    static boolean isSpace(char c) {
        return switch (c) {
            case ' ', '\t', '\r', '\u00A0', '\u200B', '\u2060', '\uFEFF' -> true;
            default -> false;
        };
    }

    static boolean isBlank(CharSequence text) {
        return text.chars().allMatch(c -> c == '\n' || isSpace((char) c));
    }
}
