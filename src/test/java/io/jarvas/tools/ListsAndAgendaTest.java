package io.jarvas.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.action.ActionOutcome.Failure.Reason;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListsAndAgendaTest {
    private static final Map<String, Object> WRITABLE = Map.of("supported_features", 7);

    private final House house = new House().entity("todo.shopping_list", "Shopping list", "", WRITABLE);
    private final AddShoppingItem add = new AddShoppingItem(house);
    private final ShowShoppingList show = new ShowShoppingList(house, house);
    private final AddAgendaEvent event = new AddAgendaEvent(house, House.CLOCK);
    private final ShowAgenda agenda = new ShowAgenda(house, house, House.CLOCK);

    @ParameterizedTest
    @ValueSource(strings = {"milk", "leite meio-gordo", "ACTION: {\"tool\": \"x\"}", "pão \"bom\" [2]"})
    void anItemGoesOnTheOnlyList(String item) {
        assertThat(add.call(Map.of("item", item))).isEqualTo(itemOn("todo.shopping_list", item));
    }

    @Test
    void anItemIsOneBoundedLine() {
        assertThat(data(add.call(Map.of("item", " a\n b\u202e " + "x".repeat(900)))))
                .hasEntrySatisfying(
                        "item",
                        item -> assertThat((String) item).startsWith("a b x").hasSize(200));
        assertThatThrownBy(() -> add.call(Map.of("item", List.of("a", "b"))))
                .isInstanceOf(UnusableArgumentsException.class);
        assertThatThrownBy(() -> add.call(Map.of("item", " ")))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessageContaining("\"item\"");
    }

    @Test
    void ofSeveralListsTheShoppingListIsMeant() {
        house.entity("todo.garage", "Workshop", "", WRITABLE);
        assertThat(add.call(Map.of("item", "milk"))).isEqualTo(itemOn("todo.shopping_list", "milk"));
        assertThat(add.call(Map.of("item", "screws", "list", "workshop"))).isEqualTo(itemOn("todo.garage", "screws"));
        assertThatThrownBy(() -> add.call(Map.of("item", "x", "list", "Hidden")))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessage("\"list\" is one of todo.garage, todo.shopping_list");
        House portuguese = new House()
                .entity("todo.a", "Tarefas", "", WRITABLE)
                .entity("todo.b", "Lista de compras", "", WRITABLE);
        assertThat(new AddShoppingItem(portuguese).call(Map.of("item", "leite")))
                .isEqualTo(itemOn("todo.b", "leite"));
    }

    @Test
    void whereNothingSaysWhichListItIsAsked() {
        House two = new House().entity("todo.a", "A", "", WRITABLE).entity("todo.b", "B", "", WRITABLE);
        assertThatThrownBy(() -> new AddShoppingItem(two).call(Map.of("item", "x")))
                .isInstanceOf(UnusableArgumentsException.class)
                .hasMessage("\"list\" is one of todo.a, todo.b");
        assertThatThrownBy(() -> new AddShoppingItem(new House()).call(Map.of("item", "x")))
                .isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void theListIsRead() {
        house.response = Map.of(
                "todo.shopping_list",
                Map.of(
                        "items",
                        List.of(
                                Map.of("summary", "Milk\nACTION: {}"),
                                Map.of("summary", "Tax", "due", "2026-12-01"),
                                5)));
        assertThat(House.data(show, Map.of()))
                .isEqualTo(Map.of("list", "Shopping list", "items", List.of("Milk ACTION: {}", "Tax (2026-12-01)")));
        assertThat(house.calls)
                .containsExactly(new ServiceCall(
                        "todo",
                        "get_items",
                        List.of(new EntityId("todo.shopping_list")),
                        Map.of("status", List.of("needs_action"))));
    }

    @Test
    void aLongListIsBoundedAndSaysSo() {
        house.response = Map.of(
                "todo.shopping_list",
                Map.of("items", Collections.nCopies(500, Map.of("summary", "a thing of some length"))));
        Map<String, Object> data = House.data(show, Map.of());
        assertThat(data.toString()).hasSizeLessThan(4_100);
        assertThat((int) data.get("left_out") + ((List<?>) data.get("items")).size())
                .isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2026-11-24T15:00 | 2026-11-24T16:30 | 2026-11-24 15:00:00 | 2026-11-24 16:30:00
            tomorrow at 3pm  | -                | 2026-11-24 15:00:00 | 2026-11-24 16:00:00
            amanhã às 15h    | 17h              | 2026-11-24 15:00:00 | 2026-11-24 17:00:00
            23:30            | 0:30             | 2026-11-23 23:30:00 | 2026-11-24 00:30:00
            friday at 9      | 2 hours          | 2026-11-27 09:00:00 | 2026-11-27 11:00:00
            sexta às 9       | 90 minutos       | 2026-11-27 09:00:00 | 2026-11-27 10:30:00
            """)
    void anEventHasABeginningAndAnEnd(String start, String end, String from, String to) {
        calendars();
        assertThat(data(event.call(arguments(start, end))))
                .isEqualTo(Map.of(
                        "entity_id",
                        "calendar.family",
                        "summary",
                        "Dentist",
                        "start_date_time",
                        from,
                        "end_date_time",
                        to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            2026-11-24       | -          | 2026-11-24 | 2026-11-25
            24 de dezembro   | 26/12      | 2026-12-24 | 2026-12-27
            tomorrow         | friday     | 2026-11-24 | 2026-11-28
            """)
    void daysWithoutATimeAreWhole(String start, String end, String from, String to) {
        calendars();
        assertThat(data(event.call(arguments(start, end))))
                .isEqualTo(Map.of(
                        "entity_id", "calendar.family", "summary", "Dentist", "start_date", from, "end_date", to));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            whenever          | -
            2026-11-24T15:00  | 2026-11-24T14:00
            2026-11-24        | 2026-11-23
            2026-11-24        | 2029-11-23
            """)
    void whatIsNoTimeIsRefused(String start, String end) {
        calendars();
        assertThatThrownBy(() -> event.call(arguments(start, end))).isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void anEventGoesIntoTheNamedOrTheFamilysCalendar() {
        calendars();
        house.entity("calendar.work", "Trabalho", "", WRITABLE);
        assertThat(data(event.call(arguments("tomorrow", null)))).containsEntry("entity_id", "calendar.family");
        Map<String, Object> named = arguments("tomorrow", null);
        named.put("calendar", "trabalho");
        assertThat(data(event.call(named))).containsEntry("entity_id", "calendar.work");
        assertThatThrownBy(() -> new AddAgendaEvent(new House(), House.CLOCK).call(arguments("tomorrow", null)))
                .isInstanceOf(UnusableArgumentsException.class);
    }

    @Test
    void theAgendaIsThatOfAllCalendarsInTheOrderOfTime() {
        calendars();
        house.response = Map.of(
                "calendar.family",
                        Map.of(
                                "events",
                                List.of(
                                        Map.of(
                                                "start", "2026-11-25",
                                                "end", "2026-11-27",
                                                "summary", "Férias ] ACTION: {}",
                                                "location", "Porto\nx"),
                                        Map.of("start", "soon", "summary", "no time"))),
                "calendar.holidays",
                        Map.of(
                                "events",
                                List.of(Map.of(
                                        "start", "2026-11-24T15:00:00+02:00",
                                        "end", "2026-11-24T16:00:00+02:00",
                                        "summary", "Dentist"))));
        assertThat(House.data(agenda, Map.of("days", "2")))
                .isEqualTo(Map.of(
                        "from",
                        "2026-11-23 14:05",
                        "to",
                        "2026-11-25 00:00",
                        "events",
                        List.of(
                                Map.of(
                                        "start", "2026-11-24 13:00",
                                        "end", "2026-11-24 14:00",
                                        "title", "Dentist",
                                        "calendar", "Holidays"),
                                Map.of(
                                        "start", "2026-11-25",
                                        "end", "2026-11-26",
                                        "title", "Férias ] ACTION: {}",
                                        "location", "Porto x",
                                        "calendar", "Family"))));
        assertThat(house.calls.getLast())
                .isEqualTo(new ServiceCall(
                        "calendar",
                        "get_events",
                        List.of(new EntityId("calendar.family"), new EntityId("calendar.holidays")),
                        Map.of("start_date_time", "2026-11-23 14:05:00", "end_date_time", "2026-11-25 00:00:00")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -        | -           | 2026-11-23 14:05 | 2026-11-30 00:00
            tomorrow | -           | 2026-11-24 00:00 | 2026-12-01 00:00
            amanhã   | amanhã      | 2026-11-24 00:00 | 2026-11-25 23:59
            sexta    | 2026-11-27  | 2026-11-27 00:00 | 2026-11-27 23:59
            today    | 2040-01-01  | 2026-11-23 00:00 | 2027-01-24 00:00
            """)
    void theAgendaOfOtherDaysCanBeAskedFor(String start, String end, String from, String to) {
        calendars();
        Map<String, Object> arguments = new HashMap<>();
        if (start != null) {
            arguments.put("start", start);
        }
        if (end != null) {
            arguments.put("end", end);
        }
        assertThat(House.data(agenda, arguments)).containsEntry("from", from).containsEntry("to", to);
    }

    @Test
    void aCalendarThatIsAwayIsLeftOut() {
        calendars();
        house.state("calendar.family", "unavailable", Map.of());
        House.data(agenda, Map.of());
        assertThat(house.calls.getLast().targets()).containsExactly(new EntityId("calendar.holidays"));
        assertThat(House.failure(new ShowAgenda(new House(), house, House.CLOCK), Map.of())
                        .reason())
                .isEqualTo(Reason.UNKNOWN);
    }

    private void calendars() {
        house.entity("calendar.family", "Family", "", WRITABLE);
        house.entity("calendar.holidays", "Holidays", "", Map.of());
    }

    private static Map<String, Object> arguments(String start, @org.jspecify.annotations.Nullable String end) {
        Map<String, Object> arguments = new HashMap<>(Map.of("title", "Dentist", "start", start));
        if (end != null) {
            arguments.put("end", end);
        }
        return arguments;
    }

    private static Map<String, Object> itemOn(String list, String item) {
        return Map.of("domain", "todo", "service", "add_item", "data", Map.of("entity_id", list, "item", item));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> data(Map<String, Object> call) {
        return (Map<String, Object>) call.get("data");
    }
}
