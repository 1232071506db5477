package io.jarvas.language;

import java.util.Set;

/// Tells whether a person speaks of what is planned for later: `cancel the timer`, `o que está agendado`. The words
/// stand in `plan-words.txt`.
public final class PlanWords {
    private static final int MOST_WORDS = 200;
    private static final Set<String> PLANS = WordLists.read("plan-words.txt").list("plans");

    private PlanWords() {}

    /// Whether one of the words is about plans, in English or in European Portuguese.
    public static boolean in(String message) {
        return PlainWords.of(message, MOST_WORDS).stream().anyMatch(PLANS::contains);
    }
}
