package io.jarvas.memory;

import io.jarvas.language.SpokenDigits;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells texts that hold a secret from others: a PIN, a password, a token, the number of a card. In doubt it is one:
/// what is not remembered can be said again. What the owner's PIN is has no part in it: whoever may have something
/// remembered could try one number after another, and see which is refused.
final class Secrets {
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cc}&&[^\\n\\t]]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private static final String IS =
            "(?: (?:is|was|are|will be|now|equals|e|era|sera|foi|agora|passa a ser|passou a ser)\\b|\\s*[:=])";
    /// Whatever is said of these is a secret.
    private static final Pattern PASSWORD = Pattern.compile(
            "\\b(?:pass ?-?words?|pass ?-?codes?|pass ?-?phrases?|pass ?-?keys?|pwd|palavras?-? ?passe|palavras?-? ?chave|senhas?|frases?-? ?passe"
                    + "|api[ _-]?keys?|secret keys?|access keys?|private keys?|chaves? (?:de |da )?(?:api|acesso|privada|secreta)|client secret"
                    + "|seed phrase|recovery (?:phrase|codes?)|codigos? de recuperacao|access tokens?|bearer|tokens?|credentials?|credenciais)\\b");
    private static final Pattern SAYS = Pattern.compile(IS);
    private static final Pattern WITH_DIGIT = Pattern.compile("[\"'“‘«]?\\S*\\d\\S*.*");
    private static final Pattern SAID = Pattern.compile(IS + "\\s*\\S+");
    /// These are secrets with digits, as they are spoken or written.
    private static final Pattern CODE = Pattern.compile(
            "\\b(?:p\\.?i\\.?n\\.?s?|pin ?codes?|pin numbers?|puk|cvv|cvc|codes?|codigos?|combinations?|combinacao|segredo|cofre|(?:the|our|my) safe|keypad|teclado numerico|security number)(?![\\p{L}])");
    private static final Pattern HARMLESS_CODE = Pattern.compile(
            "\\b(?:post(?:al|code)?|zip|area|dialling|dialing|country|bar|error|promo|discount|colour|color|dress|qr|product|codigo (?:postal|de barras|de erro|do artigo|da cor|promocional|de desconto))\\b[ -]?(?:codes?|codigos?)?");
    private static final Pattern DIGITS = Pattern.compile("(?<![\\p{L}\\d])\\d(?:[ .\\-]?\\d){2,11}(?![\\p{L}\\d])");
    private static final Pattern CARD = Pattern.compile("(?<!\\d)\\d(?:[ .\\-]?\\d){12,18}(?!\\d)");
    private static final Pattern TOKEN = Pattern.compile(
            "\\beyJ[\\w-]{8,}|\\b(?:sk|pk|rk)[-_][\\w-]{12,}|\\bgh[pousr]_\\w{16,}|\\bgithub_pat_\\w+|\\bxox[abprs]-[\\w-]{8,}|\\bAKIA[A-Z0-9]{12,}|\\bAIza[\\w-]{20,}"
                    + "|-----BEGIN|\\b[Bb]earer\\s+\\S{8,}|://[^/\\s:@]+:[^/\\s@]+@|\\b[0-9a-fA-F]{32,}\\b");
    private static final Pattern LONG = Pattern.compile("[\\p{L}\\d+=_-]{20,}");
    private static final Pattern BARE = Pattern.compile("[\\s\\p{P}\\p{S}]*\\d[\\d\\s\\p{P}]{2,}");

    private static final int SPOKEN_DIGITS = 3;

    /// Of a PIN.
    private static final int LEAST_DIGITS = 4;

    private Secrets() {}

    /// Whether there is one in the text.
    static boolean in(String text) {
        String shown = INVISIBLE
                .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC))
                .replaceAll("");
        String plain = MARKS.matcher(Normalizer.normalize(shown, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        return TOKEN.matcher(shown).find()
                || looksRandom(shown)
                || card(plain)
                || !SpokenDigits.masked(shown, "", LEAST_DIGITS, false).equals(shown)
                || password(plain)
                || code(plain)
                || BARE.matcher(plain).matches();
    }

    private static boolean password(String plain) {
        Matcher named = PASSWORD.matcher(plain);
        if (!named.find()) {
            return false;
        }
        String rest = plain.substring(named.end());
        boolean before = SAYS.matcher(plain.substring(0, named.start())).find()
                && plain.chars().anyMatch(Character::isDigit);
        return before
                || SAID.matcher(rest).find()
                || WITH_DIGIT.matcher(rest.strip()).matches()
                || DIGITS.matcher(plain).find();
    }

    private static boolean code(String plain) {
        String others = HARMLESS_CODE.matcher(plain).replaceAll(" ");
        return CODE.matcher(others).find()
                && (DIGITS.matcher(others).find() || SpokenDigits.areIn(others, SPOKEN_DIGITS));
    }

    /// By Luhn's sum, which the numbers of cards have.
    private static boolean card(String plain) {
        return CARD.matcher(plain)
                .results()
                .map(match -> match.group().replaceAll("\\D", ""))
                .anyMatch(Secrets::luhn);
    }

    private static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int counted = i % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }

    /// Long words with letters and digits in disorder.
    private static boolean looksRandom(String text) {
        List<String> words =
                LONG.matcher(text).results().map(match -> match.group()).toList();
        return words.stream().anyMatch(word -> {
            long digits = word.chars().filter(Character::isDigit).count();
            long letters = word.chars().filter(Character::isLetter).count();
            return digits >= 3 && letters >= 3 && !word.contains("://");
        });
    }
}
