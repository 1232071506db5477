package io.jarvas.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// Finds the words that a mistyped one may be. Immutable, so safe to use from any thread.
///
/// One mistake is forgiven in words of four letters or more, two in words of eight or more. A letter too few, too
/// many or another one is a mistake, and so are two letters that changed places. Most words are passed over
/// without a comparison: their letters, as bits of an int, differ by more than the mistakes explain.
final class Spelling {
    private static final int MOST = 3;

    /// A word, and the mistakes between it and what was written.
    record Guess(String word, int mistakes) {}

    private final String[] words;
    private final int[] letters;

    Spelling(Collection<String> words) {
        this.words = words.stream()
                .filter(word -> word.length() >= 3 && !Tokens.number(word))
                .sorted()
                .toArray(String[]::new);
        this.letters = new int[this.words.length];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = letters(this.words[i]);
        }
    }

    /// The nearest words, the likeliest first; none where none is near enough.
    List<Guess> guesses(String written) {
        int allowed = allowed(written);
        if (allowed == 0) {
            return List.of();
        }
        int mine = letters(written);
        List<Guess> near = new ArrayList<>();
        int nearest = allowed;
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            if (Integer.bitCount(mine ^ letters[i]) > 2 * nearest
                    || Math.abs(word.length() - written.length()) > nearest) {
                continue;
            }
            int mistakes = mistakes(written, word, nearest);
            if (mistakes < nearest) {
                near.clear();
                nearest = mistakes;
            }
            if (mistakes == nearest) {
                near.add(new Guess(word, mistakes));
            }
        }
        near.sort(Comparator.comparing((Guess guess) -> guess.word().charAt(0) != written.charAt(0))
                .thenComparing(guess -> letters(guess.word()) != mine)
                .thenComparing(Guess::word));
        return near.size() <= MOST ? near : near.subList(0, MOST);
    }

    private static int allowed(String written) {
        int length = written.length();
        if (length < 4 || length > 40) {
            return 0;
        }
        return length < 8 ? 1 : 2;
    }

    private static int letters(String word) {
        int letters = 0;
        for (int i = 0; i < word.length(); i++) {
            letters |= 1 << (word.charAt(i) & 31);
        }
        return letters;
    }

    /// The mistakes between two words; more than `bound` where there are more.
    private static int mistakes(String a, String b, int bound) {
        int[] before = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            int least = i;
            for (int j = 1; j <= b.length(); j++) {
                char ca = a.charAt(i - 1);
                char cb = b.charAt(j - 1);
                int cost = Math.min(Math.min(last[j], row[j - 1]) + 1, last[j - 1] + (ca == cb ? 0 : 1));
                if (i > 1 && j > 1 && ca == b.charAt(j - 2) && a.charAt(i - 2) == cb) {
                    cost = Math.min(cost, before[j - 2] + 1);
                }
                row[j] = cost;
                least = Math.min(least, cost);
            }
            if (least > bound) {
                return bound + 1;
            }
            int[] free = before;
            before = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
