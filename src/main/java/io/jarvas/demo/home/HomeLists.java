package io.jarvas.demo.home;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is on the to-do lists.
final class HomeLists {
    private static final String OPEN = "needs_action";

    private final Map<String, List<Map<String, Object>>> lists = new LinkedHashMap<>();
    private final HomeCore core;

    HomeLists(HomeCore core) {
        this.core = core;
        core.states().all().stream()
                .filter(state -> state.domain().equals("todo"))
                .toList()
                .forEach(state -> {
                    List<Map<String, Object>> items = new ArrayList<>();
                    HomeServices.list(core.details()
                                    .getOrDefault(state.entityId(), Map.of())
                                    .get("items"))
                            .forEach(item -> items.add(item(item.toString())));
                    lists.put(state.entityId(), items);
                });
    }

    Map<String, HomeCall.Action> actions() {
        return Map.of(
                "todo.add_item", this::add,
                "todo.update_item", this::update,
                "todo.remove_item", this::remove,
                "todo.remove_completed_items",
                        (call, state) ->
                                change(call, state, items -> items.removeIf(item -> !OPEN.equals(item.get("status")))));
    }

    Map<String, HomeCall.Question> questions() {
        return Map.of("todo.get_items", (call, state) -> {
            List<?> wanted = call.has("status") ? HomeServices.list(call.data().get("status")) : List.of(OPEN);
            return Map.of(
                    "items",
                    list(state).stream()
                            .filter(item -> wanted.contains(item.get("status")))
                            .toList());
        });
    }

    private Map<String, Object> item(String summary) {
        Map<String, Object> item = new LinkedHashMap<>();
        item.put("summary", summary);
        item.put("uid", core.bus().newId());
        item.put("status", OPEN);
        return item;
    }

    private List<Map<String, Object>> list(HomeState state) {
        return Objects.requireNonNull(lists.get(state.entityId()));
    }

    private interface Change {
        void apply(List<Map<String, Object>> items);
    }

    private void change(HomeCall call, HomeState state, Change change) {
        change.apply(list(state));
        long open = list(state).stream()
                .filter(item -> OPEN.equals(item.get("status")))
                .count();
        core.states().set(state.entityId(), String.valueOf(open), state.attributes(), call.context());
    }

    private void add(HomeCall call, HomeState state) {
        Map<String, Object> item = item(call.text("item").orElseThrow());
        describe(call, item);
        change(call, state, items -> items.add(item));
    }

    private void update(HomeCall call, HomeState state) {
        Map<String, Object> item = find(state, call.text("item").orElseThrow());
        call.text("rename").ifPresent(name -> item.put("summary", name));
        call.text("status").ifPresent(status -> item.put("status", status));
        describe(call, item);
        change(call, state, items -> {});
    }

    private static void describe(HomeCall call, Map<String, Object> item) {
        call.text("due_date")
                .or(() -> call.text("due_datetime").map(HomeCalendar::moment).map(HomeCalendar::written))
                .ifPresent(due -> item.put("due", due));
        call.text("description").ifPresent(description -> item.put("description", description));
    }

    private void remove(HomeCall call, HomeState state) {
        @Nullable Object named = call.data().get("item");
        List<?> names = named instanceof List<?> several ? several : List.of(String.valueOf(named));
        List<Map<String, Object>> gone =
                names.stream().map(name -> find(state, name.toString())).toList();
        change(call, state, items -> items.removeAll(gone));
    }

    /// An item by its summary or its id.
    private Map<String, Object> find(HomeState state, String name) {
        return list(state).stream()
                .filter(item -> name.equals(item.get("summary")) || name.equals(item.get("uid")))
                .findFirst()
                .orElseThrow(() -> HomeError.validation(
                        "Unable to find to-do list item: " + name, "todo", "item_not_found", Map.of("item", name)));
    }
}
