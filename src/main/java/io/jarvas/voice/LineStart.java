package io.jarvas.voice;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a line begins.
///
/// @param length of what is no word: spaces, the mark of a list, of a heading, of a quotation
/// @param number of the item of a list; 0 where it is none
record LineStart(Kind kind, int length, int number) {
    enum Kind {
        UNDECIDED,
        BLANK,
        FENCE,
        /// A row of a table.
        ROW,
        TEXT
    }

    private static final Pattern MARK =
            Pattern.compile("[ \\t]*(?:>[ \\t]*)*(?:#{1,6}[ \\t]+)?(?:[-*+•][ \\t]+(?:\\[[ xX]][ \\t]+)?)?");
    private static final Pattern NUMBER = Pattern.compile("(?:\\*\\*|__)?(\\d{1,3})[.)][ \\t]");
    private static final Pattern MAYBE_NUMBER = Pattern.compile("(?:\\*\\*?|__?)?(?:\\d{1,3}[.)]?)?");
    private static final Pattern MAYBE_MARK = Pattern.compile("[ \\t>]*(?:#{1,6}[ \\t]*)?(?:[-*+•][ \\t]*)?[`~]{0,2}");

    /// @param before the number of the item before; a number that does not follow it is a sentence's
    static LineStart of(String line, int before, boolean all) {
        int space = 0;
        while (space < line.length() && Spans.isSpace(line.charAt(space))) {
            space++;
        }
        if (space < line.length() && line.charAt(space) == '\n') {
            return new LineStart(Kind.BLANK, space + 1, 0);
        }
        if (line.startsWith("```", space) || line.startsWith("~~~", space)) {
            return new LineStart(Kind.FENCE, 0, 0);
        }
        if (line.startsWith("|", space)) {
            return new LineStart(Kind.ROW, 0, 0);
        }
        if (MAYBE_MARK.matcher(line).matches() && !all) {
            return new LineStart(Kind.UNDECIDED, 0, 0);
        }
        Matcher mark = MARK.matcher(line);
        int length = mark.lookingAt() ? mark.end() : 0;
        String rest = line.substring(length);
        if (MAYBE_NUMBER.matcher(rest).matches() && !all) {
            return new LineStart(Kind.UNDECIDED, 0, 0);
        }
        Matcher number = NUMBER.matcher(rest);
        if (number.lookingAt()) {
            int value = Integer.parseInt(number.group(1));
            if (value == 1 || value == before + 1) {
                return new LineStart(Kind.TEXT, length + number.end(), value);
            }
        }
        return new LineStart(Kind.TEXT, length, 0);
    }

    /// Where a block of code ends that a text begins with, after its last line break but for the last; -1
    /// where that is not known.
    static int fenceEnd(String text) {
        String fence = text.stripLeading().substring(0, 3);
        int line = text.indexOf('\n');
        while (line >= 0) {
            int end = text.indexOf('\n', line + 1);
            if (end < 0) {
                return -1;
            }
            if (text.substring(line + 1, end).strip().startsWith(fence)) {
                return end + 1;
            }
            line = end;
        }
        return -1;
    }
}
