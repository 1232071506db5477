package io.jarvas.prompt;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/// The line in which a model is told what it asked to read, in JSON whose texts are data: no text in it can end
/// the bracket, begin another line, or be an action.
///
/// ```
/// [result of show_shopping_list: {"items": ["milk", "bread"]}]
/// [result of show_shopping_list, shortened: {"items": ["milk", "bread", "12 more"]}]
/// ```
final class ResultLine {
    /// How much of it is shown: as much as has room.
    private record Measure(int items, int text) {}

    static final String BEGINNING = "[result of ";

    /// The member that says how many others an object has.
    static final String MORE = "more";

    private static final Measure WHOLE = new Measure(200, 600);
    private static final Measure[] SHORTER = {
        new Measure(60, 300),
        new Measure(40, 200),
        new Measure(24, 120),
        new Measure(16, 80),
        new Measure(10, 60),
        new Measure(6, 40),
        new Measure(3, 30),
        new Measure(1, 20)
    };
    private static final String NOTHING = "{}";
    private static final int LONGEST_NAME = 60;

    private final Measure measure;
    private final StringBuilder json = new StringBuilder();
    private boolean complete = true;

    private ResultLine(Measure measure) {
        this.measure = measure;
    }

    /// One line, and its end.
    ///
    /// @param characters that it may take; a line that says nothing but that there was no room may take more
    static String of(ToolResult result, int characters) {
        String tool = HouseText.line(result.tool(), LONGEST_NAME);
        ResultLine line = written(result, WHOLE);
        String text = line.text(tool);
        for (int i = 0; i < SHORTER.length && text.length() > characters; i++) {
            line = written(result, SHORTER[i]);
            line.complete = false;
            text = line.text(tool);
        }
        return text.length() <= characters ? text : BEGINNING + tool + ", shortened: " + NOTHING + "]\n";
    }

    private static ResultLine written(ToolResult result, Measure measure) {
        ResultLine line = new ResultLine(measure);
        line.value(result.data());
        return line;
    }

    private String text(String tool) {
        return BEGINNING + tool + (complete ? "" : ", shortened") + ": " + json + "]\n";
    }

    private void value(Object value) {
        switch (value) {
            case Map<?, ?> map -> object(map);
            case Collection<?> list -> list(list);
            case Number number -> json.append(number);
            case Boolean truth -> json.append(truth);
            default -> text(value);
        }
    }

    private void object(Map<?, ?> map) {
        json.append('{');
        int written = 0;
        for (Map.Entry<?, ?> member : map.entrySet()) {
            json.append(written == 0 ? "" : ", ");
            if (written == measure.items()) {
                more(map.size() - written, "\"" + MORE + "\": ");
                break;
            }
            text(member.getKey());
            json.append(": ");
            value(member.getValue());
            written++;
        }
        json.append('}');
    }

    private void list(Collection<?> list) {
        json.append('[');
        int written = 0;
        for (Object item : list) {
            json.append(written == 0 ? "" : ", ");
            if (written == measure.items()) {
                more(list.size() - written, "");
                break;
            }
            value(item);
            written++;
        }
        json.append(']');
    }

    private void more(int left, String name) {
        complete = false;
        json.append(name).append(String.format(Locale.ROOT, "\"%d more\"", left));
    }

    private void text(Object value) {
        String text = value.toString();
        complete &= text.length() <= measure.text();
        json.append('"')
                .append(HouseText.line(text, measure.text())
                        .replace("\\", "\\\\")
                        .replace("\"", "\\\""))
                .append('"');
    }
}
