package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.ServiceCall;
import io.jarvas.language.Portion;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a call is about, so that a person has to have meant it: its targets, and whatever entities and areas its
/// fields name. A service without a target is its own subject; speech is about the player that is to be heard,
/// not about the voice. Immutable.
final class Subjects {
    /// `cleaning_area_id`.
    private static final Pattern AREA_FIELD = Pattern.compile("(?:.*_)?areas?(?:_ids?)?");

    private static final String SPEECH = "tts";

    private final Set<EntityId> entities = new LinkedHashSet<>();
    private final Set<Area> areas = new LinkedHashSet<>();

    private Subjects() {}

    /// What is known of it without the home: not what its fields name.
    static Subjects of(ServiceCall call) {
        Subjects subjects = new Subjects();
        subjects.entities.addAll(call.targets().isEmpty() ? List.of(new EntityId(call.id())) : call.targets());
        return subjects;
    }

    static Subjects of(ServiceCall call, HomeCatalog home) {
        Subjects named = new Subjects();
        call.data().forEach((name, value) -> named.read(name, value, home));
        if (call.domain().equals(SPEECH) && !named.entities.isEmpty()) {
            return named;
        }
        Subjects all = of(call);
        all.entities.addAll(named.entities);
        all.areas.addAll(named.areas);
        return all;
    }

    private void read(String field, @Nullable Object value, HomeCatalog home) {
        switch (value) {
            case String text ->
                Stream.of(text.split(",")).map(String::strip).forEach(part -> {
                    entity(part, home);
                    if (AREA_FIELD.matcher(field).matches()) {
                        area(part, home.areas().values());
                    }
                });
            case List<?> list -> list.forEach(each -> read(field, each, home));
            case Map<?, ?> object ->
                object.forEach((name, member) -> {
                    entity(String.valueOf(name), home);
                    read(String.valueOf(name), member, home);
                });
            case null, default -> {}
        }
    }

    private void entity(String text, HomeCatalog home) {
        EntityId.parse(text.toLowerCase(Locale.ROOT))
                .filter(home.entities()::containsKey)
                .ifPresent(entities::add);
    }

    private void area(String text, Collection<Area> all) {
        String plain = Words.plain(text);
        all.stream()
                .filter(area -> area.id().equals(text) || names(area).anyMatch(plain::equals))
                .forEach(areas::add);
    }

    private static Stream<String> names(Area area) {
        return Stream.concat(Stream.of(area.name()), area.aliases().stream()).map(Words::plain);
    }

    /// The ids of all.
    List<String> values() {
        return Stream.concat(
                        entities.stream().map(EntityId::value), areas.stream().map(Area::id))
                .toList();
    }

    /// The ids of those that the person's words do not lead to. An area is meant where they name it, or lead to
    /// anything in it.
    List<String> unmeant(Asking asking, HomeCatalog home) {
        return Stream.concat(
                        entities.stream().filter(asking.meant().negate()).map(EntityId::value),
                        areas.stream()
                                .filter(area -> !meant(area, asking, home))
                                .map(Area::id))
                .toList();
    }

    /// The ids of those that the person's words say are to be left alone.
    List<String> leftOut(Asking asking, HomeCatalog home) {
        return Stream.concat(
                        entities.stream().filter(asking.leftOut()).map(EntityId::value),
                        areas.stream()
                                .filter(area -> !meant(area, asking, home) && leftOut(area, asking))
                                .map(Area::id))
                .toList();
    }

    private static boolean leftOut(Area area, Asking asking) {
        return named(area, Portion.leftOut(Portion.of(asking.words())));
    }

    private static boolean named(Area area, String text) {
        String words = " " + Words.plain(text) + " ";
        return names(area).anyMatch(name -> words.contains(" " + name + " "));
    }

    private static boolean meant(Area area, Asking asking, HomeCatalog home) {
        if (named(area, Portion.wanted(Portion.of(asking.words())))) {
            return true;
        }
        return !leftOut(area, asking)
                && home.entities().values().stream()
                        .filter(entity ->
                                entity.area().filter(area.id()::equals).isPresent())
                        .anyMatch(entity -> asking.meant().test(entity.id()));
    }
}
