package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.ServiceDescription.Response;
import io.jarvas.json.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RegistriesTest {
    private static final EntityId LIGHT = new EntityId("light.bed");
    private static final Registries EXPOSED = with(Registries.EMPTY, Part.EXPOSED, """
            {"exposed_entities":{"light.bed":{"conversation":true},"light.alexa":{"cloud.alexa":true},
             "Bad Id":{"conversation":true}}}""");

    private static Registries with(Registries registries, Part part, String json) {
        return registries.with(part, new Answer.Success(Json.value(json)));
    }

    private static Map<EntityId, EntityState> named(String name) {
        return Map.of(LIGHT, new EntityState("on", Map.of("friendly_name", name), Instant.EPOCH, Instant.EPOCH));
    }

    private static Entity light(Registries registries, Map<EntityId, EntityState> states) {
        return registries.catalog(states, Optional.empty()).entity(LIGHT).orElseThrow();
    }

    @Test
    void onlyWhatIsExposedToConversationIsExposed() {
        assertThat(EXPOSED.exposed()).containsExactly(LIGHT);
    }

    @Test
    void whatHasNeitherEntryNorStateDoesNotExist() {
        assertThat(EXPOSED.catalog(Map.of(), Optional.empty()).entities()).isEmpty();
        assertThat(EXPOSED.catalog(named("Bed"), Optional.empty()).entities()).containsOnlyKeys(LIGHT);
    }

    @Test
    void whatIsDisabledDoesNotExist() {
        Registries registries = with(EXPOSED, Part.ENTRIES, "{\"light.bed\":{\"disabled_by\":\"integration\"}}");
        assertThat(registries.catalog(Map.of(), Optional.empty()).entities()).isEmpty();
    }

    @Test
    void theOwnersNameComesFirstThenTheStatesThenTheLastKnownThenTheId() {
        Registries named = with(EXPOSED, Part.ENTRIES, "{\"light.bed\":{\"name\":\"Reading lamp\"}}");
        Registries nameless = with(EXPOSED, Part.ENTRIES, "{\"light.bed\":{\"name\":null}}");
        assertThat(light(named, named("Bed")).name()).isEqualTo("Reading lamp");
        assertThat(light(nameless, named("Bed")).name()).isEqualTo("Bed");
        HomeCatalog before = nameless.catalog(named("Bed"), Optional.empty());
        assertThat(nameless.catalog(Map.of(), Optional.of(before))
                        .entity(LIGHT)
                        .orElseThrow()
                        .name())
                .isEqualTo("Bed");
        assertThat(light(nameless, Map.of()).name()).isEqualTo("light.bed");
    }

    @Test
    void theAliasThatStandsForTheNameItselfIsLeftOut() {
        Registries registries = with(EXPOSED, Part.ENTRIES, "{\"light.bed\":{\"aliases\":[null,\"candeeiro\",\"\"]}}");
        assertThat(light(registries, Map.of()).aliases()).containsExactly("candeeiro");
    }

    @Test
    void anEntityIsInItsOwnAreaOrElseInItsDevices() {
        Registries places = with(
                with(
                        EXPOSED,
                        Part.AREAS,
                        "[{\"area_id\":\"hall\",\"name\":\"Hall\"},{\"area_id\":\"bed\",\"name\":\"Bed\"}]"),
                Part.DEVICES,
                "[{\"id\":\"lamp\",\"name\":\"Lamp\",\"name_by_user\":\"My lamp\",\"area_id\":\"hall\"}]");
        Entity inherits = light(with(places, Part.ENTRIES, "{\"light.bed\":{\"device_id\":\"lamp\"}}"), Map.of());
        Entity has = light(
                with(places, Part.ENTRIES, "{\"light.bed\":{\"device_id\":\"lamp\",\"area_id\":\"bed\"}}"), Map.of());
        assertThat(inherits.area()).contains("hall");
        assertThat(inherits.device()).contains("lamp");
        assertThat(has.area()).contains("bed");
    }

    @Test
    void devicesWithoutAnExposedEntityAreNotHeld() {
        Registries registries = with(EXPOSED, Part.DEVICES, "[{\"id\":\"lamp\",\"name\":\"Lamp\"}]");
        assertThat(registries.catalog(named("Bed"), Optional.empty()).devices()).isEmpty();
        Registries used = with(registries, Part.ENTRIES, "{\"light.bed\":{\"device_id\":\"lamp\"}}");
        assertThat(used.catalog(named("Bed"), Optional.empty()).devices()).containsOnlyKeys("lamp");
    }

    @Test
    void anEntityHasTheLabelsOfItsDeviceAndItsAreaToo() {
        Registries registries = with(EXPOSED, Part.LABELS, """
                [{"label_id":"a","name":"A"},{"label_id":"b","name":"B"},{"label_id":"c","name":"C"}]""");
        registries = with(registries, Part.AREAS, "[{\"area_id\":\"hall\",\"name\":\"Hall\",\"labels\":[\"c\"]}]");
        registries = with(
                registries,
                Part.DEVICES,
                "[{\"id\":\"lamp\",\"name\":\"Lamp\",\"area_id\":\"hall\",\"labels\":[\"b\",\"gone\"]}]");
        registries =
                with(registries, Part.ENTRIES, "{\"light.bed\":{\"device_id\":\"lamp\",\"labels\":[\"a\",\"b\"]}}");
        assertThat(light(registries, Map.of()).labels()).containsExactly("a", "b", "c");
    }

    @Test
    void aFloorMayBeWithoutALevel() {
        Registries registries = with(
                EXPOSED,
                Part.FLOORS,
                "[{\"floor_id\":\"up\",\"name\":\"Up\",\"level\":1,\"aliases\":[\"b\",\"a\"]},{\"floor_id\":\"x\",\"name\":\"X\",\"level\":null}]");
        assertThat(registries.floors().get("up").level()).isEqualTo(OptionalInt.of(1));
        assertThat(registries.floors().get("up").aliases()).isEqualTo(List.of("a", "b"));
        assertThat(registries.floors().get("x").level()).isEmpty();
    }

    @Test
    void aServiceSaysWhetherItHasAResponse() {
        Registries registries = with(EXPOSED, Part.SERVICES, """
                {"todo":{"get_items":{"response":{"optional":false}},"add_item":{}},
                 "script":{"x":{"response":{"optional":true}}}}""");
        assertThat(registries.services().get("todo.get_items").response()).isEqualTo(Response.ONLY);
        assertThat(registries.services().get("todo.add_item").response()).isEqualTo(Response.NONE);
        assertThat(registries.services().get("script.x").response()).isEqualTo(Response.OPTIONAL);
    }

    @Test
    void theConfigurationIsReadAndAStrangeTimeZoneIsUtc() {
        Registries registries = with(EXPOSED, Part.CONFIG, """
                {"location_name":"Casa","version":"2026.11.0","time_zone":"Europe/Lisbon","language":"pt",
                 "unit_system":{"temperature":"°F"}}""");
        assertThat(registries.config().zone()).isEqualTo(ZoneId.of("Europe/Lisbon"));
        assertThat(registries.config().temperatureUnit()).isEqualTo("°F");
        assertThat(with(EXPOSED, Part.CONFIG, "{\"time_zone\":\"Moon/Base\"}")
                        .config()
                        .zone())
                .isEqualTo(ZoneOffset.UTC);
    }

    private static EntityState state(String value, Map<String, Object> attributes) {
        return new EntityState(value, attributes, Instant.EPOCH, Instant.EPOCH);
    }

    private static HomeCatalog after(HomeCatalog before, EntityState state) {
        return EXPOSED.catalog(Map.of(LIGHT, state), Optional.of(before));
    }

    private static HomeCatalog first(EntityState state) {
        return EXPOSED.catalog(Map.of(LIGHT, state), Optional.empty());
    }

    private static final EntityState DIMMER = state(
            "on",
            Map.of(
                    "friendly_name",
                    "Bed",
                    "supported_color_modes",
                    List.of("brightness"),
                    "supported_features",
                    4,
                    "brightness",
                    90));

    @Test
    void theCatalogueSaysWhatAnEntityCanDo() {
        assertThat(light(EXPOSED, Map.of(LIGHT, DIMMER)).capabilities())
                .isEqualTo(Map.of("supported_color_modes", List.of("brightness"), "supported_features", 4));
    }

    @Test
    void whatAnEntityCanDoIsKeptWhileItIsUnavailableOrNotYetThere() {
        Registries registered = with(EXPOSED, Part.ENTRIES, "{\"light.bed\":{\"name\":\"Bed\"}}");
        HomeCatalog before = registered.catalog(Map.of(LIGHT, DIMMER), Optional.empty());
        EntityState bare = state("unavailable", Map.of("restored", true, "supported_features", 0));
        assertThat(registered.catalog(Map.of(LIGHT, bare), Optional.of(before))).isEqualTo(before);
        assertThat(registered.catalog(Map.of(), Optional.of(before))).isEqualTo(before);
    }

    @Test
    void theCatalogueDoesNotDependOnWhatIsNotACapability() {
        HomeCatalog known = first(DIMMER);
        EntityState dimmed = state(
                "on",
                Map.of(
                        "friendly_name",
                        "Bed",
                        "supported_color_modes",
                        List.of("brightness"),
                        "supported_features",
                        4,
                        "brightness",
                        10));
        assertThat(dependsOn(known, DIMMER, dimmed)).isFalse();
        assertThat(dependsOn(known, DIMMER, state("off", DIMMER.attributes()))).isFalse();
        assertThat(dependsOn(known, DIMMER, state("unavailable", Map.of("friendly_name", "Bed"))))
                .isFalse();
    }

    @Test
    void theCatalogueDependsOnACapabilityThatIsNew() {
        HomeCatalog known = first(DIMMER);
        EntityState colours =
                state("on", Map.of("friendly_name", "Bed", "supported_color_modes", List.of("color_temp", "hs")));
        assertThat(dependsOn(known, DIMMER, colours)).isTrue();
        assertThat(after(known, colours).entity(LIGHT).orElseThrow().capabilities())
                .containsEntry("supported_color_modes", List.of("brightness", "color_temp", "hs"))
                .containsEntry("supported_features", 4);
    }

    @Test
    void aCapabilityThatFlapsChangesTheCatalogueOnce() {
        EntityState bulb = state("on", Map.of("friendly_name", "Bed", "supported_features", 0));
        HomeCatalog both = after(first(DIMMER), bulb);
        assertThat(dependsOn(both, DIMMER, bulb)).isFalse();
        assertThat(dependsOn(both, bulb, DIMMER)).isFalse();
        assertThat(after(both, bulb)).isEqualTo(both);
        assertThat(after(both, DIMMER)).isEqualTo(both);
    }

    @Test
    void capabilitiesAreTakenAnewWithAnotherVersionOfHomeAssistant() {
        Registries old = with(EXPOSED, Part.CONFIG, "{\"version\":\"2026.10.4\"}");
        Registries now = with(EXPOSED, Part.CONFIG, "{\"version\":\"2026.11.0\"}");
        HomeCatalog before = old.catalog(Map.of(LIGHT, DIMMER), Optional.empty());
        EntityState less = state("on", Map.of("friendly_name", "Bed", "supported_features", 0));
        assertThat(now.catalog(Map.of(LIGHT, less), Optional.of(before))
                        .entity(LIGHT)
                        .orElseThrow()
                        .capabilities())
                .isEqualTo(Map.of("supported_color_modes", List.of("brightness"), "supported_features", 0));
    }

    private static boolean dependsOn(HomeCatalog known, EntityState before, EntityState after) {
        return EXPOSED.dependsOn(LIGHT, Optional.of(before), Optional.of(after), Optional.of(known));
    }
}
