package io.jarvas.prompt;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.search.EntitySearch;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The exposed entities as a model reads them, each text written once. The same catalogue gives the same
/// bytes. Safe to use from any thread.
///
/// Whole, a heading a floor, a heading an area and below it a line an entity: its id, its other names, what it
/// can do. A name that only repeats the id is left out.
/// ```
/// ## Ground floor (rés do chão)
/// # Kitchen (cozinha)
/// light.kitchen_lights | luzes da cozinha | dims, colour
/// ```
/// As an index, a line an area: how many of what are there.
/// ```
/// ## Ground floor (rés do chão)
/// # Kitchen (cozinha): 3 light, 1 cover
/// ```
final class Catalogue {
    private static final String NO_FLOOR = "(no floor)";
    private static final String NO_AREA = "(no area)";
    private static final String SERVICES = "SERVICES besides turn_on, turn_off; set_x takes x\n";
    private static final String WHOLE = "HOME\n";
    private static final String INDEX = "HOME INDEX\n";
    private static final int LONGEST_NAMES = 160;
    /// Of the line that says how many areas are left out.
    private static final int LONGEST_REST = 40;

    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^a-z0-9]+");

    private final HomeCatalog home;
    private final String services;
    private final Map<EntityId, String> descriptions = new ConcurrentHashMap<>();
    private @Nullable String whole;
    private @Nullable EntitySearch search;

    Catalogue(HomeCatalog home, String allServices) {
        this.home = home;
        this.services = services(home, allServices);
    }

    HomeCatalog home() {
        return home;
    }

    /// Whether prompts show the same of both, and times in the same zone.
    boolean readsAs(Catalogue other) {
        return home.entities().keySet().equals(other.home.entities().keySet())
                && home.config().zone().equals(other.home.config().zone())
                && services.equals(other.services)
                && whole().equals(other.whole());
    }

    /// What can be called, a line a kind of services.
    String services() {
        return services;
    }

    synchronized EntitySearch search() {
        if (search == null) {
            search = new EntitySearch(home);
        }
        return search;
    }

    /// Every entity.
    synchronized String whole() {
        if (whole == null) {
            whole = WHOLE
                    + places(entities ->
                            entities.stream().map(Catalogue::line).collect(Collectors.joining("\n", "\n", "")));
        }
        return whole;
    }

    /// Places and counts: as much of that as has room.
    String index(int maximumCharacters) {
        String counted = INDEX + places(entities -> ": " + counts(entities));
        if (counted.length() <= maximumCharacters) {
            return counted;
        }
        String all = INDEX + "all: " + counts(List.copyOf(home.entities().values())) + "\n";
        int room = maximumCharacters - all.length() - LONGEST_REST;
        return all + bounded(places(entities -> ": " + entities.size()), room);
    }

    /// Each place with its entities, sorted; those that are in none come last.
    private String places(Function<List<Entity>, String> text) {
        Map<String, Map<String, List<Entity>>> floors = new TreeMap<>(lastly(NO_FLOOR));
        for (Entity entity : home.entities().values()) {
            Optional<Area> area = home.areaOf(entity);
            String floor = area.flatMap(home::floorOf)
                    .map(on -> named(on.name(), on.aliases()))
                    .orElse(NO_FLOOR);
            floors.computeIfAbsent(floor, _ -> new TreeMap<>(lastly(NO_AREA)))
                    .computeIfAbsent(
                            area.map(in -> named(in.name(), in.aliases())).orElse(NO_AREA), _ -> new ArrayList<>())
                    .add(entity);
        }
        StringBuilder places = new StringBuilder();
        floors.forEach((floor, areas) -> {
            if (floors.size() > 1) {
                places.append("## ").append(floor).append('\n');
            }
            areas.forEach((area, entities) -> places.append("# ")
                    .append(area)
                    .append(text.apply(entities))
                    .append('\n'));
        });
        return places.toString();
    }

    private static Comparator<String> lastly(String none) {
        return Comparator.comparing((String heading) -> heading.equals(none)).thenComparing(Comparator.naturalOrder());
    }

    private static String counts(List<Entity> entities) {
        Map<String, Long> counts = entities.stream()
                .collect(Collectors.groupingBy(entity -> entity.id().domain(), TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", "));
    }

    /// As many whole lines as fit, and how many more there are.
    private static String bounded(String lines, int maximumCharacters) {
        if (lines.length() <= maximumCharacters) {
            return lines;
        }
        int end = lines.lastIndexOf('\n', maximumCharacters) + 1;
        return lines.substring(0, end) + "# and "
                + lines.substring(end)
                        .lines()
                        .filter(line -> line.startsWith("# "))
                        .count() + " areas more\n";
    }

    /// An entity with its place, for a home of which the model knows the index only:
    /// `light.desk | Desk lamp | Office · First floor | dims`.
    String description(Entity entity) {
        return descriptions.computeIfAbsent(entity.id(), _ -> describe(entity));
    }

    private String describe(Entity entity) {
        List<String> fields = new ArrayList<>(List.of(entity.id().value(), names(entity)));
        home.areaOf(entity).map(this::place).ifPresent(fields::add);
        String abilities = Abilities.of(entity);
        if (!abilities.isEmpty()) {
            fields.add(abilities);
        }
        return fields.stream().filter(field -> !field.isEmpty()).collect(Collectors.joining(Told.BETWEEN_FIELDS));
    }

    private String place(Area area) {
        return HouseText.line(area.name())
                + home.floorOf(area)
                        .map(floor -> " · " + HouseText.line(floor.name()))
                        .orElse("");
    }

    private static String named(String name, List<String> aliases) {
        String also = aliases.stream()
                .map(HouseText::line)
                .filter(alias -> !alias.isEmpty())
                .sorted()
                .collect(Collectors.joining(", "));
        return HouseText.line(name) + (also.isEmpty() ? "" : " (" + HouseText.line(also, LONGEST_NAMES) + ")");
    }

    private static String line(Entity entity) {
        String names = names(entity);
        String abilities = Abilities.of(entity);
        if (names.isEmpty() && abilities.isEmpty()) {
            return entity.id().value();
        }
        return names.isEmpty()
                ? entity.id() + " || " + abilities
                : entity.id()
                        + Told.BETWEEN_FIELDS
                        + names
                        + (abilities.isEmpty() ? "" : Told.BETWEEN_FIELDS + abilities);
    }

    /// Its name, where the id does not say it, and its aliases.
    private static String names(Entity entity) {
        TreeSet<String> aliases = new TreeSet<>();
        entity.aliases().forEach(alias -> aliases.add(HouseText.line(alias)));
        String name = HouseText.line(entity.name());
        aliases.remove(name);
        aliases.remove("");
        List<String> names = new ArrayList<>();
        if (!letters(name).equals(letters(entity.id().object()))) {
            names.add(name);
        }
        names.addAll(aliases);
        return HouseText.line(String.join(", ", names), LONGEST_NAMES);
    }

    private static String letters(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return NOT_A_LETTER.matcher(plain.toLowerCase(Locale.ROOT)).replaceAll("");
    }

    private static String services(HomeCatalog home, String all) {
        TreeSet<String> domains =
                home.entities().keySet().stream().map(EntityId::domain).collect(Collectors.toCollection(TreeSet::new));
        return all.lines()
                .map(line -> services(line, domains))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n", SERVICES, "\n"));
    }

    /// The line of those of its domains that the home has; empty where it has none of them.
    private static String services(String line, Set<String> domains) {
        int colon = line.indexOf(':');
        String had = Stream.of(line.substring(0, colon).split(", "))
                .filter(domains::contains)
                .collect(Collectors.joining(", "));
        return had.isEmpty() ? "" : had + line.substring(colon);
    }
}
