package io.jarvas.tools;

import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Entity;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.tools.Times.Direction;
import io.jarvas.tools.Times.Moment;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `add_agenda_event`: writes an event into a calendar.
///
/// ```
/// {"title": "Dentist", "start": "2026-11-24T15:00", "end": "2026-11-24T16:00"}
/// {"title": "Férias", "start": "24/12", "end": "26/12", "calendar": "Family"}
/// ```
///
/// Days without a time are a whole day or several, the last one among them. Without an end it is an hour.
final class AddAgendaEvent implements Tool.Acting {
    private static final int LONGEST = 200;
    private static final int CREATE = 1;
    private static final Duration USUAL = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(366);
    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final LiveHome home;
    private final Clock clock;

    AddAgendaEvent(LiveHome home, Clock clock) {
        this.home = home;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "add_agenda_event";
    }

    @Override
    public Map<String, Object> call(Map<String, Object> given) {
        Arguments arguments = new Arguments(given);
        HomeSnapshot now = home.snapshot().orElseThrow(() -> new UnusableArgumentsException("the home is not known"));
        ZonedDateTime here = clock.instant().atZone(now.catalog().config().zone());
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("summary", Texts.line(arguments.required("title", "summary", "name"), LONGEST));
        Moment start = Times.read("start", arguments.required("start", "date"), here, Direction.AHEAD);
        Optional<Moment> end = arguments.text("end").map(text -> end(text, here, start));
        if (start.time().isPresent()) {
            LocalDateTime from = start.day().atTime(start.time().get());
            LocalDateTime to =
                    end.map(moment -> moment.orAt(start.time().get())).orElse(from.plus(USUAL));
            bounded(from, to, Duration.ZERO);
            data.put("start_date_time", FORM.format(from));
            data.put("end_date_time", FORM.format(to));
        } else {
            LocalDate last = end.map(Moment::day).orElse(start.day());
            bounded(start.day().atStartOfDay(), last.atStartOfDay(), Duration.ofSeconds(-1));
            data.put("start_date", start.day().toString());
            // The day after the last one, as calendars count.
            data.put("end_date", last.plusDays(1).toString());
        }
        arguments.text("location").ifPresent(text -> data.put("location", Texts.line(text, LONGEST)));
        arguments.text("description").ifPresent(text -> data.put("description", text));
        Entity calendar = Fitting.one(
                new Exposed(now),
                "calendar",
                Fitting.FAMILY,
                arguments.text("calendar", "entity_id"),
                "calendar",
                CREATE);
        data.put("entity_id", calendar.id().value());
        return Map.of("domain", "calendar", "service", "create_event", "data", data);
    }

    /// A time alone is one on the day of the beginning, or of the night after it.
    private static Moment end(String text, ZonedDateTime here, Moment start) {
        ZonedDateTime begins = start.orAt(LocalTime.MIN).atZone(here.getZone());
        return Times.length(text)
                .map(length -> Times.at(begins.plus(length)))
                .orElseGet(() -> Times.read("end", text, begins, Direction.AHEAD));
    }

    private static void bounded(LocalDateTime from, LocalDateTime to, Duration least) {
        Duration length = Duration.between(from, to);
        if (length.compareTo(least) <= 0 || length.compareTo(MOST) > 0) {
            throw new UnusableArgumentsException("\"end\" is after \"start\"");
        }
    }
}
