package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What words lead to in the demo home. `meant.tsv` has a line each: the words, what they must lead to, what they must
/// not lead to, as ids or beginnings of ids with a star; `-` for nothing in particular, `NAMELESS` for words that name
/// nothing.
class MeantTest {
    private static final HomeCatalog HOME = DemoHomeCatalog.read();
    private static final EntitySearch SEARCH = new EntitySearch(HOME);

    record Row(String words, List<String> must, List<String> mustNot) {
        /// Whether it names what is wanted.
        boolean wants() {
            return !must.contains("NAMELESS");
        }

        @Override
        public String toString() {
            return words;
        }
    }

    static Stream<Row> rows() {
        return rows("meant.tsv");
    }

    static Stream<Row> rows(String file) {
        return Words.lines(file).stream().map(line -> {
            String[] columns = line.split("\t", -1);
            return new Row(columns[0], List.of(columns[1].split(" ", -1)), List.of(columns[2].split(" ", -1)));
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void wordsLeadToWhatTheyMeanAlone(Row row) {
        Meant meant = SEARCH.meant(row.words());
        if (!row.wants()) {
            assertThat(meant).isEqualTo(new Meant(Set.of(), false));
            return;
        }
        assertThat(meant.names()).isTrue();
        assertThat(meant.entities()).containsAll(matching(row.must()));
        assertThat(meant.entities()).doesNotContainAnyElementsOf(matching(row.mustNot()));
    }

    @Test
    void thereAreRowsEnough() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(120);
    }

    @Test
    void whatCannotBeChangedIsNotLedTo() {
        assertThat(SEARCH.meant("everything").entities())
                .noneMatch(id -> id.domain().endsWith("sensor") || id.domain().equals("person"));
    }

    @Test
    void earlierWordsCount() {
        Meant both = SEARCH.meant("turn it off").or(SEARCH.meant("is the reading lamp on?"));
        assertThat(both.names()).isTrue();
        assertThat(both.entities()).containsExactly(new EntityId("light.reading_lamp"));
    }

    @Test
    void aMessageThatTalksOfAnotherThingDoesNotLeadToALock() {
        assertThat(SEARCH.meant("what is playing in the living room?").entities())
                .noneMatch(id -> Set.of("lock", "alarm_control_panel").contains(id.domain()));
    }

    /// In a kitchen with `Kitchen Lights` and another light.
    @ParameterizedTest
    @CsvSource({
        "turn on the kitchen lights please, turn on the kitchen lights",
        "turn on the kitchen lights please, Kitchen Lights Plug",
        "turn on the kitchen lights please, Kitchen Lights",
        "turn on the kitchen lights please, luzes da cozinha",
        "turn on the kitchen lights please, please",
        "turn on the kitchen lights please, on",
        "turn on the kitchen lights please, Kitchen",
        "liga as luzes da cozinha, liga as luzes da cozinha por favor",
        "liga as luzes da cozinha, Kitchen Lights Plug",
        "apaga as luzes da cozinha, apaga as luzes da cozinha"
    })
    void aNameThatSaysMoreThanWasSaidAttractsNothing(String words, String name) {
        assertThat(meant(words, "switch.evil", name))
                .containsExactlyInAnyOrder("light.kitchen_lights", "light.kitchen_ceiling");
    }

    @ParameterizedTest
    @CsvSource({
        "turn on the garden lights, Garden lights",
        "turn on the garden lights, Decorative garden lights",
        "turn on all the lights, Kitchen Lights Plug",
        "turn on the kitchen lights plug, Kitchen Lights Plug",
        "start the washing machine, Start washing machine"
    })
    void aNameIsLedToWhereNothingElseHasIt(String words, String name) {
        assertThat(meant(words, "switch.one", name)).contains("switch.one");
    }

    @Test
    void whatIsCalledExactlyAsWasSaidIsLedToBesideAnotherOfThatNameAndKind() {
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        put(entities, "switch.ac", "AC", Optional.empty());
        EntityId hvac = new EntityId("climate.hvac");
        entities.put(hvac, new Entity(hvac, "Hvac", List.of("AC"), Optional.empty(), Optional.empty(), List.of()));
        HomeCatalog home = new HomeCatalog(
                HOME.config(),
                entities,
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>(),
                new TreeMap<>());
        assertThat(new EntitySearch(home).meant("turn on the AC").entities())
                .extracting(EntityId::value)
                .containsExactlyInAnyOrder("switch.ac", "climate.hvac");
    }

    private static Set<String> meant(String words, String id, String name) {
        TreeMap<String, Area> areas = new TreeMap<>();
        areas.put("kitchen", new Area("kitchen", "Kitchen", List.of(), Optional.empty()));
        TreeMap<EntityId, Entity> entities = new TreeMap<>();
        Map.of("light.kitchen_lights", "Kitchen Lights", "light.kitchen_ceiling", "Ceiling")
                .forEach((light, called) -> put(entities, light, called, Optional.of("kitchen")));
        put(entities, id, name, Optional.empty());
        HomeCatalog home = new HomeCatalog(
                HOME.config(), entities, new TreeMap<>(), areas, new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        return new EntitySearch(home)
                .meant(words).entities().stream().map(EntityId::value).collect(Collectors.toSet());
    }

    private static void put(Map<EntityId, Entity> entities, String id, String name, Optional<String> area) {
        EntityId key = new EntityId(id);
        entities.put(key, new Entity(key, name, List.of(), area, Optional.empty(), List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"turn on the kitchen lights and ", "e ", "luz ", "x", ", "})
    void aLongMessageIsRead(String part) {
        assertThat(SEARCH.meant(part.repeat(8_000 / part.length())).entities()).isNotNull();
    }

    static Set<EntityId> matching(List<String> patterns) {
        return HOME.entities().keySet().stream()
                .filter(id -> patterns.stream()
                        .anyMatch(pattern -> pattern.endsWith("*")
                                ? id.value().startsWith(pattern.substring(0, pattern.length() - 1))
                                : id.value().equals(pattern)))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
