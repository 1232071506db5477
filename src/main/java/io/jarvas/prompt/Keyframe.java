package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The states of a home at one moment, as the beginning of every prompt shows them. Later moments are told as
/// what differs, so that the beginning stays as the model has it in its cache. What is not there is unknown.
///
/// ```
/// STATES
/// cover: garage_door closed; hall_window open, 10 %
/// light: bed_light off; ceiling_lights on, 71 %
/// ```
final class Keyframe {
    private final HomeSnapshot snapshot;
    private final Map<EntityId, String> lines = new HashMap<>();
    private final String text;

    Keyframe(HomeSnapshot snapshot, StateLines states) {
        this.snapshot = snapshot;
        Map<String, List<String>> domains = new TreeMap<>();
        for (EntityId id : snapshot.catalog().entities().keySet()) {
            Optional<StateLine> line = snapshot.states().containsKey(id) ? states.of(id, snapshot) : Optional.empty();
            line.filter(known -> !known.text().equals(StateLine.UNKNOWN)).ifPresent(known -> {
                lines.put(id, known.text());
                domains.computeIfAbsent(id.domain(), _ -> new ArrayList<>()).add(object(id) + " " + known.text());
            });
        }
        StringBuilder written = new StringBuilder("STATES\n");
        domains.forEach((domain, items) -> written.append(domain)
                .append(": ")
                .append(String.join("; ", items))
                .append('\n'));
        this.text = written.toString();
    }

    private static String object(EntityId id) {
        return id.value().substring(id.domain().length() + 1);
    }

    /// Its states, a line a domain.
    String text() {
        return text;
    }

    /// What it says of an entity; null where it says nothing.
    @Nullable
    String line(EntityId id) {
        return lines.get(id);
    }

    /// Whether an entity has the state that it had then; nearly always the same instance.
    boolean holds(EntityId id, @Nullable EntityState now) {
        return Objects.equals(snapshot.states().get(id), now);
    }

    int size() {
        return lines.size();
    }
}
