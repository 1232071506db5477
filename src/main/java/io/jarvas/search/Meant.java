package io.jarvas.search;

import io.jarvas.home.EntityId;
import java.util.Set;
import java.util.TreeSet;

/// What a person's words lead to.
///
/// @param entities all that the words allow to be acted on; often more than the one that is meant
/// @param names whether the words name anything that is wanted, be it there or not: `turn it off` does not, nor
///     does `but not the bedroom`, and they lead to nothing by themselves
/// @param leftOut what the words say is to be left alone; none of it is led to
public record Meant(Set<EntityId> entities, boolean names, Set<EntityId> leftOut) {
    public Meant {
        entities = Set.copyOf(entities);
        leftOut = Set.copyOf(leftOut);
    }

    /// Of words that leave nothing out.
    public Meant(Set<EntityId> entities, boolean names) {
        this(entities, names, Set.of());
    }

    /// What these words lead to, or those, where a person's earlier words are to count too. What these leave
    /// out of it, those do not lead to, and what these lead to is left out no more.
    public Meant or(Meant earlier) {
        Set<EntityId> both = new TreeSet<>(earlier.entities);
        both.removeAll(leftOut);
        both.addAll(entities);
        Set<EntityId> out = new TreeSet<>(earlier.leftOut);
        out.removeAll(entities);
        out.addAll(leftOut);
        return new Meant(both, names || earlier.names, out);
    }
}
