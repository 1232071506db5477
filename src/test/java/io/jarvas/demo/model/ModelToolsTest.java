package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the demo model does with tools besides calling a service. Its clock says Monday, 4 May 2026, 14:05.
class ModelToolsTest {
    /// What a tool finds, by its name.
    private static final Map<String, String> FOUND = Map.of(
            "show_shopping_list", "{\"list\": \"Shopping list\", \"items\": [\"Milk\", \"Coffee\"]}",
            "show_agenda", """
                    {"from": "2026-05-04 14:05", "to": "2026-05-11 00:00", "events": [\
                    {"start": "2026-05-05 15:00", "end": "2026-05-05 15:45", "title": "Dentist", "location": "Rua Augusta"}, \
                    {"start": "2026-05-06 20:00", "title": "Dinner with Ana"}, {"start": "2026-05-07", "title": "Bins out"}]}""",
            "get_weather", """
                    {"entity_id": "weather.home", "forecast": [\
                    {"day": "2026-05-04 Monday", "condition": "sunny", "temperature": 19.5, "templow": 11.0}, \
                    {"day": "2026-05-05 Tuesday", "condition": "rainy", "temperature": 14, "templow": 9.2, "precipitation_probability": 80}, \
                    {"day": "2026-05-06 Wednesday", "condition": "hail", "temperature": 12}]}""",
            "schedule", """
                    {"schedules": [\
                    {"id": "01b", "due": "2026-05-04T23:00", "service": "light.turn_off", "entity_id": ["light.office_desk"], "state": "waiting"}, \
                    {"id": "01a", "due": "2026-05-05T07:00:12.5", "service": "climate.turn_on", "entity_id": ["climate.bedroom"], "state": "waiting"}, \
                    {"id": "01c", "due": "2026-05-04T09:00", "service": "light.turn_on", "entity_id": ["light.garage"], "state": "missed"}]}""");

    private static final String GARAGE = """
            {"entity_id": "cover.garage_door", "from": "2026-05-04 00:00", "to": "2026-05-04 14:05", \
            "lasted": {"closed": "12 h 30 min", "open": "1 h 33 min", "opening": "0 h 2 min"}, "changes": 4, "newest_first": [\
            {"at": "2026-05-04 12:40", "state": "closed"}, {"at": "2026-05-04 12:00", "state": "open"}, \
            {"at": "2026-05-04 09:00", "state": "closed"}, {"at": "2026-05-04 08:05", "state": "open"}, {"at": "2026-05-04 00:00", "state": "closed"}]}""";
    private static final String DOOR = """
            {"entity_id": "lock.front_door", "from": "2026-04-27 00:00", "to": "2026-05-04 14:05", \
            "lasted": {"locked": "13 h 0 min", "unlocked": "0 h 4 min"}, "changes": 2, "newest_first": [\
            {"at": "2026-05-03 18:33", "state": "locked"}, {"at": "2026-05-03 18:31", "state": "unlocked"}, {"at": "2026-04-27 00:00", "state": "locked"}]}""";
    private static final String WARMTH = """
            {"entity_id": "sensor.bedroom_temperature", "unit": "°C", "row": "an hour", "statistics": [\
            {"start": "2026-05-03 00:00", "mean": 18.0, "min": 17.46, "max": 18.4}, {"start": "2026-05-03 01:00", "mean": 19.0, "min": 18.2, "max": 21.0}]}""";

    private static final Map<String, String> HISTORIES =
            Map.of("cover.garage_door", GARAGE, "lock.front_door", DOOR, "sensor.bedroom_temperature", WARMTH);

    /// What is asked, the question to a tool, and the answer from what it finds.
    private static final String QUESTIONS = """
            what is on the shopping list?
              show_shopping_list {}
              On the shopping list: Milk and Coffee.
            What do we need to buy?
              show_shopping_list {}
              Milk and Coffee
            is there milk on the shopping list
              show_shopping_list {}
              Milk and Coffee
            o que há na lista de compras?
              show_shopping_list {}
              Na lista de compras: Milk e Coffee.
            mostra-me a lista
              show_shopping_list {}
              Na lista de compras: Milk e Coffee.
            what is on the agenda?
              show_agenda {"days":7}
              On the agenda: Dentist (tomorrow at 15:00), Dinner with Ana (Wednesday 6 May at 20:00) and Bins out (Thursday 7 May).
            what do I have tomorrow?
              show_agenda {"days":2}
              On the agenda: Dentist (tomorrow at 15:00).
            do I have any appointments on Friday?
              show_agenda {"days":5}
              There is nothing on the agenda for Friday 8 May.
            when is the dentist?
              show_agenda {"days":7}
              On the agenda: Dentist (tomorrow at 15:00).
            o que tenho amanhã?
              show_agenda {"days":2}
              Na agenda: Dentist (amanhã às 15:00).
            o que há na agenda?
              show_agenda {"days":7}
              Dinner with Ana (quarta-feira, 6 de maio às 20:00)
            tenho alguma coisa na sexta?
              show_agenda {"days":5}
              Não há nada na agenda para sexta-feira, 8 de maio.
            what's the weather tomorrow?
              get_weather {"days":2}
              The forecast: tomorrow rainy, 9.2 to 14 °C.
            what is the forecast?
              get_weather {"days":3}
              today sunny, 11 to 19.5 °C; tomorrow rainy, 9.2 to 14 °C; Wednesday 6 May hail, 12 °C
            will it rain tomorrow?
              get_weather {"days":2}
              Yes, take an umbrella: tomorrow rainy
            will it rain today?
              get_weather {"days":1}
              No, it looks dry: today sunny
            como vai estar o tempo amanhã?
              get_weather {"days":2}
              A previsão: amanhã de chuva, 9,2 a 14 °C.
            vai chover amanhã?
              get_weather {"days":2}
              Sim, leve o guarda-chuva
            how long was the garage open today?
              get_history {"entity_id":"cover.garage_door","from":"2026-05-04T00:00"}
              Garage door was open for 1 h 35 min today.
            was the garage door open today
              get_history {"entity_id":"cover.garage_door","from":"2026-05-04T00:00"}
              Garage door was open for 1 h 35 min today.
            how many times was the garage door opened today?
              get_history {"entity_id":"cover.garage_door","from":"2026-05-04T00:00"}
              Garage door, today: open 2×.
            when was the front door last unlocked?
              get_history {"entity_id":"lock.front_door","from":"2026-04-27T00:00"}
              Front door was last unlocked yesterday at 18:31.
            how warm was it in the bedroom yesterday?
              get_history {"entity_id":"sensor.bedroom_temperature","from":"2026-05-03T00:00","to":"2026-05-04T00:00"}
              Bedroom temperature yesterday: between 17.5 and 21 °C.
            what was the temperature in the bedroom last night?
              get_history {"entity_id":"sensor.bedroom_temperature","from":"2026-05-03T18:00","to":"2026-05-04T08:00"}
              last night: between
            quanto tempo esteve a garagem aberta hoje?
              get_history {"entity_id":"cover.garage_door","from":"2026-05-04T00:00"}
              Porta da garagem esteve aberta durante 1 h 35 min hoje.
            quando foi a porta da frente destrancada pela última vez?
              get_history {"entity_id":"lock.front_door","from":"2026-04-27T00:00"}
              Porta da frente: a última vez que passou a destrancada foi ontem às 18:31.
            quantas vezes abriu a porta da garagem hoje?
              get_history {"entity_id":"cover.garage_door","from":"2026-05-04T00:00"}
              Porta da garagem, hoje: aberta 2×.
            qual foi a temperatura do quarto ontem?
              get_history {"entity_id":"sensor.bedroom_temperature","from":"2026-05-03T00:00","to":"2026-05-04T00:00"}
              Temperatura do quarto ontem: entre 17,5 e 21 °C.
            what is planned?
              schedule {"list":true}
              Planned: turning off Desk light (today at 23:00) and turning on Bedroom heating (tomorrow at 07:00).
            are there any timers
              schedule {"list":true}
              turning off Desk light
            o que está marcado?
              schedule {"list":true}
              Está marcado: desligar Luz da secretária (hoje às 23:00) e ligar Aquecimento do quarto (amanhã às 07:00).
            """;

    /// What a person says, and what is asked of the tools at once.
    private static final String COMMANDS = """
            add milk to the shopping list
              add_shopping_item {"item":"milk"}
            put some bread and eggs on the list
              add_shopping_item {"item":"bread"}
              add_shopping_item {"item":"eggs"}
            buy coffee
              add_shopping_item {"item":"coffee"}
            põe leite na lista
              add_shopping_item {"item":"leite"}
            acrescenta pão e ovos à lista de compras
              add_shopping_item {"item":"pão"}
              add_shopping_item {"item":"ovos"}
            lembra-te de comprar café
              add_shopping_item {"item":"café"}
            dentist tomorrow at 10
              add_agenda_event {"title":"Dentist","start":"2026-05-05T10:00"}
            schedule a dentist appointment on Friday at 3pm
              add_agenda_event {"title":"Dentist appointment","start":"2026-05-08T15:00"}
            add dinner with Ana tonight at 8 to the calendar
              add_agenda_event {"title":"Dinner with Ana","start":"2026-05-04T20:00"}
            put Bins out on the calendar for Thursday
              add_agenda_event {"title":"Bins out","start":"2026-05-07"}
            marca dentista amanhã às 10
              add_agenda_event {"title":"Dentista","start":"2026-05-05T10:00"}
            marca uma consulta no dentista na sexta às 15h30
              add_agenda_event {"title":"Consulta no dentista","start":"2026-05-08T15:30"}
            põe jantar com a Ana na agenda para amanhã às 8 da noite
              add_agenda_event {"title":"Jantar com a Ana","start":"2026-05-05T20:00"}
            reunião dia 12 às 9
              add_agenda_event {"title":"Reunião","start":"2026-05-12T09:00"}
            turn off the heating in the living room in 20 minutes
              schedule {"in":"20 minutes","action":climate.turn_off climate.living_room}
            in half an hour, turn off the sofa lamp
              schedule {"in":"half an hour","action":light.turn_off light.sofa_lamp}
            turn off the desk light at 23:00
              schedule {"at":"23:00","action":light.turn_off light.office_desk}
            Turn off the desk light at 7.
              schedule {"at":"07:00","action":light.turn_off light.office_desk}
            can you close the curtains at 9 pm?
              schedule {"at":"21:00","action":cover.close_cover cover.living_room_curtain}
            set the bedroom to 21 degrees tomorrow at 6:30
              schedule {"at":"2026-05-05T06:30","action":climate.set_temperature climate.bedroom {"temperature":21}}
            activate movie night at 21:00
              schedule {"at":"21:00","action":scene.turn_on scene.movie_night}
            open the garage door in 5 minutes
              schedule {"in":"5 minutes","action":cover.open_cover cover.garage_door}
            close the curtains and turn off the sofa lamp in 20 minutes
              cover.close_cover cover.living_room_curtain
              schedule {"in":"20 minutes","action":light.turn_off light.sofa_lamp}
            turn on the ceiling fan and turn it off in an hour
              fan.turn_on fan.living_room
              schedule {"in":"an hour","action":fan.turn_off fan.living_room}
            turn off the printer and the desk light at midnight
              schedule {"at":"00:00","action":switch.turn_off switch.printer}
              schedule {"at":"00:00","action":light.turn_off light.office_desk}
            apaga as luzes da sala às 23:00
              schedule {"at":"23:00","action":light.turn_off light.sofa_lamp,light.living_room_ceiling}
            desliga o aquecimento da sala daqui a 20 minutos
              schedule {"in":"20 minutos","action":climate.turn_off climate.living_room}
            daqui a meia hora, apaga o candeeiro do sofá
              schedule {"in":"meia hora","action":light.turn_off light.sofa_lamp}
            apaga a luz do quarto às 7
              schedule {"at":"07:00","action":light.turn_off light.bedroom_ceiling}
            fecha os estores da sala amanhã às 8 da noite
              schedule {"at":"2026-05-05T20:00","action":cover.close_cover cover.living_room_blind}
            liga a ventoinha e desliga-a daqui a uma hora e meia
              fan.turn_on fan.living_room
              schedule {"in":"uma hora e meia","action":fan.turn_off fan.living_room}
            cancel everything
              schedule {"cancel":"all"}
            cancel what is planned
              schedule {"cancel":"all"}
            cancela o que está marcado
              schedule {"cancel":"all"}
            unlock the front door
              lock.unlock lock.front_door
            abre a garagem
              cover.open_cover cover.garage_door
            """;

    /// What is said without asking or doing anything.
    private static final String ANSWERS = """
            what's the weather like?
              sunny, 14 °C
            is the front door locked?
              Yes, Front door is locked.
            if the garage door is open at 23:00, close it
              conditions and repetitions are beyond me
            turn off the lights later
              conditions and repetitions are beyond me
            turn off the desk light tomorrow
              I need a time for that
            apaga a luz do quarto amanhã
              Preciso de uma hora
            marca dentista
              Quando é?
            turn off the sauna at 23:00
              I find no device called "sauna"
            what does the camera see?
              I have no tool for that here
            never mind
              All right.
            até amanhã
              Até à próxima!
            """;

    private final ModelMind mind = new ModelMind();

    @TestFactory
    Stream<DynamicTest> aQuestionIsAskedOfAToolAndAnsweredFromWhatItFinds() {
        return table(QUESTIONS).entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    List<ModelMessage> messages = SamplePrompt.withTools(row.getKey());
                    ModelReply first = mind.answer(messages);
                    assertThat(first.text()).isEmpty();
                    assertThat(first.actions().stream().map(ModelToolsTest::shown))
                            .containsExactly(row.getValue().getFirst());
                    SamplePrompt.goOn(messages, first, results(first));
                    ModelReply second = mind.answer(messages);
                    assertThat(second.text()).contains(row.getValue().getLast());
                    assertThat(second.actions()).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> aCommandIsWrittenAsTheToolsTakeIt() {
        return table(COMMANDS).entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    ModelReply reply = mind.answer(SamplePrompt.withTools(row.getKey()));
                    assertThat(reply.actions().stream().map(ModelToolsTest::shown))
                            .containsExactlyElementsOf(row.getValue());
                    assertThat(reply.text()).isNotBlank().doesNotContain("%s").doesNotContain("\0");
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatNeedsNoToolAsksNone() {
        return table(ANSWERS).entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    ModelReply reply = mind.answer(SamplePrompt.withTools(row.getKey()));
                    assertThat(reply.actions()).isEmpty();
                    assertThat(reply.text()).contains(row.getValue().getFirst());
                }));
    }

    @TestFactory
    Stream<DynamicTest> withoutToolsItSaysThatItCannot() {
        return Stream.of(QUESTIONS, COMMANDS)
                .flatMap(table -> table(table).entrySet().stream())
                .map(row -> DynamicTest.dynamicTest(row.getKey(), () -> {
                    ModelReply reply = mind.answer(SamplePrompt.of(row.getKey()));
                    assertThat(reply.actions())
                            .extracting(ModelAction::tool)
                            .allMatch("homeassistant_call_service"::equals);
                    assertThat(reply.text()).isNotBlank();
                }));
    }

    @Test
    void whatItCannotDoItSays() {
        assertThat(mind.answer(SamplePrompt.of("what is on the shopping list?")).text())
                .isEqualTo("I have no tool for that here, so I cannot say or do it.");
        assertThat(mind.answer(SamplePrompt.of("o que está marcado?")).text()).startsWith("Não tenho aqui ferramenta");
    }

    @Test
    void itSaysWhatItPlansAndForWhen() {
        assertThat(said("turn off the desk light in 20 minutes"))
                .isEqualTo("Okay, I am planning this in 20 minutes: turning off Desk light.");
        assertThat(said("turn off the desk light tomorrow at 7:00"))
                .isEqualTo("Okay, I am planning this for tomorrow, 07:00: turning off Desk light.");
        assertThat(said("apaga a luz da secretária às 23h"))
                .isEqualTo("Está bem, vou marcar isto para as 23:00: desligar Luz da secretária.");
        assertThat(said("dentist tomorrow at 10"))
                .isEqualTo("Okay, I am writing Dentist into the calendar for tomorrow at 10:00.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel that", "cancel", "cancela isso", "cancela o temporizador"})
    void theNewestThatIsPlannedIsCancelled(String words) {
        List<ModelMessage> messages = SamplePrompt.withTools(words);
        ModelReply list = mind.answer(messages);
        assertThat(list.actions().stream().map(ModelToolsTest::shown)).containsExactly("schedule {\"list\":true}");
        SamplePrompt.goOn(messages, list, results(list));
        ModelReply cancel = mind.answer(messages);
        assertThat(cancel.actions().stream().map(ModelToolsTest::shown))
                .containsExactly("schedule {\"cancel\":\"01b\"}");
        assertThat(cancel.text()).isNotBlank();
        SamplePrompt.goOn(
                messages,
                cancel,
                "[result of schedule: {\"schedules\": [{\"id\": \"01b\", \"due\": "
                        + "\"2026-05-04T23:00\", \"service\": \"light.turn_off\", \"entity_id\": [\"light.office_desk\"], "
                        + "\"state\": \"cancelled\"}]}]");
        ModelReply last = mind.answer(messages);
        assertThat(last.actions()).isEmpty();
        assertThat(last.text()).contains("23:00").doesNotContain("07:00");
    }

    @Test
    void whereNothingIsPlannedNothingIsCancelled() {
        List<ModelMessage> messages = SamplePrompt.withTools("cancel that");
        SamplePrompt.goOn(messages, mind.answer(messages), "[result of schedule: {\"schedules\": []}]");
        assertThat(mind.answer(messages)).isEqualTo(ModelReply.of("Nothing is planned."));
    }

    @Test
    void twoQuestionsAreAskedAtOnceAndAnsweredTogether() {
        List<ModelMessage> messages = SamplePrompt.withTools(
                "what is on the shopping list? what's the weather tomorrow? is the front door locked?");
        ModelReply first = mind.answer(messages);
        assertThat(first.text()).isEqualTo("Yes, Front door is locked.");
        assertThat(first.actions()).extracting(ModelAction::tool).containsExactly("show_shopping_list", "get_weather");
        SamplePrompt.goOn(messages, first, results(first));
        assertThat(mind.answer(messages))
                .isEqualTo(ModelReply.of(
                        "On the shopping list: Milk and Coffee. The forecast: tomorrow rainy, 9.2 to 14 °C."));
    }

    @Test
    void whatWasDoneIsNotDoneAgainWhenItGoesOn() {
        List<ModelMessage> messages = SamplePrompt.withTools("turn off the printer. what is on the shopping list?");
        ModelReply first = mind.answer(messages);
        assertThat(first.actions()).hasSize(2);
        SamplePrompt.goOn(
                messages,
                first,
                FOUND.get("show_shopping_list").transform(list -> "[result of show_shopping_list: " + list + "]"));
        assertThat(mind.answer(messages)).isEqualTo(ModelReply.of("On the shopping list: Milk and Coffee."));
    }

    @Test
    void whateverItIsToldItEnds() {
        for (String question : table(QUESTIONS).keySet()) {
            for (String told : List.of(
                    "[result of show_shopping_list: {}]\n[result of get_history: {}]\n[result of schedule: {}]\n"
                            + "[result of show_agenda: {}]\n[result of get_weather: {}]",
                    "[result of show_shopping_list, shortened: {}]",
                    "[result of homeassistant_call_service: {\"a\": 1}]",
                    "[result of x: {broken]",
                    results(Map.of("error", "failed, unreachable: x")),
                    results(Map.of("error", "waits for the person's yes: light.desk")),
                    results(Map.of(
                            "items",
                            "x",
                            "events",
                            List.of(1),
                            "forecast",
                            Map.of(),
                            "schedules",
                            "x",
                            "newest_first",
                            List.of(Map.of("at", "y")))))) {
                List<ModelMessage> messages = SamplePrompt.withTools(question);
                SamplePrompt.goOn(messages, mind.answer(messages), told);
                ModelReply reply = mind.answer(messages);
                assertThat(reply.actions()).as(question + told).isEmpty();
                assertThat(reply.text()).as(question + told).isNotBlank();
            }
        }
    }

    @Test
    void aFailureIsSaid() {
        List<ModelMessage> messages = SamplePrompt.withTools("what is on the shopping list?");
        SamplePrompt.goOn(
                messages, mind.answer(messages), results(Map.of("error", "failed, unreachable: show_shopping_list")));
        assertThat(mind.answer(messages).text()).isEqualTo("I could not look that up.");
    }

    @Test
    void aShortenedListSaysHowManyMoreThereAre() {
        List<ModelMessage> messages = SamplePrompt.withTools("o que há na lista de compras?");
        SamplePrompt.goOn(
                messages,
                mind.answer(messages),
                "[result of show_shopping_list, shortened: {\"items\": [\"milk\", \"bread\", \"12 more\"]}]");
        assertThat(mind.answer(messages).text()).isEqualTo("Na lista de compras: milk, bread e mais 12.");
    }

    @Test
    void aToolCanBeOfferedNatively() {
        List<ModelMessage> messages = SamplePrompt.of("what is on the shopping list?");
        assertThat(mind.answer(messages, Set.of("show_shopping_list")).actions())
                .containsExactly(new ModelAction("show_shopping_list", Map.of()));
    }

    @Test
    void aStateOfThatNameOffersNoTool() {
        List<ModelMessage> messages = SamplePrompt.of("turn off the desk light at 23:00");
        messages.set(0, new ModelMessage("system", SamplePrompt.SYSTEM + "STATES\nschedule: holidays on\n"));
        assertThat(mind.answer(messages).actions()).isEmpty();
    }

    @Test
    void itLooksOnlyWhereItMayAndSaysThatItSeesNothing() {
        List<ModelMessage> messages = SamplePrompt.of("what does the camera see?");
        messages.set(0, new ModelMessage("system", "look: camera\nHOME\ncamera.door | Door camera, Câmara da porta\n"));
        ModelReply first = mind.answer(messages);
        assertThat(first.actions()).containsExactly(new ModelAction("look", Map.of("camera", "camera.door")));
        SamplePrompt.goOn(messages, first, "[result of look: {\"camera\": \"Door camera\"}]");
        assertThat(mind.answer(messages).text()).startsWith("I was given the picture of Door camera");
    }

    private String said(String words) {
        return mind.answer(SamplePrompt.withTools(words)).text();
    }

    private static String results(ModelReply reply) {
        return reply.actions().stream()
                .map(action -> "[result of " + action.tool() + ": " + found(action) + "]")
                .collect(Collectors.joining("\n"));
    }

    private static String results(Map<String, Object> data) {
        return Stream.of("show_shopping_list", "show_agenda", "get_weather", "get_history", "schedule")
                .map(tool -> "[result of " + tool + ": " + Json.text(data) + "]")
                .collect(Collectors.joining("\n"));
    }

    private static String found(ModelAction action) {
        return action.tool().equals("get_history")
                ? HISTORIES.getOrDefault(String.valueOf(action.args().get("entity_id")), "{}")
                : FOUND.getOrDefault(action.tool(), "{}");
    }

    /// `tool {args}`; a call of a service as its own words, also within a schedule.
    private static String shown(ModelAction action) {
        if (action.tool().equals("homeassistant_call_service")) {
            return call(action.args());
        }
        Map<String, Object> args = new LinkedHashMap<>(action.args());
        if (args.remove("action") instanceof Map<?, ?> inner) {
            String json = Json.text(args);
            return action.tool() + " " + json.substring(0, json.length() - 1) + ",\"action\":"
                    + call((Map<?, ?>) inner.get("args")) + "}";
        }
        return action.tool() + " " + Json.text(args);
    }

    private static String call(Map<?, ?> args) {
        Map<Object, Object> data = new LinkedHashMap<>((Map<?, ?>) args.get("data"));
        Object ids = data.remove("entity_id");
        String entities = ids instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : String.valueOf(ids);
        String call = args.get("domain") + "." + args.get("service") + " " + entities;
        return data.isEmpty() ? call : call + " " + Json.text(data);
    }

    /// Lines that are indented belong to the line before them.
    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("  ")) {
                values.add(line.strip());
            } else {
                values = new ArrayList<>();
                table.put(line.strip(), values);
            }
        }
        return table;
    }
}
