package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.language.Wish;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What words lead to in the demo home that leave something out. The files are as `meant.tsv`; the second was written
/// with the first, and kept aside until the first was passed.
class LeftOutTest {
    private static final EntitySearch SEARCH = new EntitySearch(DemoHomeCatalog.read());

    static Stream<MeantTest.Row> rows() {
        return Stream.of("left-out.tsv", "left-out-aside.tsv").flatMap(MeantTest::rows);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatIsLeftOutIsNotLedTo(MeantTest.Row row) {
        Meant meant = SEARCH.meant(row.words());
        assertThat(meant.names()).isEqualTo(row.wants());
        assertThat(meant.entities()).containsAll(MeantTest.matching(row.must()));
        assertThat(meant.entities()).noneMatch(MeantTest.matching(row.mustNot())::contains);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void whatSaysMoreThanWhatIsLeftOutWantsSomethingDone(MeantTest.Row row) {
        if (row.wants()) {
            assertThat(Wish.of(row.words())).isEqualTo(Wish.ACTS);
        }
    }

    @Test
    void thereAreRowsEnough() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(72);
    }

    @Test
    void whatIsLeftOutIsTold() {
        Meant meant = SEARCH.meant("turn off all the lights except the bedroom");
        assertThat(meant.leftOut())
                .extracting(EntityId::value)
                .containsExactlyInAnyOrder("light.bedroom_ceiling", "light.bedside_lamp");
        assertThat(SEARCH.meant("turn off all the lights").leftOut()).isEmpty();
    }

    @Test
    void whatIsLeftOutInTheNextMessageIsLeftOutOfWhatTheOneBeforeLedTo() {
        Meant meant = SEARCH.meant("but not the bedroom ones").or(SEARCH.meant("turn off all the lights"));
        assertThat(values(meant)).contains("light.kitchen_lights").doesNotContain("light.bedroom_ceiling");
    }

    @Test
    void whatIsAskedForInTheNextMessageIsLeftOutNoMore() {
        Meant meant = SEARCH.meant("the bedroom lights too").or(SEARCH.meant("all the lights off except the bedroom"));
        assertThat(values(meant)).contains("light.kitchen_lights", "light.bedroom_ceiling");
        assertThat(meant.leftOut()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, turn off all the lights except this one, light.bedroom_ceiling, light.kitchen_lights",
        "kitchen, turn off all the lights except in this room, light.bedroom_ceiling, light.kitchen_lights",
        "kitchen, apaga todas as luzes menos as daqui, light.bedroom_ceiling, light.kitchen_lights",
        "bedroom, apaga tudo menos nesta divisão, light.kitchen_lights, light.bedroom_ceiling",
        "bedroom, turn off the lights but not the bedside lamp, light.bedroom_ceiling, light.bedside_lamp",
        "kitchen, apaga a luz mas não a da bancada, light.kitchen_lights, light.kitchen_counter",
        "kitchen, turn off all the lights except the bedroom, light.kitchen_lights, light.bedroom_ceiling"
    })
    void whatIsLeftOutMayBeHere(String area, String words, String led, String not) {
        assertThat(values(SEARCH.meant(words, Optional.of(area)))).contains(led).doesNotContain(not);
    }

    @ParameterizedTest
    @CsvSource({
        "turn off all the lights except the aquarium light",
        "apaga todas as luzes menos a do aquário",
        "apaga todas as luzes exceto a luz do aquário",
        "turn off all the lights except the fridge",
        "turn off all the lights except that one"
    })
    void whatThereIsNotLeavesNothingOut(String words) {
        assertThat(values(SEARCH.meant(words))).contains("light.kitchen_lights", "light.bedroom_ceiling");
    }

    @ParameterizedTest
    @CsvSource({
        "turn off all the lights except the bedroom",
        "'except for the bedroom, turn off all the lights'",
        "apaga todas as luzes exceto a do quarto",
        "apaga todas as luzes menos o quarto"
    })
    void bothWhatIsWantedAndWhatIsLeftOutIsFound(String words) {
        List<EntityId> found = SEARCH.find(words, Map.of(), 14).best();
        assertThat(found)
                .extracting(EntityId::value)
                .contains("light.bedroom_ceiling", "light.kitchen_lights", "light.living_room_lights");
    }

    private static Set<String> values(Meant meant) {
        return meant.entities().stream().map(EntityId::value).collect(Collectors.toSet());
    }
}
