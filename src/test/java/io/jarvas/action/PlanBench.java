package io.jarvas.action;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.json.Json;
import io.jarvas.search.GeneratedHome;
import io.jarvas.search.GeneratedHome.Naming;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// What the benchmark of the policy measures: calls in a home of 2,000 entities with the services of Home
/// Assistant 2026.11.
public final class PlanBench {
    private static final int ENTITIES = 2_000;
    private static final HomeSnapshot HOME = home();

    private final Map<String, Map<String, Object>> calls = new LinkedHashMap<>();
    private final Still home = new Still();
    private final CallPlanner planner = new CallPlanner(home, new Policy());

    /// As after a start: nothing is remembered of the home.
    public PlanBench() {
        HomeCatalog catalog = HOME.catalog();
        EntityId light = catalog.entities().keySet().stream()
                .filter(id -> id.domain().equals("light"))
                .findFirst()
                .orElseThrow();
        Entity cover = catalog.entities().values().stream()
                .filter(entity -> entity.id().domain().equals("cover"))
                .findFirst()
                .orElseThrow();
        Area area = catalog.areaOf(catalog.entity(light).orElseThrow()).orElseThrow();
        add("a light by its id", """
                {"service":"light.turn_on","entity_id":"%s"}""".formatted(light));
        add("with fields to mend", """
                {"service":"light.turn_on","entity_id":"%s","brightness":"fifty percent","transition":"2 seconds"}""".formatted(light));
        add("by its name", """
                {"service":"cover.open","entity_id":"%s"}""".formatted(cover.name()));
        add("an area", """
                {"service":"light.turn_on","area_id":"%s"}""".formatted(area.name()));
        add("the lights of an area, in words", """
                {"service":"light.turn_off","entity_id":"all lights in the %s"}""".formatted(area.name()));
        add("all lights", """
                {"service":"light.turn_off","entity_id":"all"}""");
        add("all that can be switched off", """
                {"service":"homeassistant.turn_off","entity_id":"all"}""");
        add("a name that nothing has", """
                {"service":"light.turn_on","entity_id":"the lamp of nobody at all"}""");
        add("a field that is wrong", """
                {"service":"light.turn_on","entity_id":"%s","brightnes":5}""".formatted(light));
    }

    private void add(String name, String arguments) {
        calls.put(name, Json.object(arguments));
    }

    public List<String> names() {
        return List.copyOf(calls.keySet());
    }

    /// As at a start, before the first call.
    public void prepare() {
        planner.prepare(home.fresh());
    }

    /// Publishes a new catalogue, as when a thing was renamed.
    public void change() {
        HomeCatalog known = HOME.catalog();
        HomeCatalog catalog = new HomeCatalog(
                known.config(),
                known.entities(),
                known.devices(),
                known.areas(),
                known.floors(),
                known.labels(),
                known.services());
        home.now = new HomeSnapshot(catalog, HOME.states(), HOME.source(), HOME.asOf());
    }

    /// Whether a call came of it.
    public boolean plan(String name) {
        return planner.plan(calls.get(name)) instanceof Plan.Ready;
    }

    private static HomeSnapshot home() {
        HomeSnapshot typical = GeneratedHome.snapshot(Naming.MIXED, ENTITIES);
        HomeCatalog catalog = typical.catalog();
        return new HomeSnapshot(
                new HomeCatalog(
                        catalog.config(),
                        new TreeMap<>(catalog.entities()),
                        catalog.devices(),
                        catalog.areas(),
                        catalog.floors(),
                        catalog.labels(),
                        DescribedServices.all()),
                typical.states(),
                typical.source(),
                typical.asOf());
    }

    /// A home in which nothing happens.
    private static final class Still implements LiveHome {
        private HomeSnapshot now = HOME;

        @Override
        public Optional<HomeSnapshot> snapshot() {
            return Optional.of(now);
        }

        @Override
        public HomeSnapshot fresh() {
            return now;
        }

        @Override
        public Optional<HomeSnapshot> await(Predicate<HomeSnapshot> condition, Duration limit) {
            return Optional.of(now).filter(condition);
        }
    }
}
