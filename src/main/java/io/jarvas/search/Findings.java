package io.jarvas.search;

import io.jarvas.home.EntityId;
import java.util.List;

/// What a search brought.
///
/// @param best the entities that the words are most likely about, the likeliest first
/// @param total how many entities the words fit as well as the last of `best`, or better
/// @param names whether the words name anything, be it there or not: `and now?` does not
/// @param unknown of the words of names, as the person wrote them, those that nothing in the home has; none
///     where nothing was found at all
public record Findings(List<EntityId> best, int total, boolean names, List<String> unknown) {
    /// Of words that name nothing.
    public static final Findings NONE = new Findings(List.of(), 0, false);

    public Findings {
        best = List.copyOf(best);
        unknown = List.copyOf(unknown);
    }

    /// What a search brought to words all of which are known, or none.
    public Findings(List<EntityId> best, int total, boolean names) {
        this(best, total, names, List.of());
    }
}
