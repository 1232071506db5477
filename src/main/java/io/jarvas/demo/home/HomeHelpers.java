package io.jarvas.demo.home;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the helpers do that hold a number, a choice, a text or a time, and the button.
final class HomeHelpers {
    private final HomeCore core;

    HomeHelpers(HomeCore core) {
        this.core = core;
    }

    Map<String, HomeCall.Action> actions() {
        Map<String, HomeCall.Action> actions = new LinkedHashMap<>();
        actions.put("input_number.set_value", (call, state) -> number(call, state, call.number("value", 0)));
        actions.put(
                "input_number.increment", (call, state) -> number(call, state, value(state) + state.number("step", 1)));
        actions.put(
                "input_number.decrement", (call, state) -> number(call, state, value(state) - state.number("step", 1)));
        actions.put(
                "input_select.select_option",
                (call, state) -> select(call, state, call.text("option").orElseThrow()));
        actions.put(
                "input_select.select_first",
                (call, state) -> select(call, state, options(state).getFirst()));
        actions.put(
                "input_select.select_last",
                (call, state) -> select(call, state, options(state).getLast()));
        actions.put("input_select.select_next", (call, state) -> step(call, state, 1));
        actions.put("input_select.select_previous", (call, state) -> step(call, state, -1));
        actions.put("input_select.set_options", this::options);
        actions.put("input_text.set_value", this::text);
        actions.put("input_datetime.set_datetime", this::time);
        actions.put(
                "input_button.press",
                (call, state) -> set(call, state, HomeState.iso(core.bus().now())));
        return actions;
    }

    private void set(HomeCall call, HomeState state, String value) {
        core.states().set(state.entityId(), value, state.attributes(), call.context());
    }

    private static double value(HomeState state) {
        return Double.parseDouble(state.value());
    }

    private void number(HomeCall call, HomeState state, double value) {
        double least = state.number("min", 0);
        double most = state.number("max", 100);
        if (value < least || value > most) {
            if (!call.service().equals("set_value")) {
                return;
            }
            throw HomeError.invalidFormat(
                    "Invalid value for " + state.entityId() + ": " + value + " (range " + least + " - " + most + ")");
        }
        set(call, state, String.valueOf(value));
    }

    private static List<String> options(HomeState state) {
        return HomeServices.list(state.attributes().get("options")).stream()
                .map(String::valueOf)
                .toList();
    }

    private void select(HomeCall call, HomeState state, String option) {
        List<String> options = options(state);
        if (!options.contains(option)) {
            String all = String.join(", ", options);
            throw HomeError.validation(
                    "Option " + option + " is not valid for " + state.entityId() + ". Valid options are: " + all,
                    "input_select",
                    "invalid_option",
                    Map.of("entity_id", state.entityId(), "option", option, "options", all));
        }
        set(call, state, option);
    }

    private void step(HomeCall call, HomeState state, int by) {
        List<String> options = options(state);
        int next = options.indexOf(state.value()) + by;
        boolean around = !Boolean.FALSE.equals(call.data().get("cycle"));
        select(
                call,
                state,
                options.get(around ? Math.floorMod(next, options.size()) : Math.clamp(next, 0, options.size() - 1)));
    }

    private void options(HomeCall call, HomeState state) {
        List<?> options = HomeServices.list(call.data().get("options"));
        String value = options.contains(state.value())
                ? state.value()
                : options.getFirst().toString();
        core.states().update(state.entityId(), value, Map.of("options", options), call.context());
    }

    /// A text of another length than is allowed is passed over, with a line in the log, as in Home Assistant.
    private void text(HomeCall call, HomeState state) {
        String value = call.text("value").orElse("");
        if (value.length() >= state.number("min", 0) && value.length() <= state.number("max", 100)) {
            set(call, state, value);
        }
    }

    private void time(HomeCall call, HomeState state) {
        boolean date = Boolean.TRUE.equals(state.attributes().get("has_date"));
        boolean time = Boolean.TRUE.equals(state.attributes().get("has_time"));
        List<String> refused = new ArrayList<>();
        Stream.of("date", "time", "datetime")
                .filter(call::has)
                .filter(field -> (field.contains("date") && !date) || (field.contains("time") && !time))
                .forEach(refused::add);
        if (!refused.isEmpty()) {
            throw HomeError.invalidFormat("Only date or time can be set for " + state.entityId());
        }
        LocalDateTime before = date && time
                ? LocalDateTime.parse(state.value().replace(' ', 'T'))
                : date
                        ? LocalDate.parse(state.value()).atStartOfDay()
                        : LocalTime.parse(state.value()).atDate(LocalDate.EPOCH);
        LocalDateTime after = call.has("timestamp")
                ? LocalDateTime.ofInstant(Instant.ofEpochSecond((long) call.number("timestamp", 0)), HomeCalendar.ZONE)
                : call.text("datetime")
                        .map(written -> LocalDateTime.ofInstant(HomeCalendar.moment(written), HomeCalendar.ZONE))
                        .orElse(before);
        LocalDate day = call.text("date").map(LocalDate::parse).orElse(after.toLocalDate());
        LocalTime hour = call.text("time").map(LocalTime::parse).orElse(after.toLocalTime());
        ZonedDateTime moment = day.atTime(hour).atZone(HomeCalendar.ZONE);
        Map<String, @Nullable Object> parts = new LinkedHashMap<>();
        if (date) {
            parts.put("year", day.getYear());
            parts.put("month", day.getMonthValue());
            parts.put("day", day.getDayOfMonth());
        }
        if (time) {
            parts.put("hour", hour.getHour());
            parts.put("minute", hour.getMinute());
            parts.put("second", hour.getSecond());
        }
        Object timestamp = date ? (Object) (double) moment.toEpochSecond() : (Object) hour.toSecondOfDay();
        parts.put("timestamp", timestamp);
        String clock = "%02d:%02d:%02d".formatted(hour.getHour(), hour.getMinute(), hour.getSecond());
        String value = date && time ? day + " " + clock : date ? day.toString() : clock;
        core.states().update(state.entityId(), value, parts, call.context());
    }
}
