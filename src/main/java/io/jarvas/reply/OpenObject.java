package io.jarvas.reply;

/// An object while it is being written: where it stands, and which line can go on with it. Fed character by
/// character, from its first brace on.
///
/// It is read as JSON with the liberties that models take: `'…'` and `“…”` are strings too. Such a string
/// ends at the mark that a comma, colon, bracket or line end follows, so that the apostrophe of `'don't'`
/// does not end it. No string goes over a line's end.
///
/// **A line can continue an open object** if it begins, after spaces and blank lines, with
/// - `}`, `]` or `,`, or `:` after a string;
/// - where a value is due: a string, `{`, `[`, or a number or `true`, `false`, `null`, `None` with `,`, `}`,
///   `]` or the line's end after it;
/// - where none is due: a string with `:` after it, or `{` after `{`.
///
/// Prose does not begin so. A line that does belongs to the object to its end, or to the object's end.
final class OpenObject {
    private static final String CLOSES_VALUE = ",:}]\n";

    private final StringBuilder brackets = new StringBuilder();
    private char last = '\n';
    private char quote;
    private boolean escaped;
    private boolean quoteSeen;

    /// The mark that closes a string which this one opens, or 0 where it opens none.
    static char closing(char open) {
        return switch (open) {
            case '"', '\'' -> open;
            case '“' -> '”';
            case '‘' -> '’';
            default -> 0;
        };
    }

    /// Whether the braces balance, now that this character has come.
    boolean feed(char c) {
        if (quote != 0 && !endsString(c)) {
            return false;
        }
        if (Spaces.isSpace(c) || c == '\n') {
            return false;
        }
        char closing = closing(c);
        if (closing != 0 && (c == '"' || last == '\n' || "{[,:".indexOf(last) >= 0)) {
            quote = closing;
        } else if (c == '{' || c == '[') {
            brackets.append(c);
        } else if (c == ']' && top() == '[') {
            brackets.setLength(brackets.length() - 1);
        } else if (c == '}') {
            brackets.setLength(Math.max(0, brackets.lastIndexOf("{")));
        }
        last = closing != 0 ? '"' : c;
        return brackets.isEmpty();
    }

    /// Whether the character stands outside the string that was open before it.
    private boolean endsString(char c) {
        if (quoteSeen) {
            if (Spaces.isSpace(c)) {
                return false;
            }
            quoteSeen = false;
            if (CLOSES_VALUE.indexOf(c) >= 0) {
                quote = 0;
                return true;
            }
        }
        if (c == '\n') {
            quote = 0;
            escaped = false;
            return true;
        }
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == quote) {
            quoteSeen = quote != '"';
            quote = quoteSeen ? quote : 0;
        }
        return false;
    }

    /// Judges the next line; the object must have been fed everything before it.
    NextLine nextLine() {
        boolean value = last == ':' || last == '[' || (last == ',' && top() == '[');
        return new NextLine(value, last);
    }

    private char top() {
        return brackets.charAt(brackets.length() - 1);
    }

    /// The next line of an open object, until it is clear whether it continues it.
    static final class NextLine {
        enum Judgement {
            UNDECIDED,
            CONTINUES,
            ENDS
        }

        private final boolean value;
        private final char before;
        private char quote;
        private boolean escaped;
        private boolean stringRead;
        private final StringBuilder word = new StringBuilder();
        private boolean wordRead;

        private NextLine(boolean value, char before) {
            this.value = value;
            this.before = before;
        }

        Judgement feed(char c) {
            if (quote != 0) {
                return inString(c);
            }
            if (stringRead) {
                return Spaces.isSpace(c) ? Judgement.UNDECIDED : verdict(c == ':');
            }
            if (!word.isEmpty()) {
                return inWord(c);
            }
            if (Spaces.isSpace(c) || c == '\n') {
                return Judgement.UNDECIDED;
            }
            if (OpenObject.closing(c) != 0) {
                quote = OpenObject.closing(c);
                return value ? Judgement.CONTINUES : Judgement.UNDECIDED;
            }
            if (value && wordCharacter(c)) {
                word.append(c);
                return possibleWord() ? Judgement.UNDECIDED : Judgement.ENDS;
            }
            return verdict(
                    switch (c) {
                        case '}', ']', ',' -> true;
                        case ':' -> before == '"';
                        case '{' -> value || before == '{';
                        case '[' -> value;
                        default -> false;
                    });
        }

        private Judgement inString(char c) {
            if (c == '\n') {
                return Judgement.ENDS;
            }
            if (escaped) {
                escaped = false;
            } else if (c == '\\') {
                escaped = true;
            } else if (c == quote) {
                quote = 0;
                stringRead = true;
            }
            return Judgement.UNDECIDED;
        }

        private Judgement inWord(char c) {
            if (wordCharacter(c) && !wordRead) {
                word.append(c);
                return possibleWord() ? Judgement.UNDECIDED : Judgement.ENDS;
            }
            wordRead = true;
            if (!word.toString().matches("-?\\d[\\d.eE+-]*|(?i:true|false|null|none)")) {
                return Judgement.ENDS;
            }
            return Spaces.isSpace(c) ? Judgement.UNDECIDED : verdict(",}]\n".indexOf(c) >= 0);
        }

        private static boolean wordCharacter(char c) {
            return c < 128 && (Character.isLetterOrDigit(c) || "+-.".indexOf(c) >= 0);
        }

        /// Numbers and literals are short; anything longer is prose.
        private boolean possibleWord() {
            return word.length() <= 40;
        }

        private static Judgement verdict(boolean continues) {
            return continues ? Judgement.CONTINUES : Judgement.ENDS;
        }
    }
}
