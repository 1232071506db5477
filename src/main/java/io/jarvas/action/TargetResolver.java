package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
/// An entity is found by its id, else by its name or an alias where exactly one that the service fits has it.
/// Words that stand for several (`all lights`, `kitchen lights`) are read as [TargetPhrase]s. An area, a floor
/// or a label is found by its id, else by its name or an alias where exactly one has it; it stands for the
/// exposed entities in it that the service fits.
final class TargetResolver {
    /// What a request is for.
    ///
    /// @param all sorted by their ids; none for a service that acts on no entity
    /// @param named those of them that somebody named, each by itself
    record Found(List<Entity> all, Set<EntityId> named) {
        Found {
            all = List.copyOf(all);
            named = Set.copyOf(named);
        }
    }

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

    private final NameIndex names;
    private final HomeCatalog catalog;
    private final ServiceRequest request;
    private final List<String> unknown = new ArrayList<>();
    private final Map<EntityId, Entity> targets = new LinkedHashMap<>();
    private final Set<EntityId> named = new TreeSet<>();

    TargetResolver(NameIndex names, ServiceRequest request) {
        this.names = names;
        this.catalog = names.catalog();
        this.request = request;
    }

    /// The targets.
    ///
    /// @throws UnknownException with every name that nothing exposed has
    /// @throws UnusableArgumentsException where a name may mean several, where the service does not fit the
    ///     entities, or has none and needs some
    Found resolve() {
        request.named().forEach(this::entities);
        named.forEach(id -> catalog.entity(id).ifPresent(entity -> targets.put(id, entity)));
        named.stream().filter(target -> !fits(target)).findFirst().ifPresent(target -> {
            throw new UnusableArgumentsException(request.id() + " does not fit " + target + instead(target));
        });
        places(request.areas(), names::area, this::inArea);
        places(request.floors(), names::floor, this::onFloor);
        places(request.labels(), names::label, TargetResolver::labelled);
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
        return new Found(
                targets.values().stream()
                        .sorted(Comparator.comparing(Entity::id))
                        .toList(),
                named);
    }

    private String instead(EntityId target) {
        String own = target.domain() + "." + request.service();
        return catalog.services().containsKey(own) ? ": that is " + own : "";
    }

    /// What one text names, else each of its parts: names may have commas in them.
    private void entities(String text) {
        if (!entity(text)) {
            String[] parts = text.split("\\s*,\\s*");
            for (String part : parts) {
                if (!part.isBlank() && (parts.length == 1 || !entity(part))) {
                    unknown.add(part.strip().toLowerCase(Locale.ROOT));
                }
            }
        }
    }

    private boolean entity(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        Optional<EntityId> id = EntityId.parse(lower);
        if (id.filter(catalog.entities()::containsKey).isPresent()) {
            named.add(id.get());
            return true;
        }
        if (lower.equals("all")) {
            add(fitting(_ -> true));
            return true;
        }
        List<EntityId> called = names.named(text, this::meant);
        if (called.isEmpty() && lower.matches("[a-z_]+\\.[^.,]+")) {
            // `light.sofa_lamp` for the light whose name is Sofa lamp.
            int dot = lower.indexOf('.');
            called = names.named(lower.substring(dot + 1), of -> of.domain().equals(lower.substring(0, dot)));
        }
        if (called.size() > 1) {
            throw new UnusableArgumentsException(
                    text + " may be " + called.stream().map(EntityId::value).collect(Collectors.joining(" or ")));
        }
        named.addAll(called);
        // What has the form of an id and is none may be the id of something hidden: it is no phrase.
        boolean hidden = id.isPresent() && !id.get().object().equals("all");
        return !called.isEmpty() || (!hidden && phrase(text));
    }

    /// Whether an entity that is found by its name may be what is meant.
    private boolean meant(EntityId id) {
        return request.domain().equals("homeassistant")
                ? catalog.services().containsKey(id.domain() + "." + request.service())
                : fits(id);
    }

    private boolean phrase(String text) {
        TargetPhrase phrase = TargetPhrase.of(text.strip().toLowerCase(Locale.ROOT), names.domains());
        boolean generic = request.domain().equals("homeassistant");
        if (phrase.domain()
                .filter(domain -> !generic && !domain.equals(request.domain()))
                .isPresent()) {
            return false;
        }
        Predicate<Entity> kind = entity -> phrase.domain()
                .filter(domain -> !entity.id().domain().equals(domain))
                .isEmpty();
        if (phrase.place().isEmpty()) {
            return phrase.all() && phrase.domain().isPresent() && add(fitting(kind));
        }
        Optional<Predicate<Entity>> place = names.area(phrase.place())
                .map(this::inArea)
                .or(() -> names.floor(phrase.place()).map(this::onFloor));
        if (place.isEmpty() || (generic && phrase.domain().isEmpty())) {
            return false;
        }
        List<Entity> found = fitting(place.get().and(kind));
        // A singular is one of them, and nobody knows which.
        return (phrase.several() || found.size() == 1) && add(found);
    }

    private boolean add(List<Entity> found) {
        found.forEach(entity -> targets.put(entity.id(), entity));
        return !found.isEmpty();
    }

    private void places(
            List<String> places, Function<String, Optional<String>> find, Function<String, Predicate<Entity>> within) {
        for (String place : places) {
            Optional<String> whole = find.apply(place);
            List<String> parts = whole.isPresent() ? List.of(place) : List.of(place.split("\\s*,\\s*"));
            for (String part : parts) {
                if (part.equalsIgnoreCase("all")) {
                    add(fitting(_ -> true));
                } else if (!find.apply(part)
                        .map(id -> add(fitting(within.apply(id))))
                        .orElse(false)) {
                    unknown.add(part);
                }
            }
        }
    }

    /// The exposed entities that the predicate takes and the service, called on many at once, is meant for.
    private List<Entity> fitting(Predicate<Entity> predicate) {
        List<Entity> fitting = new ArrayList<>();
        Set<String> domains = request.domain().equals("homeassistant") ? names.domains() : Set.of(request.domain());
        for (String domain : domains) {
            if (domain.equals(request.domain()) || catalog.services().containsKey(domain + "." + request.service())) {
                names.inDomain(domain).stream().filter(predicate).forEach(fitting::add);
            }
        }
        return fitting;
    }

    private boolean fits(EntityId target) {
        return request.domain().equals("homeassistant")
                || runsScript()
                || !ServiceRisks.known(request.domain())
                || target.domain().equals(request.domain());
    }

    private boolean runsScript() {
        return ServiceRisks.runsScript(request.id());
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
                .filter(id ->
                        ServiceRisks.ofEntities(id.domain()) || names.domains().contains(id.domain()))
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
}
