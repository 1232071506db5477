package io.jarvas.demo.home;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The commands of the WebSocket API: what each takes, who may give it, what it does. Used by the home's
/// thread alone.
///
/// See <https://developers.home-assistant.io/docs/api/websocket>.
final class HomeCommands {
    /// What anyone may listen to.
    private static final Set<String> OPEN_EVENTS = Set.of(
            "area_registry_updated",
            "floor_registry_updated",
            "label_registry_updated",
            "device_registry_updated",
            "entity_registry_updated",
            "state_changed",
            "core_config_updated",
            "component_loaded",
            "service_registered",
            "service_removed",
            "shopping_list_updated",
            "themes_updated",
            "panels_updated",
            "category_registry_updated");

    private static final Set<String> ASSISTANTS = Set.of("conversation", "cloud.alexa", "cloud.google_assistant");

    /// Answers one command.
    interface Handler {
        void handle(HomeConnection connection, int id, Map<String, @Nullable Object> fields);
    }

    /// @param admin whether it takes an administrator
    record Command(HomeSchema schema, boolean admin, Handler handler) {}

    private final Map<String, Command> commands = new HashMap<>();
    private final Set<String> hanging = new HashSet<>();
    private final HomeCore core;
    private final HomeServices services;
    private final HomeConfiguration configuration;

    HomeCommands(HomeCore core, HomeServices services, HomeConfiguration configuration, HomeQueries queries) {
        this.core = core;
        this.services = services;
        this.configuration = configuration;
        live();
        registries();
        exposure();
        commands.putAll(queries.commands());
    }

    @Nullable
    Command find(String type) {
        return commands.get(type);
    }

    /// From now on, calls of the service are neither carried out nor answered, or are again.
    void hang(String service, boolean hangs) {
        if (hangs) {
            hanging.add(service);
        } else {
            hanging.remove(service);
        }
    }

    private void command(String type, boolean admin, Handler handler, String... fields) {
        commands.put(type, new Command(HomeSchema.of(true, List.of(fields)), admin, handler));
    }

    private void live() {
        command("ping", false, (to, id, fields) -> to.pong(id));
        command("supported_features", false, (to, id, fields) -> to.result(id, null), "features! dict");
        command(
                "get_states",
                false,
                (to, id, fields) -> to.result(
                        id, core.states().all().stream().map(HomeState::json).toList()));
        command("get_config", false, (to, id, fields) -> to.result(id, configuration.json()));
        command("get_services", false, (to, id, fields) -> to.result(id, services.descriptions()));
        command("auth/current_user", false, (to, id, fields) -> to.result(id, user(to.user())));
        command("subscribe_events", false, this::subscribeEvents, "event_type str");
        command("subscribe_entities", false, this::subscribeEntities, "entity_ids entity_ids");
        command(
                "unsubscribe_events",
                false,
                (to, id, fields) -> {
                    to.unsubscribe((Integer) required(fields, "subscription"));
                    to.result(id, null);
                },
                "subscription! id");
        command(
                "call_service",
                false,
                this::callService,
                "domain! str",
                "service! str",
                "target target",
                "service_data dict",
                "return_response bool");
    }

    private static Map<String, Object> user(HomeUser user) {
        return Map.of(
                "id",
                user.id(),
                "name",
                user.name(),
                "is_owner",
                user.admin(),
                "is_admin",
                user.admin(),
                "credentials",
                List.of(),
                "mfa_modules",
                List.of());
    }

    private static Object required(Map<String, @Nullable Object> fields, String name) {
        return Objects.requireNonNull(fields.get(name));
    }

    private void subscribeEvents(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        String type = String.valueOf(fields.getOrDefault("event_type", "*"));
        if (!to.user().admin() && !OPEN_EVENTS.contains(type)) {
            throw HomeError.unauthorized();
        }
        to.subscribed(id, core.bus().listen(event -> {
            if (type.equals("*") || type.equals(event.type())) {
                to.event(id, event.json());
            }
        }));
        to.result(id, null);
    }

    private void subscribeEntities(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        List<?> only = HomeServices.list(fields.get("entity_ids"));
        to.subscribed(id, core.bus().listen(event -> {
            HomeEvent.Change change = event.states();
            if (change != null && (only.isEmpty() || only.contains(change.entityId()))) {
                to.event(id, difference(change));
            }
        }));
        to.result(id, null);
        Map<String, Object> present = new LinkedHashMap<>();
        core.states().all().stream()
                .filter(state -> only.isEmpty() || only.contains(state.entityId()))
                .forEach(state -> present.put(state.entityId(), state.compressed()));
        to.event(id, Map.of("a", present));
    }

    private static Map<String, Object> difference(HomeEvent.Change change) {
        HomeState before = change.before();
        HomeState after = change.after();
        if (after == null) {
            return Map.of("r", List.of(change.entityId()));
        }
        return before == null
                ? Map.of("a", Map.of(change.entityId(), after.compressed()))
                : Map.of("c", Map.of(change.entityId(), after.changesSince(before)));
    }

    private void callService(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        String domain = required(fields, "domain").toString();
        String service = required(fields, "service").toString();
        if (hanging.contains(domain + "." + service)) {
            return;
        }
        boolean asked = Boolean.TRUE.equals(fields.get("return_response"));
        HomeContext context = core.bus().context(to.user().id());
        Map<String, Object> response = services.call(
                domain, service, object(fields, "service_data"), object(fields, "target"), asked, context);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("context", context.json());
        if (asked) {
            result.put("response", response);
        }
        to.result(id, result);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> object ? (Map<String, @Nullable Object>) object : Map.of();
    }

    private void registries() {
        for (HomeRegistry.Kind kind : HomeRegistry.Kind.values()) {
            command(
                    path(kind, "list"),
                    false,
                    (to, id, fields) -> to.result(id, core.registry().list(kind)));
        }
        command(
                "config/entity_registry/list_for_display",
                false,
                (to, id, fields) -> to.result(
                        id,
                        Map.of(
                                "entity_categories",
                                Map.of("0", "config", "1", "diagnostic"),
                                "entities",
                                core.registry().forDisplay())));
        command(
                "config/entity_registry/get",
                false,
                (to, id, fields) -> to.result(
                        id,
                        core.registry()
                                .find(HomeRegistry.Kind.ENTITY, fields.get("entity_id"))
                                .map(HomeRegistry::extended)
                                .orElseThrow(() -> HomeError.of("not_found", "Entity not found"))),
                "entity_id! entity_id");
        command(
                "config/entity_registry/get_entries",
                false,
                (to, id, fields) -> {
                    Map<String, @Nullable Object> found = new LinkedHashMap<>();
                    HomeServices.list(fields.get("entity_ids"))
                            .forEach(entity -> found.put(
                                    String.valueOf(entity),
                                    core.registry()
                                            .find(HomeRegistry.Kind.ENTITY, entity)
                                            .map(HomeRegistry::extended)
                                            .orElse(null)));
                    to.result(id, found);
                },
                "entity_ids! entity_ids");
        String[] area = {
            "aliases list",
            "floor_id str?",
            "humidity_entity_id str?",
            "icon str?",
            "labels strings",
            "picture str?",
            "temperature_entity_id str?"
        };
        String[] floor = {"aliases list", "icon str?", "level level"};
        String[] label = {"color str?", "description str?", "icon str?"};
        changes(HomeRegistry.Kind.AREA, area);
        changes(HomeRegistry.Kind.FLOOR, floor);
        changes(HomeRegistry.Kind.LABEL, label);
        command(
                path(HomeRegistry.Kind.DEVICE, "update"),
                true,
                (to, id, fields) -> to.result(id, HomeRegistry.listed(update(HomeRegistry.Kind.DEVICE, fields))),
                "device_id! str",
                "area_id str?",
                "labels strings",
                "name_by_user str?",
                "disabled_by str?");
        command(
                path(HomeRegistry.Kind.ENTITY, "update"),
                true,
                (to, id, fields) -> to.result(
                        id, Map.of("entity_entry", HomeRegistry.extended(update(HomeRegistry.Kind.ENTITY, fields)))),
                "entity_id! entity_id",
                "aliases list",
                "area_id str?",
                "device_class str?",
                "icon str?",
                "labels strings",
                "name str?");
        command(
                path(HomeRegistry.Kind.ENTITY, "remove"),
                true,
                (to, id, fields) -> {
                    String entityId = required(fields, "entity_id").toString();
                    core.registry().removeEntity(entityId);
                    core.halt(entityId);
                    core.states().remove(entityId, core.bus().context(null));
                    to.result(id, null);
                },
                "entity_id! entity_id");
    }

    private void changes(HomeRegistry.Kind kind, String... fields) {
        List<String> create = new ArrayList<>(List.of(fields));
        create.add("name! str");
        command(
                path(kind, "create"),
                true,
                (to, id, given) -> to.result(id, core.registry().create(kind, given)),
                create.toArray(String[]::new));
        List<String> update = new ArrayList<>(List.of(fields));
        update.add("name str");
        update.add(kind.key() + "! str");
        command(
                path(kind, "update"),
                true,
                (to, id, given) -> to.result(id, update(kind, given)),
                update.toArray(String[]::new));
        command(
                path(kind, "delete"),
                true,
                (to, id, given) -> {
                    core.registry().delete(kind, required(given, kind.key()).toString());
                    to.result(id, kind == HomeRegistry.Kind.AREA ? "success" : null);
                },
                kind.key() + "! str");
    }

    private static String path(HomeRegistry.Kind kind, String action) {
        return "config/" + kind.key().replace("_id", "_registry") + "/" + action;
    }

    private Map<String, @Nullable Object> update(HomeRegistry.Kind kind, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>(fields);
        String id = String.valueOf(changes.remove(kind.key()));
        Map<String, @Nullable Object> entry = core.registry().update(kind, id, changes);
        core.rename();
        return entry;
    }

    private void exposure() {
        command(
                "homeassistant/expose_entity/list",
                true,
                (to, id, fields) ->
                        to.result(id, Map.of("exposed_entities", core.registry().exposedEntities())));
        command(
                "homeassistant/expose_entity",
                true,
                (to, id, fields) -> {
                    boolean expose = (Boolean) required(fields, "should_expose");
                    for (Object assistant : HomeServices.list(fields.get("assistants"))) {
                        if (!ASSISTANTS.contains(String.valueOf(assistant))) {
                            throw HomeError.invalidFormat(
                                    "value must be one of ['cloud.alexa', 'cloud.google_assistant', 'conversation']"
                                            + " at 'assistants[0]'. Got " + HomeSchema.python(assistant));
                        }
                    }
                    List<String> changed = new ArrayList<>();
                    for (Object entity : HomeServices.list(fields.get("entity_ids"))) {
                        String entityId = String.valueOf(entity);
                        if (HomeServices.list(fields.get("assistants")).contains("conversation")
                                && core.registry().exposed(entityId) != expose) {
                            core.registry().expose(entityId, expose);
                            changed.add(entityId);
                        }
                    }
                    to.result(id, Map.of("changed_entity_ids", changed));
                },
                "assistants! strings",
                "entity_ids! strings",
                "should_expose! bool");
    }
}
