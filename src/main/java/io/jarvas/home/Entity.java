package io.jarvas.home;

import java.util.List;
import java.util.Optional;

/// An exposed entity as the registries describe it. Its state is apart, in [HomeSnapshot#states()].
///
/// @param name what the owner calls it: the registry's name, else the state's `friendly_name`, else the id
/// @param area the id of its own area, or of its device's
/// @param device the id of its device
public record Entity(
        EntityId id,
        String name,
        List<String> aliases,
        Optional<String> area,
        Optional<String> device,
        List<String> labels) {
    public Entity {
        aliases = List.copyOf(aliases);
        labels = List.copyOf(labels);
    }
}
