package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
/// Safe to use from any thread.
final class Keyframe {
    private final List<Entry> entries = new ArrayList<>();
    private final String text;

    /// An entity whose line is another one now.
    record Change(EntityId id, StateLine line, boolean worthTelling) {}

    /// An entity, and what was found out last about how it differs: most have not changed since.
    private static final class Entry {
        private final EntityId id;
        private final String told;
        private volatile Compared last;

        Entry(EntityId id, @Nullable EntityState state, String told) {
            this.id = id;
            this.told = told;
            this.last = new Compared(state, null);
        }
    }

    /// @param change null where there is none
    private record Compared(
            @Nullable EntityState state, @Nullable Change change) {}

    Keyframe(HomeSnapshot snapshot, StateLines states) {
        Map<String, List<String>> domains = new TreeMap<>();
        for (EntityId id : snapshot.catalog().entities().keySet()) {
            String line = snapshot.states().containsKey(id)
                    ? states.of(id, snapshot).map(StateLine::text).orElse(StateLine.UNKNOWN)
                    : StateLine.UNKNOWN;
            if (StateLine.shown(id)) {
                entries.add(new Entry(id, snapshot.states().get(id), line));
            }
            if (!line.equals(StateLine.UNKNOWN)) {
                domains.computeIfAbsent(id.domain(), _ -> new ArrayList<>()).add(id.object() + " " + line);
            }
        }
        StringBuilder written = new StringBuilder("STATES\n");
        domains.forEach((domain, items) -> written.append(domain)
                .append(": ")
                .append(String.join("; ", items))
                .append('\n'));
        this.text = written.toString();
    }

    /// Its states, a line a domain.
    String text() {
        return text;
    }

    /// The entities whose lines differ now, sorted.
    List<Change> changes(HomeSnapshot now, StateLines states) {
        List<Change> changes = new ArrayList<>();
        for (Entry entry : entries) {
            EntityState state = now.states().get(entry.id);
            Compared compared = entry.last;
            if (!Objects.equals(compared.state(), state)) {
                compared = new Compared(state, compare(entry, now, states));
                entry.last = compared;
            }
            if (compared.change() != null) {
                changes.add(compared.change());
            }
        }
        return changes;
    }

    private static @Nullable Change compare(Entry entry, HomeSnapshot now, StateLines states) {
        StateLine line = states.of(entry.id, now).orElseThrow();
        return line.text().equals(entry.told) ? null : new Change(entry.id, line, line.differsFrom(entry.told));
    }
}
