package io.jarvas.action;

import io.jarvas.home.EntityId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a script's or an automation's configuration does: every call in it, in whatever branch. What is decided
/// only when it runs (a template that names a service or a target), and what is done past the services (an event,
/// a device action, a blueprint), cannot be read.
final class RoutineSteps {
    sealed interface Step {
        /// A service, and what it is called on.
        ///
        /// @param places areas, floors, labels and devices by their kind (`area_id`)
        /// @param everything whether it is called on `all`
        /// @param data the service's own fields
        record Call(
                String service,
                List<EntityId> entities,
                Map<String, List<String>> places,
                boolean everything,
                Map<String, Object> data)
                implements Step {}

        /// Something that cannot be read.
        record Opaque() implements Step {}
    }

    private static final Set<String> PLACES = Set.of("area_id", "floor_id", "label_id", "device_id");
    private static final Set<String> HARMLESS = Set.of(
            "delay",
            "wait_template",
            "wait_for_trigger",
            "condition",
            "conditions",
            "and",
            "or",
            "not",
            "variables",
            "stop",
            "set_conversation_response");

    private final List<Step> steps = new ArrayList<>();

    private RoutineSteps() {}

    /// @param config as Home Assistant keeps it
    static List<Step> of(Map<String, Object> config) {
        RoutineSteps reader = new RoutineSteps();
        List<Object> bodies = Stream.of("sequence", "actions", "action")
                .map(config::get)
                .filter(body -> body != null)
                .toList();
        if (bodies.size() != 1 || config.containsKey("use_blueprint")) {
            return List.of(new Step.Opaque());
        }
        reader.walk(bodies.getFirst());
        return List.copyOf(reader.steps);
    }

    static boolean template(String text) {
        return text.contains("{{") || text.contains("{%") || text.contains("{#");
    }

    private void walk(@Nullable Object body) {
        switch (body) {
            case null -> {}
            case List<?> list -> list.forEach(this::walk);
            case Map<?, ?> map -> {
                Map<String, Object> action = new HashMap<>();
                map.forEach((key, value) -> action.put(String.valueOf(key), value));
                if (!Boolean.FALSE.equals(action.get("enabled"))) {
                    action(action);
                }
            }
            // A condition may be written as a template alone.
            case String text when template(text) -> {}
            default -> steps.add(new Step.Opaque());
        }
    }

    private void action(Map<String, Object> action) {
        if (action.containsKey("action") || action.containsKey("service")) {
            call(action);
        } else if (action.containsKey("scene")) {
            Object scene = action.get("scene");
            add(new Call(Map.of("entity_id", scene == null ? "" : scene)), "scene.turn_on");
        } else if (action.containsKey("choose")) {
            walkEach(action.get("choose"), "sequence");
            walk(action.get("default"));
        } else if (action.containsKey("if")) {
            walk(action.get("then"));
            walk(action.get("else"));
        } else if (action.containsKey("repeat")) {
            walkEach(action.get("repeat"), "sequence");
        } else if (action.containsKey("parallel")) {
            walk(action.get("parallel"));
        } else if (action.containsKey("sequence")) {
            walk(action.get("sequence"));
        } else if (action.keySet().stream().noneMatch(HARMLESS::contains)
                || action.containsKey("event")
                || (action.containsKey("device_id") && !action.containsKey("condition"))) {
            steps.add(new Step.Opaque());
        }
    }

    private void walkEach(@Nullable Object options, String name) {
        List<?> list = options instanceof List<?> several ? several : options == null ? List.of() : List.of(options);
        for (Object option : list) {
            if (option instanceof Map<?, ?> map && map.containsKey(name)) {
                walk(map.get(name));
            } else {
                steps.add(new Step.Opaque());
            }
        }
    }

    private void call(Map<String, Object> action) {
        Object service = action.containsKey("action") ? action.get("action") : action.get("service");
        if (!(service instanceof String id) || EntityId.parse(id).isEmpty()) {
            steps.add(new Step.Opaque());
            return;
        }
        Map<String, Object> fields = new HashMap<>();
        boolean readable = true;
        for (String place : List.of("data", "data_template", "target")) {
            switch (action.get(place)) {
                case null -> {}
                case Map<?, ?> map ->
                    map.forEach((key, value) -> fields.merge(String.valueOf(key), value, RoutineSteps::both));
                default -> readable = false;
            }
        }
        Object entities = action.get("entity_id");
        if (entities != null) {
            fields.merge("entity_id", entities, RoutineSteps::both);
        }
        if (readable) {
            add(new Call(fields), id);
        } else {
            steps.add(new Step.Opaque());
        }
    }

    private static List<Object> both(Object one, Object other) {
        return List.of(one, other);
    }

    private void add(Call call, String service) {
        steps.add(
                call.readable
                        ? new Step.Call(
                                service,
                                List.copyOf(call.entities),
                                Map.copyOf(call.places),
                                call.everything,
                                Map.copyOf(call.data))
                        : new Step.Opaque());
    }

    /// The fields of one call, its targets taken apart.
    private static final class Call {
        private final List<EntityId> entities = new ArrayList<>();
        private final Map<String, List<String>> places = new HashMap<>();
        private final Map<String, Object> data = new HashMap<>();
        private boolean everything;
        private boolean readable = true;

        private Call(Map<String, Object> fields) {
            fields.forEach((name, value) -> {
                if (name.equals("entity_id")) {
                    names(value).forEach(this::entity);
                } else if (PLACES.contains(name)) {
                    List<String> found = names(value).toList();
                    readable &= found.stream().noneMatch(RoutineSteps::template);
                    places.put(name, found);
                } else if (value != null) {
                    data.put(name, value);
                }
            });
        }

        private void entity(String name) {
            if (name.equals("all")) {
                everything = true;
            } else if (!name.equals("none")) {
                Optional<EntityId> id = EntityId.parse(name.toLowerCase(Locale.ROOT));
                id.ifPresent(entities::add);
                readable &= id.isPresent();
            }
        }

        private static Stream<String> names(@Nullable Object value) {
            return switch (value) {
                case null -> Stream.empty();
                case List<?> list -> list.stream().flatMap(Call::names);
                case String text
                when !template(text) ->
                    Stream.of(text.split(",")).map(String::strip).filter(part -> !part.isEmpty());
                default -> Stream.of(value.toString());
            };
        }
    }
}
