package io.jarvas.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What words lead to that were said in a room of the demo home.
class SurroundingsTest {
    private static final HomeCatalog HOME = DemoHomeCatalog.read();
    private static final EntitySearch SEARCH = new EntitySearch(HOME);

    @ParameterizedTest
    @CsvSource({
        "kitchen, turn on the light, light.kitchen_lights light.kitchen_counter",
        "kitchen, acende a luz, light.kitchen_lights light.kitchen_counter",
        "kitchen, apaga as luzes, light.kitchen_lights light.kitchen_counter",
        "kitchen, Turn the lights off., light.kitchen_lights light.kitchen_counter",
        "kitchen, turn on the lights here, light.kitchen_lights light.kitchen_counter",
        "kitchen, it is too dark, light.kitchen_lights light.kitchen_counter",
        "bedroom, dim the lights to 30 %, light.bedside_lamp light.bedroom_ceiling",
        "bedroom, baixa as luzes para 30 %, light.bedside_lamp light.bedroom_ceiling",
        "bedroom, close the blinds, cover.bedroom_blinds",
        "bedroom, fecha os estores, cover.bedroom_blinds",
        "living_room, fecha os estores, cover.living_room_blinds",
        "bathroom, liga a luz, light.bathroom_light",
        "garden, turn on the lights, light.garden_lights",
        "office, liga a luz, light.office_desk",
        "kitchen, turn off the lights in this room, light.kitchen_lights light.kitchen_counter",
        "kitchen, Turn off all the lights in the room., light.kitchen_lights light.kitchen_counter",
        "kitchen, turn on the room light, light.kitchen_lights light.kitchen_counter",
        "kitchen, this room's lights off please, light.kitchen_lights light.kitchen_counter",
        "living_room, turn off the lights in this room, light.living_room_lights light.reading_lamp",
        "kitchen, turn on both lights, light.kitchen_lights light.kitchen_counter",
        "kitchen, acende ambas as luzes, light.kitchen_lights light.kitchen_counter",
    })
    void aKindIsThatOfTheRoom(String area, String words, String led) {
        assertThat(meant(words, area)).containsExactlyInAnyOrder(led.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, turn on the bedroom light, light.bedroom_ceiling, light.kitchen_lights",
        "kitchen, acende a luz do quarto, light.bedroom_ceiling, light.kitchen_lights",
        "kitchen, liga as luzes da sala, light.living_room_lights, light.kitchen_counter",
        "kitchen, turn on the light in the bathroom, light.bathroom_light, light.kitchen_lights",
        "kitchen, turn on the lights in the living room, light.living_room_lights, light.kitchen_lights",
        "kitchen, turn on both bedroom lights, light.bedside_lamp, light.kitchen_lights",
        "bedroom, turn on the reading lamp, light.reading_lamp, light.bedside_lamp",
        "bedroom, acende o candeeiro de leitura, light.reading_lamp, light.bedside_lamp",
        "kitchen, turn on the lights upstairs, light.landing_light, light.kitchen_lights",
        "bedroom, unlock the front door, lock.front_door, lock.back_door",
        "kitchen, close the blinds in the living room, cover.living_room_blinds, cover.bedroom_blinds"
    })
    void anotherPlaceOrANameWins(String area, String words, String led, String not) {
        assertThat(meant(words, area)).contains(led).doesNotContain(not);
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, close the blinds, cover.bedroom_blinds cover.living_room_blinds",
        "kitchen, fecha os estores, cover.bedroom_blinds cover.living_room_blinds",
        "kitchen, liga a televisão, media_player.living_room_tv",
        "kitchen, close both blinds, cover.bedroom_blinds cover.living_room_blinds",
        "kitchen, turn off all the lights this evening, light.bedroom_ceiling light.kitchen_lights",
        "kitchen, apaga todas as luzes neste momento, light.bedroom_ceiling light.kitchen_lights",
        "kitchen, turn off all the lights, light.bedroom_ceiling light.kitchen_lights light.garden_lights",
        "kitchen, apaga todas as luzes, light.bedroom_ceiling light.kitchen_lights light.garden_lights"
    })
    void whereTheRoomHasNoneAndWhereAllAreAskedForItIsThoseOfTheHouse(String area, String words, String led) {
        assertThat(meant(words, area)).contains(led.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource({"turn off everything here", "apaga tudo aqui", "desliga todas as luzes nesta divisão"})
    void everythingHereIsWhatTheRoomHas(String words) {
        assertThat(meant(words, "kitchen"))
                .contains("light.kitchen_lights", "light.kitchen_counter")
                .doesNotContain("light.bedroom_ceiling", "light.living_room_lights");
    }

    @ParameterizedTest
    @CsvSource({
        "garage, turn on the light here",
        "garage, turn off the lights in this room",
        "garage, acende a luz aqui",
        "garage, apaga todas as luzes nesta divisão",
        "entrance, apaga tudo aqui",
        "kitchen, close the blinds in here"
    })
    void whatIsNotHereIsNotMeantByHere(String area, String words) {
        assertThat(meant(words, area)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, it is cold in here, climate.living_room",
        "kitchen, está frio aqui, climate.living_room",
        "kitchen, vacuum here, vacuum.robot",
        "kitchen, aspira aqui, vacuum.robot",
        "kitchen, turn on the heating in this room, climate.living_room",
        "kitchen, play this album on the living room TV, media_player.living_room_tv"
    })
    void whatWorksAnywhereWorksHere(String area, String words, String led) {
        assertThat(meant(words, area)).contains(led);
    }

    @Test
    void aPlaceOfTheNextThingMayBeThatOfTheFirst() {
        assertThat(meant("turn on the light and the fan in the bedroom", "kitchen"))
                .contains("light.bedroom_ceiling", "fan.bedroom_fan", "light.kitchen_lights")
                .doesNotContain("light.living_room_lights");
    }

    @ParameterizedTest
    @CsvSource({"turn on the light", "turn it on", "open the blinds", "apaga tudo", "aqui", "''", "light here"})
    void aRoomThatIsNotKnownChangesNothing(String words) {
        assertThat(SEARCH.meant(words, Optional.of("attic"))).isEqualTo(SEARCH.meant(words));
    }

    @Test
    void theRoomAloneLeadsToNothing() {
        assertThat(SEARCH.meant("turn it off", Optional.of("kitchen"))).isEqualTo(new Meant(Set.of(), false));
        assertThat(meant("good morning", "kitchen")).isEqualTo(meant("good morning", "attic"));
    }

    @ParameterizedTest
    @CsvSource({
        "kitchen, turn on the light, light.kitchen_",
        "bedroom, acende a luz, light.bed",
        "bedroom, what is the temperature?, sensor.bedroom_",
        "living_room, close the blinds, cover.living_room_"
    })
    void whatTheRoomHasComesFirst(String area, String words, String first) {
        List<EntityId> found =
                SEARCH.find(words, Map.of(), 6, Optional.of(area)).best();

        assertThat(found.getFirst().value()).startsWith(first);
        assertThat(found).hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"turn on the bedroom light", "what is the weather like?", "good morning", "turn it off"})
    void whatNamesAPlaceOrNoKindIsFoundAsWithoutARoom(String words) {
        assertThat(SEARCH.find(words, Map.of(), 20, Optional.of("garage")).best())
                .isEqualTo(SEARCH.find(words, Map.of(), 20).best());
    }

    private static Set<String> meant(String words, String area) {
        return SEARCH.meant(words, Optional.of(area)).entities().stream()
                .map(EntityId::value)
                .collect(Collectors.toSet());
    }

    @Test
    void thereAreTheRoomsThatTheseTestsName() {
        assertThat(HOME.areas().keySet())
                .containsAll(Arrays.asList("kitchen", "bedroom", "living_room", "bathroom", "garden", "office"));
    }
}
