package io.jarvas.home;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// An exposed entity as the registries describe it. Its state is apart, in [HomeSnapshot#states()].
///
/// @param name what the owner calls it: the registry's name, else the state's `friendly_name`, else the id
/// @param area the id of its own area, or of its device's
/// @param device the id of its device
/// @param capabilities what it is and can do, as JSON values under the names of Home Assistant's attributes:
///     `device_class`, `unit_of_measurement`, `supported_features`, `supported_color_modes`, `min_temp`,
///     `options`; they stay as they were last known while the device cannot be reached
public record Entity(
        EntityId id,
        String name,
        List<String> aliases,
        Optional<String> area,
        Optional<String> device,
        List<String> labels,
        Map<String, Object> capabilities) {
    public Entity {
        aliases = List.copyOf(aliases);
        labels = List.copyOf(labels);
        capabilities = Collections.unmodifiableMap(new TreeMap<>(capabilities));
    }

    /// An entity of which no capabilities are known.
    public Entity(
            EntityId id,
            String name,
            List<String> aliases,
            Optional<String> area,
            Optional<String> device,
            List<String> labels) {
        this(id, name, aliases, area, device, labels, Map.of());
    }
}
