package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import java.util.List;
import java.util.Map;

/// Finds the entities of a home that a person's words are about. Made once for a catalogue; immutable, so
/// safe to use from any thread.
public final class EntitySearch {
    private final HomeCatalog home;

    public EntitySearch(HomeCatalog home) {
        this.home = home;
    }

    /// @param words as the person wrote them
    /// @param states of now, for words such as "open"
    /// @param most how many entities are brought at most
    public Findings find(String words, Map<EntityId, EntityState> states, int most) {
        List<EntityId> named = home.entities().values().stream()
                .filter(entity -> words.contains(entity.name()))
                .map(entity -> entity.id())
                .toList();
        return new Findings(named.stream().limit(most).toList(), named.size());
    }
}
