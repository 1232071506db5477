package io.jarvas.demo.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The demo home over the WebSocket API. What is expected here is what Home Assistant 2026.11 answers.
class DemoHomeTest {
    private static final Map<String, String> COUNTER = Map.of("entity_id", "light.kitchen_counter");

    private DemoHome home;
    private HomeClient client;

    @BeforeEach
    void start() {
        home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 1);
        client = HomeClient.signedIn(home.uri(), home.token());
    }

    @AfterEach
    void stop() {
        client.close();
        home.close();
    }

    private Map<String, Object> call(String service, Object target, Object... data) {
        String[] name = service.split("\\.");
        return data.length == 0
                ? client.answer("call_service", "domain", name[0], "service", name[1], "target", target)
                : client.answer(
                        "call_service",
                        "domain",
                        name[0],
                        "service",
                        name[1],
                        "target",
                        target,
                        "service_data",
                        data[0]);
    }

    private String state(String entityId) {
        List<Map<String, Object>> states = client.result("get_states");
        return states.stream()
                .filter(state -> entityId.equals(state.get("entity_id")))
                .map(state -> state.get("state").toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void asksForATokenAndSaysItsVersion() {
        try (HomeClient stranger = new HomeClient(home.uri())) {
            assertThat(stranger.read()).containsEntry("type", "auth_required").containsEntry("ha_version", "2026.11.0");
            stranger.send("{\"type\":\"auth\",\"access_token\":\"" + home.token() + "\"}");
            assertThat(stranger.read()).containsEntry("type", "auth_ok").containsEntry("ha_version", "2026.11.0");
        }
    }

    @Test
    void aWrongTokenIsRefusedAndTheSocketClosed() {
        try (HomeClient stranger = new HomeClient(home.uri())) {
            stranger.read();
            stranger.send("{\"type\":\"auth\",\"access_token\":\"wrong\"}");
            assertThat(stranger.read())
                    .containsEntry("type", "auth_invalid")
                    .containsEntry("message", "Invalid access token or password");
            assertThat(stranger.readText()).isEqualTo(HomeClient.CLOSED);
        }
    }

    @Test
    void aSocketThatDoesNotSpeakJsonIsClosed() {
        client.send("hello");
        assertThat(client.readText()).isEqualTo(HomeClient.CLOSED);
    }

    @Test
    void pingsOfBothKindsAreAnswered() {
        assertThat(client.answer("ping")).containsEntry("type", "pong");
        client.ping("are you there");
        assertThat(client.readText()).isEqualTo("pong are you there");
    }

    @Test
    void malformedMessagesAreAnsweredAsHomeAssistantDoes() {
        client.answer("ping");
        client.send("{\"id\":1,\"type\":\"ping\"}");
        assertThat(client.read().get("error"))
                .isEqualTo(Map.of("code", "id_reuse", "message", "Identifier values have to increase."));
        client.send("{\"type\":\"ping\"}");
        assertThat(client.read().get("error"))
                .isEqualTo(Map.of("code", "invalid_format", "message", "Message incorrectly formatted."));
        assertThat(client.error("nope/what"))
                .containsEntry("code", "unknown_command")
                .containsEntry("message", "Unknown command.");
        assertThat(client.error("subscribe_events", "event_type", 3))
                .containsEntry("message", "expected str at 'event_type'. Got 3");
        assertThat(client.error("config/entity_registry/get"))
                .containsEntry("message", "required key not provided at 'entity_id'. Got None");
        assertThat(client.error("unsubscribe_events", "subscription", 999))
                .containsEntry("code", "not_found")
                .containsEntry("message", "Subscription not found.");
    }

    @Test
    void messagesAreBundledForAClientThatCanReadThem() {
        client.result("supported_features", "features", Map.of("coalesce_messages", 1));
        client.send("[{\"id\":2,\"type\":\"ping\"},{\"id\":3,\"type\":\"ping\"}]");
        String text = client.readText();
        assertThat(text.startsWith("[") ? text : text + client.readText())
                .contains("\"id\":2")
                .contains("\"id\":3");
    }

    @Test
    void saysThatItIsADemo() {
        Map<String, Object> config = client.result("get_config");
        assertThat(config)
                .containsEntry("location_name", "Demo home")
                .containsEntry("state", "RUNNING")
                .containsEntry("time_zone", "Europe/Lisbon");
    }

    @Test
    void hasAHomeWithRoomsOnTwoFloors() {
        List<Map<String, Object>> areas = client.result("config/area_registry/list");
        List<Map<String, Object>> floors = client.result("config/floor_registry/list");
        List<Map<String, Object>> entities = client.result("config/entity_registry/list");
        assertThat(areas).hasSize(9);
        assertThat(floors).extracting(floor -> floor.get("floor_id")).containsExactly("ground_floor", "first_floor");
        assertThat(entities)
                .hasSizeGreaterThanOrEqualTo(40)
                .allSatisfy(entity -> assertThat(entity)
                        .containsKeys("area_id", "device_id", "labels", "name", "original_name", "platform", "options")
                        .doesNotContainKey("aliases"));
    }

    @Test
    void aliasesAreInTheWholeEntry() {
        Map<String, Object> entry = client.result("config/entity_registry/get", "entity_id", "light.kitchen_lights");
        assertThat(entry.get("aliases")).isEqualTo(List.of("luzes da cozinha", "luz da cozinha"));
        Map<String, Object> entries =
                client.result("config/entity_registry/get_entries", "entity_ids", List.of("light.kitchen_lights"));
        assertThat(entries).containsKey("light.kitchen_lights");
        assertThat(client.error("config/entity_registry/get", "entity_id", "light.nope"))
                .containsEntry("message", "Entity not found");
    }

    @Test
    void entitiesAreSubscribedToInShortForm() {
        client.result("subscribe_entities", "entity_ids", List.of("light.kitchen_counter"));
        assertThat(client.event(text -> true).get("a"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("light.kitchen_counter")
                .extractingByKey("light.kitchen_counter")
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("s", "off")
                .containsKeys("a", "c", "lc")
                .doesNotContainKey("lu");
        call("light.turn_on", COUNTER, Map.of("brightness_pct", 50));
        assertThat(client.event(text -> true).get("c").toString())
                .contains("s=on")
                .contains("brightness=128")
                .contains("color_mode=brightness")
                .contains("user_id=");
        call("light.turn_off", COUNTER);
        assertThat(client.event(text -> true).get("c").toString())
                .contains("s=off")
                .contains("brightness=null");
    }

    @Test
    void attributesThatGoAreNamed() {
        client.result("subscribe_entities", "entity_ids", List.of("media_player.kitchen_speaker"));
        client.event(text -> text.contains("\"a\""));
        call("media_player.turn_off", Map.of("entity_id", "media_player.kitchen_speaker"));
        assertThat(client.event(text -> true).get("c").toString())
                .contains("s=off")
                .contains("-={a=[")
                .contains("volume_level");
    }

    @Test
    void aCallThatChangesNothingIsToldToNobody() {
        client.result("subscribe_entities", "entity_ids", List.of("light.reading_lamp", "light.kitchen_counter"));
        client.event(text -> text.contains("\"a\""));
        call("light.turn_on", Map.of("entity_id", "light.reading_lamp"));
        call("light.turn_on", COUNTER);
        assertThat(client.event(text -> true).get("c").toString())
                .contains("light.kitchen_counter")
                .doesNotContain("reading_lamp");
    }

    @Test
    void areasFloorsAndLabelsAreTargets() {
        call("light.turn_on", Map.of("area_id", "bedroom"));
        assertThat(state("light.bedroom_ceiling")).isEqualTo("on");
        call("light.turn_off", Map.of("label_id", "night"));
        assertThat(state("light.bedroom_ceiling")).isEqualTo("off");
        assertThat(state("light.bedside_lamp")).isEqualTo("on");
        call("light.turn_off", Map.of("floor_id", "first_floor"));
        assertThat(state("light.bedside_lamp")).isEqualTo("off");
    }

    @Test
    void aGroupFollowsItsMembers() {
        call("light.turn_on", Map.of("entity_id", "light.downstairs_lights"));
        assertThat(state("light.kitchen_lights")).isEqualTo("on");
        call("light.turn_off", Map.of("entity_id", List.of("light.kitchen_lights", "light.living_room_lights")));
        assertThat(state("light.downstairs_lights")).isEqualTo("off");
    }

    @Test
    void coversTravelAndStop() {
        Map<String, String> blinds = Map.of("entity_id", "cover.bedroom_blinds");
        client.result("subscribe_entities", "entity_ids", List.of("cover.bedroom_blinds"));
        client.event(text -> true);
        call("cover.open_cover", blinds);
        assertThat(client.event(text -> true).get("c").toString()).contains("s=opening");
        assertThat(client.event(text -> text.contains("current_position"))
                        .get("c")
                        .toString())
                .contains("current_position=10");
        call("cover.stop_cover", blinds);
        assertThat(client.event(text -> text.contains("\"s\"")).get("c").toString())
                .contains("s=open");
        call("cover.set_cover_position", blinds, Map.of("position", 30));
        client.event(text -> text.contains("\"current_position\":30"));
        assertThat(state("cover.bedroom_blinds")).isEqualTo("open");
    }

    @Test
    void aLockTurnsItsBolt() {
        Map<String, String> door = Map.of("entity_id", "lock.front_door");
        call("lock.unlock", door);
        assertThat(state("lock.front_door")).isEqualTo("unlocking");
        await().untilAsserted(() -> assertThat(state("lock.front_door")).isEqualTo("unlocked"));
    }

    @Test
    void theThermostatHeats() {
        call("climate.set_temperature", Map.of("entity_id", "climate.living_room"), Map.of("temperature", 28));
        Map<String, Object> state = state("climate.living_room", client);
        assertThat(state.get("attributes").toString())
                .contains("temperature=28.0")
                .contains("hvac_action=heating");
        call("climate.turn_off", Map.of("entity_id", "climate.living_room"));
        assertThat(state("climate.living_room")).isEqualTo("off");
    }

    private static Map<String, Object> state(String entityId, HomeClient client) {
        List<Map<String, Object>> states = client.result("get_states");
        return states.stream()
                .filter(state -> entityId.equals(state.get("entity_id")))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyServiceOfTheTableDoesSomething() {
        Map<String, Map<String, Map<String, Object>>> services = client.result("get_services");
        assertThat(services).containsKeys("light", "cover", "climate", "todo", "calendar", "weather", "homeassistant");
        services.forEach((domain, all) -> all.forEach((service, description) -> {
            boolean answers = description.get("response") instanceof Map<?, ?> response
                    && Boolean.FALSE.equals(response.get("optional"));
            if (!service.equals("restart")) {
                Map<String, Object> answer = client.answer(
                        "call_service",
                        "domain",
                        domain,
                        "service",
                        service,
                        "target",
                        description.containsKey("target")
                                ? Map.of("floor_id", List.of("ground_floor", "first_floor"))
                                : Map.of(),
                        "return_response",
                        answers);
                assertThat(answer.toString()).as(domain + "." + service).doesNotContain("unknown_error");
            }
        }));
    }

    @Test
    void callsThatCannotBeAreRefusedInHomeAssistantsWords() {
        assertThat(client.error("call_service", "domain", "light", "service", "nope"))
                .containsEntry("code", "not_found")
                .containsEntry("message", "Service light.nope not found.")
                .containsEntry("translation_key", "service_not_found");
        assertThat(client.error("call_service", "domain", "light", "service", "turn_on"))
                .containsEntry("code", "invalid_format")
                .containsEntry(
                        "message",
                        "at least one of ['entity_id', 'device_id', 'area_id', 'floor_id', 'label_id'] is required");
        assertThat(error("cover.set_cover_position", "cover.bedroom_blinds", Map.of()))
                .isEqualTo("required key not provided at 'position'");
        assertThat(error("light.turn_on", "light.kitchen_lights", Map.of("qqqqqq", 1)))
                .isEqualTo("not a valid option at 'qqqqqq'");
        assertThat(error("light.turn_on", "light.kitchen_lights", Map.of("brightness_pct", 300)))
                .isEqualTo("expected a percentage between 0 and 100 at 'brightness_pct'");
        assertThat(error("climate.set_hvac_mode", "climate.living_room", Map.of("hvac_mode", "dry")))
                .isEqualTo("Validation error: HVAC mode dry is not valid. Valid HVAC modes are: off, heat, cool, auto");
        assertThat(error("cover.set_cover_position", "cover.garage_door", Map.of("position", 3)))
                .isEqualTo(
                        "Validation error: Entity cover.garage_door does not support action cover.set_cover_position");
        assertThat(error("todo.get_items", "todo.shopping_list", Map.of()))
                .isEqualTo(
                        "Validation error: The action requires responses and must be called with return_response=True");
        assertThat(error("todo.remove_item", "todo.shopping_list", Map.of("item", "nothing")))
                .isEqualTo("Validation error: Unable to find to-do list item: nothing");
    }

    private Object error(String service, String entityId, Map<String, ?> data) {
        Map<String, Object> answer = call(service, Map.of("entity_id", entityId), data);
        return ((Map<?, ?>) answer.get("error")).get("message");
    }

    @Test
    void whatIsUnknownOrUnavailableIsPassedOver() {
        assertThat(call("light.turn_on", Map.of("entity_id", "light.nope"))).containsEntry("success", true);
        assertThat(call("switch.turn_on", Map.of("entity_id", "switch.garage_charger")))
                .containsEntry("success", true);
        assertThat(state("switch.garage_charger")).isEqualTo("unavailable");
    }

    @Test
    void anEntryOfTheRegistrySaysWhatItsEntityCanDo() {
        Map<String, Object> entries = client.result(
                "config/entity_registry/get_entries",
                "entity_ids",
                List.of("light.bedside_lamp", "sensor.power", "lock.front_door"));
        assertThat(((Map<?, ?>) entries.get("light.bedside_lamp")).get("capabilities"))
                .isEqualTo(Map.of(
                        "min_color_temp_kelvin", 2200,
                        "max_color_temp_kelvin", 6500,
                        "supported_color_modes", List.of("color_temp", "hs")));
        assertThat(((Map<?, ?>) entries.get("sensor.power")).get("capabilities"))
                .isEqualTo(Map.of("state_class", "measurement"));
        assertThat(((Map<?, ?>) entries.get("lock.front_door")).get("capabilities"))
                .isNull();
    }

    @Test
    void theShoppingListIsKept() {
        Map<String, String> list = Map.of("entity_id", "todo.shopping_list");
        call("todo.add_item", list, Map.of("item", "Bread"));
        assertThat(state("todo.shopping_list")).isEqualTo("3");
        call("todo.update_item", list, Map.of("item", "Bread", "status", "completed"));
        Map<String, Object> result = client.result(
                "call_service", "domain", "todo", "service", "get_items", "target", list, "return_response", true);
        assertThat(result.get("response").toString())
                .contains("summary=Milk")
                .contains("status=needs_action")
                .doesNotContain("Bread");
    }

    @Test
    void theCalendarAndTheWeatherAnswer() {
        Map<String, String> calendar = Map.of("entity_id", "calendar.family");
        call(
                "calendar.create_event",
                calendar,
                Map.of(
                        "summary",
                        "Tea",
                        "start_date_time",
                        "2030-01-02 10:00:00",
                        "end_date_time",
                        "2030-01-02 11:00:00"));
        Map<String, Object> events = client.result(
                "call_service",
                "domain",
                "calendar",
                "service",
                "get_events",
                "target",
                calendar,
                "service_data",
                Map.of("start_date_time", "2030-01-01T00:00:00+00:00", "duration", Map.of("days", 3)),
                "return_response",
                true);
        assertThat(events.get("response").toString())
                .contains("summary=Tea")
                .contains("start=2030-01-02T10:00:00+00:00");
        Map<String, Object> forecast = client.result(
                "call_service",
                "domain",
                "weather",
                "service",
                "get_forecasts",
                "target",
                Map.of("entity_id", "weather.home"),
                "service_data",
                Map.of("type", "daily"),
                "return_response",
                true);
        assertThat(forecast.get("response").toString()).contains("condition=").contains("templow=");
    }

    @Test
    void scenesScriptsAndGenericServicesCallOthers() {
        call("scene.turn_on", Map.of("entity_id", "scene.movie_night"));
        assertThat(state("light.living_room_lights")).isEqualTo("on");
        assertThat(state("light.reading_lamp")).isEqualTo("off");
        assertThat(state("cover.living_room_blinds")).isEqualTo("closing");
        client.result("call_service", "domain", "script", "service", "good_night");
        assertThat(state("light.living_room_lights")).isEqualTo("off");
        client.result(
                "call_service",
                "domain",
                "homeassistant",
                "service",
                "turn_on",
                "service_data",
                Map.of("entity_id", "switch.coffee_machine"));
        assertThat(state("switch.coffee_machine")).isEqualTo("on");
    }

    @Test
    void aNewNameIsToldAndShown() {
        client.result("subscribe_events", "event_type", "device_registry_updated");
        client.result("subscribe_events", "event_type", "state_changed");
        client.result(
                "config/device_registry/update",
                "device_id",
                "light_kitchen_counter_device",
                "name_by_user",
                "Worktop");
        assertThat(client.event(text -> true).toString())
                .contains("device_registry_updated")
                .contains("action=update")
                .contains("changes={name_by_user=null}");
        assertThat(client.event(text -> true).toString()).contains("friendly_name=Worktop");
    }

    @Test
    void anIconOfItsOwnIsShownWithTheState() {
        assertThat(icon("light.reading_lamp")).isEqualTo("mdi:floor-lamp");
        assertThat(icon("switch.towel_rail")).isEqualTo("mdi:heating-coil");
        assertThat(icon("light.kitchen_lights")).isNull();
        client.result("config/entity_registry/update", "entity_id", "switch.towel_rail", "icon", "mdi:radiator");
        assertThat(icon("switch.towel_rail")).isEqualTo("mdi:radiator");
        client.result("config/entity_registry/update", "entity_id", "switch.towel_rail", "icon", null);
        assertThat(icon("switch.towel_rail")).isEqualTo("mdi:heating-coil");
    }

    private @Nullable Object icon(String entityId) {
        return attributes(entityId).get("icon");
    }

    @Test
    void areasAreMadeChangedAndRemoved() {
        client.result("subscribe_events", "event_type", "area_registry_updated");
        Map<String, Object> area =
                client.result("config/area_registry/create", "name", "Wine Cellar", "aliases", List.of("adega"));
        assertThat(area)
                .containsEntry("area_id", "wine_cellar")
                .containsKeys("aliases", "floor_id", "created_at", "modified_at");
        assertThat(client.event(text -> true).get("data"))
                .isEqualTo(Map.of("action", "create", "area_id", "wine_cellar"));
        client.result("config/area_registry/update", "area_id", "wine_cellar", "floor_id", "ground_floor");
        assertThat(client.event(text -> true).get("data"))
                .isEqualTo(Map.of("action", "update", "area_id", "wine_cellar"));
        assertThat(client.error("config/area_registry/create", "name", "kitchen"))
                .containsEntry("code", "invalid_info")
                .containsEntry("message", "The name kitchen (kitchen) is already in use");
        Object removed = client.result("config/area_registry/delete", "area_id", "wine_cellar");
        assertThat(removed).isEqualTo("success");
    }

    @Test
    void anEntityThatIsRemovedIsGone() {
        client.result("subscribe_entities", "entity_ids", List.of("light.kitchen_counter"));
        client.event(text -> true);
        client.result("config/entity_registry/remove", "entity_id", "light.kitchen_counter");
        assertThat(client.event(text -> true)).isEqualTo(Map.of("r", List.of("light.kitchen_counter")));
    }

    @Test
    void exposureIsListedAndChanged() {
        client.result("subscribe_events", "event_type", "entity_registry_updated");
        Map<String, Map<String, Object>> list = client.result("homeassistant/expose_entity/list");
        assertThat(list.get("exposed_entities"))
                .containsKey("light.kitchen_lights")
                .doesNotContainKey("siren.alarm_siren");
        Map<String, Object> changed = client.result(
                "homeassistant/expose_entity",
                "assistants",
                List.of("conversation"),
                "entity_ids",
                List.of("siren.alarm_siren"),
                "should_expose",
                true);
        assertThat(changed).containsEntry("changed_entity_ids", List.of("siren.alarm_siren"));
        assertThat(client.event(text -> true).toString()).contains("changes={options=");
        list = client.result("homeassistant/expose_entity/list");
        assertThat(list.get("exposed_entities")).containsKey("siren.alarm_siren");
    }

    @Test
    void aGuestMayNotSeeWhatIsExposed() {
        try (HomeClient guest = HomeClient.signedIn(home.uri(), home.guestToken())) {
            assertThat(guest.error("homeassistant/expose_entity/list"))
                    .containsEntry("code", "unauthorized")
                    .containsEntry("message", "Unauthorized");
            assertThat(guest.error("subscribe_events", "event_type", "call_service"))
                    .containsEntry("code", "unauthorized");
            Object none = guest.result("subscribe_events", "event_type", "state_changed");
            assertThat(none).isNull();
        }
    }

    @Test
    void startingIsSaidAndThenItsEnd() {
        home.starting();
        Map<String, Object> config = client.result("get_config");
        assertThat(config).containsEntry("state", "STARTING");
        client.result("subscribe_events", "event_type", "homeassistant_started");
        home.started();
        assertThat(client.event(text -> true)).containsEntry("event_type", "homeassistant_started");
    }

    @Test
    void aHomeThatWentAwayComesBackAsItWas() {
        call("light.turn_on", COUNTER);
        home.unplug();
        client.awaitCut();
        assertThatThrownBy(() -> new HomeClient(home.uri())).hasCauseInstanceOf(ConnectException.class);
        home.plugIn();
        client = HomeClient.signedIn(home.uri(), home.token());
        assertThat(state("light.kitchen_counter")).isEqualTo("on");
    }

    @Test
    void cutSocketsEnd() {
        home.cutSockets();
        client.awaitCut();
    }

    @Test
    void aServiceThatHangsIsNotAnswered() {
        home.hang("light.turn_on");
        client.send(
                "{\"id\":7,\"type\":\"call_service\",\"domain\":\"light\",\"service\":\"turn_on\",\"target\":{\"entity_id\":\"light.kitchen_counter\"}}");
        client.send("{\"id\":8,\"type\":\"ping\"}");
        assertThat(client.read()).containsEntry("id", 8);
        home.answer("light.turn_on");
        client.send(
                "{\"id\":9,\"type\":\"call_service\",\"domain\":\"light\",\"service\":\"turn_on\",\"target\":{\"entity_id\":\"light.kitchen_counter\"}}");
        assertThat(client.read()).containsEntry("id", 9).containsEntry("success", true);
    }

    private Map<?, ?> attributes(String entityId) {
        return (Map<?, ?>) state(entityId, client).get("attributes");
    }

    @Test
    void aSceneThatIsAppliedBringsBackStatesWithTheirAttributes() {
        call(
                "light.turn_on",
                Map.of("entity_id", "light.bedside_lamp"),
                Map.of("color_name", "teal", "brightness", 77));
        call("climate.set_hvac_mode", Map.of("entity_id", "climate.bedroom"), Map.of("hvac_mode", "cool"));
        call("media_player.volume_set", Map.of("entity_id", "media_player.kitchen_speaker"), Map.of("volume_level", 1));
        call("fan.turn_on", Map.of("entity_id", "fan.bedroom_fan"), Map.of("percentage", 75));
        List<String> all = List.of(
                "light.bedside_lamp",
                "climate.bedroom",
                "media_player.kitchen_speaker",
                "fan.bedroom_fan",
                "input_select.house_mode",
                "input_number.heating_offset",
                "input_datetime.wake_up",
                "humidifier.bedroom_humidifier",
                "switch.coffee_machine");
        Map<String, Object> before = new LinkedHashMap<>();
        Map<String, Object> entities = new LinkedHashMap<>();
        for (String id : all) {
            Map<String, Object> shown = new LinkedHashMap<>();
            attributes(id).forEach((name, value) -> shown.put((String) name, value));
            before.put(id, Map.of("state", state(id), "attributes", new LinkedHashMap<>(shown)));
            shown.put("state", state(id));
            entities.put(id, shown);
        }
        call("light.turn_off", Map.of("entity_id", "light.bedside_lamp"));
        call("climate.set_temperature", Map.of("entity_id", "climate.bedroom"), Map.of("temperature", 27));
        call("climate.turn_off", Map.of("entity_id", "climate.bedroom"));
        call("media_player.turn_off", Map.of("entity_id", "media_player.kitchen_speaker"));
        call("fan.turn_off", Map.of("entity_id", "fan.bedroom_fan"));
        call("input_select.select_last", Map.of("entity_id", "input_select.house_mode"));
        call("input_number.increment", Map.of("entity_id", "input_number.heating_offset"));
        call("input_datetime.set_datetime", Map.of("entity_id", "input_datetime.wake_up"), Map.of("time", "09:30"));
        call("humidifier.set_humidity", Map.of("entity_id", "humidifier.bedroom_humidifier"), Map.of("humidity", 70));
        call("switch.turn_on", Map.of("entity_id", "switch.coffee_machine"));
        assertThat(state("input_datetime.wake_up")).isEqualTo("09:30:00");
        client.result(
                "call_service", "domain", "scene", "service", "apply", "service_data", Map.of("entities", entities));
        for (String id : all) {
            assertThat(Map.of("state", state(id), "attributes", attributes(id)))
                    .as(id)
                    .isEqualTo(before.get(id));
        }
    }

    @Test
    void aSceneIsMadeOfWhatIsAndForgotten() {
        client.result(
                "call_service",
                "domain",
                "scene",
                "service",
                "create",
                "service_data",
                Map.of("scene_id", "before", "snapshot_entities", List.of("switch.coffee_machine")));
        call("switch.turn_on", Map.of("entity_id", "switch.coffee_machine"));
        call("scene.turn_on", Map.of("entity_id", "scene.before"));
        assertThat(state("switch.coffee_machine")).isEqualTo("off");
        assertThat(call("scene.delete", Map.of("entity_id", "scene.before"))).containsEntry("success", true);
        assertThat(error("scene.delete", "scene.movie_night", Map.of()))
                .isEqualTo("Validation error: The scene scene.movie_night is not created with action `scene.create`");
    }

    @Test
    void valuesThatAnEntityCannotTakeAreRefusedInHomeAssistantsWords() {
        assertThat(error("light.turn_on", "light.bedside_lamp", Map.of("brightness", 3, "brightness_pct", 3)))
                .isEqualTo("two or more values in the same group of exclusion 'brightness' at '<brightness>'");
        assertThat(error("light.turn_on", "light.bedside_lamp", Map.of("rgb_color", List.of(1, 2))))
                .isEqualTo("expected a sequence of 3 items at 'rgb_color'");
        assertThat(error("light.turn_on", "light.bedside_lamp", Map.of("flash", "slow")))
                .isEqualTo("value must be one of ['long', 'short'] at 'flash'");
        assertThat(error("climate.set_fan_mode", "climate.bedroom", Map.of("fan_mode", "storm")))
                .isEqualTo("Validation error: Fan mode storm is not valid. Valid fan modes are: auto, low, high");
        assertThat(error("climate.set_temperature", "climate.living_room", Map.of("target_temp_low", 18)))
                .isEqualTo("Validation error: Set temperature action was used with the"
                        + " 'Upper/Lower target temperature' parameter but the entity does not support it");
        assertThat(error("climate.set_humidity", "climate.bedroom", Map.of("humidity", 5)))
                .isEqualTo("Validation error: Provided humidity 5 is not valid. Accepted range is 30 to 80");
        assertThat(error("input_number.set_value", "input_number.heating_offset", Map.of("value", 99)))
                .isEqualTo("Invalid value for input_number.heating_offset: 99.0 (range -3.0 - 3.0)");
        assertThat(error("input_select.select_option", "input_select.house_mode", Map.of("option", "Party")))
                .isEqualTo("Validation error: Option Party is not valid for input_select.house_mode."
                        + " Valid options are: Everyday, Weekend, Holidays");
        assertThat(error("input_datetime.set_datetime", "input_datetime.wake_up", Map.of()))
                .isEqualTo("at least one of ['date', 'time', 'datetime', 'timestamp'] is required");
        assertThat(error("todo.add_item", "todo.shopping_list", Map.of("item", "Tea", "due_date", "soon")))
                .isEqualTo("Could not parse date at 'due_date'");
        assertThat(error("calendar.create_event", "calendar.family", Map.of("summary", "x", "start_date_time", "x")))
                .isEqualTo("Invalid datetime specified: x at 'start_date_time'");
        assertThat(error("media_player.repeat_set", "media_player.kitchen_speaker", Map.of("repeat", "often")))
                .isEqualTo("expected RepeatMode or one of 'all', 'off', 'one' at 'repeat'");
    }

    @Test
    void anAutomationRunsWhenItIsTriggeredAndNotWhileItIsOff() {
        call("automation.trigger", Map.of("entity_id", "automation.garden_lights_at_sunset"));
        assertThat(state("light.garden_lights")).isEqualTo("on");
        call("automation.turn_off", Map.of("entity_id", "automation.garden_lights_at_sunset"));
        assertThat(state("automation.garden_lights_at_sunset")).isEqualTo("off");
        Map<String, Object> config =
                client.result("automation/config", "entity_id", "automation.garden_lights_at_sunset");
        assertThat(config.get("config").toString()).contains("light.garden_lights");
        assertThat(client.error("script/config", "entity_id", "script.nope"))
                .containsEntry("code", "not_found")
                .containsEntry("message", "Entity not found");
    }

    @Test
    void whatHappensIsRemembered() {
        call("light.turn_on", COUNTER);
        Map<String, List<Map<String, Object>>> history = client.result(
                "history/history_during_period",
                "start_time",
                Instant.now().minusSeconds(3600).toString(),
                "entity_ids",
                List.of("light.kitchen_counter", "light.nope"),
                "no_attributes",
                true);
        assertThat(history).containsOnlyKeys("light.kitchen_counter");
        assertThat(history.get("light.kitchen_counter").getLast())
                .containsEntry("s", "on")
                .containsOnlyKeys("s", "lu");
        assertThat(client.error("history/history_during_period", "start_time", "bad", "entity_ids", List.of("light.x")))
                .containsEntry("code", "invalid_start_time")
                .containsEntry("message", "Invalid start_time");
        assertThat(client.error(
                        "recorder/statistics_during_period",
                        "start_time",
                        Instant.now().toString(),
                        "statistic_ids",
                        List.of("sensor.power"),
                        "period",
                        "x"))
                .containsEntry(
                        "message",
                        "expected '5minute' or 'hour' or 'day' or 'week' or 'month' or 'year' at 'period'. Got 'x'");
    }

    @Test
    void usersAreListedToAnAdministratorAlone() {
        List<Map<String, Object>> users = client.result("config/auth/list");
        assertThat(users).extracting(user -> user.get("group_ids")).contains(List.of("system-admin"));
        try (HomeClient guest = HomeClient.signedIn(home.uri(), home.guestToken())) {
            assertThat(guest.error("config/auth/list")).containsEntry("code", "unauthorized");
            assertThat(guest.error("fire_event", "event_type", "x")).containsEntry("code", "unauthorized");
        }
    }
}
