package io.jarvas.reply;

/// A line seen as a code fence: three backticks or more, then at most one word (` ```json `). Fed character
/// by character.
final class FenceLine {
    private enum Part {
        INDENT,
        TICKS,
        SPACED,
        WORD,
        AFTER_WORD,
        /// It opens a fence, but one whose first line is prose: ` ```what follows is `.
        PROSE,
        NONE
    }

    private Part part = Part.INDENT;
    private int ticks;

    void feed(char c) {
        part = switch (part) {
            case INDENT -> c == '`' ? tick() : Spaces.isSpace(c) ? Part.INDENT : Part.NONE;
            case TICKS -> c == '`' ? tick() : ticks < 3 ? Part.NONE : info(c, Part.SPACED);
            case SPACED -> info(c, Part.SPACED);
            case WORD, AFTER_WORD ->
                part == Part.AFTER_WORD && !Spaces.isSpace(c) ? prose(c) : info(c, Part.AFTER_WORD);
            case PROSE -> prose(c);
            case NONE -> Part.NONE;
        };
    }

    /// Whether the line may still be an opening fence with one word at most.
    boolean mayOpen() {
        return part != Part.PROSE && part != Part.NONE;
    }

    /// Whether the line may still be a closing fence.
    boolean mayClose() {
        return part == Part.INDENT || part == Part.TICKS || part == Part.SPACED;
    }

    /// Whether the line, ending here, opens a fence where none is open.
    boolean opens() {
        return ticks >= 3 && part != Part.NONE;
    }

    /// Whether the line, ending here, closes the fence that is open.
    boolean closes() {
        return ticks >= 3 && mayClose();
    }

    private Part tick() {
        ticks++;
        return Part.TICKS;
    }

    private static Part info(char c, Part afterSpace) {
        if (Spaces.isSpace(c)) {
            return afterSpace;
        }
        return Character.isLetterOrDigit(c) || "+-_.#".indexOf(c) >= 0 ? Part.WORD : prose(c);
    }

    private static Part prose(char c) {
        return c == '`' ? Part.NONE : Part.PROSE;
    }
}
