package io.jarvas.reply;

/// The start of a line while it may still become `- **ACTION:`. One per line, fed character by character.
///
/// The marks that open before `ACTION` may close before the colon, after it, or after the object:
/// `**ACTION**:`, `**ACTION:**`, `**ACTION: {…}**`. A run of up to three stars is one mark, because bold
/// italics are `***`.
final class ActionPrefix {
    private static final String WORD = "action";

    /// How far the line has come.
    enum Progress {
        INDENT,
        LISTED,
        MARKED,
        NAMING,
        NAMED,
        /// The colon was read: this is an action, or text that looks like one.
        COLON,
        /// No continuation makes an action of this line.
        TEXT
    }

    private Progress progress = Progress.INDENT;
    private final StringBuilder mark = new StringBuilder();
    private boolean listed;
    private int named;
    private boolean capitals = true;
    private int closed;

    Progress feed(char c) {
        progress = switch (progress) {
            case INDENT, LISTED -> beforeMark(c);
            case MARKED -> inMark(c);
            case NAMING -> inWord(c);
            case NAMED -> afterWord(c);
            case COLON, TEXT -> Progress.TEXT;
        };
        return progress;
    }

    /// Whether the word was written `ACTION`.
    boolean capitals() {
        return capitals;
    }

    /// What has still to close: `**`, or nothing.
    String openMark() {
        return closed == mark.length() ? "" : mark.toString();
    }

    boolean blank() {
        return progress == Progress.INDENT;
    }

    boolean possible() {
        return progress != Progress.TEXT;
    }

    private Progress beforeMark(char c) {
        if (Spaces.isSpace(c)) {
            return progress;
        }
        if (progress == Progress.INDENT && (c == '-' || c == '>')) {
            listed = true;
            return Progress.LISTED;
        }
        if (c == '*' || c == '`' || c == '_') {
            mark.append(c);
            return Progress.MARKED;
        }
        return inWord(c);
    }

    private Progress inMark(char c) {
        char opened = mark.charAt(0);
        boolean star = !listed && mark.length() == 1 && opened == '*';
        if (c == opened) {
            mark.append(c);
            int longest = opened == '`' ? 1 : opened == '*' && !listed ? 3 : 2;
            return mark.length() <= longest ? Progress.MARKED : Progress.TEXT;
        }
        if (star && (Spaces.isSpace(c) || c == '`' || c == '_')) {
            listed = true;
            mark.setLength(0);
            return Spaces.isSpace(c) ? Progress.LISTED : beforeMark(c);
        }
        return opened == '_' && mark.length() == 1 ? Progress.TEXT : inWord(c);
    }

    private Progress inWord(char c) {
        if (Character.toLowerCase(c) != WORD.charAt(named) || c > 'z') {
            return Progress.TEXT;
        }
        capitals &= Character.isUpperCase(c);
        named++;
        return named == WORD.length() ? Progress.NAMED : Progress.NAMING;
    }

    private Progress afterWord(char c) {
        if (closed > 0 && closed < mark.length()) {
            return close(c) ? Progress.NAMED : Progress.TEXT;
        }
        if (c == ':') {
            return Progress.COLON;
        }
        return Spaces.isSpace(c) || close(c) ? Progress.NAMED : Progress.TEXT;
    }

    private boolean close(char c) {
        if (closed < mark.length() && c == mark.charAt(closed)) {
            closed++;
            return true;
        }
        return false;
    }
}
