package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.FakeHome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomeApiTest {
    private final Fixture jarvas = new Fixture();

    @BeforeEach
    void aHome() {
        jarvas.home = new FakeHome()
                .floor("ground", "Ground floor")
                .area("kitchen", "Kitchen", "ground")
                .named("switch.coffee", "Coffee Machine", "off", Map.of("device_class", "outlet"), "kitchen")
                .set("switch.coffee", "off", Map.of("icon", "mdi:coffee"))
                .named(
                        "sensor.warmth",
                        "Temperature",
                        "21.5",
                        Map.of("device_class", "temperature", "unit_of_measurement", "°C"),
                        "")
                .snapshot();
    }

    @AfterEach
    void close() {
        jarvas.close();
    }

    @Test
    void entitiesComeWithWhatAPageShowsOfThem() throws Exception {
        assertThat(Raw.get(jarvas.port(), "/api/entities?id=switch.coffee&id=sensor.warmth")
                        .body())
                .isEqualTo("{\"entities\":[{\"entity_id\":\"switch.coffee\",\"name\":\"Coffee Machine\","
                        + "\"area\":\"Kitchen\",\"icon\":\"mdi:coffee\",\"device_class\":\"outlet\","
                        + "\"state\":\"off\",\"unit\":null},"
                        + "{\"entity_id\":\"sensor.warmth\",\"name\":\"Temperature\",\"area\":null,\"icon\":null,"
                        + "\"device_class\":\"temperature\",\"state\":\"21.5\",\"unit\":\"°C\"}]}");
    }

    @Test
    void idsMayStandInOneParameterAndTheUnknownAreLeftOut() throws Exception {
        assertThat(ids("id=light.hidden,%20sensor.warmth,no-id&id=switch.coffee,sensor.warmth"))
                .containsExactly("sensor.warmth", "switch.coffee");
    }

    @Test
    void withoutAHomeNothingIsKnown() throws Exception {
        jarvas.home = Optional.empty();
        assertThat(ids("id=switch.coffee")).isEmpty();
    }

    @Test
    void noIdsAndTooManyAreRefused() throws Exception {
        String many =
                IntStream.rangeClosed(1, 101).mapToObj(i -> "id=light.l" + i).collect(Collectors.joining("&"));
        for (String query : List.of("", "?id=", "?id=,", "?" + many)) {
            Raw.Answer answer = Raw.get(jarvas.port(), "/api/entities" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains("Say which entities");
        }
        assertThat(Raw.get(jarvas.port(), "/api/entities?" + many.substring("id=light.l1&".length()))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void suggestionsAreInTheLanguageThatIsAskedFor() throws Exception {
        jarvas.home = Optional.empty();
        assertThat(Raw.get(jarvas.port(), "/api/suggestions?language=pt-PT").body())
                .isEqualTo("{\"suggestions\":[\"Conta-me uma história\",\"Que horas são?\",\"Que dia é hoje?\","
                        + "\"O que sabes fazer?\"]}");
        assertThat(Raw.get(jarvas.port(), "/api/suggestions?language=en").body())
                .contains("Tell me a story");
    }

    @Test
    void onlyWhoIsSignedInSeesTheHome() throws Exception {
        try (Fixture behind = new Fixture(Fixture::behindIngress)) {
            assertThat(Raw.get(behind.web.apiPort().orElseThrow(), "/api/entities?id=switch.coffee")
                            .status())
                    .isEqualTo(401);
        }
    }

    private List<Object> ids(String query) throws Exception {
        Object entities = ChatStreamTest.json(Raw.get(jarvas.port(), "/api/entities?" + query))
                .get("entities");
        return ((List<?>) entities)
                .stream()
                        .<Object>map(each -> ((Map<?, ?>) each).get("entity_id"))
                        .toList();
    }
}
