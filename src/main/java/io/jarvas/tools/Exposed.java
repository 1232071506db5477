package io.jarvas.tools;

import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds exposed entities by what people call them. What is not exposed does not exist.
final class Exposed {
    private static final int MOST_CHOICES = 8;

    private final HomeCatalog catalog;

    Exposed(HomeSnapshot home) {
        this.catalog = home.catalog();
    }

    /// The entities of a domain.
    List<Entity> of(String domain) {
        return catalog.entities().values().stream()
                .filter(entity -> entity.id().domain().equals(domain))
                .toList();
    }

    /// The entity with that id; else the one that alone has that name or alias.
    ///
    /// @param among which entities it is one of
    /// @throws UnknownNameException where none has it
    /// @throws UnusableArgumentsException where several have it, with their ids
    Entity named(String name, List<Entity> among) {
        String wanted = Texts.plain(name);
        Optional<Entity> exact = EntityId.parse(name.strip().toLowerCase(Locale.ROOT))
                .flatMap(catalog::entity)
                .filter(among::contains);
        if (exact.isPresent()) {
            return exact.get();
        }
        List<Entity> found = wanted.isEmpty()
                ? List.of()
                : among.stream()
                        .filter(entity -> names(entity).anyMatch(wanted::equals))
                        .toList();
        if (found.isEmpty()) {
            throw new UnknownNameException(name);
        }
        if (found.size() > 1) {
            throw new UnusableArgumentsException("several have that name: " + choices(found));
        }
        return found.getFirst();
    }

    /// See [#named(String, List)], of all entities.
    Entity named(String name) {
        return named(name, List.copyOf(catalog.entities().values()));
    }

    /// The entities in the area with that id, or else with that name or alias.
    ///
    /// @throws UnknownNameException where there is no such area
    List<Entity> inArea(String name) {
        String wanted = Texts.plain(name);
        List<Area> found = catalog.areas().values().stream()
                .filter(area -> area.id().equals(name)
                        || Stream.concat(Stream.of(area.name()), area.aliases().stream())
                                .map(Texts::plain)
                                .anyMatch(wanted::equals))
                .toList();
        List<Entity> entities = catalog.entities().values().stream()
                .filter(entity -> catalog.areaOf(entity).filter(found::contains).isPresent())
                .toList();
        // An area with nothing exposed in it does not exist either.
        if (entities.isEmpty()) {
            throw new UnknownNameException(name);
        }
        return entities;
    }

    static String choices(List<Entity> entities) {
        return entities.stream()
                .limit(MOST_CHOICES)
                .map(entity -> entity.id().value())
                .collect(Collectors.joining(", "));
    }

    private static Stream<String> names(Entity entity) {
        return Stream.concat(Stream.of(entity.name(), entity.id().object()), entity.aliases().stream())
                .map(Texts::plain);
    }

    /// Whether the entity says that it has a feature.
    static boolean has(Entity entity, int feature) {
        return entity.capabilities().get("supported_features") instanceof Number features
                && (features.intValue() & feature) != 0;
    }
}
