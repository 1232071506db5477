package io.jarvas.prompt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the data of a line back that [ResultLine] wrote. A person may have written something like it, so
/// what it makes no sense of it reads as far as it goes.
final class ResultData {
    private static final int DEEPEST = 16;
    private static final String ENDS = ",:]} ";
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,9}");

    private final String line;
    private int at;

    private ResultData(String line) {
        this.line = line;
        this.at = line.indexOf(": ") + 1;
    }

    /// A map, a list, a text, a number or a truth.
    static Object of(String line) {
        return new ResultData(line).value(0);
    }

    private Object value(int depth) {
        skip(" ");
        if (depth > DEEPEST) {
            at = line.length();
        }
        return switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> list(depth + 1);
            case '"' -> text();
            default -> bare();
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> object = new LinkedHashMap<>();
        at++;
        while (goesOn('}')) {
            String name = peek() == '"' ? text() : bare().toString();
            skip(": ");
            object.put(name, value(depth));
        }
        return object;
    }

    private List<Object> list(int depth) {
        List<Object> list = new ArrayList<>();
        at++;
        while (goesOn(']')) {
            list.add(value(depth));
        }
        return list;
    }

    /// Whether there is more before that end; passes it where there is not.
    private boolean goesOn(char end) {
        skip(", ");
        boolean more = at < line.length() && peek() != end;
        at += more ? 0 : 1;
        return more;
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        at++;
        while (at < line.length() && peek() != '"') {
            at += peek() == '\\' ? 1 : 0;
            text.append(peek());
            at++;
        }
        at++;
        return text.toString();
    }

    private Object bare() {
        int from = Math.min(at, line.length());
        at = Math.min(from + 1, line.length());
        while (at < line.length() && ENDS.indexOf(peek()) < 0) {
            at++;
        }
        String text = line.substring(from, at);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        if (WHOLE.matcher(text).matches()) {
            return Integer.valueOf(text);
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            return text;
        }
    }

    private void skip(String signs) {
        while (at < line.length() && signs.indexOf(line.charAt(at)) >= 0) {
            at++;
        }
    }

    /// The next sign; one that means nothing at the end.
    private char peek() {
        return at < line.length() ? line.charAt(at) : ' ';
    }
}
