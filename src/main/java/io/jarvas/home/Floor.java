package io.jarvas.home;

import java.util.List;
import java.util.OptionalInt;

/// A floor of the house.
///
/// @param level 0 is the ground floor
public record Floor(String id, String name, List<String> aliases, OptionalInt level) {
    public Floor {
        aliases = List.copyOf(aliases);
    }
}
