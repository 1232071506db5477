package io.jarvas.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.CameraPictures;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeRecords;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WeatherCamerasAndWebTest {
    private final House house = new House()
            .entity("weather.north", "North", "", Map.of())
            .entity("weather.south", "South", "", Map.of("supported_features", 1, "temperature_unit", "°C"))
            .entity("camera.door", "Front door", "", Map.of(), "porta da rua");
    private final GetWeather weather = new GetWeather(house, house);
    private final Look look =
            new Look(house, camera -> camera.value().getBytes(java.nio.charset.StandardCharsets.UTF_8), () -> true);

    @Test
    void theForecastIsARowADay() {
        house.response = Map.of("weather.south", Map.of("forecast", days(7)));
        assertThat(House.data(weather, Map.of("days", 2.0)))
                .isEqualTo(Map.of(
                        "entity_id",
                        "weather.south",
                        "temperature_unit",
                        "°C",
                        "forecast",
                        List.of(
                                Map.of(
                                        "day",
                                        "2026-11-23 Monday",
                                        "condition",
                                        "rainy",
                                        "temperature",
                                        19.0,
                                        "templow",
                                        8.0),
                                Map.of(
                                        "day",
                                        "2026-11-24 Tuesday",
                                        "condition",
                                        "rainy",
                                        "temperature",
                                        19.0,
                                        "templow",
                                        8.0))));
        assertThat(house.calls.getLast().data()).isEqualTo(Map.of("type", "daily"));
    }

    @Test
    void aForecastByHoursIsReadWhereThereIsNoOther() {
        house.entity("weather.hours", "Cabana", "", Map.of("supported_features", 2));
        house.response = Map.of(
                "weather.hours",
                Map.of("forecast", List.of(Map.of("datetime", "2026-11-23T16:00:00+00:00", "temperature", 5))));
        assertThat(House.data(weather, Map.of("entity_id", "cabana")).get("forecast"))
                .isEqualTo(List.of(Map.of("time", "2026-11-23 16:00", "temperature", 5)));
        assertThat(house.calls.getLast().data()).isEqualTo(Map.of("type", "hourly"));
    }

    @Test
    void aHomeWithoutWeatherSaysSo() {
        assertThat(House.failure(new GetWeather(new House(), house), Map.of()).reason())
                .isEqualTo(Reason.UNKNOWN);
        assertThatThrownBy(() -> House.outcome(weather, Map.of("days", "many")))
                .isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void aPictureComesForTheModel() {
        ActionOutcome.Answered expected =
                new ActionOutcome.Answered(Map.of("camera", "Front door"), List.of("Y2FtZXJhLmRvb3I="));
        assertThat(House.outcome(look, Map.of("camera", "Porta da Rua"))).isEqualTo(expected);
        assertThat(House.outcome(look, Map.of("camera", "camera.door"))).isEqualTo(expected);
        assertThat(House.outcome(look, Map.of())).isEqualTo(expected);
    }

    @Test
    void onlyExposedCamerasAreLookedThrough() {
        assertThat(House.failure(look, Map.of("camera", "camera.bedroom")).reason())
                .isEqualTo(Reason.UNKNOWN);
        assertThat(House.failure(look, Map.of("camera", "weather.south")).reason())
                .isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aPictureThatCannotBeHadOrShownIsAFailure() {
        CameraPictures away = _ -> {
            throw new HomeException(HomeException.Code.REFUSED, "no picture");
        };
        assertThat(House.failure(new Look(house, away, () -> true), Map.of())).satisfies(failure -> {
            assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
            assertThat(failure.detail()).isEqualTo("no picture");
        });
        assertThat(House.failure(new Look(house, _ -> new byte[9_000_000], () -> true), Map.of())
                        .reason())
                .isEqualTo(Reason.REFUSED);
    }

    @Test
    void aModelThatCannotSeeIsToldSoAndNoPictureIsTaken() {
        CameraPictures camera = _ -> {
            throw new IllegalStateException("nobody sees it");
        };
        assertThat(House.failure(new Look(house, camera, () -> false), Map.of()))
                .isEqualTo(new ActionOutcome.Failure(Reason.MODEL_CANNOT_SEE, "look", ""));
        assertThat(Sentences.in(Language.ENGLISH).say("action.failed.model_cannot_see", "look"))
                .isEqualTo("The language model that answers cannot see pictures.");
    }

    @Test
    void whatTheWebSaysIsBoundedText() {
        WebSearch web = (query, most) ->
                Collections.nCopies(9, new WebResult("T\n" + query + most, "https://x.example", "z".repeat(9_000)));
        Map<String, Object> data = House.data(new SearchWeb(web), Map.of("query", "museu"));
        assertThat((List<?>) data.get("results"))
                .hasSize(5)
                .first()
                .isEqualTo(Map.of("title", "T museu5", "address", "https://x.example", "text", "z".repeat(399) + "…"));
        assertThat(data.toString()).hasSizeLessThan(4_000);
    }

    @Test
    void aSearchThatCannotBeHadIsAFailure() {
        WebSearch away = (_, _) -> {
            throw new WebSearchException(WebSearchException.Code.UNREACHABLE, "gone", null);
        };
        assertThat(House.failure(new SearchWeb(away), Map.of("query", "x")).reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThatThrownBy(() -> House.outcome(new SearchWeb(away), Map.of()))
                .isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void theWebIsSearchedOnlyWhereTheOwnerWantsIt() {
        HomeRecords records = new HomeRecords() {
            @Override
            public List<EntityState> history(EntityId entity, Instant from, Instant to) {
                return List.of();
            }

            @Override
            public List<Map<String, Object>> statistics(EntityId entity, Instant from, Instant to, Duration period) {
                return List.of();
            }
        };
        List<Tool> without =
                Tools.of(house, house, records, _ -> new byte[0], () -> true, Optional.empty(), House.CLOCK);
        List<Tool> with = Tools.of(
                house, house, records, _ -> new byte[0], () -> true, Optional.of((_, _) -> List.of()), House.CLOCK);
        assertThat(without)
                .extracting(Tool::name)
                .containsExactly(
                        "homeassistant_get_states",
                        "get_history",
                        "get_weather",
                        "show_agenda",
                        "add_agenda_event",
                        "show_shopping_list",
                        "add_shopping_item",
                        "look");
        assertThat(with).extracting(Tool::name).endsWith("look", "web_search");
    }

    private static List<Map<String, Object>> days(int count) {
        return IntStream.range(0, count)
                .<Map<String, Object>>mapToObj(i -> Map.of(
                        "datetime",
                        "2026-11-" + (23 + i) + "T16:00:57.041072+00:00",
                        "condition",
                        "rainy",
                        "temperature",
                        19.0,
                        "templow",
                        8.0))
                .toList();
    }
}
