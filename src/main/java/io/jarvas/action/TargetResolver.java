package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the exposed entities that a request means, in one catalogue. What is not exposed does not exist.
///
/// An entity is found by its id alone. An area, a floor or a label is found by its id, else by its name or an
/// alias where exactly one has it; it stands for the exposed entities in it that the service fits.
final class TargetResolver {
    /// Something that was named does not exist here.
    static final class UnknownException extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final List<String> names;

        UnknownException(List<String> names) {
            super(String.join(", ", names));
            this.names = List.copyOf(names);
        }

        List<String> names() {
            return names;
        }
    }

    /// Services of known domains that act on no entity.
    private static final Set<String> UNTARGETED = Set.of("shopping_list", "tts", "recorder", "calendar");

    /// Where a camera's or an image's pictures are to be had.
    private static final Pattern PICTURES =
            Pattern.compile("media-source://(?:camera|image)(?:/(?<id>.*))?", Pattern.DOTALL);

    private final HomeCatalog catalog;
    private final ServiceRequest request;
    private final Set<String> domains;

    TargetResolver(HomeCatalog catalog, ServiceRequest request) {
        this.catalog = catalog;
        this.request = request;
        domains = catalog.entities().keySet().stream().map(EntityId::domain).collect(Collectors.toUnmodifiableSet());
    }

    /// The targets, sorted; none for a service that acts on no entity.
    ///
    /// @throws UnknownException with every name that nothing exposed has
    /// @throws UnusableArgumentsException where the service does not fit the entities, or has none and needs
    /// some
    List<EntityId> resolve() {
        List<String> unknown = new ArrayList<>();
        Set<EntityId> targets = new TreeSet<>();
        for (String name : request.named()) {
            if (name.equals("all")) {
                targets.addAll(fitting(_ -> true));
                continue;
            }
            EntityId.parse(name)
                    .filter(catalog.entities()::containsKey)
                    .ifPresentOrElse(targets::add, () -> unknown.add(name));
        }
        targets.stream().filter(target -> !fits(target)).findFirst().ifPresent(target -> {
            throw new UnusableArgumentsException(request.id() + " does not fit " + target);
        });
        add(
                targets,
                unknown,
                request.areas(),
                name -> one(catalog.areas(), name, TargetResolver::namesOf),
                this::inArea);
        add(
                targets,
                unknown,
                request.floors(),
                name -> one(catalog.floors(), name, TargetResolver::namesOf),
                this::onFloor);
        add(
                targets,
                unknown,
                request.labels(),
                name -> one(catalog.labels(), name, TargetResolver::namesOf),
                TargetResolver::labelled);
        texts(request.fields()).flatMap(this::hidden).distinct().forEach(unknown::add);
        if (runsScript()) {
            EntityId.parse(request.id())
                    .filter(catalog.entities()::containsKey)
                    .ifPresentOrElse(_ -> {}, () -> unknown.add(request.id()));
        }
        if (!unknown.isEmpty()) {
            throw new UnknownException(unknown);
        }
        if (targets.isEmpty() && (request.targeted() || needsTarget())) {
            throw new UnusableArgumentsException(request.id() + " without a target");
        }
        return List.copyOf(targets);
    }

    private void add(
            Set<EntityId> targets,
            List<String> unknown,
            List<String> names,
            Function<String, Optional<String>> find,
            Function<String, Predicate<Entity>> within) {
        for (String name : names) {
            Optional<String> whole = find.apply(name);
            List<String> parts = whole.isPresent() ? List.of(name) : List.of(name.split("\\s*,\\s*"));
            for (String part : parts) {
                List<EntityId> found =
                        find.apply(part).map(id -> fitting(within.apply(id))).orElse(List.of());
                if (found.isEmpty()) {
                    unknown.add(part);
                }
                targets.addAll(found);
            }
        }
    }

    /// The exposed entities that the predicate takes and the service, called on many at once, is meant for.
    private List<EntityId> fitting(Predicate<Entity> predicate) {
        return catalog.entities().values().stream()
                .filter(predicate)
                .map(Entity::id)
                .filter(id -> request.domain().equals("homeassistant")
                        ? catalog.services().containsKey(id.domain() + "." + request.service())
                        : id.domain().equals(request.domain()))
                .toList();
    }

    private boolean fits(EntityId target) {
        return request.domain().equals("homeassistant")
                || runsScript()
                || !ServiceRisks.known(request.domain())
                || target.domain().equals(request.domain());
    }

    /// `script.good_night` rather than `script.turn_on`.
    private boolean runsScript() {
        return request.domain().equals("script")
                && !Set.of("turn_on", "turn_off", "toggle").contains(request.service());
    }

    private boolean needsTarget() {
        return ServiceRisks.known(request.domain()) && !UNTARGETED.contains(request.domain()) && !runsScript();
    }

    /// Every text in a JSON value, the names in objects included.
    static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case String text -> Stream.of(text);
            case List<?> list -> list.stream().flatMap(TargetResolver::texts);
            case Map<?, ?> object ->
                Stream.concat(object.keySet().stream(), object.values().stream())
                        .flatMap(TargetResolver::texts);
            case null, default -> Stream.empty();
        };
    }

    /// Entities that a text in a field names and that are not exposed. A text that has the form of an id is
    /// one where its domain is one of entities.
    private Stream<String> hidden(String text) {
        Matcher pictures = PICTURES.matcher(text);
        if (pictures.matches()) {
            String id = pictures.group("id");
            boolean shown = id != null
                    && EntityId.parse(id)
                            .filter(catalog.entities()::containsKey)
                            .isPresent();
            return shown ? Stream.empty() : Stream.of(text);
        }
        return Stream.of(text.split(","))
                .map(part -> EntityId.parse(part.strip().toLowerCase(Locale.ROOT)))
                .flatMap(Optional::stream)
                .filter(id -> !catalog.entities().containsKey(id))
                .filter(id -> ServiceRisks.ofEntities(id.domain()) || domains.contains(id.domain()))
                .map(EntityId::value);
    }

    private Predicate<Entity> inArea(String area) {
        return entity -> entity.area().filter(area::equals).isPresent();
    }

    private Predicate<Entity> onFloor(String floor) {
        return entity -> catalog.areaOf(entity)
                .flatMap(Area::floor)
                .filter(floor::equals)
                .isPresent();
    }

    private static Predicate<Entity> labelled(String label) {
        return entity -> entity.labels().contains(label);
    }

    private static <T> Optional<String> one(SortedMap<String, T> all, String name, Function<T, List<String>> names) {
        if (all.containsKey(name)) {
            return Optional.of(name);
        }
        List<String> found = all.entrySet().stream()
                .filter(entry -> names.apply(entry.getValue()).stream().anyMatch(name::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private static List<String> namesOf(Area area) {
        List<String> names = new ArrayList<>(area.aliases());
        names.add(area.name());
        return names;
    }

    private static List<String> namesOf(Floor floor) {
        List<String> names = new ArrayList<>(floor.aliases());
        names.add(floor.name());
        return names;
    }

    private static List<String> namesOf(Label label) {
        return List.of(label.name());
    }
}
