package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomePlaces.PlacedDevice;
import io.jarvas.home.HomePlaces.PlacedEntity;
import io.jarvas.home.HomeStatus.Link;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is asked of a Home Assistant that does what the test says: over the socket, and over REST.
class QueriesTest {
    private static final EntityId LIGHT = new EntityId("light.kitchen");
    private static final EntityId SCRIPT = new EntityId("script.evening");
    private static final EntityId SCENE = new EntityId("scene.evening");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Instant HOUR_AGO = NOW.minus(Duration.ofHours(1));

    private final FakeHomeAssistant fake = new FakeHomeAssistant();
    private final MovedClock clock = new MovedClock(NOW);
    private HomeAssistant home;

    @BeforeEach
    void connect(@TempDir Path data) {
        home = new HomeAssistant(
                new HomeAssistantConfig(
                        fake.url(), FakeHomeAssistant.TOKEN, data.resolve("catalog.json"), Timings.QUICK),
                clock);
        await().until(() -> home.status().link() == Link.LIVE);
    }

    @AfterEach
    void close() {
        home.close();
        fake.close();
    }

    private void socketAway() {
        fake.socketThere = false;
        fake.cut();
        await().until(() -> home.status().link() == Link.POLLING);
    }

    private static void fails(Runnable call, Code code, String words) {
        assertThatExceptionOfType(HomeException.class)
                .isThrownBy(call::run)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    private Map<String, Object> last(String type) {
        return fake.commands.stream()
                .filter(command -> type.equals(command.get("type")))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    @Test
    void aScriptsConfigurationIsWhatItDoes() {
        fake.result("script/config", Map.of("config", Map.of("sequence", List.of(Map.of("action", "light.turn_on")))));
        assertThat(home.config(SCRIPT)).hasValue(Map.of("sequence", List.of(Map.of("action", "light.turn_on"))));
        assertThat(last("script/config")).containsEntry("entity_id", "script.evening");
    }

    @Test
    void aBlueprintDoesNotSayWhatItDoes() {
        fake.result("script/config", Map.of("config", Map.of("use_blueprint", Map.of("path", "a.yaml"))));
        assertThat(home.config(SCRIPT)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotKnown() {
        assertThat(home.config(SCRIPT)).isEmpty();
        fake.result("script/config", Map.of("config", Map.of()));
        assertThat(home.config(SCRIPT)).isEmpty();
        assertThat(home.config(LIGHT)).isEmpty();
        fake.mute.add("automation/config");
        assertThat(home.config(new EntityId("automation.evening"))).isEmpty();
        fake.result("script/config", Map.of("config", Map.of("sequence", List.of())));
        socketAway();
        assertThat(home.config(SCRIPT)).isEmpty();
    }

    @Test
    void aSceneIsReadByTheIdOfTheRegistryWhereItIsHomeAssistantsOwn() {
        fake.result("config/entity_registry/get", Map.of("platform", "hue", "unique_id", "17"));
        assertThat(home.config(SCENE)).isEmpty();
        fake.result("config/entity_registry/get", Map.of("platform", "homeassistant", "unique_id", "17"));
        assertThat(home.config(SCENE)).hasValue(FakeHomeAssistant.SCENE);
        assertThat(fake.requests).contains("/api/config/scene/config/17");
    }

    @Test
    void aPictureIsJpegOrPngAndNotTooLarge() {
        fails(() -> home.picture(new EntityId("camera.hidden")), Code.REFUSED, "exposed");
        assertThat(home.picture(LIGHT)).isEqualTo(fake.picture);
        fake.picture = "<html>".getBytes(StandardCharsets.UTF_8);
        fails(() -> home.picture(LIGHT), Code.REFUSED, "neither JPEG nor PNG");
        fake.picture = new byte[6 << 20];
        fails(() -> home.picture(LIGHT), Code.REFUSED, "more than");
    }

    @Test
    void anEventIsFiredOverRestWhereTheSocketIsAway() {
        fake.result("fire_event", Map.of());
        home.fire("jarvas_action", Map.of("a", 1));
        assertThat(last("fire_event"))
                .containsEntry("event_type", "jarvas_action")
                .containsEntry("event_data", Map.of("a", 1));
        fake.refuse("fire_event", "unauthorized", "Unauthorized");
        fails(() -> home.fire("jarvas_action", Map.of()), Code.REFUSED, "Unauthorized");
        socketAway();
        home.fire("jarvas_action", Map.of("a", 2));
        assertThat(last("/api/events/jarvas_action")).containsEntry("body", Map.of("a", 2));
    }

    @Test
    void aDeviceIsKnownThoughNothingOfItIsExposed() {
        assertThat(home.device("lamp")).hasValue(new PlacedDevice("Lamp", Optional.of("kitchen")));
        assertThat(home.device("unknown")).isEmpty();
    }

    @Test
    void whereAnEntityIsThatIsNotExposedIsReadOnceAMinute() {
        EntityId satellite = new EntityId("assist_satellite.hall");
        assertThat(home.entity(satellite)).isEmpty();
        fake.result("config/entity_registry/get", Map.of("device_id", "lamp", "area_id", "hall"));
        assertThat(home.entity(satellite)).isEmpty();
        clock.move(Duration.ofSeconds(61));

        assertThat(home.entity(satellite)).hasValue(new PlacedEntity(Optional.of("lamp"), Optional.of("hall")));
        assertThat(last("config/entity_registry/get")).containsEntry("entity_id", "assist_satellite.hall");
        fake.refuse("config/entity_registry/get", "not_found", "Entity not found");
        assertThat(home.entity(satellite)).isPresent();
        clock.move(Duration.ofSeconds(61));
        assertThat(home.entity(satellite)).isEmpty();
    }

    @Test
    void aPhoneIsThatOfThePersonWhomItTracks() {
        fake.result(
                "person/list",
                Map.of(
                        "storage",
                        List.of(
                                Map.of("id", "a", "user_id", "ana", "device_trackers", List.of("device_tracker.ana")),
                                Map.of("id", "g", "device_trackers", List.of("device_tracker.guest")),
                                Map.of(
                                        "id",
                                        "r",
                                        "user_id",
                                        "rui",
                                        "device_trackers",
                                        List.of("device_tracker.car", "device_tracker.old_phone")),
                                Map.of(
                                        "id",
                                        "z",
                                        "user_id",
                                        "zita",
                                        "device_trackers",
                                        List.of("device_tracker.car", "device_tracker.old_phone_wifi"))),
                        "config",
                        List.of()));
        fake.result(
                "config/entity_registry/get_entries",
                Map.of(
                        "device_tracker.ana", Map.of("device_id", "phone"),
                        "device_tracker.guest", Map.of("device_id", "tablet"),
                        "device_tracker.car", Map.of("device_id", "car"),
                        "device_tracker.old_phone", Map.of("device_id", "old_phone"),
                        "device_tracker.old_phone_wifi", Map.of("device_id", "old_phone")));

        assertThat(home.user("phone")).hasValue("ana");
        assertThat(List.of("car", "old_phone"))
                .as("two persons'")
                .allSatisfy(shared -> assertThat(home.user(shared)).isEmpty());
        assertThat(home.user("tablet")).isEmpty();
        assertThat(home.user("satellite")).isEmpty();
        socketAway();
        assertThat(home.user("phone")).as("known for a minute").hasValue("ana");
        clock.move(Duration.ofSeconds(61));
        assertThat(home.user("phone")).isEmpty();
    }

    @Test
    void administratorsAreReadOnceAMinute() {
        assertThat(home.administrator("owner")).isFalse();
        fake.result(
                "config/auth/list",
                List.of(
                        Map.of("id", "owner", "is_owner", true, "group_ids", List.of()),
                        Map.of("id", "admin", "is_owner", false, "group_ids", List.of("system-admin")),
                        Map.of("id", "gone", "is_active", false, "group_ids", List.of("system-admin")),
                        Map.of("id", "child", "is_owner", false, "group_ids", List.of("system-users"))));
        assertThat(List.of("owner", "admin", "gone", "child", "x"))
                .filteredOn(home::administrator)
                .containsExactly("owner", "admin");
        fake.result("config/auth/list", List.of());
        clock.move(Duration.ofSeconds(59));
        assertThat(home.administrator("admin")).isTrue();
        clock.move(Duration.ofSeconds(2));
        assertThat(home.administrator("admin")).isFalse();
        socketAway();
        clock.move(Duration.ofMinutes(2));
        assertThat(home.administrator("owner")).isFalse();
    }

    @Test
    void usersAreKnownByName() {
        fake.result(
                "config/auth/list",
                List.of(Map.of("id", "owner", "name", "Alex", "is_owner", true), Map.of("id", "child", "name", " ")));
        assertThat(home.name("owner")).contains("Alex");
        assertThat(home.name("child")).isEmpty();
        assertThat(home.name("x")).isEmpty();
        socketAway();
        clock.move(Duration.ofMinutes(2));
        assertThat(home.name("owner")).isEmpty();
    }

    @Test
    void aHistoryIsReadDayByDayUntilThereIsEnough() {
        fake.result(
                "history/history_during_period",
                Map.of(
                        "light.kitchen",
                        List.of(Map.of("s", "on", "a", Map.of("x", 1), "lu", 1795399700.25, "lc", 1.5))));
        assertThat(home.history(LIGHT, HOUR_AGO, NOW))
                .containsExactly(new EntityState(
                        "on",
                        Map.of("x", 1),
                        Instant.parse("1970-01-01T00:00:01.5Z"),
                        Instant.ofEpochSecond(1795399700).plusMillis(250)));
        assertThat(last("history/history_during_period"))
                .containsEntry("start_time", HOUR_AGO.toString())
                .containsEntry("end_time", NOW.toString())
                .containsEntry("include_start_time_state", true);
        assertThat(home.history(LIGHT, NOW.minus(Duration.ofDays(90)), NOW)).hasSize(31);
        fake.result(
                "history/history_during_period",
                Map.of("light.kitchen", Collections.nCopies(Records.MOST, Map.of("s", "on", "lu", 1.0))));
        assertThat(home.history(LIGHT, NOW.minus(Duration.ofDays(90)), NOW)).hasSize(Records.MOST);
        assertThat(last("history/history_during_period"))
                .containsEntry("start_time", NOW.minus(Duration.ofDays(1)).toString())
                .containsEntry("include_start_time_state", false);
        assertThat(home.history(LIGHT, NOW, HOUR_AGO)).isEmpty();
    }

    @Test
    void historyAndStatisticsAreReadOverRestWhereTheSocketIsAway() {
        fake.result(
                "recorder/statistics_during_period",
                Map.of("light.kitchen", List.of(Map.of("start", 1795399200000L, "mean", 3.5, "state", 9))));
        assertThat(home.statistics(LIGHT, HOUR_AGO, NOW, Duration.ofHours(1)))
                .containsExactly(Map.of("start", "2026-11-23T02:00:00Z", "mean", 3.5));
        socketAway();
        fake.history = List.of(List.of(Map.of(
                "entity_id", "light.kitchen",
                "state", "off",
                "last_changed", "2026-11-23T09:30:00+00:00",
                "last_updated", "2026-11-23T09:31:00+00:00")));
        assertThat(home.history(LIGHT, HOUR_AGO, NOW))
                .containsExactly(new EntityState(
                        "off", Map.of(), Instant.parse("2026-11-23T09:30:00Z"), Instant.parse("2026-11-23T09:31:00Z")));
        fake.statistics = Map.of(
                "statistics", Map.of("light.kitchen", List.of(Map.of("start", "2026-11-23T02:00:00+00:00", "max", 4))));
        assertThat(home.statistics(LIGHT, HOUR_AGO, NOW, Duration.ofHours(1)))
                .containsExactly(Map.of("start", "2026-11-23T02:00:00Z", "max", 4));
        fails(
                () -> home.history(new EntityId("lock.hidden"), HOUR_AGO, NOW),
                Code.REFUSED,
                "nothing exposed has that id");
    }
}
