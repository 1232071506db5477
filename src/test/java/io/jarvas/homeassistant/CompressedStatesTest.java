package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CompressedStatesTest {
    private static final EntityId LIGHT = new EntityId("light.bed");
    private static final EntityId LOCK = new EntityId("lock.door");
    private static final Set<EntityId> EXPOSED = Set.of(LIGHT);

    private static final Map<EntityId, EntityState> BEFORE = apply(Map.of(), """
            {"a":{"light.bed":{"s":"on","a":{"brightness":3,"effect":"rain","modes":["a",null]},"c":"x","lc":100.25,"lu":101.5}}}
            """);

    private static Map<EntityId, EntityState> apply(Map<EntityId, EntityState> states, String event) {
        return CompressedStates.apply(states, Json.objectWithNulls(event), EXPOSED);
    }

    private static EntityState after(String event) {
        return apply(BEFORE, event).get(LIGHT);
    }

    @Test
    void anAddedStateIsWhole() {
        assertThat(BEFORE.get(LIGHT))
                .isEqualTo(new EntityState(
                        "on",
                        Map.of("brightness", 3, "effect", "rain", "modes", List.of("a")),
                        Instant.parse("1970-01-01T00:01:40.250Z"),
                        Instant.parse("1970-01-01T00:01:41.500Z")));
    }

    @Test
    void whereOnlyTheChangeIsDatedTheUpdateIsOfThen() {
        assertThat(apply(Map.of(), "{\"a\":{\"light.bed\":{\"s\":\"on\",\"a\":{},\"c\":\"x\",\"lc\":100}}}")
                        .get(LIGHT)
                        .updated())
                .isEqualTo(Instant.ofEpochSecond(100));
    }

    @Test
    void aChangedValueMovesBothTimes() {
        EntityState after = after("{\"c\":{\"light.bed\":{\"+\":{\"s\":\"off\",\"lc\":200}}}}");
        assertThat(after.value()).isEqualTo("off");
        assertThat(after.changed()).isEqualTo(Instant.ofEpochSecond(200));
        assertThat(after.updated()).isEqualTo(Instant.ofEpochSecond(200));
        assertThat(after.attributes()).isEqualTo(BEFORE.get(LIGHT).attributes());
    }

    @Test
    void aChangedAttributeMovesTheUpdateAlone() {
        EntityState after = after("{\"c\":{\"light.bed\":{\"+\":{\"lu\":200,\"a\":{\"brightness\":9}}}}}");
        assertThat(after.value()).isEqualTo("on");
        assertThat(after.changed()).isEqualTo(BEFORE.get(LIGHT).changed());
        assertThat(after.updated()).isEqualTo(Instant.ofEpochSecond(200));
        assertThat(after.attributes()).containsEntry("brightness", 9).containsEntry("effect", "rain");
    }

    @Test
    void anAttributeThatIsRemovedOrSetToNullIsGone() {
        assertThat(after("{\"c\":{\"light.bed\":{\"-\":{\"a\":[\"effect\"]}}}}").attributes())
                .doesNotContainKey("effect")
                .containsKey("brightness");
        assertThat(after("{\"c\":{\"light.bed\":{\"+\":{\"a\":{\"effect\":null,\"brightness\":4}}}}}")
                        .attributes())
                .doesNotContainKey("effect")
                .containsEntry("brightness", 4);
    }

    @Test
    void aRemovedEntityHasNoState() {
        assertThat(apply(BEFORE, "{\"r\":[\"light.bed\"]}")).isEmpty();
    }

    @Test
    void whatIsNotExposedIsPassedOver() {
        assertThat(apply(BEFORE, "{\"a\":{\"lock.door\":{\"s\":\"locked\",\"a\":{},\"c\":\"x\",\"lc\":1}}}"))
                .doesNotContainKey(LOCK)
                .containsKey(LIGHT);
    }

    @Test
    void aChangeOfWhatIsNotThereIsPassedOver() {
        assertThat(apply(Map.of(), "{\"c\":{\"light.bed\":{\"+\":{\"s\":\"off\",\"lc\":200}}}}"))
                .isEmpty();
    }

    @Test
    void theStatesBeforeStayAsTheyWere() {
        apply(BEFORE, "{\"r\":[\"light.bed\"]}");
        assertThat(BEFORE).containsKey(LIGHT);
    }
}
