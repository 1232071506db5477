package io.jarvas.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatesAndHistoryTest {
    private final House house = new House()
            .entity("light.desk", "Desk lamp", "Office", Map.of("brightness", 51), "candeeiro da secretária")
            .entity("light.sofa", "Sofa", "Living Room", Map.of())
            .entity("cover.sofa", "Sofa", "Living Room", Map.of())
            .entity("sensor.power", "Power", "", Map.of("unit_of_measurement", "W", "state_class", "measurement"));
    private final GetStates states = new GetStates(house);
    private final Recorder recorder = new Recorder();
    private final GetHistory history = new GetHistory(house, recorder, House.CLOCK);

    private static final class Recorder implements HomeRecords {
        List<EntityState> states = List.of();
        List<Map<String, Object>> statistics = List.of();
        final List<String> asked = new ArrayList<>();

        @Override
        public List<EntityState> history(EntityId entity, Instant from, Instant to) {
            asked.add("history " + entity + " " + from + " " + to);
            return states;
        }

        @Override
        public List<Map<String, Object>> statistics(EntityId entity, Instant from, Instant to, Duration period) {
            asked.add("statistics " + entity + " " + from + " " + to + " " + period);
            return statistics;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "light.desk",
                "LIGHT.DESK",
                "Desk lamp",
                "desk LAMP",
                "Candeeiro da Secretaria",
                "candeeiro da secretária",
                "desk"
            })
    void anEntityIsFoundByItsIdOrByANameThatItAloneHas(String name) {
        assertThat(House.data(states, Map.of("entity_ids", name)))
                .isEqualTo(Map.of(
                        "states",
                        List.of(Map.of(
                                "entity_id",
                                "light.desk",
                                "name",
                                "Desk lamp",
                                "state",
                                "on",
                                "since",
                                "2026-11-23 13:05",
                                "attributes",
                                Map.of("brightness", 51)))));
    }

    @Test
    void aNameThatSeveralHaveIsNotGuessed() {
        assertThatThrownBy(() -> House.outcome(states, Map.of("entity_ids", List.of("Sofa"))))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessageContaining("cover.sofa, light.sofa");
    }

    @Test
    void areasAndDomainsNarrowEachOther() {
        assertThat(ids(Map.of("area", "living room"))).containsExactly("cover.sofa", "light.sofa");
        assertThat(ids(Map.of("area", "living_room", "domain", "cover"))).containsExactly("cover.sofa");
        assertThat(ids(Map.of("domain", "light"))).containsExactly("light.desk", "light.sofa");
        assertThat(House.failure(states, Map.of("area", "Cellar")).reason()).isEqualTo(Reason.UNKNOWN);
        assertThat(House.failure(states, Map.of("domain", "lock")).subject()).isEqualTo("lock");
        assertThatThrownBy(() -> House.outcome(states, Map.of())).isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void whatIsNotExposedDoesNotExist() {
        assertThat(House.failure(states, Map.of("entity_ids", "lock.front_door")))
                .matches(failure ->
                        failure.reason() == Reason.UNKNOWN && failure.subject().equals("lock.front_door"));
        assertThat(House.data(states, Map.of("entity_ids", "light.desk, lock.front_door")))
                .containsEntry("unknown", List.of("lock.front_door"));
    }

    @Test
    void attributesThatOpenADoorOrNameWhatIsNotExposedAreLeftOut() {
        house.entity(
                "camera.door",
                "Door",
                "",
                Map.of(
                        "access_token",
                        "secret1",
                        "entity_picture",
                        "/api/x?token=secret2",
                        "stream",
                        "/x?token=secret3",
                        "entity_id",
                        List.of("light.desk", "lock.hidden"),
                        "note",
                        "see lock.hidden",
                        "nested",
                        Map.of("lock.hidden", 1, "version", "v1.2")));
        assertThat(House.data(states, Map.of("entity_ids", "camera.door")).toString())
                .doesNotContain("secret", "hidden")
                .contains("entity_id=[light.desk]", "version=v1.2");
    }

    @Test
    void whatIsReadIsBounded() {
        for (int i = 0; i < 200; i++) {
            house.entity("switch.s" + i, "Switch " + "x".repeat(300), "", Map.of("text", "y".repeat(5_000)));
        }
        Map<String, Object> data = House.data(states, Map.of("domain", "switch"));
        assertThat(data.toString()).hasSizeLessThan(4_200);
        assertThat((int) data.get("left_out")).isPositive();
    }

    @Test
    void aHomeThatIsAwayIsAFailure() {
        house.problem = java.util.Optional.of(new HomeException(HomeException.Code.UNREACHABLE, "gone"));
        assertThat(House.failure(states, Map.of("domain", "light")).reason()).isEqualTo(Reason.UNREACHABLE);
        assertThat(House.failure(history, Map.of("entity_id", "light.desk")).reason())
                .isEqualTo(Reason.UNREACHABLE);
    }

    private List<Object> ids(Map<String, Object> arguments) {
        List<Object> ids = new ArrayList<>();
        ((List<?>) House.data(states, arguments).get("states"))
                .forEach(row -> ids.add(((Map<?, ?>) row).get("entity_id")));
        return ids;
    }

    @Test
    void theChangesOfTheLastDayAreToldTheNewestFirst() {
        recorder.states = List.of(
                at("off", "2026-11-22T10:00:00Z"),
                at("on", "2026-11-22T20:00:00Z"),
                at("off", "2026-11-22T22:30:00Z"),
                at("off", "2026-11-23T01:00:00Z"));
        Map<String, Object> data = House.data(history, Map.of("entity_id", "candeeiro da secretária"));
        assertThat(recorder.asked).containsExactly("history light.desk 2026-11-22T14:05:00Z 2026-11-23T14:05:00Z");
        assertThat(data)
                .containsEntry("from", "2026-11-22 14:05")
                .containsEntry("to", "2026-11-23 14:05")
                .containsEntry("lasted", Map.of("off", "21 h 30 min", "on", "2 h 30 min"))
                .containsEntry("changes", 2)
                .containsEntry(
                        "newest_first",
                        List.of(
                                Map.of("at", "2026-11-22 22:30", "state", "off"),
                                Map.of("at", "2026-11-22 20:00", "state", "on"),
                                Map.of("at", "2026-11-22 14:05", "state", "off")));
    }

    @Test
    void whatIsMeasuredIsToldByHoursAndByDays() {
        recorder.statistics =
                List.of(Map.of("start", "2026-11-23T10:00:00Z", "mean", 10.126, "min", 1, "max", 20.5, "sum", 7));
        Map<String, Object> data = House.data(history, Map.of("entity_id", "sensor.power", "from", "today"));
        assertThat(recorder.asked)
                .containsExactly("statistics sensor.power 2026-11-23T00:00:00Z 2026-11-23T14:05:00Z PT1H");
        assertThat(data)
                .containsEntry("unit", "W")
                .containsEntry("row", "an hour")
                .containsEntry(
                        "statistics",
                        List.of(Map.of("start", "2026-11-23 10:00", "mean", 10.13, "min", 1.0, "max", 20.5)));
        House.data(history, Map.of("entity_id", "power", "from", "há 2 semanas"));
        assertThat(recorder.asked.getLast()).endsWith("PT24H").contains("2026-11-09T14:05:00Z");
    }

    @Test
    void whereNothingWasMeasuredOrTheSpanIsShortTheChangesAreTold() {
        House.data(history, Map.of("entity_id", "sensor.power", "from", "1 hour ago"));
        House.data(history, Map.of("entity_id", "sensor.power"));
        assertThat(recorder.asked)
                .extracting(asked -> asked.split(" ")[0])
                .containsExactly("history", "statistics", "history");
    }

    @Test
    void spansEndNowAndAreAMonthAtMost() {
        House.data(history, Map.of("entity_id", "light.desk", "from", "2020-01-01", "to", "2030-01-01"));
        assertThat(recorder.asked.getLast()).isEqualTo("history light.desk 2026-10-23T14:05:00Z 2026-11-23T14:05:00Z");
        assertThatThrownBy(() -> House.outcome(
                        history, Map.of("entity_id", "light.desk", "from", "2026-11-20", "to", "2026-11-10")))
                .isInstanceOf(UnusableArgumentsException.class);
        assertThatThrownBy(() -> House.outcome(history, Map.of())).isInstanceOf(UnusableArgumentsException.class);
        assertThat(House.failure(history, Map.of("entity_id", "light.hidden")).reason())
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aRestlessHistoryIsBounded() {
        recorder.states = IntStream.range(0, 4_000)
                .mapToObj(i -> new EntityState(
                        "state " + i + " " + "x".repeat(400),
                        Map.of(),
                        House.NOW.minusSeconds(80_000 - 20L * i),
                        House.NOW))
                .toList();
        Map<String, Object> data = House.data(history, Map.of("entity_id", "light.desk"));
        assertThat(data.toString()).hasSizeLessThan(5_000);
        assertThat(data).containsEntry("changes", 3_999).doesNotContainKey("lasted");
    }

    private static EntityState at(String value, String moment) {
        return new EntityState(value, Map.of(), Instant.parse(moment), Instant.parse(moment));
    }
}
