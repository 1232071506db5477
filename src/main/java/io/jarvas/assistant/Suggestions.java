package io.jarvas.assistant;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.language.SpokenName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a person could say to begin with: about the home as it is, one of each kind, the most useful first. The same
/// for the same home.
///
/// ```
/// Turn on the Bathroom Light · Is the Back Door locked? · How warm is it in the Bedroom? · Will it rain tomorrow?
/// ```
///
/// A person sends it as their own words, so it holds no name that could say more than a name.
public final class Suggestions {
    private static final int HOW_MANY = 4;
    private static final List<String> ALWAYS = List.of("story", "time", "day", "help");
    private static final Set<String> BLINDS = Set.of("blind", "curtain", "shade", "shutter");
    private static final Set<String> DOORS = Set.of("door", "garage", "gate");
    private static final int TARGET_TEMPERATURE = 1;

    private final HomeSnapshot home;
    private final Language language;
    private final Sentences sentences;
    private final Set<String> ambiguous = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    private Suggestions(HomeSnapshot home, Language language) {
        this.home = home;
        this.language = language;
        sentences = Sentences.in(language);
        Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (Entity entity : home.catalog().entities().values()) {
            new TreeSet<>(names(entity))
                    .stream().filter(name -> !seen.add(name)).forEach(ambiguous::add);
        }
    }

    /// @param home as it is; empty where none is known
    public static List<String> of(Optional<HomeSnapshot> home, Language language) {
        Stream<String> ofHome = home.stream().flatMap(known -> new Suggestions(known, language).all());
        Stream<String> always =
                ALWAYS.stream().map(key -> Sentences.in(language).say("suggest." + key));
        return Stream.concat(ofHome, always).limit(HOW_MANY).toList();
    }

    private Stream<String> all() {
        return Stream.of(light(), shut(), warmth(), weather(), list(), climate(), blinds())
                .flatMap(Optional::stream);
    }

    private Optional<String> light() {
        return say("turn_on", "light", of("light", "off")).or(() -> say("turn_off", "light", of("light", "on")));
    }

    private Optional<String> shut() {
        return ask("locked", "lock", of("lock", "locked", "unlocked"))
                .or(() -> ask("open", "door", of("cover", "open", "closed").and(is(DOORS))))
                .or(() -> ask("open", "door", of("binary_sensor", "on", "off").and(is(Set.of("door")))));
    }

    private Optional<String> warmth() {
        Predicate<Entity> sensor = entity -> entity.id().domain().equals("sensor")
                && is(Set.of("temperature")).test(entity);
        Predicate<Entity> climate = entity -> entity.id().domain().equals("climate");
        return place(sensor.and(
                        entity -> state(entity).filter(Suggestions::measured).isPresent()))
                .or(() -> place(climate.and(
                        entity -> attribute(entity, "current_temperature").isPresent())))
                .map(place -> sentences.say("suggest.warmth", place));
    }

    private Optional<String> place(Predicate<Entity> which) {
        return matching(which)
                .flatMap(entity -> home.catalog().areaOf(entity).stream())
                .flatMap(area -> SpokenName.at(language, names(area)).stream())
                .findFirst();
    }

    private Optional<String> weather() {
        return matching(entity -> entity.id().domain().equals("weather") && reachable(entity))
                .findFirst()
                .map(_ -> sentences.say("suggest.rain"));
    }

    private Optional<String> list() {
        return matching(entity -> entity.id().domain().equals("todo") && reachable(entity))
                .findFirst()
                .map(_ -> sentences.say("suggest.list"));
    }

    private Optional<String> climate() {
        boolean fahrenheit = home.catalog().config().temperatureUnit().equals("°F");
        return place(of("climate", "heat", "auto", "heat_cool")
                        .and(entity -> entity.capabilities().get("supported_features") instanceof Number features
                                && (features.intValue() & TARGET_TEMPERATURE) != 0))
                .map(place -> sentences.say(fahrenheit ? "suggest.warm.fahrenheit" : "suggest.warm", place));
    }

    private Optional<String> blinds() {
        return say("close", "blinds", of("cover", "open").and(is(BLINDS)))
                .or(() -> say("open_it", "blinds", of("cover", "closed").and(is(BLINDS))));
    }

    private Optional<String> say(String sentence, String kind, Predicate<Entity> which) {
        return names(which, kind).findFirst().map(name -> sentence(sentence, name));
    }

    private Optional<String> ask(String sentence, String kind, Predicate<Entity> which) {
        return names(which, kind).filter(SpokenName::isSingular).findFirst().map(name -> sentence(sentence, name));
    }

    private Stream<SpokenName> names(Predicate<Entity> which, String kind) {
        return matching(which)
                .flatMap(entity -> SpokenName.of(
                        language,
                        names(entity).stream()
                                .filter(name -> !ambiguous.contains(name))
                                .toList(),
                        sentences.say("suggest.kind." + kind))
                        .stream());
    }

    private String sentence(String key, SpokenName name) {
        String sentence = sentences.say("suggest." + key, name.text(), name.ending());
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1);
    }

    /// Those that are in a room first: a group of lights is seldom.
    private Stream<Entity> matching(Predicate<Entity> which) {
        Collection<Entity> entities = home.catalog().entities().values();
        return Stream.concat(
                entities.stream().filter(entity -> entity.area().isPresent()).filter(which),
                entities.stream().filter(entity -> entity.area().isEmpty()).filter(which));
    }

    private Predicate<Entity> of(String domain, String... states) {
        Set<String> wanted = Set.of(states);
        return entity -> entity.id().domain().equals(domain)
                && state(entity)
                        .map(EntityState::value)
                        .filter(wanted::contains)
                        .isPresent();
    }

    private static Predicate<Entity> is(Set<String> deviceClasses) {
        return entity -> entity.capabilities().get("device_class") instanceof String is && deviceClasses.contains(is);
    }

    private boolean reachable(Entity entity) {
        return state(entity).filter(EntityState::available).isPresent();
    }

    private Optional<EntityState> state(Entity entity) {
        return home.state(entity.id());
    }

    private Optional<Object> attribute(Entity entity, String name) {
        return state(entity).map(known -> known.attributes().get(name));
    }

    private static boolean measured(EntityState state) {
        return state.value().matches("-?\\d+(?:\\.\\d+)?");
    }

    private static List<String> names(Entity entity) {
        List<String> names = new ArrayList<>(List.of(entity.name()));
        names.addAll(entity.aliases());
        return names;
    }

    private static List<String> names(Area area) {
        List<String> names = new ArrayList<>(List.of(area.name()));
        names.addAll(area.aliases());
        return names;
    }
}
