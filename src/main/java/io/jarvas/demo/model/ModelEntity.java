package io.jarvas.demo.model;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// An entity as a prompt's catalogue shows it.
///
/// @param names what it is called, its name first
/// @param called what it is called in each language
/// @param nameKeys the words of each of its names, as [ModelWord#key()]
/// @param places where it is, as keys
/// @param words every word of its line and its id, as keys
record ModelEntity(
        String id,
        List<String> names,
        Map<ModelLanguage, String> called,
        List<Set<String>> nameKeys,
        Set<String> places,
        Set<String> words) {
    ModelEntity {
        names = List.copyOf(names);
        called = Map.copyOf(called);
        nameKeys = List.copyOf(nameKeys);
        places = Set.copyOf(places);
        words = Set.copyOf(words);
    }

    String domain() {
        return id.substring(0, id.indexOf('.'));
    }

    String name(ModelLanguage language) {
        return called.getOrDefault(language, names.getFirst());
    }
}
