package io.jarvas.action;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A text in which `*` stands for any letters and `?` for one.
final class Glob {
    private Glob() {}

    static Predicate<String> of(String text) {
        return Pattern.compile(Pattern.quote(text).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"))
                .asMatchPredicate();
    }
}
