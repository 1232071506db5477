package io.jarvas.search;

import io.jarvas.home.EntityId;
import java.util.Set;
import java.util.TreeSet;

/// What a person's words lead to.
///
/// @param entities all that the words allow to be acted on; often more than the one that is meant
/// @param names whether the words name anything, be it there or not: `turn it off` does not, and leads to
///     nothing by itself
public record Meant(Set<EntityId> entities, boolean names) {
    public Meant {
        entities = Set.copyOf(entities);
    }

    /// What these words lead to, or those, where a person's earlier words are to count too.
    public Meant or(Meant other) {
        Set<EntityId> both = new TreeSet<>(entities);
        both.addAll(other.entities);
        return new Meant(both, names || other.names);
    }
}
