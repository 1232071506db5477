package io.jarvas.speech;

import io.jarvas.language.Language;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds a language among those that a service says it knows, each written in its own way: `pt-PT`, `pt_PT`, `pt`.
public final class LanguageTags {
    private LanguageTags() {}

    /// The tag, as the service writes it, that is nearest to the language; nothing where it knows none.
    ///
    /// ```
    /// PORTUGUESE, [en, pt-BR, pt_PT] → pt_PT
    /// PORTUGUESE, [en, pt-BR]        → pt-BR
    /// ENGLISH,    [de, en-GB]        → en-GB
    /// ```
    public static Optional<String> nearest(Language language, List<String> known) {
        return known.stream()
                .filter(tag -> locale(tag).getLanguage().equals(language.tag()))
                .min(Comparator.comparingInt(
                        tag -> distance(language, locale(tag).getCountry())));
    }

    /// Whether the service knows the language; one that names none may know it.
    public static boolean known(Language language, List<String> known) {
        return known.isEmpty() || nearest(language, known).isPresent();
    }

    /// Jarvas's Portuguese is Portugal's.
    private static int distance(Language language, String country) {
        return switch (language) {
            case ENGLISH -> country.isEmpty() ? 0 : 1;
            case PORTUGUESE ->
                switch (country) {
                    case "PT" -> 0;
                    case "" -> 1;
                    case "BR" -> 3;
                    default -> 2;
                };
        };
    }

    private static Locale locale(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-'));
    }
}
