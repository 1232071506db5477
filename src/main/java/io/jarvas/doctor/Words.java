package io.jarvas.doctor;

import io.jarvas.language.Sentences;
import java.util.List;

/// A sentence that is yet to be said in some language.
///
/// @param key in `sentences_*.properties`
/// @param values at its `%s`
public record Words(String key, List<String> values) {
    public Words {
        values = List.copyOf(values);
    }

    static Words of(String key, Object... values) {
        return new Words(key, List.of(values).stream().map(String::valueOf).toList());
    }

    public String in(Sentences sentences) {
        return sentences.say(key, values.toArray());
    }
}
