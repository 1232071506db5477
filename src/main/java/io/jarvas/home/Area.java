package io.jarvas.home;

import java.util.List;
import java.util.Optional;

/// A room of the house, or a part of its garden.
///
/// @param floor the id of the floor it is on
public record Area(String id, String name, List<String> aliases, Optional<String> floor) {
    public Area {
        aliases = List.copyOf(aliases);
    }
}
