package io.jarvas.action;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/// Text as people mean it: without case, accents and signs.
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Words() {}

    /// `Luz do Sofá (nova)` is `luz do sofa nova`.
    static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        String bare = unaccented(text);
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            if (Character.isLetterOrDigit(c)) {
                plain.append(c);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain.toString().strip();
    }

    /// In lower case, without accents, with its signs: `22,5 °c`.
    static String unaccented(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        return ascii(lower)
                ? lower
                : MARKS.matcher(Normalizer.normalize(lower, Form.NFD)).replaceAll("");
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    /// As Home Assistant writes names of fields and services: `brightnessPct` is `brightness_pct`.
    static String snake(String name) {
        return plain(name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")).replace(' ', '_');
    }
}
