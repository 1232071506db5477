package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.Label;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What has which name in one catalogue, apart from case, accents and articles. Immutable.
final class NameIndex {
    private static final Set<String> ARTICLES =
            Set.of("the", "a", "an", "o", "os", "as", "um", "uma", "my", "our", "meu", "minha", "nosso", "nossa");

    private final HomeCatalog catalog;
    private final Map<String, Set<EntityId>> entities = new HashMap<>();
    private final Map<String, Set<String>> areas = new HashMap<>();
    private final Map<String, Set<String>> floors = new HashMap<>();
    private final Map<String, Set<String>> labels = new HashMap<>();
    private final Set<String> domains;

    NameIndex(HomeCatalog catalog) {
        this.catalog = catalog;
        for (Entity entity : catalog.entities().values()) {
            add(entities, entity.id(), entity.name());
            entity.aliases().forEach(alias -> add(entities, entity.id(), alias));
        }
        for (Area area : catalog.areas().values()) {
            add(areas, area.id(), area.name());
            area.aliases().forEach(alias -> add(areas, area.id(), alias));
        }
        for (Floor floor : catalog.floors().values()) {
            add(floors, floor.id(), floor.name());
            floor.aliases().forEach(alias -> add(floors, floor.id(), alias));
        }
        for (Label label : catalog.labels().values()) {
            add(labels, label.id(), label.name());
        }
        domains = catalog.entities().keySet().stream().map(EntityId::domain).collect(Collectors.toUnmodifiableSet());
    }

    private static <T extends Comparable<T>> void add(Map<String, Set<T>> names, T id, String name) {
        names.computeIfAbsent(key(name), _ -> new TreeSet<>()).add(id);
    }

    /// A name without its article: `a Cozinha` and `cozinha` are one.
    static String key(String name) {
        String plain = Words.plain(name);
        int space = plain.indexOf(' ');
        return space > 0 && ARTICLES.contains(plain.substring(0, space)) ? plain.substring(space + 1) : plain;
    }

    HomeCatalog catalog() {
        return catalog;
    }

    /// The domains of the exposed entities.
    Set<String> domains() {
        return domains;
    }

    /// The entities that have this name or alias, and that the predicate takes.
    List<EntityId> named(String name, Predicate<EntityId> fitting) {
        return new ArrayList<>(entities.getOrDefault(key(name), Set.of()))
                .stream().filter(fitting).toList();
    }

    /// The one area with this id, else with this name or alias.
    Optional<String> area(String name) {
        return one(catalog.areas().containsKey(name), name, areas);
    }

    Optional<String> floor(String name) {
        return one(catalog.floors().containsKey(name), name, floors);
    }

    Optional<String> label(String name) {
        return one(catalog.labels().containsKey(name), name, labels);
    }

    private static Optional<String> one(boolean isId, String name, Map<String, Set<String>> ids) {
        if (isId) {
            return Optional.of(name);
        }
        Set<String> found = ids.getOrDefault(key(name), Set.of());
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }
}
