package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceResult;
import io.jarvas.language.Wish;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// A home in memory, in which what services answer is what a test says.
final class House implements LiveHome, ServiceCaller {
    static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    /// Monday, 14:05 there.
    static final Instant NOW = Instant.parse("2026-11-23T14:05:00Z");

    static final Clock CLOCK = Clock.fixed(NOW, ZONE);

    private final TreeMap<EntityId, Entity> entities = new TreeMap<>();
    private final Map<EntityId, EntityState> states = new HashMap<>();
    private final TreeMap<String, Area> areas = new TreeMap<>();
    final List<ServiceCall> calls = new ArrayList<>();
    Map<String, Object> response = Map.of();
    Optional<HomeException> problem = Optional.empty();

    House entity(String id, String name, String area, Map<String, Object> attributes, String... aliases) {
        EntityId key = new EntityId(id);
        if (!area.isEmpty()) {
            String areaId = Texts.plain(area).replace(' ', '_');
            areas.put(areaId, new Area(areaId, area, List.of(), Optional.empty()));
            entities.put(
                    key,
                    new Entity(
                            key, name, List.of(aliases), Optional.of(areaId), Optional.empty(), List.of(), attributes));
        } else {
            entities.put(
                    key,
                    new Entity(key, name, List.of(aliases), Optional.empty(), Optional.empty(), List.of(), attributes));
        }
        return state(id, "on", attributes);
    }

    House state(String id, String value, Map<String, Object> attributes) {
        states.put(new EntityId(id), new EntityState(value, attributes, NOW.minusSeconds(3600), NOW));
        return this;
    }

    @Override
    public Optional<HomeSnapshot> snapshot() {
        TreeMap<String, ServiceDescription> services = new TreeMap<>();
        for (String domain : List.of("light", "lock", "todo", "calendar", "weather", "camera")) {
            services.put(domain + ".x", new ServiceDescription(domain, "x", ServiceDescription.Response.NONE));
        }
        HomeConfig config = new HomeConfig("Home", "2026.11.0", ZONE, "en", "°C");
        HomeCatalog catalog =
                new HomeCatalog(config, entities, new TreeMap<>(), areas, new TreeMap<>(), new TreeMap<>(), services);
        return Optional.of(new HomeSnapshot(catalog, Map.copyOf(states), HomeSnapshot.Source.LIVE, NOW));
    }

    @Override
    public HomeSnapshot fresh() {
        problem.ifPresent(e -> {
            throw e;
        });
        return snapshot().orElseThrow();
    }

    @Override
    public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
        return snapshot().filter(condition);
    }

    @Override
    public ServiceResult call(ServiceCall call) {
        calls.add(call);
        return new ServiceResult(response);
    }

    /// What the tool answers.
    static Map<String, Object> data(Tool.Reading tool, Map<String, Object> arguments) {
        return ((ActionOutcome.Answered) outcome(tool, arguments)).data();
    }

    static ActionOutcome outcome(Tool.Reading tool, Map<String, Object> arguments) {
        return tool.read(arguments, new Asking(new ConversationKey(Person.LOCAL, "c"), "t", "", Wish.ASKS, _ -> true));
    }

    /// The reason for which it could not be read.
    static ActionOutcome.Failure failure(Tool.Reading tool, Map<String, Object> arguments) {
        return ((ActionOutcome.Failed) outcome(tool, arguments)).failures().getFirst();
    }
}
