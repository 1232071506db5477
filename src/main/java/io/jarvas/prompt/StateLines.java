package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// States as lines, each written once: a state that has not changed keeps its line. Safe to use from any
/// thread.
final class StateLines {
    private static final StateLine UNKNOWN = new StateLine(StateLine.UNKNOWN, List.of());

    private record Written(EntityState state, ZoneId zone, StateLine line) {}

    private final Map<EntityId, Written> written = new ConcurrentHashMap<>();

    /// The line of an entity; nothing where its state says nothing.
    Optional<StateLine> of(EntityId id, HomeSnapshot home) {
        if (!StateLine.shown(id)) {
            return Optional.empty();
        }
        EntityState state = home.states().get(id);
        if (state == null) {
            return Optional.of(UNKNOWN);
        }
        ZoneId zone = home.catalog().config().zone();
        Written known = written.get(id);
        if (known != null && known.state().equals(state) && known.zone().equals(zone)) {
            return Optional.of(known.line());
        }
        StateLine line = StateLine.of(id, state, zone);
        written.put(id, new Written(state, zone, line));
        return Optional.of(line);
    }

    /// Forgets the entities that are no longer exposed.
    void keepOnly(HomeSnapshot home) {
        written.keySet().retainAll(home.catalog().entities().keySet());
    }
}
