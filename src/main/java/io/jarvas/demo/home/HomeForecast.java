package io.jarvas.demo.home;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// The weather to come. The same day has the same weather, whenever one asks.
final class HomeForecast {
    private static final List<String> CONDITIONS =
            List.of("sunny", "partlycloudy", "cloudy", "rainy", "sunny", "windy");

    private final HomeCore core;

    HomeForecast(HomeCore core) {
        this.core = core;
    }

    Map<String, HomeCall.Question> questions() {
        return Map.of("weather.get_forecasts", (call, state) -> switch (call.text("type")
                .orElseThrow()) {
            case "daily" -> Map.of("forecast", daily());
            case "hourly" -> Map.of("forecast", hourly());
            case String other ->
                throw HomeError.of(
                        "home_assistant_error",
                        "Weather entity '" + state.entityId() + "' does not support '" + other + "' forecast");
        });
    }

    private List<Map<String, Object>> daily() {
        ZonedDateTime noon = core.bus()
                .now()
                .atZone(HomeCalendar.ZONE)
                .truncatedTo(ChronoUnit.DAYS)
                .plusHours(12);
        List<Map<String, Object>> days = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            Instant day = noon.plusDays(i).toInstant();
            Map<String, Object> forecast = at(day, day);
            forecast.put(
                    "templow",
                    Math.rint((HomeDrift.outside(noon.plusDays(i).withHour(5).toInstant()) + wave(day)) * 10) / 10);
            days.add(forecast);
        }
        return days;
    }

    private List<Map<String, Object>> hourly() {
        Instant hour = core.bus().now().truncatedTo(ChronoUnit.HOURS);
        List<Map<String, Object>> hours = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            Instant time = hour.plus(i, ChronoUnit.HOURS);
            hours.add(at(
                    time.atZone(HomeCalendar.ZONE)
                            .truncatedTo(ChronoUnit.DAYS)
                            .plusHours(12)
                            .toInstant(),
                    time));
        }
        return hours;
    }

    private static Map<String, Object> at(Instant day, Instant time) {
        Random random = new Random(day.getEpochSecond());
        String condition = CONDITIONS.get(random.nextInt(CONDITIONS.size()));
        boolean wet = condition.equals("rainy");
        Map<String, Object> forecast = new LinkedHashMap<>();
        forecast.put("datetime", HomeState.iso(time));
        forecast.put("condition", condition);
        forecast.put("precipitation", wet ? Math.rint(random.nextDouble() * 80) / 10 : 0.0);
        forecast.put("temperature", Math.rint((HomeDrift.outside(time) + wave(day)) * 10) / 10);
        forecast.put("precipitation_probability", wet ? 60 + random.nextInt(40) : random.nextInt(20));
        return forecast;
    }

    /// How much warmer than usual the day is, in degrees.
    private static double wave(Instant day) {
        return 3 * Math.sin(day.getEpochSecond() / 86400.0 / 3);
    }
}
