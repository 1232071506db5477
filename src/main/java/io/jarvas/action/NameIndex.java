package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.Label;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// What has which name in one catalogue, apart from case, accents and articles. Safe to use from any thread.
///
/// Names are read when the first is looked for: ids need none. From one catalogue to the next most of them stay.
final class NameIndex {
    private static final Set<String> ARTICLES =
            Set.of("the", "a", "an", "o", "os", "as", "um", "uma", "my", "our", "meu", "minha", "nosso", "nossa");

    private final HomeCatalog catalog;
    private final Map<String, List<Entity>> domains;
    private final Map<String, String> keysBefore;
    private volatile @Nullable Names known;

    NameIndex(HomeCatalog catalog) {
        this(catalog, Map.of());
    }

    private NameIndex(HomeCatalog catalog, Map<String, String> keysBefore) {
        this.catalog = catalog;
        this.keysBefore = keysBefore;
        Map<String, List<Entity>> byDomain = new TreeMap<>();
        String prefix = "";
        List<Entity> members = List.of();
        for (Entity entity : catalog.entities().values()) {
            // Sorted by their ids, so each domain's stand together.
            if (members.isEmpty() || !entity.id().value().startsWith(prefix)) {
                prefix = entity.id().domain() + ".";
                members = byDomain.computeIfAbsent(entity.id().domain(), _ -> new ArrayList<>());
            }
            members.add(entity);
        }
        domains = Collections.unmodifiableMap(byDomain);
    }

    /// The same of a newer catalogue.
    NameIndex renewed(HomeCatalog newer) {
        Names read = known;
        return new NameIndex(newer, read == null ? keysBefore : read.keys());
    }

    /// @param keys of each name as it was written
    private record Names(
            Map<String, String> keys,
            Map<String, List<EntityId>> entities,
            Map<String, List<String>> areas,
            Map<String, List<String>> floors,
            Map<String, List<String>> labels) {}

    private Names names() {
        Names read = known;
        if (read == null) {
            int entities = catalog.entities().size();
            read = new Names(
                    HashMap.newHashMap(2 * entities),
                    HashMap.newHashMap(2 * entities),
                    new HashMap<>(),
                    new HashMap<>(),
                    new HashMap<>());
            read(read);
            known = read;
        }
        return read;
    }

    /// Reads the names now.
    void read() {
        names();
    }

    private void read(Names names) {
        for (Entity entity : catalog.entities().values()) {
            add(names, names.entities(), entity.id(), entity.name());
            entity.aliases().forEach(alias -> add(names, names.entities(), entity.id(), alias));
        }
        for (Area area : catalog.areas().values()) {
            add(names, names.areas(), area.id(), area.name());
            area.aliases().forEach(alias -> add(names, names.areas(), area.id(), alias));
        }
        for (Floor floor : catalog.floors().values()) {
            add(names, names.floors(), floor.id(), floor.name());
            floor.aliases().forEach(alias -> add(names, names.floors(), floor.id(), alias));
        }
        for (Label label : catalog.labels().values()) {
            add(names, names.labels(), label.id(), label.name());
        }
    }

    private <T> void add(Names names, Map<String, List<T>> ids, T id, String name) {
        String before = keysBefore.get(name);
        String key = before == null ? key(name) : before;
        names.keys().put(name, key);
        List<T> called = ids.computeIfAbsent(key, _ -> new ArrayList<>(1));
        if (!called.contains(id)) {
            called.add(id);
        }
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
        return domains.keySet();
    }

    /// The exposed entities of a domain, sorted by their ids.
    List<Entity> inDomain(String domain) {
        return domains.getOrDefault(domain, List.of());
    }

    /// The entities that have this name or alias, and that the predicate takes.
    List<EntityId> named(String name, Predicate<EntityId> fitting) {
        return names().entities().getOrDefault(key(name), List.of()).stream()
                .filter(fitting)
                .toList();
    }

    /// The one area with this id, else with this name or alias.
    Optional<String> area(String name) {
        return one(catalog.areas().containsKey(name), name, Names::areas);
    }

    Optional<String> floor(String name) {
        return one(catalog.floors().containsKey(name), name, Names::floors);
    }

    Optional<String> label(String name) {
        return one(catalog.labels().containsKey(name), name, Names::labels);
    }

    private Optional<String> one(boolean isId, String name, Function<Names, Map<String, List<String>>> ids) {
        if (isId) {
            return Optional.of(name);
        }
        List<String> found = ids.apply(names()).getOrDefault(key(name), List.of());
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }
}
