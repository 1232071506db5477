package io.jarvas.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads messages that are an answer or a PIN and nothing else. Every word must be part of a phrase of
/// `short-replies.txt`, or of the digits.
final class ShortReplies {
    private static final int MOST_WORDS = 24;
    private static final int LONGEST_PHRASE = 8;
    private static final int LEAST_DIGITS = 3;
    private static final int MOST_DIGITS = 12;

    private static final Set<String> YES;
    private static final Set<String> OKAY;
    private static final Set<String> NO;
    private static final Set<String> UNDO;
    private static final Set<String> FILLER;
    private static final Set<String> PIN;

    static {
        WordLists lists = WordLists.read("short-replies.txt");
        YES = lists.list("yes");
        OKAY = lists.list("okay");
        NO = lists.list("no");
        UNDO = lists.list("undo");
        FILLER = lists.list("filler");
        PIN = lists.list("pin");
    }

    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("oh", 0),
            Map.entry("one", 1),
            Map.entry("um", 1),
            Map.entry("uma", 1),
            Map.entry("two", 2),
            Map.entry("dois", 2),
            Map.entry("duas", 2),
            Map.entry("three", 3),
            Map.entry("tres", 3),
            Map.entry("four", 4),
            Map.entry("quatro", 4),
            Map.entry("five", 5),
            Map.entry("cinco", 5),
            Map.entry("six", 6),
            Map.entry("seis", 6),
            Map.entry("meia", 6),
            Map.entry("seven", 7),
            Map.entry("sete", 7),
            Map.entry("eight", 8),
            Map.entry("oito", 8),
            Map.entry("nine", 9),
            Map.entry("nove", 9),
            Map.entry("ten", 10),
            Map.entry("dez", 10),
            Map.entry("eleven", 11),
            Map.entry("onze", 11),
            Map.entry("twelve", 12),
            Map.entry("doze", 12),
            Map.entry("thirteen", 13),
            Map.entry("treze", 13),
            Map.entry("fourteen", 14),
            Map.entry("catorze", 14),
            Map.entry("quatorze", 14),
            Map.entry("fifteen", 15),
            Map.entry("quinze", 15),
            Map.entry("sixteen", 16),
            Map.entry("dezasseis", 16),
            Map.entry("dezesseis", 16),
            Map.entry("seventeen", 17),
            Map.entry("dezassete", 17),
            Map.entry("dezessete", 17),
            Map.entry("eighteen", 18),
            Map.entry("dezoito", 18),
            Map.entry("nineteen", 19),
            Map.entry("dezanove", 19),
            Map.entry("dezenove", 19),
            Map.entry("twenty", 20),
            Map.entry("vinte", 20),
            Map.entry("thirty", 30),
            Map.entry("trinta", 30),
            Map.entry("forty", 40),
            Map.entry("quarenta", 40),
            Map.entry("fifty", 50),
            Map.entry("cinquenta", 50),
            Map.entry("sixty", 60),
            Map.entry("sessenta", 60),
            Map.entry("seventy", 70),
            Map.entry("setenta", 70),
            Map.entry("eighty", 80),
            Map.entry("oitenta", 80),
            Map.entry("ninety", 90),
            Map.entry("noventa", 90));

    private ShortReplies() {}

    static Optional<ShortReply> of(String message) {
        List<String> words = words(message);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return Optional.empty();
        }
        if (covers(words, List.of(UNDO), List.of(FILLER, OKAY, NO))) {
            return Optional.of(new ShortReply.Undo());
        }
        if (covers(words, List.of(NO), List.of(FILLER, OKAY))) {
            return Optional.of(new ShortReply.No());
        }
        if (yes(words) && !message.contains("?")) {
            return Optional.of(new ShortReply.Yes(Optional.empty()));
        }
        return yesWithDigits(words);
    }

    /// The yes may stand before the digits or after them.
    private static Optional<ShortReply> yesWithDigits(List<String> words) {
        for (int cut = 1; cut < words.size(); cut++) {
            List<String> first = words.subList(0, cut);
            List<String> second = words.subList(cut, words.size());
            if (yes(first)) {
                Optional<String> digits = digits(second);
                if (digits.isPresent()) {
                    return Optional.of(new ShortReply.Yes(digits));
                }
            }
            if (yes(second)) {
                Optional<String> digits = digits(first);
                if (digits.isPresent()) {
                    return Optional.of(new ShortReply.Yes(digits));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean yes(List<String> words) {
        return covers(words, List.of(YES, OKAY), List.of(FILLER));
    }

    static Optional<String> digits(String message) {
        List<String> words = words(message);
        return words.size() > MOST_WORDS ? Optional.empty() : digits(words);
    }

    private static Optional<String> digits(List<String> words) {
        int start = 0;
        while (start < words.size() && value(words.get(start)).isEmpty()) {
            start++;
        }
        if (!aroundPin(words.subList(0, start))) {
            return Optional.empty();
        }
        StringBuilder digits = new StringBuilder();
        int at = start;
        while (at < words.size() && value(words.get(at)).isPresent()) {
            String value = value(words.get(at)).get();
            at++;
            boolean ten = value.length() == 2 && value.endsWith("0") && NUMBERS.containsKey(words.get(at - 1));
            int unit = at < words.size() && words.get(at).equals("e") ? at + 1 : at;
            if (ten && !value.equals("10") && unit < words.size() && unit(words.get(unit))) {
                value = value.charAt(0) + value(words.get(unit)).orElseThrow();
                at = unit + 1;
            }
            digits.append(value);
        }
        boolean nothingElse = aroundPin(words.subList(at, words.size()));
        return nothingElse && digits.length() >= LEAST_DIGITS && digits.length() <= MOST_DIGITS
                ? Optional.of(digits.toString())
                : Optional.empty();
    }

    private static boolean unit(String word) {
        Integer number = NUMBERS.get(word);
        return number != null && number > 0 && number < 10;
    }

    private static boolean aroundPin(List<String> words) {
        return reach(words, List.of(), List.of(PIN, FILLER)) != Reach.NOT;
    }

    /// The digits that a word is; nothing where it is none.
    private static Optional<String> value(String word) {
        String digits = word.replaceAll("[.,:]", "");
        if (digits.chars().allMatch(Character::isDigit)) {
            StringBuilder plain = new StringBuilder();
            digits.chars().forEach(c -> plain.append(Character.digit(c, 10)));
            return Optional.of(plain.toString());
        }
        return Optional.ofNullable(NUMBERS.get(word)).map(String::valueOf);
    }

    /// Digits are digits in whatever form an input method writes them: a PIN that is not seen as one would be
    /// stored.
    private static List<String> words(String message) {
        return PlainWords.of(Normalizer.normalize(message, Normalizer.Form.NFKC), 4 * MOST_WORDS).stream()
                .filter(word -> !PlainWords.isMark(word))
                .toList();
    }

    /// Whether all words are phrases of the lists, one of them of `saying`.
    private static boolean covers(List<String> words, List<Set<String>> saying, List<Set<String>> beside) {
        return reach(words, saying, beside) == Reach.SAYING;
    }

    private static Reach reach(List<String> words, List<Set<String>> saying, List<Set<String>> beside) {
        List<Reach> reached = new ArrayList<>(List.of(Reach.SILENT));
        for (int end = 1; end <= words.size(); end++) {
            Reach best = Reach.NOT;
            for (int start = Math.max(0, end - LONGEST_PHRASE); start < end; start++) {
                if (reached.get(start) == Reach.NOT) {
                    continue;
                }
                String phrase = String.join(" ", words.subList(start, end));
                if (saying.stream().anyMatch(list -> list.contains(phrase))) {
                    best = Reach.SAYING;
                } else if (best != Reach.SAYING && beside.stream().anyMatch(list -> list.contains(phrase))) {
                    best = reached.get(start);
                }
            }
            reached.add(best);
        }
        return reached.getLast();
    }

    /// How far the words up to a place are phrases.
    private enum Reach {
        NOT,
        SILENT,
        SAYING
    }
}
