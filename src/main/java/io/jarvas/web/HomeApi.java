package io.jarvas.web;

import io.jarvas.assistant.Suggestions;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the API answers about the home. Of what is not exposed, nobody learns that it exists.
final class HomeApi {
    private static final int MOST_ENTITIES = 100;

    private final LiveHome home;

    HomeApi(LiveHome home) {
        this.home = home;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", "/api/entities", (call, _) -> entities(call)),
                Route.signedIn("GET", "/api/suggestions", (call, _) -> suggestions(call)));
    }

    private void suggestions(Call call) {
        call.json(200, Map.of("suggestions", Suggestions.of(home.snapshot(), call.language())));
    }

    private void entities(Call call) {
        List<String> ids = call.query().all(Query.ID).stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .distinct()
                .toList();
        if (ids.isEmpty() || ids.size() > MOST_ENTITIES) {
            throw Refusal.badRequest("web.entities", MOST_ENTITIES);
        }
        Optional<HomeSnapshot> snapshot = home.snapshot();
        call.json(
                200,
                EventJson.object(
                        "entities",
                        ids.stream()
                                .flatMap(id -> EntityId.parse(id).stream())
                                .flatMap(id -> snapshot.stream().flatMap(known -> json(known, id).stream()))
                                .toList()));
    }

    private static Optional<Map<String, @Nullable Object>> json(HomeSnapshot home, EntityId id) {
        return home.catalog().entity(id).map(entity -> json(home, entity));
    }

    private static Map<String, @Nullable Object> json(HomeSnapshot home, Entity entity) {
        Optional<EntityState> state = home.state(entity.id());
        return EventJson.object(
                "entity_id",
                entity.id().value(),
                "name",
                entity.name(),
                "area",
                home.catalog().areaOf(entity).map(Area::name).orElse(null),
                "icon",
                icon(state).orElse(null),
                "device_class",
                text(entity.capabilities(), "device_class").orElse(null),
                "state",
                state.map(EntityState::value).orElse(null),
                "unit",
                text(entity.capabilities(), "unit_of_measurement").orElse(null));
    }

    /// Home Assistant shows it with the state, the one that the owner chose in the registry before any other.
    private static Optional<String> icon(Optional<EntityState> state) {
        return state.flatMap(known -> text(known.attributes(), "icon"));
    }

    private static Optional<String> text(Map<String, Object> values, String name) {
        return values.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }
}
