package io.jarvas.demo.home;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What the home remembers: the states of the day before it began, as a family may have left them, and every
/// state since, up to some thousand for each entity. Used by the home's thread alone.
final class HomeRecorder {
    private static final int MOST = 2_000;
    private static final int LONGEST_STATISTICS = 40;
    private static final Map<String, Duration> PERIODS = Map.of(
            "5minute", Duration.ofMinutes(5),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7),
            "month", Duration.ofDays(30),
            "year", Duration.ofDays(365));

    /// When what is of that domain changed yesterday, and to what, in turns. Everything else stayed as it is.
    private static final Map<String, Map<LocalTime, String>> YESTERDAY = Map.of(
            "light", day("07:05 on 08:10 off 18:40 on 22:50 off"),
            "switch", day("07:00 on 07:25 off"),
            "cover", day("07:30 open 19:10 closed"),
            "lock", day("08:12 unlocked 08:16 locked 18:31 unlocked 18:33 locked"),
            "binary_sensor", day("08:13 on 08:14 off 18:32 on 18:33 off"),
            "media_player", day("19:30 on 22:40 off"),
            "vacuum", day("10:00 cleaning 10:45 returning 10:50 docked"),
            "person", day("08:15 not_home 18:32 home"),
            "sun", day("07:10 above_horizon 18:05 below_horizon"));

    private final Map<String, Deque<HomeState>> states = new HashMap<>();
    private final HomeCore core;
    private final HomeDrift drift;

    HomeRecorder(HomeCore core, HomeDrift drift) {
        this.core = core;
        this.drift = drift;
        core.states().all().forEach(this::begin);
        core.bus().listen(event -> {
            HomeEvent.Change change = event.states();
            if (change != null && change.after() != null) {
                remember(change.after());
            }
        });
    }

    private static NavigableMap<LocalTime, String> day(String changes) {
        String[] words = changes.split(" ");
        NavigableMap<LocalTime, String> day = new TreeMap<>();
        for (int i = 0; i < words.length; i += 2) {
            day.put(LocalTime.parse(words[i]), words[i + 1]);
        }
        return day;
    }

    private void remember(HomeState state) {
        Deque<HomeState> kept = states.computeIfAbsent(state.entityId(), id -> new ArrayDeque<>());
        kept.addLast(state);
        if (kept.size() > MOST) {
            kept.removeFirst();
        }
    }

    private void begin(HomeState now) {
        Instant end = now.updated();
        Instant start = end.minus(Duration.ofDays(1));
        Map<String, @Nullable Object> measured = drift.of(now.entityId());
        if (!now.available()) {
            past(now, "unavailable", start);
        } else if (!measured.isEmpty()) {
            for (Instant time = start; time.isBefore(end); time = time.plus(Duration.ofMinutes(5))) {
                past(now, drift.measured(now.entityId(), measured, time), time);
            }
        } else {
            family(now, start, end);
        }
        remember(now);
    }

    /// Nobody does the same at the same minute in each room.
    private void family(HomeState now, Instant start, Instant end) {
        int minutes = Math.floorMod(now.entityId().hashCode(), 11);
        Map<LocalTime, String> day = YESTERDAY.getOrDefault(now.domain(), Map.of());
        NavigableMap<Instant, String> changes = new TreeMap<>();
        ZonedDateTime last = end.atZone(HomeCalendar.ZONE);
        for (int back = 2; back >= 0; back--) {
            int days = back;
            day.forEach((time, value) -> changes.put(
                    last.toLocalDate()
                            .minusDays(days)
                            .atTime(time.plusMinutes(minutes))
                            .atZone(HomeCalendar.ZONE)
                            .toInstant(),
                    value));
        }
        Map.Entry<Instant, String> before = changes.floorEntry(start);
        past(now, before == null ? now.value() : before.getValue(), start);
        changes.subMap(start, false, end, false).forEach((time, value) -> past(now, value, time));
    }

    private void past(HomeState now, String value, Instant time) {
        HomeState last =
                states.containsKey(now.entityId()) ? states.get(now.entityId()).peekLast() : null;
        if (last == null || !last.value().equals(value)) {
            Map<String, @Nullable Object> shown = value.equals(now.value()) ? now.attributes() : now.lasting();
            remember(new HomeState(now.entityId(), value, shown, time, time, now.context()));
        }
    }

    /// The states in a while, the oldest first.
    ///
    /// @param first whether the one at its beginning is among them, as if it had begun then
    List<HomeState> history(String entityId, Instant from, Instant to, boolean first) {
        List<HomeState> found = new ArrayList<>();
        HomeState before = null;
        for (HomeState state : states.getOrDefault(entityId, new ArrayDeque<>())) {
            if (!state.updated().isAfter(from)) {
                before = state;
            } else if (state.updated().isBefore(to)) {
                found.add(state);
            }
        }
        if (first && before != null) {
            found.addFirst(new HomeState(entityId, before.value(), before.attributes(), from, from, before.context()));
        }
        return found;
    }

    /// What a sensor measured, period by period; nothing for what is not measured.
    ///
    /// @return rows with `start` and `end`, moments, and those of `mean`, `min`, `max` that are wanted
    List<Map<String, Object>> statistics(String entityId, Instant from, Instant to, String period, List<?> types) {
        Map<String, @Nullable Object> measured = drift.of(entityId);
        Duration length = PERIODS.getOrDefault(period, Duration.ofHours(1));
        Instant last = to.isBefore(core.bus().now()) ? to : core.bus().now();
        Instant longest = last.minus(Duration.ofDays(LONGEST_STATISTICS));
        List<Map<String, Object>> rows = new ArrayList<>();
        if (measured.isEmpty()) {
            return rows;
        }
        Instant start = begun(from.isBefore(longest) ? longest : from, length);
        for (; !start.plus(length).isAfter(last); start = start.plus(length)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("start", start);
            row.put("end", start.plus(length));
            double[] values = samples(entityId, measured, start, length);
            double sum = 0;
            double least = values[0];
            double most = values[0];
            for (double value : values) {
                sum += value;
                least = Math.min(least, value);
                most = Math.max(most, value);
            }
            Map<String, Double> found = new LinkedHashMap<>();
            found.put("min", least);
            found.put("max", most);
            found.put("mean", Math.rint(sum / values.length * 1000) / 1000);
            found.forEach((type, value) -> {
                if (types.isEmpty() || types.contains(type)) {
                    row.put(type, value);
                }
            });
            rows.add(row);
        }
        return rows;
    }

    private double[] samples(String entityId, Map<String, @Nullable Object> measured, Instant start, Duration length) {
        double[] values = new double[(int) Math.min(24, length.toMinutes())];
        for (int i = 0; i < values.length; i++) {
            Instant time = start.plus(length.multipliedBy(i).dividedBy(values.length));
            values[i] = Double.parseDouble(drift.measured(entityId, measured, time));
        }
        return values;
    }

    /// The first whole period from a moment on; days begin at midnight.
    private static Instant begun(Instant from, Duration length) {
        if (length.compareTo(Duration.ofDays(1)) >= 0) {
            ZonedDateTime midnight = from.atZone(HomeCalendar.ZONE).truncatedTo(ChronoUnit.DAYS);
            return midnight.toInstant();
        }
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(from.getEpochSecond() / seconds * seconds);
    }
}
