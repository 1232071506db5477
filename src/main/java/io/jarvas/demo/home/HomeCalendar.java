package io.jarvas.demo.home;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What is in the calendars. A calendar is on while an event takes place, and shows the present or the next
/// one.
final class HomeCalendar {
    static final ZoneId ZONE = ZoneId.of("Europe/Lisbon");
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx");
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    /// @param allDay whether start and end are midnights, and written as dates
    private record Event(
            String summary,
            ZonedDateTime start,
            ZonedDateTime end,
            boolean allDay,
            String location,
            String description) {
        private Map<String, Object> json() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("start", allDay ? start.toLocalDate().toString() : OFFSET.format(start));
            json.put("end", allDay ? end.toLocalDate().toString() : OFFSET.format(end));
            json.put("summary", summary);
            if (!description.isEmpty()) {
                json.put("description", description);
            }
            if (!location.isEmpty()) {
                json.put("location", location);
            }
            return json;
        }
    }

    private final Map<String, List<Event>> calendars = new LinkedHashMap<>();
    private final HomeCore core;

    HomeCalendar(HomeCore core) {
        this.core = core;
        LocalDate today = LocalDate.ofInstant(core.bus().now(), ZONE);
        for (HomeState state : List.copyOf(core.states().all())) {
            if (state.domain().equals("calendar")) {
                List<Event> events = new ArrayList<>();
                HomeServices.list(core.details()
                                .getOrDefault(state.entityId(), Map.of())
                                .get("events"))
                        .forEach(said -> events.add(planned((Map<?, ?>) said, today)));
                calendars.put(state.entityId(), events);
            }
        }
        show(core.bus().context(null));
    }

    private static Event planned(Map<?, ?> said, LocalDate today) {
        LocalDate day = today.plusDays(((Number) Objects.requireNonNull(said.get("day"))).longValue());
        boolean allDay = said.get("start") == null;
        ZonedDateTime start = allDay
                ? day.atStartOfDay(ZONE)
                : day.atTime(LocalTime.parse(text(said, "start"))).atZone(ZONE);
        ZonedDateTime end = allDay
                ? start.plusDays(1)
                : day.atTime(LocalTime.parse(text(said, "end"))).atZone(ZONE);
        return new Event(text(said, "summary"), start, end, allDay, text(said, "location"), "");
    }

    private static String text(Map<?, ?> said, String name) {
        return Objects.requireNonNullElse(said.get(name), "").toString();
    }

    Map<String, HomeCall.Action> actions() {
        return Map.of("calendar.create_event", this::create);
    }

    Map<String, HomeCall.Question> questions() {
        return Map.of("calendar.get_events", (call, state) -> {
            Instant from = call.has("start_date_time")
                    ? moment(call, "start_date_time")
                    : core.bus().now();
            Instant to = call.has("end_date_time")
                    ? moment(call, "end_date_time")
                    : from.plus(duration(call.data().get("duration")));
            return Map.of(
                    "events",
                    events(state.entityId()).stream()
                            .filter(event -> event.start().toInstant().isBefore(to)
                                    && event.end().toInstant().isAfter(from))
                            .map(Event::json)
                            .toList());
        });
    }

    private List<Event> events(String calendar) {
        return Objects.requireNonNull(calendars.get(calendar)).stream()
                .sorted(Comparator.comparing(Event::start))
                .toList();
    }

    /// Brings the calendars' states in line with the time.
    void show(HomeContext context) {
        Instant now = core.bus().now();
        for (String calendar : calendars.keySet()) {
            HomeState state = core.states().get(calendar);
            Optional<Event> next = events(calendar).stream()
                    .filter(event -> event.end().toInstant().isAfter(now))
                    .findFirst();
            Map<String, @Nullable Object> shown = new LinkedHashMap<>();
            next.ifPresent(event -> {
                shown.put("message", event.summary());
                shown.put("all_day", event.allDay());
                shown.put("start_time", SHOWN.format(event.start()));
                shown.put("end_time", SHOWN.format(event.end()));
                shown.put("location", event.location());
                shown.put("description", event.description());
            });
            shown.put("friendly_name", state.attributes().get("friendly_name"));
            shown.put("supported_features", state.features());
            boolean present = next.filter(event -> !event.start().toInstant().isAfter(now))
                    .isPresent();
            core.states().set(calendar, present ? "on" : "off", shown, context);
        }
    }

    private void create(HomeCall call, HomeState state) {
        boolean allDay = call.has("start_date") || call.data().get("in") instanceof Map<?, ?>;
        ZonedDateTime start;
        ZonedDateTime end;
        if (allDay) {
            LocalDate day = call.has("start_date")
                    ? date(call, "start_date")
                    : LocalDate.ofInstant(core.bus().now(), ZONE).plusDays(in(call));
            start = day.atStartOfDay(ZONE);
            end = call.has("end_date") ? date(call, "end_date").atStartOfDay(ZONE) : start.plusDays(1);
        } else {
            start = moment(call, "start_date_time").atZone(ZONE);
            end = moment(call, "end_date_time").atZone(ZONE);
        }
        if (!start.isBefore(end)) {
            throw HomeError.invalidFormat("Values were not in order");
        }
        Objects.requireNonNull(calendars.get(state.entityId()))
                .add(new Event(
                        call.text("summary").orElseThrow(),
                        start,
                        end,
                        allDay,
                        call.text("location").orElse(""),
                        call.text("description").orElse("")));
        show(call.context());
    }

    private static long in(HomeCall call) {
        Map<?, ?> in = (Map<?, ?>) Objects.requireNonNull(call.data().get("in"));
        return in.get("weeks") instanceof Number weeks
                ? weeks.longValue() * 7
                : in.get("days") instanceof Number days ? days.longValue() : 0;
    }

    private static LocalDate date(HomeCall call, String field) {
        return LocalDate.parse(call.text(field).orElseThrow());
    }

    private static Instant moment(HomeCall call, String field) {
        return moment(call.text(field)
                .orElseThrow(() ->
                        HomeError.invalidFormat("Start and end datetimes must both be specified at '<datetimes>'")));
    }

    /// A time with an offset, or one of the home's own clock.
    ///
    /// @throws DateTimeException where it is none
    static Instant moment(String written) {
        String iso = written.replace(' ', 'T');
        return iso.matches(".*T.*([+-]\\d\\d:?\\d\\d|Z)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(ZONE).toInstant();
    }

    /// The moment by the home's own clock.
    static String written(Instant moment) {
        return OFFSET.format(moment.atZone(ZONE));
    }

    private static Duration duration(@Nullable Object said) {
        if (said instanceof Map<?, ?> parts) {
            return Duration.ofDays(part(parts, "days"))
                    .plusHours(part(parts, "hours"))
                    .plusMinutes(part(parts, "minutes"))
                    .plusSeconds(part(parts, "seconds"));
        }
        String[] parts = String.valueOf(said).split(":", -1);
        try {
            return parts.length < 2
                    ? Duration.ofSeconds(Long.parseLong(parts[0]))
                    : Duration.ofHours(Long.parseLong(parts[0])).plusMinutes(Long.parseLong(parts[1]));
        } catch (NumberFormatException e) {
            throw HomeError.invalidFormat(
                    "offset " + said + " should be format 'HH:MM', 'HH:MM:SS' or 'HH:MM:SS.F' at 'duration'");
        }
    }

    private static long part(Map<?, ?> parts, String name) {
        return parts.get(name) instanceof Number number ? number.longValue() : 0;
    }
}
