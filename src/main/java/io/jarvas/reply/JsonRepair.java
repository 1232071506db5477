package io.jarvas.reply;

import java.util.Optional;

/// Reads an object as models write it, and writes it as JSON, where only one reading is possible.
///
/// Repaired: doubled braces outside strings, trailing commas, strings in single or typographic quotes, bare
/// words as keys, Python's `True`, `False` and `None`, raw tabs in strings, brackets missing at the very end.
/// Nothing is completed that stood for a value: not a string or a list that the end cut, not a member after a
/// comma, not a number that might have gone on.
final class JsonRepair {
    /// Thrown and caught in here alone: the text has no one reading.
    private static final class Ambiguous extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Ambiguous() {
            super(null, null, false, false);
        }
    }

    private static final int DEEPEST = 100;

    private final String text;
    private final boolean cut;
    private final StringBuilder json = new StringBuilder();
    private int at;

    private JsonRepair(String text, boolean cut) {
        this.text = text;
        this.cut = cut;
    }

    /// @param cut whether the text ends where the reply ended, so that its last word may be half a word
    /// @return JSON, which may still have a name twice
    static Optional<String> repair(String text, boolean cut) {
        JsonRepair repair = new JsonRepair(text, cut);
        try {
            repair.object(0);
            repair.spaces();
            return repair.ended() ? Optional.of(repair.json.toString()) : Optional.empty();
        } catch (Ambiguous e) {
            return Optional.empty();
        }
    }

    private void value(int depth) {
        spaces();
        char c = peek();
        if (c == '{') {
            object(depth);
        } else if (c == '[') {
            array(depth);
        } else if (OpenObject.closing(c) != 0) {
            string();
        } else {
            word();
        }
    }

    private void object(int depth) {
        deeper(depth);
        take('{');
        spaces();
        boolean doubled = !ended() && peek() == '{';
        if (doubled) {
            take('{');
            spaces();
        }
        json.append('{');
        boolean first = true;
        while (!ended() && peek() != '}') {
            if (!first) {
                json.append(',');
            }
            key();
            spaces();
            take(':');
            json.append(':');
            value(depth + 1);
            spaces();
            first = false;
            if (!ended() && peek() == ',') {
                take(',');
                spaces();
                refuseEnd();
            } else if (!ended() && peek() != '}') {
                throw new Ambiguous();
            }
        }
        if (first) {
            refuseEnd();
        }
        json.append('}');
        if (ended()) {
            return;
        }
        take('}');
        if (doubled) {
            spaces();
            if (!ended() && peek() == '}') {
                take('}');
            }
        }
    }

    private void array(int depth) {
        deeper(depth);
        take('[');
        json.append('[');
        spaces();
        boolean first = true;
        while (peek() != ']') {
            if (!first) {
                json.append(',');
            }
            value(depth + 1);
            spaces();
            first = false;
            if (peek() == ',') {
                take(',');
                spaces();
            } else if (peek() != ']') {
                throw new Ambiguous();
            }
        }
        take(']');
        json.append(']');
    }

    private void key() {
        if (OpenObject.closing(peek()) != 0) {
            string();
            return;
        }
        int from = at;
        while (!ended() && (Character.isLetterOrDigit(peek()) || peek() == '_')) {
            at++;
        }
        if (from == at) {
            throw new Ambiguous();
        }
        json.append('"').append(text, from, at).append('"');
    }

    private void string() {
        char closing = OpenObject.closing(peek());
        at++;
        json.append('"');
        while (!closes(closing)) {
            char c = peek();
            at++;
            switch (c) {
                case '\\' -> escape();
                case '"' -> json.append("\\\"");
                case '\t' -> json.append("\\t");
                case '\n', '\r' -> throw new Ambiguous();
                default -> json.append(c);
            }
        }
        at++;
        json.append('"');
    }

    /// Whether the string ends here. Its closing mark within it can only be an apostrophe, which has a letter
    /// on either side.
    private boolean closes(char closing) {
        if (peek() != closing) {
            return false;
        }
        if (closing == '"') {
            return true;
        }
        int next = at + 1;
        while (next < text.length() && Spaces.isSpace(text.charAt(next))) {
            next++;
        }
        if (next == text.length() || ",:}]\n".indexOf(text.charAt(next)) >= 0) {
            return true;
        }
        if (next == at + 1 && Character.isLetter(text.charAt(next)) && Character.isLetter(text.charAt(at - 1))) {
            return false;
        }
        throw new Ambiguous();
    }

    private void escape() {
        char c = peek();
        at++;
        switch (c) {
            case '\'' -> json.append('\'');
            case '"', '\\', '/', 'b', 'f', 'n', 'r', 't', 'u' ->
                json.append('\\').append(c);
            default -> throw new Ambiguous();
        }
    }

    private void word() {
        int from = at;
        while (!ended() && ",}]\n".indexOf(peek()) < 0 && !Spaces.isSpace(peek())) {
            at++;
        }
        String word = text.substring(from, at);
        boolean number = word.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?");
        if (number && ended() && cut) {
            throw new Ambiguous();
        }
        json.append(
                switch (word) {
                    case "true", "True" -> "true";
                    case "false", "False" -> "false";
                    case "null", "None" -> "null";
                    default -> {
                        if (!number) {
                            throw new Ambiguous();
                        }
                        yield word;
                    }
                });
    }

    private void spaces() {
        while (!ended() && (peek() == '\n' || Spaces.isSpace(peek()))) {
            at++;
        }
    }

    private void take(char c) {
        if (peek() != c) {
            throw new Ambiguous();
        }
        at++;
    }

    private char peek() {
        if (ended()) {
            throw new Ambiguous();
        }
        return text.charAt(at);
    }

    private void refuseEnd() {
        if (ended()) {
            throw new Ambiguous();
        }
    }

    private boolean ended() {
        return at == text.length();
    }

    private static void deeper(int depth) {
        if (depth > DEEPEST) {
            throw new Ambiguous();
        }
    }
}
