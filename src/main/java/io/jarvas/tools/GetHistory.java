package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeRecords;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.tools.Times.Direction;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// `get_history`: what an entity was between two moments, 31 days at most.
///
/// ```
/// {"entity_id": "light.kitchen", "from": "yesterday"}
/// {"entity_id": "sensor.power", "from": "2026-11-01", "to": "2026-11-23"}
/// ```
///
/// Of what is measured, a row an hour or a day, as the recorder keeps it; of everything else each change, and
/// how long each state lasted altogether.
final class GetHistory implements Tool.Reading {
    private static final Duration USUAL = Duration.ofDays(1);
    private static final Duration LONGEST = Duration.ofDays(31);

    /// What is measured is told by statistics from this span on.
    private static final Duration MANY = Duration.ofHours(3);

    private static final Duration BY_HOURS = Duration.ofHours(36);
    private static final int MOST_ROWS = 60;
    private static final int MOST_STATES = 12;
    private static final int LONGEST_STATE = 60;
    private static final List<String> FIGURES = List.of("mean", "min", "max", "change");

    private final LiveHome home;
    private final HomeRecords records;
    private final Clock clock;

    GetHistory(LiveHome home, HomeRecords records, Clock clock) {
        this.home = home;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "get_history";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        return Answers.of(name(), () -> read(new Arguments(arguments), home.fresh()));
    }

    private record Span(Instant from, Instant to, ZoneId zone) {
        Duration length() {
            return Duration.between(from, to);
        }

        String shown(Instant moment) {
            return Times.shown(moment, zone);
        }
    }

    private Map<String, Object> read(Arguments arguments, HomeSnapshot now) {
        Entity entity = new Exposed(now).named(arguments.required("entity_id", "entity", "entity_ids"));
        Span span =
                span(arguments, clock.instant().atZone(now.catalog().config().zone()));
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entity_id", entity.id().value());
        data.put("from", span.shown(span.from()));
        data.put("to", span.shown(span.to()));
        Map<String, Object> attributes =
                now.state(entity.id()).map(EntityState::attributes).orElse(Map.of());
        String unit = Responses.text(attributes, "unit_of_measurement", LONGEST_STATE);
        if (!unit.isEmpty()) {
            data.put("unit", unit);
        }
        boolean measured =
                attributes.containsKey("state_class") || entity.capabilities().containsKey("state_class");
        if (measured && span.length().compareTo(MANY) > 0) {
            Duration period = span.length().compareTo(BY_HOURS) <= 0 ? Duration.ofHours(1) : Duration.ofDays(1);
            List<Map<String, Object>> rows = records.statistics(entity.id(), span.from(), span.to(), period).stream()
                    .map(row -> statistics(row, span))
                    .toList();
            if (!rows.isEmpty()) {
                data.put("row", period.equals(Duration.ofDays(1)) ? "a day" : "an hour");
                return Answers.rows(data, "statistics", rows);
            }
        }
        return changes(data, records.history(entity.id(), span.from(), span.to()), span);
    }

    private static Span span(Arguments arguments, ZonedDateTime now) {
        Optional<ZonedDateTime> until = arguments
                .text("to", "end", "until")
                .map(text -> Times.read("to", text, now, Direction.BACK)
                        .orAt(LocalTime.MAX)
                        .atZone(now.getZone()));
        ZonedDateTime to = until.filter(moment -> moment.isBefore(now)).orElse(now);
        ZonedDateTime from = arguments
                .text("from", "start", "since")
                .map(text -> Times.read("from", text, now, Direction.BACK)
                        .orAt(LocalTime.MIN)
                        .atZone(now.getZone()))
                .orElse(to.minus(USUAL));
        if (!from.isBefore(to)) {
            throw new UnusableArgumentsException("\"from\" is before \"to\", and before now");
        }
        ZonedDateTime first = to.minus(LONGEST);
        return new Span((from.isBefore(first) ? first : from).toInstant(), to.toInstant(), now.getZone());
    }

    private static Map<String, Object> statistics(Map<String, Object> said, Span span) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("start", moment(said, span));
        for (String name : FIGURES) {
            if (said.get(name) instanceof Number number) {
                row.put(name, rounded(number));
            }
        }
        return row;
    }

    private static String moment(Map<String, Object> said, Span span) {
        String text = Responses.text(said, "start", LONGEST_STATE);
        try {
            return span.shown(Instant.parse(text));
        } catch (DateTimeException e) {
            return text;
        }
    }

    private static double rounded(Number number) {
        return Math.round(number.doubleValue() * 100) / 100.0;
    }

    /// The changes from the newest on, as far as there is room, and how long each state lasted.
    private static Map<String, Object> changes(Map<String, Object> data, List<EntityState> states, Span span) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Map<String, Duration> lasted = new TreeMap<>();
        String before = "";
        for (int i = 0; i < states.size(); i++) {
            EntityState state = states.get(i);
            String value = Texts.line(state.value(), LONGEST_STATE);
            Instant since = state.changed().isBefore(span.from()) ? span.from() : state.changed();
            Instant until = i + 1 < states.size() ? states.get(i + 1).changed() : span.to();
            if (until.isAfter(since)) {
                lasted.merge(value, Duration.between(since, until), Duration::plus);
            }
            if (!value.equals(before)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("at", span.shown(since));
                row.put("state", value);
                rows.add(row);
                before = value;
            }
        }
        if (lasted.size() <= MOST_STATES) {
            Map<String, Object> shown = new LinkedHashMap<>();
            lasted.forEach((state, duration) -> shown.put(state, lasted(duration)));
            data.put("lasted", shown);
        }
        data.put("changes", Math.max(0, rows.size() - 1));
        List<Map<String, Object>> newest =
                rows.subList(Math.max(0, rows.size() - MOST_ROWS), rows.size()).reversed();
        return Answers.rows(data, "newest_first", newest);
    }

    private static String lasted(Duration duration) {
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
