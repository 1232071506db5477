package io.jarvas.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A word and where it stands. Digits are words of their own, whatever stands beside them.
///
/// @param plain as [PlainWords] has it
/// @param start of its letters in the text
/// @param end after them
record PlacedWord(String plain, int start, int end) {
    private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’´`]*|\\p{Nd}+");

    /// The text in the form that [#of] wants it in. Digits are digits there however an input method writes
    /// them: a PIN that is not seen as one would be stored.
    static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }

    /// @param composed see [#composed]
    static List<PlacedWord> of(String composed) {
        List<PlacedWord> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(composed);
        while (matcher.find()) {
            String plain = String.join("", PlainWords.of(matcher.group(), 2));
            words.add(new PlacedWord(plain, matcher.start(), matcher.end()));
        }
        return words;
    }
}
