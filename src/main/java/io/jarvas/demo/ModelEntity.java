package io.jarvas.demo;

import java.util.List;
import java.util.Set;

/// An entity as a prompt's catalogue shows it.
///
/// @param names what it is called, its name first
/// @param nameKeys the words of each of its names, as [ModelWord#key()]
/// @param places where it is, as keys
/// @param words every word of its line and its id, as keys
record ModelEntity(String id, List<String> names, List<Set<String>> nameKeys, Set<String> places, Set<String> words) {
    ModelEntity {
        names = List.copyOf(names);
        nameKeys = List.copyOf(nameKeys);
        places = Set.copyOf(places);
        words = Set.copyOf(words);
    }

    String domain() {
        return id.substring(0, id.indexOf('.'));
    }

    String name() {
        return names.getFirst();
    }
}
