package io.jarvas.search;

import io.jarvas.home.EntityId;
import java.util.List;

/// What a search brought.
///
/// @param best the entities that the words are most likely about, the likeliest first
/// @param total how many entities the words fit as well as the last of `best`, or better
/// @param names whether the words name anything, be it there or not: `and now?` does not
public record Findings(List<EntityId> best, int total, boolean names) {
    /// Of words that name nothing.
    public static final Findings NONE = new Findings(List.of(), 0, false);

    public Findings {
        best = List.copyOf(best);
    }
}
