package io.jarvas.memory;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Tells whether a note says what a person said. A model may be led by a text of the house to note what nobody asked it
/// to; such a note is not in the person's words.
public final class OwnWords {
    /// The part of the note's telling words that must be among the person's.
    private static final double SHARE = 0.75;

    private OwnWords() {}

    /// @param said what the person wrote, in this message and those just before
    public static boolean say(List<String> said, String note) {
        Set<String> theirs = new HashSet<>();
        said.forEach(message -> theirs.addAll(Wording.of(message).stems()));
        Set<String> noted = new HashSet<>(Wording.of(note).stems());
        boolean numbers =
                noted.stream().filter(stem -> Character.isDigit(stem.charAt(0))).allMatch(theirs::contains);
        long same = noted.stream().filter(theirs::contains).count();
        return numbers && !noted.isEmpty() && same >= SHARE * noted.size();
    }
}
