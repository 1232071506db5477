package io.jarvas.demo.home;

import io.jarvas.demo.home.HomeCommands.Command;
import io.jarvas.demo.home.HomeCommands.Handler;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What can be asked of the home beside its states and registries: what its routines do, what it remembers,
/// who its users are; and the events that others fire. Used by the home's thread alone.
final class HomeQueries {
    private static final List<String> PERIODS = List.of("5minute", "hour", "day", "week", "month", "year");
    /// Domains in which an attribute that changes is worth a row of its own.
    private static final Set<String> SIGNIFICANT = Set.of("climate", "humidifier", "person");

    private final Map<String, Command> commands = new LinkedHashMap<>();
    private final HomeCore core;
    private final HomeRoutines routines;
    private final HomeRecorder recorder;
    private final Collection<HomeUser> users;

    HomeQueries(HomeCore core, HomeServices services, HomeRecorder recorder, Collection<HomeUser> users) {
        this.core = core;
        this.routines = services.routines();
        this.recorder = recorder;
        this.users = users;
        services.question("recorder.get_statistics", (call, state) -> Map.of("statistics", statistics(call.data())));
        for (String domain : List.of("script", "automation")) {
            command(domain + "/config", false, this::config, "entity_id! entity_id");
        }
        command("config/auth/list", true, (to, id, fields) -> to.result(id, users()));
        command("fire_event", true, this::fire, "event_type! str", "event_data dict");
        command(
                "history/history_during_period",
                false,
                this::history,
                "start_time! str",
                "end_time str",
                "entity_ids! strings",
                "include_start_time_state bool",
                "significant_changes_only bool",
                "minimal_response bool",
                "no_attributes bool");
        command(
                "recorder/statistics_during_period",
                false,
                this::statistics,
                "start_time! str",
                "end_time str",
                "statistic_ids! strings",
                "period! str",
                "units dict",
                "types strings");
    }

    private void command(String type, boolean admin, Handler handler, String... fields) {
        commands.put(type, new Command(HomeSchema.of(true, List.of(fields)), admin, handler));
    }

    Map<String, Command> commands() {
        return commands;
    }

    private void config(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        Map<String, Object> config = routines.config(String.valueOf(fields.get("entity_id")));
        if (config == null) {
            throw HomeError.of("not_found", "Entity not found");
        }
        to.result(id, Map.of("config", config));
    }

    private List<Map<String, Object>> users() {
        return users.stream()
                .map(user -> Map.<String, Object>of(
                        "id", user.id(),
                        "username", user.name().toLowerCase(Locale.ROOT),
                        "name", user.name(),
                        "is_owner", user.admin(),
                        "is_active", true,
                        "local_only", false,
                        "system_generated", false,
                        "group_ids", List.of(user.admin() ? "system-admin" : "system-users"),
                        "credentials", List.of(Map.of("type", "homeassistant"))))
                .toList();
    }

    private void fire(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        if (fields.get("event_data") instanceof Map<?, ?> members) {
            members.forEach((name, value) -> data.put((String) name, value));
        }
        HomeContext context = core.bus().context(to.user().id());
        core.bus().fire(String.valueOf(fields.get("event_type")), data, context);
        to.result(id, Map.of("context", context.json()));
    }

    private Instant moment(Map<String, @Nullable Object> fields, String name) {
        Object written = fields.get(name);
        try {
            return written == null ? core.bus().now() : HomeCalendar.moment(written.toString());
        } catch (DateTimeException _) {
            throw HomeError.of("invalid_" + name, "Invalid " + name);
        }
    }

    private void history(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        Instant start = moment(fields, "start_time");
        Instant end = moment(fields, "end_time");
        Map<String, Object> found = new LinkedHashMap<>();
        for (Object entity : HomeServices.list(fields.get("entity_ids"))) {
            List<Map<String, @Nullable Object>> rows = history(
                            entity.toString(),
                            start,
                            end,
                            !Boolean.FALSE.equals(fields.get("include_start_time_state")))
                    .stream()
                    .map(state -> row(state, Boolean.TRUE.equals(fields.get("no_attributes"))))
                    .toList();
            if (!rows.isEmpty()) {
                found.put(entity.toString(), rows);
            }
        }
        to.result(id, found);
    }

    /// An entity's states in a while, without those in which only an attribute changed that does not matter.
    List<HomeState> history(String entityId, Instant start, Instant end, boolean first) {
        return recorder.history(entityId, start, end, first).stream()
                .filter(state -> state.changed().equals(state.updated()) || SIGNIFICANT.contains(state.domain()))
                .toList();
    }

    private static Map<String, @Nullable Object> row(HomeState state, boolean bare) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("s", state.value());
        if (!bare) {
            row.put("a", state.attributes());
        }
        row.put("lu", HomeState.timestamp(state.updated()));
        if (!state.changed().equals(state.updated())) {
            row.put("lc", HomeState.timestamp(state.changed()));
        }
        return row;
    }

    private void statistics(HomeConnection to, int id, Map<String, @Nullable Object> fields) {
        if (!PERIODS.contains(fields.get("period"))) {
            String allowed =
                    String.join(" or ", PERIODS.stream().map(HomeSchema::python).toList());
            throw HomeError.invalidFormat(
                    "expected " + allowed + " at 'period'. Got " + HomeSchema.python(fields.get("period")));
        }
        Map<String, Object> found = new LinkedHashMap<>();
        rows(fields).forEach((entity, rows) -> found.put(entity, written(rows, Instant::toEpochMilli)));
        to.result(id, found);
    }

    /// As the service answers.
    private Map<String, Object> statistics(Map<String, @Nullable Object> fields) {
        Map<String, Object> found = new LinkedHashMap<>();
        rows(fields).forEach((entity, rows) -> found.put(entity, written(rows, HomeState::iso)));
        return found;
    }

    private Map<String, List<Map<String, Object>>> rows(Map<String, @Nullable Object> fields) {
        Map<String, List<Map<String, Object>>> found = new LinkedHashMap<>();
        for (Object entity : HomeServices.list(fields.get("statistic_ids"))) {
            List<Map<String, Object>> rows = recorder.statistics(
                    entity.toString(),
                    moment(fields, "start_time"),
                    moment(fields, "end_time"),
                    String.valueOf(fields.get("period")),
                    HomeServices.list(fields.get("types")));
            if (!rows.isEmpty()) {
                found.put(entity.toString(), rows);
            }
        }
        return found;
    }

    private interface Moment {
        Object written(Instant moment);
    }

    private static List<Map<String, Object>> written(List<Map<String, Object>> rows, Moment moment) {
        List<Map<String, Object>> written = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, Object> copy = new LinkedHashMap<>(row);
            copy.replaceAll((name, value) -> value instanceof Instant at ? moment.written(at) : value);
            written.add(copy);
        }
        return written;
    }
}
