package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `get_weather`: the forecast of the home's weather entity, a row a day; by hours where it has nothing else.
///
/// ```
/// {"days": 3}
/// {"days": 2, "entity_id": "weather.cabin"}
/// ```
final class GetWeather implements Tool.Reading {
    /// A way in which a forecast may be had, the preferred one first.
    private enum Kind {
        DAILY(1, 1),
        TWICE_DAILY(4, 2),
        HOURLY(2, 24);

        private final int feature;
        private final int rowsADay;

        Kind(int feature, int rowsADay) {
            this.feature = feature;
            this.rowsADay = rowsADay;
        }
    }

    private static final int USUAL_DAYS = 4;
    private static final int MOST_DAYS = 14;
    private static final int LONGEST = 40;
    private static final List<String> UNITS = List.of("temperature_unit", "precipitation_unit", "wind_speed_unit");
    private static final List<String> FIGURES = List.of(
            "condition",
            "temperature",
            "templow",
            "precipitation",
            "precipitation_probability",
            "wind_speed",
            "humidity");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd EEEE", Locale.ENGLISH);

    private final LiveHome home;
    private final ServiceCaller caller;

    GetWeather(LiveHome home, ServiceCaller caller) {
        this.home = home;
        this.caller = caller;
    }

    @Override
    public String name() {
        return "get_weather";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        return Answers.of(name(), () -> read(new Arguments(arguments), home.fresh()));
    }

    private Map<String, Object> read(Arguments arguments, HomeSnapshot now) {
        int days = arguments.number("days", USUAL_DAYS, 1, MOST_DAYS);
        Entity weather = weather(arguments, now);
        Kind kind = List.of(Kind.values()).stream()
                .filter(each -> Exposed.has(weather, each.feature))
                .findFirst()
                .orElse(Kind.DAILY);
        Map<?, ?> answer = Responses.of(
                caller.call(new ServiceCall(
                        "weather",
                        "get_forecasts",
                        List.of(weather.id()),
                        Map.of("type", kind.name().toLowerCase(Locale.ROOT)))),
                weather);
        ZoneId zone = now.catalog().config().zone();
        List<Map<String, Object>> rows = new ArrayList<>();
        Responses.objects(answer, "forecast").stream()
                .limit((long) days * kind.rowsADay)
                .forEach(row -> rows.add(row(row, kind, zone)));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entity_id", weather.id().value());
        Map<String, Object> attributes =
                now.state(weather.id()).map(EntityState::attributes).orElse(Map.of());
        UNITS.stream()
                .filter(unit -> attributes.get(unit) instanceof String)
                .forEach(unit -> data.put(unit, Responses.text(attributes, unit, LONGEST)));
        return Answers.rows(data, "forecast", rows);
    }

    /// The named one; else the first that has a forecast.
    private static Entity weather(Arguments arguments, HomeSnapshot now) {
        Exposed exposed = new Exposed(now);
        List<Entity> all = exposed.of("weather");
        Optional<Entity> named = arguments.text("entity_id", "entity").map(name -> exposed.named(name, all));
        return named.or(() -> all.stream()
                        .filter(entity -> now.state(entity.id())
                                .filter(EntityState::available)
                                .isPresent())
                        .filter(entity -> Exposed.has(entity, 1 | 2 | 4))
                        .findFirst())
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new UnknownNameException("weather"));
    }

    private static Map<String, Object> row(Map<?, ?> said, Kind kind, ZoneId zone) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(kind == Kind.HOURLY ? "time" : "day", moment(Responses.text(said, "datetime", LONGEST), kind, zone));
        if (kind == Kind.TWICE_DAILY && said.get("is_daytime") instanceof Boolean daytime) {
            row.put("part", daytime ? "day" : "night");
        }
        for (String name : FIGURES) {
            Object value = said.get(name);
            if (value instanceof Number) {
                row.put(name, value);
            } else if (value instanceof String text) {
                row.put(name, Texts.line(text, LONGEST));
            }
        }
        return row;
    }

    private static String moment(String text, Kind kind, ZoneId zone) {
        try {
            OffsetDateTime moment = OffsetDateTime.parse(text);
            return kind == Kind.HOURLY
                    ? Times.shown(moment.toInstant(), zone)
                    : DAY.format(moment.atZoneSameInstant(zone));
        } catch (DateTimeException e) {
            return text;
        }
    }
}
