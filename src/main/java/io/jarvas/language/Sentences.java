package io.jarvas.language;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;

/// Jarvas's own sentences in one language. They stand in `sentences_en.properties` and
/// `sentences_pt.properties`, by key.
public final class Sentences {
    private static final Map<Language, Sentences> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Sentences(language));
        }
    }

    private final ResourceBundle bundle;

    private Sentences(Language language) {
        bundle = ResourceBundle.getBundle(
                "io.jarvas.language.sentences",
                Locale.forLanguageTag(language.tag()),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }

    public static Sentences in(Language language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /// Whether there is a sentence of that key.
    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    /// The sentence of that key.
    ///
    /// @param values what stands at its `%s`, in order
    /// @throws MissingResourceException where there is none, which a test rules out
    public String say(String key, Object... values) {
        return bundle.getString(key).formatted(values);
    }
}
