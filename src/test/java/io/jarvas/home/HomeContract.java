package io.jarvas.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeSnapshot.Source;
import io.jarvas.home.HomeStatus.Link;
import io.jarvas.home.HomeStatus.Problem;
import io.jarvas.home.ServiceDescription.Response;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What every home must do that is read and acted on through [LiveHome], [HomeLink] and [ServiceCaller]: the
/// demo home and the real Home Assistant alike. What is switched is put back.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class HomeContract {
    private static final Duration SOON = Duration.ofSeconds(10);

    private Path data;
    private HomeAssistant home;

    protected abstract URI url();

    protected abstract String token();

    /// An exposed light that can be switched, in an area that is on a floor.
    protected abstract EntityId light();

    /// An exposed cover with a position that takes a while to open and to close, and now is either open or
    /// closed.
    protected abstract EntityId cover();

    /// An exposed sensor.
    protected abstract EntityId sensor();

    /// An exposed to-do list.
    protected abstract EntityId list();

    /// An entity that exists and is not exposed.
    protected abstract EntityId hidden();

    /// What a camera sees that is on.
    protected abstract byte[] picture();

    /// An exposed script that calls `light.turn_off`, and can be read.
    protected abstract EntityId script();

    /// The id of the user whose token it is: an administrator.
    protected abstract String owner();

    /// The data of the first event of that type that the home tells others of during the action, or after it.
    protected abstract Map<String, Object> heard(String type, Runnable action);

    @BeforeAll
    void connect(@TempDir Path folder) {
        data = folder;
        home = new HomeAssistant(config(url(), token(), "catalog.json"), Clock.systemUTC());
        assertThat(home.await(snapshot -> snapshot.source() == Source.LIVE, Duration.ofSeconds(30)))
                .isPresent();
        Awaitility.await().until(() -> home.status().link() == Link.LIVE);
    }

    @AfterAll
    void close() {
        home.close();
    }

    private HomeAssistantConfig config(URI address, String secret, String file) {
        return new HomeAssistantConfig(address, secret, data.resolve(file));
    }

    protected final HomeAssistant home() {
        return home;
    }

    protected final HomeSnapshot snapshot() {
        return home.snapshot().orElseThrow();
    }

    private ServiceResult call(String domain, String service, EntityId target) {
        return home.call(new ServiceCall(domain, service, List.of(target), Map.of()));
    }

    @Test
    void aConnectedHomeIsLiveWithoutAProblem() {
        assertThat(home.status().link()).isEqualTo(Link.LIVE);
        assertThat(home.status().problem()).isEmpty();
    }

    @Test
    void onlyWhatIsExposedIsThere() {
        assertThat(snapshot().catalog().entities()).containsKeys(light(), cover(), sensor(), list());
        assertThat(snapshot().states()).containsKeys(light(), cover(), sensor(), list());
        assertThat(snapshot().catalog().entities()).doesNotContainKey(hidden());
        assertThat(snapshot().states()).doesNotContainKey(hidden());
        assertThat(snapshot().catalog().entities().keySet())
                .containsAll(snapshot().states().keySet());
    }

    @Test
    void anEntityHasANameAnAreaAndAFloor() {
        HomeCatalog catalog = snapshot().catalog();
        Entity entity = catalog.entity(light()).orElseThrow();
        assertThat(entity.name()).isNotBlank().isNotEqualTo(light().value());
        Area area = catalog.areaOf(entity).orElseThrow();
        assertThat(area.name()).isNotBlank();
        assertThat(catalog.floorOf(area)).isPresent();
    }

    @Test
    void theHomeSaysWhereItIsAndWhatCanBeCalled() {
        HomeCatalog catalog = snapshot().catalog();
        assertThat(catalog.config().version()).isNotBlank();
        assertThat(catalog.config().temperatureUnit()).isIn("°C", "°F");
        assertThat(catalog.services()).containsKeys("light.turn_on", "cover.open_cover", "todo.get_items");
        assertThat(catalog.services().get("light.turn_on").response()).isEqualTo(Response.NONE);
        assertThat(catalog.services().get("todo.get_items").response()).isNotEqualTo(Response.NONE);
    }

    @Test
    void aLightThatIsSwitchedIsSeenToBeSo() {
        switchThereAndBack();
    }

    private void switchThereAndBack() {
        String before = snapshot().state(light()).orElseThrow().value();
        boolean on = before.equals("on");
        call("light", on ? "turn_off" : "turn_on", light());
        assertThat(awaitState(light(), on ? "off" : "on")).isTrue();
        call("light", on ? "turn_on" : "turn_off", light());
        assertThat(awaitState(light(), before)).isTrue();
    }

    private boolean awaitState(EntityId id, String value) {
        return home.await(is(id, value), SOON).isPresent();
    }

    private static Predicate<HomeSnapshot> is(EntityId id, String value) {
        return snapshot ->
                snapshot.state(id).filter(state -> state.value().equals(value)).isPresent();
    }

    @Test
    void everyStateOnTheWayIsSeen() throws Exception {
        Object before = snapshot().state(cover()).orElseThrow().attributes().get("current_position");
        boolean open = snapshot().state(cover()).orElseThrow().value().equals("open");
        move(open ? "close_cover" : "open_cover", open ? "closing" : "opening", open ? "closed" : "open");
        move(open ? "open_cover" : "close_cover", open ? "opening" : "closing", open ? "open" : "closed");
        home.call(new ServiceCall("cover", "set_cover_position", List.of(cover()), Map.of("position", before)));
    }

    private void move(String service, String onTheWay, String there) throws Exception {
        CountDownLatch tried = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<Boolean> moving = CompletableFuture.supplyAsync(
                    () -> home.await(
                                    snapshot -> {
                                        tried.countDown();
                                        return is(cover(), onTheWay).test(snapshot);
                                    },
                                    Duration.ofSeconds(30))
                            .isPresent(),
                    threads);
            tried.await();
            call("cover", service, cover());
            assertThat(moving.get()).isTrue();
            assertThat(home.await(is(cover(), there), Duration.ofMinutes(1))).isPresent();
        }
    }

    @Test
    void theSameCatalogueStaysWhileOnlyStatesChange() {
        HomeCatalog before = snapshot().catalog();
        switchThereAndBack();
        assertThat(snapshot().catalog()).isSameAs(before);
    }

    @Test
    void theCatalogueSaysWhatAnEntityCanDo() {
        assertThat(capabilities(light()))
                .containsKeys(
                        "supported_color_modes", "min_color_temp_kelvin", "max_color_temp_kelvin", "supported_features")
                .doesNotContainKeys("brightness", "color_mode", "friendly_name");
        assertThat(capabilities(cover()).get("supported_features")).isEqualTo(15);
        assertThat(capabilities(sensor()))
                .isEqualTo(Map.of(
                        "device_class", "temperature",
                        "state_class", "measurement",
                        "unit_of_measurement", "°C"));
    }

    private Map<String, Object> capabilities(EntityId id) {
        return snapshot().catalog().entity(id).orElseThrow().capabilities();
    }

    @Test
    void theCatalogueOutlivesARestart() {
        HomeAssistant first = new HomeAssistant(config(url(), token(), "restart.json"), Clock.systemUTC());
        try (first) {
            assertThat(first.await(snapshot -> snapshot.source() == Source.LIVE, Duration.ofSeconds(30)))
                    .isPresent();
            Awaitility.await().until(() -> Files.exists(data.resolve("restart.json")));
        }
        try (HomeAssistant second = new HomeAssistant(config(url(), "wrong", "restart.json"), Clock.systemUTC())) {
            HomeSnapshot kept = second.snapshot().orElseThrow();
            assertThat(kept.source()).isEqualTo(Source.LAST_KNOWN);
            assertThat(kept.catalog()).isEqualTo(snapshot().catalog());
            assertThat(kept.catalog().entity(light()).orElseThrow().capabilities())
                    .isNotEmpty();
        }
    }

    @Test
    void aConditionThatIsNotMetInTimeGivesNothing() {
        assertThat(home.await(_ -> false, Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void freshIsTheNewestSnapshotWhileTheSocketIsUp() {
        assertThat(home.fresh().source()).isEqualTo(Source.LIVE);
        assertThat(home.fresh().states()).containsKey(sensor());
    }

    @Test
    void aServiceThatHasAResponseBringsItBack() {
        assertThat(call("todo", "get_items", list()).response()).containsKey(list().value());
    }

    @Test
    void aServiceWithoutAResponseBringsNothingBack() {
        assertThat(call("homeassistant", "update_entity", sensor()).response()).isEmpty();
    }

    @Test
    void anUnknownServiceIsRefusedInTheHomesWords() {
        assertThatExceptionOfType(HomeException.class)
                .isThrownBy(() -> call("light", "sing", light()))
                .withMessageContaining("light.sing")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
    }

    @Test
    void aFieldOfTheWrongKindIsRefusedInTheHomesWords() {
        assertThatExceptionOfType(HomeException.class)
                .isThrownBy(() -> home.call(
                        new ServiceCall("light", "turn_on", List.of(light()), Map.of("brightness_pct", "much"))))
                .withMessageContaining("brightness_pct")
                .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
    }

    @Test
    void aWrongTokenIsSaidToBeWrong() {
        try (HomeAssistant other = new HomeAssistant(config(url(), "wrong", "other.json"), Clock.systemUTC())) {
            Awaitility.await()
                    .until(() -> other.status()
                            .problem()
                            .filter(Problem.WRONG_TOKEN::equals)
                            .isPresent());
            assertThat(other.snapshot()).isEmpty();
            assertThatExceptionOfType(HomeException.class)
                    .isThrownBy(other::fresh)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WRONG_TOKEN));
            assertThatExceptionOfType(HomeException.class)
                    .isThrownBy(() -> other.call(new ServiceCall("light", "turn_on", List.of(light()), Map.of())))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.WRONG_TOKEN));
        }
    }

    @Test
    void aServiceSaysWhichFieldsItTakes() {
        Map<String, ServiceDescription> services = snapshot().catalog().services();
        ServiceField brightness = services.get("light.turn_on").fields().get("brightness_pct");
        assertThat(brightness.selector()).isEqualTo("number");
        assertThat(brightness.limits()).containsEntry("min", 0.0).containsEntry("max", 100.0);
        assertThat(brightness.attributes()).containsKey("supported_color_modes");
        assertThat(services.get("light.turn_on").fields().get("transition").features())
                .containsExactly(32L);
        ServiceField colour = services.get("light.turn_on").fields().get("color_name");
        assertThat(colour.limits().get("options")).asInstanceOf(LIST).contains("red", "mediumspringgreen");
        ServiceDescription position = services.get("cover.set_cover_position");
        assertThat(position.features()).containsExactly(4L);
        assertThat(position.fields().get("position").required()).isTrue();
        assertThat(services.get("todo.add_item").fields().get("due_date").selector())
                .isEqualTo("date");
        assertThat(services.get("climate.set_temperature")
                        .fields()
                        .get("target_temp_high")
                        .features())
                .containsExactly(2L);
        assertThat(services.get("climate.set_temperature").features()).containsExactly(1L, 2L);
        assertThat(services.get("homeassistant.turn_on").features()).isEmpty();
    }

    @Test
    void whatAScriptDoesCanBeRead() {
        assertThat(home.config(script()).orElseThrow().toString()).contains("light.turn_off");
        assertThat(home.config(new EntityId("script.there_is_none"))).isEmpty();
        assertThat(home.config(new EntityId("scene.there_is_none"))).isEmpty();
        assertThat(home.config(light())).isEmpty();
    }

    @Test
    void whatWasSwitchedIsRemembered() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MICROS);
        String was = snapshot().state(light()).orElseThrow().value();
        switchThereAndBack();
        Awaitility.await().atMost(SOON).untilAsserted(() -> {
            List<EntityState> history = home.history(light(), before, Instant.now());
            assertThat(history).extracting(EntityState::value).contains("on", "off");
            assertThat(history.getFirst().value()).isEqualTo(was);
            assertThat(history).extracting(EntityState::updated).isSorted().allMatch(at -> !at.isBefore(before));
        });
    }

    @Test
    void aSensorHasAHistoryAndStatistics() {
        Instant now = Instant.now();
        List<EntityState> history = home.history(sensor(), now.minus(Duration.ofDays(40)), now);
        assertThat(history).isNotEmpty();
        assertThat(history).extracting(EntityState::updated).isSorted();
        List<Map<String, Object>> rows =
                home.statistics(sensor(), now.minus(Duration.ofDays(2)), now, Duration.ofMinutes(5));
        assertThat(rows).allSatisfy(row -> {
            assertThat(Instant.parse((String) row.get("start"))).isBefore(now);
            assertThat(row).containsKeys("mean", "min", "max").doesNotContainKey("sum");
        });
        assertThat(home.statistics(light(), now.minus(Duration.ofDays(2)), now, Duration.ofHours(1)))
                .isEmpty();
    }

    @Test
    void aCameraGivesAPicture() {
        assertThat(picture()).hasSizeGreaterThan(200);
    }

    @Test
    void whatIsNotExposedHasNoHistoryAndNoPicture() {
        Instant now = Instant.now();
        for (Runnable read : List.<Runnable>of(
                () -> home.history(hidden(), now.minusSeconds(60), now),
                () -> home.statistics(hidden(), now.minusSeconds(60), now, Duration.ofHours(1)),
                () -> home.picture(new EntityId("camera.there_is_none")))) {
            assertThatExceptionOfType(HomeException.class)
                    .isThrownBy(read::run)
                    .satisfies(e -> assertThat(e.code()).isEqualTo(Code.REFUSED));
        }
    }

    @Test
    void anEventIsToldToOthers() {
        assertThat(heard("jarvas_action", () -> home.fire("jarvas_action", Map.of("service", "light.turn_on"))))
                .isEqualTo(Map.of("service", "light.turn_on"));
    }

    @Test
    void theHomeSaysWhoIsAnAdministrator() {
        assertThat(home.administrator(owner())).isTrue();
        assertThat(home.administrator("nobody")).isFalse();
        assertThat(home.name(owner())).isPresent();
        assertThat(home.name("nobody")).isEmpty();
    }
}
