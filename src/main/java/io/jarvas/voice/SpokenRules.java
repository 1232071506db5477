package io.jarvas.voice;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is said for what is written, pattern after pattern. Not for several threads until all are added.
final class SpokenRules {
    /// Before a number that is part of nothing else.
    static final String FREE = "(?<![\\p{L}\\p{N}.,:/_-])";
    /// After it.
    static final String END = "(?![\\p{L}\\p{N}_])";

    private final Map<Pattern, Function<MatchResult, String>> rules = new LinkedHashMap<>();

    void add(String pattern, Function<MatchResult, String> words) {
        add(Pattern.compile(pattern), words);
    }

    void add(Pattern pattern, Function<MatchResult, String> words) {
        rules.put(pattern, words);
    }

    String of(String text) {
        String said = text;
        for (Map.Entry<Pattern, Function<MatchResult, String>> rule : rules.entrySet()) {
            said = rule.getKey()
                    .matcher(said)
                    .replaceAll(
                            match -> Matcher.quoteReplacement(rule.getValue().apply(match)));
        }
        return said;
    }
}
