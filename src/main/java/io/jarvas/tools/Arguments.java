package io.jarvas.tools;

import io.jarvas.action.UnusableArgumentsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the arguments of a tool, which a model gave.
final class Arguments {
    private static final int LONGEST = 500;

    private final Map<String, Object> given;

    Arguments(Map<String, Object> given) {
        this.given = given;
    }

    /// The text under the first of the names that has one.
    ///
    /// @throws UnusableArgumentsException where it is no text
    Optional<String> text(String... names) {
        return Stream.of(names).filter(given::containsKey).findFirst().flatMap(this::single);
    }

    private Optional<String> single(String name) {
        return switch (given.get(name)) {
            case String text when text.isBlank() -> Optional.empty();
            case String text -> Optional.of(Texts.line(text, LONGEST));
            case Number number -> Optional.of(number.toString());
            case List<?> list
            when list.size() == 1 && list.getFirst() instanceof String only -> Optional.of(Texts.line(only, LONGEST));
            case null, default -> throw new UnusableArgumentsException("\"" + name + "\" is one text");
        };
    }

    /// @throws UnusableArgumentsException where there is none
    String required(String... names) {
        return text(names).orElseThrow(() -> new UnusableArgumentsException("\"" + names[0] + "\" is needed"));
    }

    /// One text or several, in a list or with commas between them.
    List<String> texts(String... names) {
        List<String> texts = new ArrayList<>();
        Stream.of(names).filter(given::containsKey).findFirst().ifPresent(name -> {
            Object value = given.get(name);
            for (Object each : value instanceof List<?> list ? list : List.of(value)) {
                if (!(each instanceof String text)) {
                    throw new UnusableArgumentsException("\"" + name + "\" is a text or a list of texts");
                }
                Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .forEach(texts::add);
            }
        });
        return texts;
    }

    /// A whole number within bounds, written as a number or as a text that begins with one: `3`, `"3 days"`.
    int number(String name, int otherwise, int least, int most) {
        return switch (given.get(name)) {
            case null -> otherwise;
            case Number number -> (int) Math.clamp(number.doubleValue(), least, most);
            case String text when text.isBlank() -> otherwise;
            case String text
            when text.strip().matches("\\d{1,6}([^\\d].*)?") ->
                Math.clamp(Integer.parseInt(text.strip().split("\\D", 2)[0]), least, most);
            default -> throw new UnusableArgumentsException("\"" + name + "\" is a number");
        };
    }
}
