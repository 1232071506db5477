package io.jarvas.demo.home;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Something that happened in the home.
///
/// @param states the entity's old and new state where the type is `state_changed`
record HomeEvent(
        String type,
        Map<String, @Nullable Object> data,
        Instant fired,
        HomeContext context,
        @Nullable Change states) {
    /// @param before null where the entity is new
    /// @param after null where the entity is gone
    record Change(
            String entityId,
            @Nullable HomeState before,
            @Nullable HomeState after) {}

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("event_type", type);
        json.put("data", data);
        json.put("origin", "LOCAL");
        json.put("time_fired", HomeState.iso(fired));
        json.put("context", context.json());
        return json;
    }
}
