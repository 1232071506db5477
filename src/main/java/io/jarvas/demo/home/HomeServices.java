package io.jarvas.demo.home;

import io.jarvas.json.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The services of the home: `home-services.json` says what there is and what each takes, the device classes
/// what each does. Used by the home's thread alone.
final class HomeServices {
    private static final List<String> TARGETS = List.of("entity_id", "device_id", "area_id", "floor_id", "label_id");
    private static final HomeSchema TARGET =
            HomeSchema.of(true, TARGETS.stream().map(name -> name + " any").toList());
    private static final Set<String> WITH_FEATURES = Set.of("light", "cover", "valve", "lock", "humidifier", "siren");

    /// @param features the entity must have all bits of one of these; empty where it need have none
    /// @param exclusive fields of which only one may be given, by how Home Assistant calls the group
    /// @param description as `get_services` shows it
    private record Service(
            HomeSchema schema,
            boolean targeted,
            List<Integer> features,
            List<String> anyOf,
            Map<String, List<String>> exclusive,
            String response,
            Map<String, Object> description) {}

    private final Map<String, Map<String, Service>> services = new LinkedHashMap<>();
    private final Map<String, HomeCall.Action> actions = new HashMap<>();
    private final Map<String, HomeCall.Question> questions = new HashMap<>();
    private final HomeCore core;
    private final HomeCalendar calendar;
    private final HomeRoutines routines;

    HomeServices(HomeCore core) {
        this.core = core;
        Json.object(HomeData.resource("home-services.json"))
                .forEach((domain, all) -> ((Map<?, ?>) all)
                        .forEach((name, said) -> services.computeIfAbsent(domain, d -> new LinkedHashMap<>())
                                .put((String) name, service((Map<?, ?>) said))));
        actions.putAll(new HomeLights(core).actions());
        actions.putAll(new HomeSwitches(core).actions());
        actions.putAll(new HomeMovers(core).actions());
        actions.putAll(new HomeAir(core).actions());
        actions.putAll(new HomeMedia(core).actions());
        HomeLists lists = new HomeLists(core);
        actions.putAll(lists.actions());
        questions.putAll(lists.questions());
        calendar = new HomeCalendar(core);
        actions.putAll(calendar.actions());
        questions.putAll(calendar.questions());
        questions.putAll(new HomeForecast(core).questions());
        actions.putAll(new HomeHelpers(core).actions());
        actions.putAll(new HomeScenes(core, this).actions());
        routines = new HomeRoutines(core, this);
        actions.putAll(routines.actions());
    }

    /// Whether entities of its domain show `supported_features` even where they have none.
    static boolean alwaysHasFeatures(String entityId) {
        return WITH_FEATURES.contains(entityId.substring(0, entityId.indexOf('.')));
    }

    private static Service service(Map<?, ?> said) {
        Map<String, Object> description = new LinkedHashMap<>();
        description.put(
                "fields", Optional.<Object>ofNullable(said.get("fields")).orElse(Map.of()));
        for (String member : List.of("target", "response")) {
            Optional.<Object>ofNullable(said.get(member)).ifPresent(value -> description.put(member, value));
        }
        Map<String, List<String>> exclusive = new LinkedHashMap<>();
        if (said.get("exclusive") instanceof Map<?, ?> groups) {
            groups.forEach((group, names) -> exclusive.put((String) group, strings(names)));
        }
        Object needs = said.get("needs");
        return new Service(
                HomeSchema.of(false, strings(said.get("takes"))),
                said.containsKey("target"),
                integers(needs != null ? needs : targetFeatures(said.get("target"))),
                strings(said.get("any_of")),
                exclusive,
                said.get("response") instanceof Map<?, ?> response
                        ? Boolean.TRUE.equals(response.get("optional")) ? "optional" : "only"
                        : "none",
                description);
    }

    private static @Nullable Object targetFeatures(@Nullable Object target) {
        return target instanceof Map<?, ?> map
                        && map.get("entity") instanceof List<?> kinds
                        && kinds.getFirst() instanceof Map<?, ?> kind
                ? kind.get("supported_features")
                : null;
    }

    private static List<Integer> integers(@Nullable Object list) {
        return list instanceof List<?> all
                ? all.stream().map(Integer.class::cast).toList()
                : List.of();
    }

    private static List<String> strings(@Nullable Object list) {
        return list instanceof List<?> all ? all.stream().map(String::valueOf).toList() : List.of();
    }

    /// Says what a service does that is about the home as a whole.
    void action(String id, HomeCall.Action action) {
        actions.put(id, action);
    }

    /// Says what a service answers that is about the home as a whole.
    void question(String id, HomeCall.Question question) {
        questions.put(id, question);
    }

    HomeCalendar calendar() {
        return calendar;
    }

    HomeRoutines routines() {
        return routines;
    }

    boolean has(String domain, String service) {
        return services.getOrDefault(domain, Map.of()).containsKey(service);
    }

    /// Whether the service answers: `none`, `optional` or `only`.
    String response(String domain, String service) {
        return find(domain, service).response();
    }

    private Service find(String domain, String service) {
        return Optional.ofNullable(services.getOrDefault(domain, Map.of()).get(service))
                .orElseThrow(() -> HomeError.serviceNotFound(domain, service));
    }

    /// Every service as `get_services` describes it, by domain and name.
    Map<String, Object> descriptions() {
        Map<String, Object> domains = new LinkedHashMap<>();
        services.forEach((domain, all) -> {
            Map<String, Object> described = new LinkedHashMap<>();
            all.forEach((name, service) -> described.put(name, service.description()));
            domains.put(domain, described);
        });
        return domains;
    }

    /// Calls a service.
    ///
    /// @param target where to, beside what the data themselves say; may be empty
    /// @param asked whether the caller wants an answer
    /// @return the answer by entity, empty where none was asked for
    /// @throws HomeError in Home Assistant's words
    Map<String, Object> call(
            String domain,
            String service,
            Map<String, @Nullable Object> data,
            Map<String, @Nullable Object> target,
            boolean asked,
            HomeContext context) {
        Service found = find(domain, service);
        if (asked && found.response().equals("none")) {
            throw misused(
                    "An action which does not return responses can't be called with return_response=True",
                    "service_does_not_support_response");
        }
        if (!asked && found.response().equals("only")) {
            throw misused(
                    "The action requires responses and must be called with return_response=True",
                    "service_lacks_response_request");
        }
        Map<String, @Nullable Object> whole = new LinkedHashMap<>(data);
        try {
            TARGET.read(target);
        } catch (HomeError e) {
            throw HomeError.invalidFormat(e.words().replace(" at '", " at 'target."));
        }
        target.forEach((name, value) -> whole.put(name, list(value)));
        Map<String, @Nullable Object> own = new LinkedHashMap<>(whole);
        if (found.targeted()) {
            own.keySet().removeAll(TARGETS);
        }
        Map<String, @Nullable Object> read = found.schema().read(own);
        if (!found.anyOf().isEmpty() && found.anyOf().stream().noneMatch(read::containsKey)) {
            throw HomeError.invalidFormat("at least one of " + HomeSchema.quoted(found.anyOf()) + " is required");
        }
        found.exclusive().forEach((group, names) -> {
            if (names.stream().filter(read::containsKey).count() > 1) {
                throw HomeError.invalidFormat("two or more values in the same group of exclusion '"
                        + group.replaceAll("[<>\\[\\]]", "") + "' at '" + group + "'");
            }
        });
        if (found.targeted() && TARGETS.stream().noneMatch(whole::containsKey)) {
            throw HomeError.invalidFormat("at least one of " + HomeSchema.quoted(TARGETS) + " is required");
        }
        if (found.targeted()) {
            boolean words = !domain.equals("homeassistant");
            list(whole.get("entity_id"))
                    .forEach(id -> checkEntityId(id.toString(), target.containsKey("entity_id"), words));
        }
        Map<String, @Nullable Object> fired = new LinkedHashMap<>();
        fired.put("domain", domain);
        fired.put("service", service);
        fired.put("service_data", whole);
        core.bus().fire("call_service", fired, context);
        HomeCall call = new HomeCall(domain, service, read, context);
        Map<String, Object> answers = new LinkedHashMap<>();
        for (HomeState state :
                found.targeted() ? targets(domain, service, found, whole) : List.of(itself(domain, service))) {
            HomeCall.Question question = questions.get(domain + "." + service);
            if (question != null && !found.targeted()) {
                answers.putAll(question.answer(call, state));
            } else if (question != null) {
                answers.put(state.entityId(), question.answer(call, state));
            } else {
                Optional.ofNullable(actions.get(domain + "." + service))
                        .orElseThrow(() -> new IllegalStateException("nothing does " + domain + "." + service))
                        .apply(call, state);
            }
        }
        return answers;
    }

    private static HomeError misused(String words, String key) {
        return HomeError.validation(words, "homeassistant", key, Map.of("return_response", "return_response=True"));
    }

    private static void checkEntityId(String id, boolean fromTarget, boolean words) {
        if (!(words && (id.equals("all") || id.equals("none"))) && !id.matches("[a-z0-9_]+\\.[a-z0-9_]+")) {
            throw HomeError.invalidFormat(
                    fromTarget
                            ? "expected 'all' or 'none' at 'target.entity_id'. Got '" + id + "'"
                            : "Entity ID " + id + " is an invalid entity ID at 'entity_id'");
        }
    }

    /// What a service without a target acts on: the entity of its own name, as a script has, or the home as a
    /// whole.
    private HomeState itself(String domain, String service) {
        return core.states()
                .find(domain + "." + service)
                .orElseGet(() -> core.states().get("zone.home"));
    }

    private List<HomeState> targets(String domain, String name, Service service, Map<String, @Nullable Object> data) {
        boolean any = domain.equals("homeassistant");
        List<HomeState> found = new ArrayList<>();
        Set<String> direct = new LinkedHashSet<>();
        list(data.get("entity_id")).forEach(id -> direct.add(String.valueOf(id)));
        for (HomeState state : List.copyOf(core.states().all())) {
            boolean named = direct.contains(state.entityId());
            boolean meant = named || direct.contains("all") || indirectly(state.entityId(), data);
            if (!meant || (!any && !state.domain().equals(domain)) || !state.available()) {
                continue;
            }
            boolean able = service.features().isEmpty()
                    || service.features().stream().anyMatch(bits -> (state.features() & bits) == bits);
            if (able) {
                found.add(state);
            } else if (named) {
                throw HomeError.validation(
                        "Entity " + state.entityId() + " does not support action " + domain + "." + name,
                        "homeassistant",
                        "service_not_supported",
                        Map.of("domain", domain, "service", name, "entity_id", state.entityId()));
            }
        }
        return found;
    }

    private boolean indirectly(String entityId, Map<String, @Nullable Object> data) {
        HomeRegistry registry = core.registry();
        Optional<String> area = registry.areaOf(entityId);
        Optional<String> floor = area.flatMap(id -> registry.find(HomeRegistry.Kind.AREA, id))
                .map(entry -> entry.get("floor_id"))
                .map(Object::toString);
        Optional<String> device = registry.find(HomeRegistry.Kind.ENTITY, entityId)
                .map(entry -> entry.get("device_id"))
                .map(Object::toString);
        return area.filter(list(data.get("area_id"))::contains).isPresent()
                || floor.filter(list(data.get("floor_id"))::contains).isPresent()
                || device.filter(list(data.get("device_id"))::contains).isPresent()
                || list(data.get("label_id")).stream()
                        .anyMatch(label -> registry.hasLabel(entityId, String.valueOf(label)));
    }

    /// One or several, written as a list, as one, or with commas.
    static List<?> list(@Nullable Object value) {
        return switch (value) {
            case null -> List.of();
            case List<?> list -> list;
            case String text ->
                Stream.of(text.split(",", -1)).map(String::strip).toList();
            default -> List.of(value);
        };
    }
}
