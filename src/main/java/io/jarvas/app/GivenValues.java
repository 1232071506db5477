package io.jarvas.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/// The values that were given, by key, and everything that is wrong with them. A key that is asked for is a
/// known one.
///
/// A problem does not end the reading: it is noted, and the fallback goes on in the value's place.
final class GivenValues {
    /// @param items one for a single value
    /// @param origin where it was given: `jarvas.yaml`, `JARVAS_PORT`
    private record Value(List<String> items, String origin) {}

    private final Map<String, Value> values = new HashMap<>();
    /// Keys, and where they were given, that are a problem where nobody asks for them: those that are like a
    /// known one, or all.
    private final Map<String, String> exact = new TreeMap<>();

    private final Map<String, String> similar = new TreeMap<>();
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /// Values of a source in which every key is ours. They take the place of what was added before; empty
    /// ones leave nothing.
    ///
    /// @param given texts, numbers, booleans, lists of them; anything else is a problem where it is asked for
    void add(Map<String, ?> given, String origin) {
        given.forEach((key, value) -> {
            put(key, value, origin);
            exact.put(key, origin);
        });
    }

    /// A value of a source that has others' keys too: it is taken where its key is known, and a problem where
    /// it is nearly so.
    void addVariable(String key, String value, String variable) {
        if (!value.isBlank()) {
            put(key, value, variable);
            similar.put(key, variable);
        }
    }

    private void put(String key, Object value, String origin) {
        List<String> items = switch (value) {
            case List<?> list -> list.stream().map(GivenValues::shown).toList();
            default -> List.of(shown(value));
        };
        if (items.stream().allMatch(String::isBlank)) {
            values.remove(key);
        } else {
            values.put(key, new Value(items, origin));
        }
    }

    private static String shown(Object value) {
        return value instanceof Map || value instanceof List
                ? "{…}"
                : value.toString().strip();
    }

    /// The keys that were asked for.
    Set<String> known() {
        return Set.copyOf(known);
    }

    /// @param allowed completes "allowed is …"
    /// @param parse gives nothing for a text that is not allowed
    <T> Optional<T> find(String key, String allowed, Function<String, Optional<T>> parse) {
        return find(key, allowed, parse, true);
    }

    /// As [#find(String, String, Function)], for a value that no message may show.
    <T> Optional<T> findSecret(String key, String allowed, Function<String, Optional<T>> parse) {
        return find(key, allowed, parse, false);
    }

    Optional<Integer> findInteger(String key, int least, int most) {
        return find(key, "a whole number from " + least + " to " + most, text -> {
            try {
                int number = Integer.parseInt(text);
                return number >= least && number <= most ? Optional.of(number) : Optional.empty();
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        });
    }

    /// The items of a list, or of one text in which commas separate them.
    <T> List<T> list(String key, String allowed, Function<String, Optional<T>> parse) {
        known.add(key);
        Value value = values.get(key);
        if (value == null) {
            return List.of();
        }
        List<String> items =
                value.items().size() == 1 ? List.of(value.items().getFirst().split(",")) : value.items();
        List<T> parsed = new ArrayList<>();
        for (String item : items.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList()) {
            parse.apply(item).ifPresentOrElse(parsed::add, () -> wrong(key, value, quoted(item), allowed));
        }
        return parsed;
    }

    private <T> Optional<T> find(String key, String allowed, Function<String, Optional<T>> parse, boolean mayBeShown) {
        known.add(key);
        Value value = values.get(key);
        if (value == null) {
            return Optional.empty();
        }
        Optional<T> parsed =
                value.items().size() == 1 ? parse.apply(value.items().getFirst()) : Optional.empty();
        if (parsed.isEmpty()) {
            String shown = mayBeShown ? quoted(String.join(", ", value.items())) : "a value that is not shown here";
            wrong(key, value, shown, allowed);
        }
        return parsed;
    }

    /// Whether a value was given, right or wrong.
    boolean has(String key) {
        return values.containsKey(key);
    }

    void problem(String sentence) {
        problems.add(sentence);
    }

    /// Everything that is wrong, once all keys have been asked for.
    List<String> problems() {
        List<String> all = new ArrayList<>(problems);
        exact.forEach((key, origin) -> {
            if (!known.contains(key)) {
                all.add("%s (in %s) is not a setting; the nearest one is %s.".formatted(key, origin, nearest(key)));
            }
        });
        similar.forEach((key, variable) -> {
            String nearest = nearest(key);
            if (!known.contains(key) && distance(key, nearest) <= Math.max(1, key.length() / 5)) {
                all.add("%s is not a setting; the nearest one is JARVAS_%s."
                        .formatted(variable, SettingsReader.capitals(nearest)));
            }
        });
        return all;
    }

    private void wrong(String key, Value value, String shown, String allowed) {
        problems.add("%s (in %s) is %s; allowed is %s.".formatted(key, value.origin(), shown, allowed));
    }

    /// A password in an address is not shown.
    private static String quoted(String text) {
        return '"' + text.replaceAll("//[^/@]*@", "//…@") + '"';
    }

    private String nearest(String key) {
        return known.stream()
                .min(Comparator.comparingInt(other -> distance(key, other)))
                .orElseThrow();
    }

    /// How many letters must be put in, left out or changed to make one text the other (Levenshtein).
    static int distance(String one, String other) {
        int[] previous = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[other.length() + 1];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(changed, Math.min(previous[j], row[j - 1]) + 1);
            }
            previous = row;
        }
        return previous[other.length()];
    }
}
