package io.jarvas.search;

import io.jarvas.home.Area;
import io.jarvas.home.Device;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeConfig;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Label;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/// Makes large homes, always the same for the same arguments: a house with its garden, a guest house, a
/// farm, offices, apartments and a lodge, furnished from the words of `words.tsv`.
///
/// A home of more entities holds those of a smaller one under the same ids, names and states.
public final class GeneratedHome {
    /// The language in which the owner named things.
    public enum Naming {
        ENGLISH,
        PORTUGUESE,
        /// Some in one, some in the other, as where two people set a home up.
        MIXED
    }

    /// When its states are.
    public static final Instant NOW = Instant.parse("2026-11-23T20:05:00Z");

    private final Words words = Words.read();
    private final Naming naming;
    private final int size;
    private final NavigableMap<EntityId, Entity> entities = new TreeMap<>();
    private final NavigableMap<String, Device> devices = new TreeMap<>();
    private final NavigableMap<String, Area> areas = new TreeMap<>();
    private final NavigableMap<String, Floor> floors = new TreeMap<>();
    private final NavigableMap<String, Label> labels = new TreeMap<>();
    private final Map<EntityId, EntityState> states = new HashMap<>();

    private GeneratedHome(Naming naming, int size) {
        this.naming = naming;
        this.size = size;
    }

    /// @param size how many exposed entities, 10,000 at most
    public static HomeSnapshot snapshot(Naming naming, int size) {
        GeneratedHome home = new GeneratedHome(naming, size);
        home.build();
        return home.snapshot();
    }

    private HomeSnapshot snapshot() {
        if (entities.size() < size) {
            throw new IllegalArgumentException("the words make " + entities.size() + " entities, not " + size);
        }
        HomeConfig config = new HomeConfig(
                naming == Naming.PORTUGUESE ? "Casa" : "Home",
                "2026.11.0",
                ZoneId.of("Europe/Lisbon"),
                naming == Naming.PORTUGUESE ? "pt" : "en",
                "°C");
        HomeCatalog catalog = new HomeCatalog(config, entities, devices, areas, floors, labels, Typical.services());
        return new HomeSnapshot(catalog, Map.copyOf(states), HomeSnapshot.Source.LIVE, NOW);
    }

    private void build() {
        for (Words.LabelWords label : words.labels()) {
            labels.put(
                    label.id(), new Label(label.id(), portuguese(label.id()) ? label.portuguese() : label.english()));
        }
        for (Words.Thing thing : words.things()) {
            if (thing.kinds().contains("home")) {
                add(thing, Optional.empty());
            }
        }
        for (Words.Place place : words.places()) {
            if (entities.size() >= size) {
                return;
            }
            furnish(place);
        }
    }

    private void furnish(Words.Place place) {
        Words.FloorWords floor = words.floors().get(place.floor());
        boolean portugueseFloor = portuguese(floor.id());
        floors.putIfAbsent(
                floor.id(),
                new Floor(
                        floor.id(),
                        portugueseFloor ? floor.portuguese() : floor.english(),
                        aliases(floor.id(), portugueseFloor, floor.names(), true),
                        floor.level().isEmpty()
                                ? OptionalInt.empty()
                                : OptionalInt.of(Integer.parseInt(floor.level()))));
        boolean portugueseArea = portuguese(place.id());
        areas.put(
                place.id(),
                new Area(
                        place.id(),
                        portugueseArea ? place.portuguese() : place.english(),
                        aliases(place.id(), portugueseArea, place.names(), true),
                        Optional.of(floor.id())));
        for (Words.Thing thing : words.things()) {
            if (thing.kinds().stream().anyMatch(place.kinds()::contains)) {
                add(thing, Optional.of(place));
            }
        }
    }

    private void add(Words.Thing thing, Optional<Words.Place> place) {
        int last = thing.count();
        for (int number = 1; number <= last && entities.size() < size; number++) {
            String key = thing.english() + "/" + place.map(Words.Place::id).orElse("") + "/" + number;
            boolean portuguese = portuguese(key);
            Optional<Device> device = thing.device().isEmpty()
                    ? Optional.empty()
                    : Optional.of(device(words.devices().get(thing.device()), place, portuguese));
            String name = name(thing, place, device, portuguese, number, key);
            EntityId id = freeId(thing.domain() + "." + slug(name));
            Entity entity = new Entity(
                    id,
                    name,
                    number == 1 ? aliases(key, portuguese, thing.names(), chance(key + "alias", 2)) : List.of(),
                    place.map(Words.Place::id),
                    device.map(Device::id),
                    thing.labels(),
                    Typical.capabilities(thing, hash(key)));
            entities.put(id, entity);
            states.put(id, Typical.state(thing, hash(key + "state")));
        }
    }

    private static String name(
            Words.Thing thing,
            Optional<Words.Place> place,
            Optional<Device> device,
            boolean portuguese,
            int number,
            String key) {
        String bare = (portuguese ? thing.portuguese() : thing.english()).replaceAll("#\\d+", Integer.toString(number));
        String inArea = place.map(area ->
                        portuguese ? bare + " " + area.portugueseWithPreposition() : area.english() + " " + bare)
                .orElse(bare);
        return switch (thing.naming()) {
            case AREA -> inArea;
            case BARE -> bare;
            case EITHER -> chance(key.substring(0, key.lastIndexOf('/')), 2) ? inArea : bare;
            case DEVICE -> device.map(Device::name).orElseThrow() + " " + bare;
        };
    }

    private Device device(Words.DeviceWords device, Optional<Words.Place> place, boolean portuguese) {
        String id = place.map(area -> device.id() + "_" + area.id()).orElse(device.id());
        String area = place.map(words -> portuguese ? words.portuguese() : words.english())
                .orElse("");
        String name = (portuguese ? device.portuguese() : device.english()).replace("@", area);
        return devices.computeIfAbsent(id, _ -> new Device(id, name));
    }

    /// The other names of something: those that its words give, and for one in three its name in the other
    /// language.
    private static List<String> aliases(String key, boolean portuguese, Words.Names names, boolean own) {
        List<String> aliases = new ArrayList<>();
        if (own) {
            aliases.addAll(portuguese ? names.portugueseAliases() : names.englishAliases());
        }
        String other = portuguese ? names.english() : names.portuguese();
        if (chance(key + "other", 3) && !other.contains("#") && !aliases.contains(other)) {
            aliases.add(other);
        }
        return aliases;
    }

    private boolean portuguese(String key) {
        return switch (naming) {
            case ENGLISH -> false;
            case PORTUGUESE -> true;
            case MIXED -> chance(key + "language", 2);
        };
    }

    private EntityId freeId(String wanted) {
        EntityId id = new EntityId(wanted);
        for (int i = 2; entities.containsKey(id); i++) {
            id = new EntityId(wanted + "_" + i);
        }
        return id;
    }

    /// As Home Assistant makes an id of a name: `Luz do pátio` is `luz_do_patio`.
    static String slug(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    private static boolean chance(String key, int oneIn) {
        return hash(key) % oneIn == 0;
    }

    /// A number of 0 to 2^31 that the text always gives, spread well over small divisors.
    private static int hash(String key) {
        int hash = key.hashCode() * 0x9E3779B9;
        hash = (hash ^ (hash >>> 15)) * 0x85EBCA6B;
        return (hash ^ (hash >>> 13)) & Integer.MAX_VALUE;
    }
}
