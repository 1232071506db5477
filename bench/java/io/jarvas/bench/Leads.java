package io.jarvas.bench;

import io.jarvas.bench.AssistMini.Sentence;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.json.Json;
import io.jarvas.search.EntitySearch;
import io.jarvas.search.Meant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;

/// How many requests of others' making lead to the entities that they are to change, and how many others they lead to.
///
/// `misses` lists those that do not.
final class Leads {
    private static final Path INTENTS =
            Path.of(Optional.ofNullable(System.getenv("JARVAS_TEST_DATA")).orElse("../shared/data"), "intents.jsonl");

    private final boolean listMisses;
    private final List<String> misses = new ArrayList<>();
    private final Samples times = new Samples();
    private int requests;
    private int led;
    private double widest;

    private Leads(boolean listMisses) {
        this.listMisses = listMisses;
    }

    static void main(String[] arguments) {
        Leads leads = new Leads(List.of(arguments).contains("misses"));
        leads.assist();
        leads.print("assist-mini: all that must change");
        if (Files.exists(INTENTS)) {
            leads.intents();
            leads.print("intents: what the slots name");
        }
        System.out.println(leads.times.row("a message, ms"));
        leads.misses.forEach(System.out::println);
    }

    private void print(String title) {
        System.out.printf(
                Locale.ROOT,
                "%-38s %6d requests, %6d led to, %5.1f %%, of the home's entities on average %5.1f %%%n",
                title,
                requests,
                led,
                100.0 * led / requests,
                100.0 * widest / requests);
        requests = 0;
        led = 0;
        widest = 0;
    }

    private void assist() {
        for (AssistMini.Home home : AssistMini.homes()) {
            HomeCatalog catalog = home.among(empty()).catalog();
            EntitySearch search = new EntitySearch(catalog);
            for (Sentence sentence : home.sentences()) {
                if (!sentence.accepted().isEmpty()) {
                    add(
                            sentence.words(),
                            search,
                            catalog,
                            meant -> meant.entities().containsAll(sentence.accepted()));
                }
            }
        }
    }

    private void add(String words, EntitySearch search, HomeCatalog home, Predicate<Meant> right) {
        long start = System.nanoTime();
        Meant meant = search.meant(words);
        times.add(System.nanoTime() - start);
        requests++;
        widest += (double) meant.entities().size() / home.entities().size();
        if (right.test(meant)) {
            led++;
        } else if (listMisses) {
            misses.add(words + "  → " + meant.entities());
        }
    }

    /// The commands that name something to act on: their area, floor, domain, device class and name, where
    /// they have them. Timers, broadcasts and answers are none. The one who speaks is in the area that the
    /// sentence tells.
    private void intents() {
        HomeCatalog home = home();
        EntitySearch search = new EntitySearch(home);
        try {
            for (String line : Files.readAllLines(INTENTS)) {
                Map<String, ?> intent = Json.objectWithNulls(line);
                Map<?, ?> slots = (Map<?, ?>) intent.get("slots");
                Optional<String> domain = domain(String.valueOf(intent.get("intent")), slots);
                if ("act".equals(intent.get("kind")) && domain.isPresent()) {
                    add(
                            String.valueOf(intent.get("text")),
                            search,
                            home,
                            meant -> meant.entities().stream()
                                            .map(home::entity)
                                            .flatMap(Optional::stream)
                                            .anyMatch(entity -> fits(entity, domain.get(), slots, intent, home))
                                    || !meant.names());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<String> domain(String intent, Map<?, ?> slots) {
        Object given = slots.get("domain");
        if (given instanceof String domain) {
            return Optional.of(domain);
        }
        return switch (intent) {
            case "HassTurnOn", "HassTurnOff" -> slots.containsKey("name") ? Optional.of("") : Optional.empty();
            case "HassLightSet" -> Optional.of("light");
            case "HassClimateSetTemperature" -> Optional.of("climate");
            case "HassSetPosition" -> Optional.of("");
            case "HassMediaNext",
                    "HassMediaPrevious",
                    "HassMediaPause",
                    "HassMediaUnpause",
                    "HassMediaSearchAndPlay",
                    "HassSetVolume" -> Optional.of("media_player");
            case "HassShoppingListAddItem", "HassShoppingListCompleteItem", "HassListAddItem", "HassListCompleteItem" ->
                Optional.of("todo");
            case "HassVacuumStart", "HassVacuumReturnToBase" -> Optional.of("vacuum");
            default -> Optional.empty();
        };
    }

    private static boolean fits(
            Entity entity, String domain, Map<?, ?> slots, Map<String, ?> intent, HomeCatalog home) {
        boolean of = domain.isEmpty() || entity.id().domain().equals(domain);
        Object name = slots.get("name");
        boolean named = !(name instanceof String text)
                || text.equals("all")
                || entity.name().equalsIgnoreCase(text.strip());
        Object area = slots.get("area");
        boolean here = !(area instanceof String place)
                || intent.get("context") != null
                || entity.area()
                        .map(home.areas()::get)
                        .map(Area::name)
                        .filter(place::equalsIgnoreCase)
                        .isPresent()
                || domain.equals("vacuum");
        return of && named && here;
    }

    private static HomeSnapshot empty() {
        return new HomeSnapshot(
                catalog(new TreeMap<>(), new TreeMap<>(), new TreeMap<>()),
                Map.of(),
                HomeSnapshot.Source.LIVE,
                Instant.EPOCH);
    }

    private static HomeCatalog catalog(
            TreeMap<EntityId, Entity> entities, TreeMap<String, Area> areas, TreeMap<String, Floor> floors) {
        return new HomeCatalog(
                new HomeConfig("Home", "2026.11.0", ZoneOffset.UTC, "en", "°C"),
                entities,
                new TreeMap<>(),
                areas,
                floors,
                new TreeMap<>(),
                new TreeMap<>());
    }

    /// A home with what the sentences name: in each room what rooms have, and what has a name.
    private static HomeCatalog home() {
        TreeMap<String, Floor> floors = new TreeMap<>();
        floors.put("first", new Floor("first", "First Floor", List.of(), OptionalInt.of(1)));
        TreeMap<String, Area> areas = new TreeMap<>();
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        for (String room : List.of(
                "Living Room", "Kitchen", "Bedroom", "Office", "Garage", "Cozinha", "Quarto", "Sala de Estar")) {
            String id = room.toLowerCase(Locale.ROOT).replace(' ', '_');
            Optional<String> floor = room.equals("Bedroom") ? Optional.of("first") : Optional.empty();
            areas.put(id, new Area(id, room, List.of(), floor));
            for (String domain : List.of("light", "fan", "climate", "media_player", "lock")) {
                put(entities, domain + "." + id, domain.replace('_', ' ') + " 1", id, "");
            }
            for (String deviceClass : List.of("curtain", "shutter", "window", "door", "garage")) {
                if (!deviceClass.equals("garage") || room.equals("Garage")) {
                    put(entities, "cover." + id + "_" + deviceClass, deviceClass, id, deviceClass);
                }
            }
            put(entities, "scene." + id + "_party_mode", "Party Mode", id, "");
        }
        put(entities, "light.bedroom_lamp", "Bedroom Lamp", "bedroom", "");
        put(entities, "light.luz_do_quarto", "Luz do Quarto", "quarto", "");
        put(entities, "light.play_corner", "Play Corner", "", "");
        put(entities, "media_player.tv", "TV", "living_room", "tv");
        put(entities, "media_player.tv_do_quarto", "TV do Quarto", "quarto", "tv");
        put(entities, "scene.party", "Party Mode", "", "");
        put(entities, "script.stealth", "Stealth Mode", "", "");
        put(entities, "valve.main", "Main Valve", "", "water");
        put(entities, "fan.ceiling", "Ceiling Fan", "", "");
        put(entities, "switch.exaustor", "Exaustor", "cozinha", "");
        put(entities, "switch.maquina", "Maquina do Cafe", "cozinha", "");
        put(entities, "vacuum.ambrosio", "Ambrósio", "", "");
        put(entities, "vacuum.rover", "Rover", "", "");
        put(entities, "lock.front_door", "Front Door", "", "");
        put(entities, "climate.office_thermostat", "Office Thermostat", "office", "");
        put(entities, "cover.bedroom_curtain", "Bedroom Curtain", "bedroom", "curtain");
        put(entities, "cover.left", "Curtain Left", "living_room", "curtain");
        put(entities, "cover.persiana", "Persiana da Cozinha", "cozinha", "shutter");
        put(entities, "todo.shopping", "Shopping List", "", "");
        put(entities, "todo.tarefas", "Tarefas", "", "");
        put(entities, "todo.chores", "Chores", "", "");
        put(entities, "todo.trader", "Trader Joes", "", "");
        return catalog(entities, areas, floors);
    }

    private static void put(
            TreeMap<EntityId, Entity> entities, String id, String name, String area, String deviceClass) {
        EntityId key = new EntityId(id);
        Map<String, Object> capabilities = deviceClass.isEmpty() ? Map.of() : Map.of("device_class", deviceClass);
        Optional<String> place = area.isEmpty() ? Optional.empty() : Optional.of(area);
        entities.put(key, new Entity(key, name, List.of(), place, Optional.empty(), List.of(), capabilities));
    }
}
