package io.jarvas.demo.model;

import java.util.List;
import java.util.regex.Pattern;

/// How the demo model counts and cuts text: a token is four characters in a prompt, a piece of a word in an
/// answer.
final class ModelTokens {
    private static final int CHARACTERS = 4;
    private static final Pattern PIECE = Pattern.compile(
            " ?\\p{L}{1,5}|\\n+| ?\\p{N}{1,3}| ?[^\\s\\p{L}\\p{N}]{1,2}|\\s", Pattern.UNICODE_CHARACTER_CLASS);

    private ModelTokens() {}

    static int count(int characters) {
        return Math.ceilDiv(characters, CHARACTERS);
    }

    /// The pieces of a text; together they are the text.
    static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(match -> match.group()).toList();
    }
}
