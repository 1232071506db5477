package io.jarvas.homeassistant;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeRecords;
import io.jarvas.home.ServiceCall;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What Home Assistant's recorder has kept of exposed entities. Safe to use from any thread.
///
/// A sensor may have had millions of states in a month, and Home Assistant sends all it is asked for: they are
/// asked for day by day, the newest first, until there are enough.
final class Records implements HomeRecords {
    static final int MOST = 5_000;
    static final Duration LONGEST = Duration.ofDays(31);
    private static final Duration PIECE = Duration.ofDays(1);
    private static final List<String> TYPES = List.of("mean", "min", "max", "sum", "change");
    private static final Map<Duration, String> PERIODS =
            Map.of(Duration.ofMinutes(5), "5minute", Duration.ofHours(1), "hour", Duration.ofDays(1), "day");

    private final Ways ways;
    private final HomeCopy copy;
    private final Duration limit;

    Records(Ways ways, HomeCopy copy, Duration limit) {
        this.ways = ways;
        this.copy = copy;
        this.limit = limit;
    }

    @Override
    public List<EntityState> history(EntityId entity, Instant from, Instant to) {
        Queries.exposed(copy.catalog(), entity);
        Instant first = earliest(from, to);
        Deque<List<EntityState>> pieces = new ArrayDeque<>();
        int count = 0;
        for (Instant end = to; first.isBefore(end) && count < MOST; ) {
            Instant start = end.minus(PIECE).isAfter(first) ? end.minus(PIECE) : first;
            Piece piece = new Piece(entity, start, end, start.equals(first));
            List<EntityState> states =
                    ways.either(connection -> asked(connection, piece), rest -> rest.history(piece, limit));
            pieces.addFirst(states);
            count += states.size();
            end = start;
        }
        List<EntityState> all = pieces.stream().flatMap(List::stream).toList();
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    private static Instant earliest(Instant from, Instant to) {
        Instant longest = to.minus(LONGEST);
        return from.isBefore(longest) ? longest : from;
    }

    /// A part of an entity's history.
    ///
    /// @param first whether the state at its beginning is wanted, too
    record Piece(EntityId entity, Instant from, Instant to, boolean first) {
        /// What a sensor shows is in its state.
        boolean attributes() {
            return !entity.domain().equals("sensor");
        }
    }

    private List<EntityState> asked(Connection connection, Piece piece) {
        String id = piece.entity().value();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start_time", piece.from().toString());
        fields.put("end_time", piece.to().toString());
        fields.put("entity_ids", List.of(id));
        fields.put("include_start_time_state", piece.first());
        fields.put("no_attributes", !piece.attributes());
        Map<?, ?> answer = Ways.ask(connection, "history/history_during_period", fields, limit)
                .object();
        return Fields.objects(Fields.list(answer, id))
                .map(Records::state)
                .flatMap(Optional::stream)
                .toList();
    }

    /// A state as the socket shortens it: `s`, `a`, `lu`, and `lc` where that differs.
    private static Optional<EntityState> state(Map<?, ?> row) {
        return moment(row.get("lu"), 1)
                .map(updated -> new EntityState(
                        Fields.text(row, "s", ""),
                        Fields.members(row, "a"),
                        moment(row.get("lc"), 1).orElse(updated),
                        updated));
    }

    @Override
    public List<Map<String, Object>> statistics(EntityId entity, Instant from, Instant to, Duration period) {
        Queries.exposed(copy.catalog(), entity);
        String name = Optional.ofNullable(PERIODS.get(period))
                .orElseThrow(() -> new IllegalArgumentException("no period of statistics: " + period));
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("start_time", earliest(from, to).toString());
        fields.put("end_time", to.toString());
        fields.put("statistic_ids", List.of(entity.value()));
        fields.put("period", name);
        fields.put("types", TYPES);
        Map<?, ?> answer = ways.either(
                connection -> Ways.ask(connection, "recorder/statistics_during_period", fields, limit)
                        .object(),
                rest -> Fields.object(
                        rest.call(new ServiceCall("recorder", "get_statistics", List.of(), fields), true, limit)
                                .response(),
                        "statistics"));
        List<Map<String, Object>> rows = new ArrayList<>();
        Fields.objects(Fields.list(answer, entity.value()))
                .forEach(row -> moment(row.get("start"), 1000).ifPresent(start -> rows.add(row(row, start))));
        return List.copyOf(rows.subList(Math.max(0, rows.size() - MOST), rows.size()));
    }

    private static Map<String, Object> row(Map<?, ?> said, Instant start) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("start", start.toString());
        for (String type : TYPES) {
            if (said.get(type) instanceof Number number) {
                row.put(type, number);
            }
        }
        return row;
    }

    /// A moment written as text, or as a number of which so many make a second.
    private static Optional<Instant> moment(@Nullable Object said, int perSecond) {
        if (said instanceof Number number) {
            return Optional.of(
                    Instant.EPOCH.plus(Math.round(number.doubleValue() * 1e6 / perSecond), ChronoUnit.MICROS));
        }
        try {
            return said instanceof String text
                    ? Optional.of(OffsetDateTime.parse(text).toInstant())
                    : Optional.empty();
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
