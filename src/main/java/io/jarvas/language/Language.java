package io.jarvas.language;

import java.util.Locale;
import java.util.Optional;

/// A language that Jarvas has sentences in.
public enum Language {
    ENGLISH("en"),
    PORTUGUESE("pt");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /// As a BCP 47 tag: `en`, `pt`.
    public String tag() {
        return tag;
    }

    /// The language of a BCP 47 tag of any precision: `pt-PT` is Portuguese; nothing for one that Jarvas has
    /// no sentences in.
    public static Optional<Language> ofTag(String tag) {
        String primary = Locale.forLanguageTag(tag).getLanguage();
        for (Language language : values()) {
            if (language.tag.equals(primary)) {
                return Optional.of(language);
            }
        }
        return Optional.empty();
    }
}
