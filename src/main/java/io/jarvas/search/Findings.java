package io.jarvas.search;

import io.jarvas.home.EntityId;
import java.util.List;

/// What a search brought.
///
/// @param best the entities that the words are most likely about, the likeliest first
/// @param total how many entities the words fit as well as the last of `best`, or better
public record Findings(List<EntityId> best, int total) {
    public static final Findings NONE = new Findings(List.of(), 0);

    public Findings {
        best = List.copyOf(best);
    }
}
