package io.jarvas.language;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Reads messages that are an answer or a PIN and nothing else. Every word must be part of a phrase of
/// `short-replies.txt`, or of a number.
final class ShortReplies {
    private static final int MOST_WORDS = 24;
    private static final int LONGEST_PHRASE = 8;
    private static final int LEAST_REPEATED = 3;

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

    private ShortReplies() {}

    static Optional<ShortReply> of(String message) {
        return read(message).reply();
    }

    static Optional<String> digits(String message) {
        return read(message).digits();
    }

    /// What a message is.
    ///
    /// @param digits that it gives
    private record Read(Optional<ShortReply> reply, Optional<String> digits) {
        static final Read NOTHING = new Read(Optional.empty(), Optional.empty());

        static Read of(ShortReply reply) {
            return new Read(Optional.of(reply), Optional.empty());
        }
    }

    private static Read read(String message) {
        List<String> words = words(message);
        if (words.isEmpty() || words.size() > MOST_WORDS) {
            return Read.NOTHING;
        }
        if (covers(words, List.of(UNDO), List.of(FILLER, OKAY, NO))) {
            return Read.of(new ShortReply.Undo());
        }
        if (covers(words, List.of(NO), List.of(FILLER, OKAY))) {
            return Read.of(new ShortReply.No());
        }
        if (covers(words, List.of(YES, OKAY), List.of(FILLER))) {
            return message.contains("?") ? Read.NOTHING : Read.of(new ShortReply.Yes(Optional.empty()));
        }
        return withDigits(words, message.contains("?"));
    }

    /// Its words are a yes, a no or what may stand around a PIN, wherever the digits stand among them.
    private static Read withDigits(List<String> words, boolean asks) {
        List<NumberWords.Run> runs = NumberWords.runs(words);
        if (runs.isEmpty() || covers(words, List.of(FILLER), List.of())) {
            return Read.NOTHING;
        }
        Optional<String> digits = Optional.of(digits(runs));
        List<String> others = new ArrayList<>();
        int from = 0;
        for (NumberWords.Run run : runs) {
            others.addAll(words.subList(from, run.from()));
            from = run.to();
        }
        others.addAll(words.subList(from, words.size()));
        if (covers(others, List.of(NO), List.of(FILLER, OKAY, PIN))) {
            return new Read(Optional.of(new ShortReply.No()), digits);
        }
        if (covers(others, List.of(YES, OKAY), List.of(FILLER, PIN))) {
            return new Read(Optional.<ShortReply>of(new ShortReply.Yes(digits)).filter(_ -> !asks), digits);
        }
        return reach(others, List.of(), List.of(PIN, FILLER)) == Reach.NOT || isPlace(others, words, digits.get())
                ? Read.NOTHING
                : new Read(Optional.empty(), digits);
    }

    /// Who gives them twice, to be understood, gives them once.
    private static String digits(List<NumberWords.Run> runs) {
        String first = runs.getFirst().digits();
        boolean same = first.length() >= LEAST_REPEATED
                && runs.stream().allMatch(run -> run.digits().equals(first));
        return same ? first : runs.stream().map(NumberWords.Run::digits).collect(Collectors.joining());
    }

    /// `a 21` is Portuguese for `to 21`.
    private static boolean isPlace(List<String> others, List<String> words, String digits) {
        return digits.length() < LEAST_REPEATED
                && others.equals(List.of("a"))
                && words.getFirst().equals("a");
    }

    private static List<String> words(String message) {
        return PlacedWord.of(PlacedWord.composed(message)).stream()
                .map(PlacedWord::plain)
                .limit(MOST_WORDS + 1)
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
