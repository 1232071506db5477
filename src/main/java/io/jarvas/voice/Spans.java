package io.jarvas.voice;

/// Finds what belongs together in a text: code, links, marks that stand in a row. Each says how far it goes; -1 where
/// more of the text must be known.
final class Spans {
    private static final int LONGEST = 400;

    private Spans() {}

    /// The length of the code that begins with this backtick, or of the backticks where none ends it on its
    /// line.
    static int code(CharSequence text, int from, boolean all) {
        int run = run(text, from, '`');
        int i = from + run;
        if (i == text.length() && !all) {
            return -1;
        }
        while (i < text.length() && text.charAt(i) != '\n' && i - from < LONGEST) {
            int other = run(text, i, '`');
            if (other == run && (all || i + other < text.length())) {
                return i + other - from;
            }
            if (other > 0 && i + other == text.length() && !all) {
                return -1;
            }
            i += Math.max(1, other);
        }
        return i == text.length() && i - from < LONGEST && !all ? -1 : run;
    }

    private static int run(CharSequence text, int from, char character) {
        int i = from;
        while (i < text.length() && text.charAt(i) == character) {
            i++;
        }
        return i - from;
    }

    /// The length of the link `[text](address)`, or of the bracketed text where no address follows; 1 where
    /// nothing closes it on its line.
    static int link(CharSequence text, int from, boolean all) {
        int close = closing(text, from, '[', ']');
        if (close < 0) {
            return isOver(text, from, all) ? 1 : -1;
        }
        if (close + 1 == text.length()) {
            return all ? close + 1 - from : -1;
        }
        if (text.charAt(close + 1) != '(') {
            return close + 1 - from;
        }
        int end = closing(text, close + 1, '(', ')');
        if (end < 0) {
            return isOver(text, close + 1, all) ? close + 1 - from : -1;
        }
        return end + 1 - from;
    }

    private static int closing(CharSequence text, int from, char open, char close) {
        int depth = 0;
        for (int i = from; i < text.length() && text.charAt(i) != '\n' && i - from < LONGEST; i++) {
            if (text.charAt(i) == open) {
                depth++;
            } else if (text.charAt(i) == close && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    /// Whether nothing can close any more.
    private static boolean isOver(CharSequence text, int from, boolean all) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\n' || i - from >= LONGEST) {
                return true;
            }
        }
        return all;
    }

    /// Where a row of marks ends: `...`, `?!`, `. . .`.
    static int marks(CharSequence text, int from, boolean all) {
        int i = from;
        while (true) {
            while (i < text.length() && ".!?…".indexOf(text.charAt(i)) >= 0) {
                i++;
            }
            if (i == text.length()) {
                return all ? i : -1;
            }
            boolean spaced = text.charAt(i - 1) == '.' && text.charAt(i) == ' ';
            if (!spaced) {
                return i;
            }
            if (i + 1 == text.length()) {
                return all ? i : -1;
            }
            if (text.charAt(i + 1) != '.') {
                return i;
            }
            if (i + 2 == text.length()) {
                return all ? i + 2 : -1;
            }
            if (!Character.isWhitespace(text.charAt(i + 2)) && text.charAt(i + 2) != '.') {
                return i;
            }
            i++;
        }
    }

    /// The length of `:)` or `:-)`; 0 where it is something else.
    static int smiley(CharSequence text, int from, boolean all) {
        boolean free = from > 0 && isSpace(text.charAt(from - 1));
        if (!free) {
            return 0;
        }
        int i = from + 1;
        if (i < text.length() && text.charAt(i) == '-') {
            i++;
        }
        if (i == text.length()) {
            return all ? 0 : -1;
        }
        return ")(DPp".indexOf(text.charAt(i)) < 0 ? 0 : i + 1 - from;
    }

    static boolean isSpace(char character) {
        return character != '\n' && (Character.isWhitespace(character) || character == '\u00a0');
    }

    static boolean isEmoji(int character) {
        int type = Character.getType(character);
        return character >= 0x1F000
                || (type == Character.OTHER_SYMBOL && character >= 0x2190 && character != '№')
                || character == 0xFE0F
                || character == 0x200D;
    }
}
