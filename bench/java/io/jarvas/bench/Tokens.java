package io.jarvas.bench;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Cuts text into tokens, about as the tokenizers of today's models do: up to four letters with the sign before
/// them, up to three digits, up to three other signs with the space before and the line's end after them. A
/// prompt has three characters a token. Always the same for the same text, from its beginning on.
///
/// `light.kitchen_lights on, 71 %` is `ligh` `t` `.kitc` `hen` `_ligh` `ts` ` on` `,` ` ` `71` ` %`.
final class Tokens {
    private static final Pattern TOKEN =
            Pattern.compile("(?s)[^\\n\\p{L}\\p{N}]?\\p{L}{1,4}|\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{1,3}\\n?|.");

    private Tokens() {}

    static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    static int count(String text) {
        return (int) TOKEN.matcher(text).results().count();
    }
}
