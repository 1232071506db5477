package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceCaller;
import io.jarvas.home.ServiceResult;
import io.jarvas.tools.Times.Direction;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `show_agenda`: what is in the calendars, all of them together.
///
/// ```
/// {}
/// {"days": 2}
/// {"start": "tomorrow", "end": "2026-11-30"}
/// ```
final class ShowAgenda implements Tool.Reading {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 62;
    private static final int LONGEST = 120;
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final LiveHome home;
    private final ServiceCaller caller;
    private final Clock clock;

    ShowAgenda(LiveHome home, ServiceCaller caller, Clock clock) {
        this.home = home;
        this.caller = caller;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "show_agenda";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        return Answers.of(name(), () -> read(new Arguments(arguments), home.fresh()));
    }

    private Map<String, Object> read(Arguments arguments, HomeSnapshot now) {
        ZoneId zone = now.catalog().config().zone();
        ZonedDateTime here = clock.instant().atZone(zone);
        LocalDateTime from = arguments
                .text("start", "from", "date")
                .map(text -> Times.read("start", text, here, Direction.AHEAD).orAt(LocalTime.MIN))
                .orElse(here.toLocalDateTime());
        int days = arguments.number("days", USUAL_DAYS, 1, MOST_DAYS);
        LocalDateTime until = arguments
                .text("end", "to")
                .map(text -> Times.read("end", text, from.atZone(zone), Direction.AHEAD)
                        .orAt(LocalTime.MAX))
                .orElse(from.toLocalDate().plusDays(days).atStartOfDay());
        LocalDateTime to = until.isAfter(from) && Duration.between(from, until).toDays() <= MOST_DAYS
                ? until
                : from.toLocalDate().plusDays(MOST_DAYS).atStartOfDay();
        List<Entity> calendars = calendars(now);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("from", Times.shown(from));
        data.put("to", Times.shown(to));
        return Answers.rows(data, "events", calendars.isEmpty() ? List.of() : events(calendars, from, to, zone));
    }

    private static List<Entity> calendars(HomeSnapshot now) {
        List<Entity> all = new Exposed(now).of("calendar");
        if (all.isEmpty()) {
            throw new UnknownNameException("calendar");
        }
        return all.stream()
                .filter(calendar ->
                        now.state(calendar.id()).filter(EntityState::available).isPresent())
                .toList();
    }

    private record Event(LocalDateTime start, Map<String, Object> row) {}

    private List<Map<String, Object>> events(
            List<Entity> calendars, LocalDateTime from, LocalDateTime to, ZoneId zone) {
        List<EntityId> ids = calendars.stream().map(Entity::id).toList();
        ServiceResult result = caller.call(new ServiceCall(
                "calendar",
                "get_events",
                ids,
                Map.of("start_date_time", FORM.format(from), "end_date_time", FORM.format(to))));
        List<Event> events = new ArrayList<>();
        for (Entity calendar : calendars) {
            for (Map<?, ?> event : Responses.objects(Responses.of(result, calendar), "events")) {
                event(event, zone).ifPresent(read -> {
                    if (calendars.size() > 1) {
                        read.row().put("calendar", Texts.line(calendar.name(), LONGEST));
                    }
                    events.add(read);
                });
            }
        }
        return events.stream()
                .sorted(Comparator.comparing(Event::start))
                .map(Event::row)
                .toList();
    }

    private static Optional<Event> event(Map<?, ?> event, ZoneId zone) {
        String start = Responses.text(event, "start", LONGEST);
        return moment(start, zone).map(begins -> {
            Map<String, Object> row = new LinkedHashMap<>();
            boolean wholeDay = !start.contains("T");
            row.put("start", wholeDay ? start : Times.shown(begins));
            moment(Responses.text(event, "end", LONGEST), zone).ifPresent(ends -> {
                LocalDateTime last = wholeDay ? ends.minusDays(1) : ends;
                if (last.isAfter(begins)) {
                    row.put("end", wholeDay ? last.toLocalDate().toString() : Times.shown(last));
                }
            });
            row.put("title", Responses.text(event, "summary", LONGEST));
            for (String name : List.of("location", "description")) {
                String text = Responses.text(event, name, LONGEST);
                if (!text.isEmpty()) {
                    row.put(name, text);
                }
            }
            return new Event(begins, row);
        });
    }

    /// `2026-11-24T15:00:00+00:00`, or a day.
    private static Optional<LocalDateTime> moment(String text, ZoneId zone) {
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDateTime()
                            : LocalDate.parse(text).atStartOfDay());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
