package io.jarvas.home;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;

/// The state of an entity at a moment.
///
/// @param value `on`, `21.5`, `unavailable`
/// @param attributes JSON values by name; attributes that are null in Home Assistant are absent
/// @param changed when `value` last became what it is
/// @param updated when `value` or an attribute last became what it is
public record EntityState(String value, Map<String, Object> attributes, Instant changed, Instant updated) {
    public EntityState {
        attributes = Collections.unmodifiableMap(attributes);
    }

    /// Whether the device can be reached: Home Assistant says `unavailable` where it cannot.
    public boolean available() {
        return !value.equals("unavailable");
    }
}
