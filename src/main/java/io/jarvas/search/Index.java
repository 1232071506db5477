package io.jarvas.search;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.Floor;
import io.jarvas.home.HomeCatalog;
import io.jarvas.search.Concept.Section;
import io.jarvas.search.Concept.Target;
import io.jarvas.search.Dictionary.Sense;
import io.jarvas.search.Reading.Term;
import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which entities of a home have a term, and how prominently. Immutable, so safe to use from any thread.
///
/// A term is a word, a phrase of the dictionary as it was written, or a concept. The postings of all terms lie in
/// three arrays, those of a term side by side: the entity's place in the catalogue's order, the weight of the
/// field that has the term, and the share of the entity's name that the term is.
final class Index {
    /// What stands before a family of words to make a term of it.
    static final String FAMILY_OF = "#~";

    /// The weight of a name, and the highest share, as they are kept.
    static final int WHOLE = 100;

    private static final int AREA = 80;
    private static final int FLOOR = 60;
    private static final int DEVICE = 65;
    private static final int LABEL = 65;
    private static final int ID = 50;
    private static final int OPTION = 30;
    private static final int PLACED = 1;
    private static final int LOOSELY = 60;

    private static final double SYNONYM = 0.95;
    private static final double BROADER = 0.85;
    private static final double FAMILY = 0.8;
    private static final double IN_PART = 0.25;

    /// What a device tells of itself bears its name too: the light's battery is not the light.
    private static final double OF_ANOTHER_KIND = 0.6;

    private static final Set<String> TELLING = Set.of(
            "sensor",
            "binary_sensor",
            "number",
            "select",
            "button",
            "update",
            "event",
            "device_tracker",
            "image",
            "text");

    private static final int LONGEST_NAME = 300;
    private static final int MOST_WORDS = 24;
    private static final int MOST_NAMES = 20;

    private final List<Entity> entities;

    /// The terms of what Home Assistant says that each is, and of where it is.
    private final List<Set<String>> kinds = new ArrayList<>();
    private final List<Set<String>> whereabouts = new ArrayList<>();
    private final Map<String, Integer> terms = new HashMap<>();
    private final int[] starts;
    private final int[] places;
    private final byte[] weights;
    private final byte[] shares;
    private final Spelling spelling;

    Index(HomeCatalog home, Dictionary dictionary) {
        entities = List.copyOf(home.entities().values());
        Builder builder = new Builder(home, dictionary);
        for (int place = 0; place < entities.size(); place++) {
            builder.read(entities.get(place), place);
        }
        starts = new int[builder.lists.size() + 1];
        for (int term = 0; term < builder.lists.size(); term++) {
            starts[term + 1] = starts[term] + builder.lists.get(term).size;
        }
        int size = starts[builder.lists.size()];
        places = new int[size];
        weights = new byte[size];
        shares = new byte[size];
        for (int term = 0; term < builder.lists.size(); term++) {
            Postings list = builder.lists.get(term);
            for (int i = 0; i < list.size; i++) {
                int at = starts[term] + i;
                places[at] = list.values[2 * i];
                weights[at] = (byte) (list.values[2 * i + 1] >> 8);
                shares[at] = (byte) list.values[2 * i + 1];
            }
        }
        Stream<String> ownWords =
                terms.keySet().stream().filter(term -> term.charAt(0) != '#' && term.indexOf(' ') < 0);
        spelling = new Spelling(
                Stream.concat(dictionary.spelled(), ownWords).distinct().toList());
    }

    int size() {
        return entities.size();
    }

    EntityId id(int place) {
        return entities.get(place).id();
    }

    Entity entity(int place) {
        return entities.get(place);
    }

    /// The entities of an area.
    BitSet in(String area) {
        BitSet there = new BitSet(entities.size());
        for (int place = 0; place < entities.size(); place++) {
            there.set(place, entities.get(place).area().filter(area::equals).isPresent());
        }
        return there;
    }

    /// Whether Home Assistant says, rather than a name, that an entity is, or is where, what was mentioned.
    boolean truly(int place, Unit unit) {
        return unit.terms().stream()
                .map(Term::term)
                .anyMatch(term -> kinds.get(place).contains(term)
                        || whereabouts.get(place).contains(term));
    }

    boolean has(String term) {
        return terms.containsKey(term);
    }

    Spelling spelling() {
        return spelling;
    }

    /// What is done with each entity that has a term.
    @FunctionalInterface
    interface Visitor {
        void at(int place, int weight, int share);
    }

    void visit(String term, Visitor visitor) {
        Integer number = terms.get(term);
        if (number == null) {
            return;
        }
        for (int at = starts[number]; at < starts[number + 1]; at++) {
            visitor.at(places[at], weights[at], shares[at]);
        }
    }

    /// Whether entities of a domain tell of a device, or let be set how it works.
    static boolean telling(String domain) {
        return TELLING.contains(domain);
    }

    static String deviceClass(Entity entity) {
        return entity.capabilities().get("device_class") instanceof String name ? name : "";
    }

    /// Entities of one term while the index is made.
    private static final class Postings {
        int[] values = new int[4];
        int size;

        void add(int place, int value) {
            if (2 * size == values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            values[2 * size] = place;
            values[2 * size + 1] = value;
            size++;
        }
    }

    private final class Builder {
        final List<Postings> lists = new ArrayList<>();

        private final HomeCatalog home;
        private final Dictionary dictionary;
        private final Map<String, Kinds> byKind = new HashMap<>();
        private final Map<String, Map<String, Integer>> byArea = new HashMap<>();

        /// The terms of the entity at hand; weight and share in one number.
        private final Map<String, Integer> own = new HashMap<>();

        /// Those of them that its area and floor have: they tell no more where the name has them too.
        private Set<String> placed = Set.of();

        private record Meant(Concept concept, boolean loosely) {}

        private record Kinds(List<Meant> meant, Set<String> terms) {
            Kinds(List<Meant> meant) {
                this(
                        List.copyOf(meant),
                        meant.stream().map(kind -> kind.concept().term()).collect(Collectors.toUnmodifiableSet()));
            }
        }

        Builder(HomeCatalog home, Dictionary dictionary) {
            this.home = home;
            this.dictionary = dictionary;
        }

        void read(Entity entity, int place) {
            own.clear();
            Kinds is = kinds(entity);
            List<Meant> kinds = is.meant();
            Map<String, Integer> there = home.areaOf(entity)
                    .map(area -> byArea.computeIfAbsent(area.id(), _ -> terms(area)))
                    .orElse(Map.of());
            own.putAll(there);
            placed = there.keySet();
            Index.this.kinds.add(is.terms());
            whereabouts.add(placed);
            for (Meant kind : kinds) {
                put(kind.concept().term(), kind.loosely() ? LOOSELY : WHOLE, 0);
            }
            boolean telling = TELLING.contains(entity.id().domain());
            text(entity.name(), WHOLE, true, telling, kinds);
            entity.aliases().stream().limit(MOST_NAMES).forEach(alias -> text(alias, WHOLE, true, telling, kinds));
            entity.device()
                    .map(home.devices()::get)
                    .ifPresent(device -> text(device.name(), DEVICE, false, telling, kinds));
            for (String label : entity.labels()) {
                if (home.labels().containsKey(label)) {
                    text(Objects.requireNonNull(home.labels().get(label)).name(), LABEL, false, false, List.of());
                }
            }
            options(entity.capabilities());
            String id = entity.id().value();
            text(id.substring(id.indexOf('.') + 1).replace('_', ' '), ID, false, telling, kinds);
            own.forEach((term, value) -> {
                int number = terms.computeIfAbsent(term, _ -> {
                    lists.add(new Postings());
                    return lists.size() - 1;
                });
                lists.get(number).add(place, value);
            });
        }

        /// What can be chosen: `solar only`, `HDMI 1`.
        private void options(Map<String, Object> capabilities) {
            for (String list : List.of("options", "source_list")) {
                if (capabilities.get(list) instanceof List<?> options) {
                    options.stream()
                            .limit(MOST_NAMES)
                            .filter(String.class::isInstance)
                            .forEach(option -> text((String) option, OPTION, false, false, List.of()));
                }
            }
        }

        private Map<String, Integer> terms(Area area) {
            placed = Set.of();
            place(area.name(), AREA);
            area.aliases().stream().limit(MOST_NAMES).forEach(alias -> place(alias, AREA));
            home.floorOf(area).ifPresent(this::floor);
            return Map.copyOf(own);
        }

        private void floor(Floor floor) {
            place(floor.name(), FLOOR);
            floor.aliases().stream().limit(MOST_NAMES).forEach(alias -> place(alias, FLOOR));
            floor.level().ifPresent(level -> {
                List<String> meant = switch (level) {
                    case 0 -> List.of("groundfloor");
                    case 1 -> List.of("firstfloor", "upstairs");
                    case 2 -> List.of("secondfloor", "upstairs");
                    default -> List.of(level < 0 ? "basement" : "upstairs");
                };
                meant.forEach(place -> put(Concept.term(Section.PLACE, place), FLOOR, 0));
            });
        }

        /// The kinds, verbs and states of what Home Assistant says the entity is.
        private Kinds kinds(Entity entity) {
            String domain = entity.id().domain();
            String deviceClass = deviceClass(entity);
            return byKind.computeIfAbsent(domain + "." + deviceClass, _ -> {
                List<Meant> meant = new ArrayList<>();
                for (Concept concept : dictionary.concepts()) {
                    List<Target> fitting = concept.targets().stream()
                            .filter(target -> target.fits(domain, deviceClass))
                            .toList();
                    if (!fitting.isEmpty()) {
                        meant.add(new Meant(concept, fitting.stream().allMatch(Target::loosely)));
                    }
                }
                return new Kinds(meant);
            });
        }

        /// The less of a place's name a word is, the less it tells of the place.
        private void place(String text, int weight) {
            text(text, weight, true, false, List.of());
            own.replaceAll((_, value) -> (value & 0xff) == 0 ? value : discounted(value));
        }

        /// Without the share, which only names of entities have.
        private static int discounted(int value) {
            int share = value & 0xff;
            return (int) ((value >> 8) * (1 - IN_PART * (WHOLE - share) / WHOLE)) << 8;
        }

        private void text(String text, int weight, boolean isName, boolean telling, List<Meant> kinds) {
            String bounded = text.length() <= LONGEST_NAME ? text : text.substring(0, LONGEST_NAME);
            List<String> words = dictionary.meaning(bounded);
            words = words.size() <= MOST_WORDS ? words : words.subList(0, MOST_WORDS);
            int at = 0;
            while (at < words.size()) {
                int end = end(words, at);
                String phrase = String.join(" ", words.subList(at, end));
                int share = isName ? WHOLE * (end - at) / words.size() : 0;
                int worth = placed.contains(phrase) ? PLACED : weight;
                List<Concept> meant = dictionary.senses(phrase).stream()
                        .map(Sense::concept)
                        .filter(Concept::names)
                        .toList();
                if (telling && meant.stream().anyMatch(concept -> ofAnotherKind(concept, kinds))) {
                    worth = (int) (worth * OF_ANOTHER_KIND);
                }
                for (Concept concept : meant) {
                    put(concept.term(), (int) (worth * SYNONYM), share);
                    for (String broader : concept.broader()) {
                        put(Concept.term(concept.section(), broader), (int) (worth * BROADER), share);
                    }
                }
                put(phrase, worth, share);
                if (end < words.size() && Tokens.number(words.get(end))) {
                    String number = " " + words.get(end);
                    put(phrase + number, worth, 0);
                    for (Concept concept : meant) {
                        put(concept.term() + number, (int) (worth * SYNONYM), 0);
                    }
                }
                for (int i = at; i < end; i++) {
                    int part = share / (end - at);
                    int familiar = (int) (worth * FAMILY);
                    Tokens.family(words.get(i)).ifPresent(family -> put(FAMILY_OF + family, familiar, part));
                }
                for (int i = at; end - at > 1 && i < end; i++) {
                    put(words.get(i), worth, share / (end - at));
                }
                at = end;
            }
        }

        /// Where the longest phrase that begins at a word ends; after the word where none does.
        private int end(List<String> words, int at) {
            int longest = Math.min(dictionary.longest(words.get(at)), words.size() - at);
            for (int length = longest; length > 1; length--) {
                List<Sense> senses = dictionary.senses(String.join(" ", words.subList(at, at + length)));
                if (senses.stream().anyMatch(sense -> sense.concept().names())) {
                    return at + length;
                }
            }
            return at + 1;
        }

        private static boolean ofAnotherKind(Concept concept, List<Meant> kinds) {
            return concept.section() == Section.KIND
                    && !concept.targets().isEmpty()
                    && kinds.stream().noneMatch(kind -> kind.concept().equals(concept));
        }

        private void put(String term, int weight, int share) {
            own.merge(term, weight << 8 | share, Index::stronger);
        }
    }

    /// The higher weight with the higher share.
    private static int stronger(int a, int b) {
        return Math.max(a >> 8, b >> 8) << 8 | Math.max(a & 0xff, b & 0xff);
    }
}
