package io.jarvas.voice;

/// Looks at words, which are whatever stands between spaces.
final class Word {
    private Word() {}

    /// The first word of a text that begins with one.
    static String first(String text) {
        int end = 0;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(0, end);
    }

    /// The last word, without what opens before it.
    static String last(String text) {
        int start = text.length();
        while (start > 0 && isOfWord(text.charAt(start - 1))) {
            start--;
        }
        return text.substring(start);
    }

    private static boolean isOfWord(char character) {
        return !Character.isWhitespace(character) && "\"'“‘«([*_~,;:–—".indexOf(character) < 0;
    }

    /// Without the marks that stand at its end.
    static String bare(String word) {
        int end = word.length();
        while (end > 0 && ".,;:!?)]»”\"'*_…".indexOf(word.charAt(end - 1)) >= 0) {
            end--;
        }
        return word.substring(0, end);
    }

    /// `S. Bach`
    static boolean isInitial(String text) {
        return text.length() > 1 && Character.isUpperCase(text.charAt(0)) && text.charAt(1) == '.';
    }

    /// `.NET` is a word, `...` is none.
    static boolean begins(String text) {
        return text.charAt(0) == '.' && text.length() > 1 && Character.isLetterOrDigit(text.charAt(1));
    }

    /// How many words have a letter or a digit.
    static int count(CharSequence text) {
        int count = 0;
        boolean inside = false;
        boolean counted = false;
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            inside = !Character.isWhitespace(character);
            if (!inside) {
                counted = false;
            } else if (!counted && Character.isLetterOrDigit(character)) {
                counted = true;
                count++;
            }
        }
        return count;
    }
}
