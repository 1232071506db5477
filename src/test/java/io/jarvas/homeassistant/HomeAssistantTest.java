package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.HomeSnapshot.Source;
import io.jarvas.home.HomeStatus.Link;
import io.jarvas.home.HomeStatus.Problem;
import io.jarvas.home.ServiceCall;
import io.jarvas.homeassistant.HomeAssistantConfig.Timing;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The adapter, against a Home Assistant that does what the test says.
class HomeAssistantTest {
    private static final EntityId LIGHT = new EntityId("light.kitchen");
    private static final EntityId OLD = new EntityId("light.old");
    private static final Duration SOON = Duration.ofSeconds(30);

    private final FakeHomeAssistant fake = new FakeHomeAssistant();
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T10:00:00Z"));
    private final List<HomeAssistant> homes = new ArrayList<>();

    @TempDir
    private Path data;

    @AfterEach
    void close() {
        homes.forEach(HomeAssistant::close);
        fake.close();
    }

    private HomeAssistant home(URI url, String token, Timing timing) {
        HomeAssistant home = new HomeAssistant(new HomeAssistantConfig(url, token, kept(), timing), clock);
        homes.add(home);
        return home;
    }

    private Path kept() {
        return data.resolve("home").resolve("catalog.json");
    }

    private HomeAssistant connect(Timing timing) {
        HomeAssistant home = home(fake.url(), FakeHomeAssistant.TOKEN, timing);
        live(home);
        return home;
    }

    private HomeAssistant connect() {
        return connect(Timings.QUICK);
    }

    private static void live(HomeAssistant home) {
        await().until(() -> home.status().link() == Link.LIVE);
    }

    private static void problem(HomeAssistant home, Problem problem) {
        await().until(() -> home.status().problem().equals(Optional.of(problem)));
    }

    private static void see(HomeAssistant home, Predicate<HomeSnapshot> condition) {
        assertThat(home.await(condition, SOON))
                .as(() -> home.status().toString())
                .isPresent();
    }

    private static Predicate<HomeSnapshot> is(EntityId id, String value) {
        return snapshot ->
                snapshot.state(id).filter(state -> state.value().equals(value)).isPresent();
    }

    private static HomeCatalog catalog(HomeAssistant home) {
        return home.snapshot().orElseThrow().catalog();
    }

    private static Map<String, Object> on(EntityId id) {
        return changed(id, "on");
    }

    private static Map<String, Object> changed(EntityId id, String value) {
        return Map.of("c", Map.of(id.value(), Map.of("+", Map.of("s", value, "lc", 1795399700.0))));
    }

    private static ServiceCall call(String service) {
        return new ServiceCall("light", service, List.of(LIGHT), Map.of("brightness", 3));
    }

    private static void fails(Runnable call, Code code, String words) {
        assertThatExceptionOfType(HomeException.class)
                .isThrownBy(call::run)
                .withMessageContaining(words)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code));
    }

    @Test
    void aHomeIsReadWhole() {
        HomeAssistant home = connect();
        HomeSnapshot snapshot = home.snapshot().orElseThrow();
        assertThat(home.status().problem()).isEmpty();
        assertThat(snapshot.source()).isEqualTo(Source.LIVE);
        assertThat(snapshot.catalog().entities()).containsOnlyKeys(LIGHT, OLD);
        assertThat(snapshot.states()).containsOnlyKeys(LIGHT, OLD);
        assertThat(snapshot.catalog().entity(LIGHT).orElseThrow().name()).isEqualTo("Kitchen light");
        assertThat(snapshot.catalog().entity(LIGHT).orElseThrow().labels()).containsExactly("night");
        assertThat(snapshot.catalog().entity(OLD).orElseThrow().name()).isEqualTo("Old lamp");
        assertThat(snapshot.catalog().config().name()).isEqualTo("Test home");
        assertThat(home.fresh()).isSameAs(snapshot);
    }

    @Test
    void onlyExposedEntitiesAreSubscribedTo() {
        connect();
        assertThat(fake.commands)
                .filteredOn(command -> "subscribe_entities".equals(command.get("type")))
                .singleElement()
                .satisfies(command ->
                        assertThat(command).containsEntry("entity_ids", List.of("light.kitchen", "light.old")));
    }

    @Test
    void aHomeThatExposesNothingSubscribesToNothing() {
        fake.expose();
        HomeAssistant home = connect();
        assertThat(home.snapshot().orElseThrow().states()).isEmpty();
        assertThat(fake.commands).noneMatch(command -> "subscribe_entities".equals(command.get("type")));
    }

    @Test
    void everyStateIsTriedHoweverFastTheyCome() throws Exception {
        HomeAssistant home = connect();
        CountDownLatch waiting = new CountDownLatch(1);
        List<String> seen = new ArrayList<>();
        CompletableFuture<Boolean> last = CompletableFuture.supplyAsync(() -> home.await(
                        snapshot -> {
                            waiting.countDown();
                            seen.add(snapshot.state(LIGHT).orElseThrow().value());
                            return is(LIGHT, "200").test(snapshot);
                        },
                        SOON)
                .isPresent());
        waiting.await();
        List<String> sent = new ArrayList<>(List.of("off"));
        for (int value = 1; value <= 200; value++) {
            sent.add(String.valueOf(value));
            fake.change(changed(LIGHT, String.valueOf(value)));
        }
        assertThat(last.get()).isTrue();
        assertThat(seen).isEqualTo(sent);
    }

    @Test
    void aNullInAChangeRemovesTheAttribute() {
        HomeAssistant home = connect();
        Map<String, Object> gone = new HashMap<>();
        gone.put("friendly_name", null);
        fake.change(Map.of("c", Map.of("light.kitchen", Map.of("+", Map.of("a", gone, "lu", 1795399700.0)))));
        see(home, snapshot -> snapshot.state(LIGHT).orElseThrow().attributes().isEmpty());
    }

    @Test
    void theSameCatalogueStaysWhileStatesChangeAndTheConnectionIsNew() {
        HomeAssistant home = connect();
        HomeCatalog before = catalog(home);
        fake.change(on(LIGHT));
        see(home, is(LIGHT, "on"));
        assertThat(catalog(home)).isSameAs(before);
        fake.cut();
        see(
                home,
                snapshot -> snapshot.source() == Source.LIVE && is(LIGHT, "off").test(snapshot));
        live(home);
        assertThat(catalog(home)).isSameAs(before);
    }

    @Test
    void aRegistryThatChangesIsReadAgainAndNothingElse() throws Exception {
        HomeAssistant home = connect();
        fake.commands.clear();
        fake.result("config/area_registry/list", List.of(Map.of("area_id", "kitchen", "name", "Cozinha")));
        fake.event("area_registry_updated", Map.of("event_type", "area_registry_updated", "data", Map.of()));
        see(home, snapshot -> snapshot.catalog().areas().get("kitchen").name().equals("Cozinha"));
        assertThat(fake.commands).extracting(command -> command.get("type")).containsOnly("config/area_registry/list");
    }

    @Test
    void anEntityThatIsRenamedOrComesToBeExposedIsKnownAtOnce() {
        HomeAssistant home = connect();
        fake.result(
                "config/entity_registry/get_entries", Map.of("light.kitchen", FakeHomeAssistant.entry("Big light")));
        fake.expose("light.kitchen", "lock.hidden");
        fake.event("entity_registry_updated", Map.of("data", Map.of()));
        EntityId lock = new EntityId("lock.hidden");
        see(home, snapshot -> snapshot.catalog().entities().containsKey(lock));
        HomeSnapshot snapshot = home.snapshot().orElseThrow();
        assertThat(snapshot.catalog().entities()).containsOnlyKeys(LIGHT, lock);
        assertThat(snapshot.states()).containsOnlyKeys(LIGHT, lock);
        assertThat(snapshot.catalog().entity(LIGHT).orElseThrow().name()).isEqualTo("Big light");
    }

    @Test
    void anExposureWithoutAnEventIsFoundAfterAWhile() {
        HomeAssistant home = connect(Timings.with(SOON, Duration.ofSeconds(30), Duration.ofMillis(50)));
        fake.expose("light.kitchen");
        see(home, snapshot -> !snapshot.catalog().entities().containsKey(OLD));
        assertThat(home.snapshot().orElseThrow().states()).containsOnlyKeys(LIGHT);
    }

    @Test
    void anEntityThatIsOnlyAStateComesAndGoesAndIsRenamedWithIt() {
        HomeAssistant home = connect();
        fake.change(Map.of("c", Map.of("light.old", Map.of("+", Map.of("a", Map.of("friendly_name", "Ancient"))))));
        see(
                home,
                snapshot -> snapshot.catalog().entity(OLD).orElseThrow().name().equals("Ancient"));
        fake.change(Map.of("r", List.of("light.old")));
        see(home, snapshot -> !snapshot.catalog().entities().containsKey(OLD));
    }

    @Test
    void aServiceThatIsRegisteredLaterIsKnown() {
        HomeAssistant home = connect();
        fake.result("get_services", Map.of("light", Map.of("sparkle", Map.of())));
        fake.event("service_registered", Map.of("data", Map.of()));
        see(home, snapshot -> snapshot.catalog().services().containsKey("light.sparkle"));
    }

    @Test
    void aMessageOfTwentyMegabytesPassesInOnePieceAndInMany() {
        HomeAssistant home = connect();
        for (int frame : new int[] {Integer.MAX_VALUE, 100_000}) {
            fake.frameLength = frame;
            String text = "é".repeat(10_000_000) + frame;
            fake.change(Map.of("c", Map.of("light.kitchen", Map.of("+", Map.of("a", Map.of("text", text))))));
            see(
                    home,
                    snapshot -> text.equals(
                            snapshot.state(LIGHT).orElseThrow().attributes().get("text")));
        }
    }

    @Test
    void aWrongTokenIsFoundOutAndTriedAgain() {
        HomeAssistant home = home(fake.url(), "wrong", Timings.QUICK);
        problem(home, Problem.WRONG_TOKEN);
        assertThat(home.status().link()).isEqualTo(Link.DOWN);
        assertThat(home.snapshot()).isEmpty();
        fails(home::fresh, Code.WRONG_TOKEN, "Invalid");
        fails(() -> home.call(call("turn_on")), Code.WRONG_TOKEN, "Invalid");
        assertThat(fake.requests).isEmpty();
    }

    @Test
    void aTokenWithoutAdministratorsRightsLeavesWhatWasKnown() {
        connect().close();
        fake.refuse("homeassistant/expose_entity/list", "unauthorized", "Unauthorized");
        HomeAssistant home = connect();
        problem(home, Problem.NOT_ADMINISTRATOR);
        assertThat(home.status().link()).isEqualTo(Link.LIVE);
        assertThat(home.snapshot().orElseThrow().states()).containsOnlyKeys(LIGHT, OLD);
    }

    @Test
    void aTokenWithoutAdministratorsRightsShowsNothingWhereNothingWasKnown() {
        fake.refuse("homeassistant/expose_entity/list", "unauthorized", "Unauthorized");
        HomeAssistant home = connect();
        problem(home, Problem.NOT_ADMINISTRATOR);
        assertThat(home.snapshot().orElseThrow().catalog().entities()).isEmpty();
        assertThat(home.snapshot().orElseThrow().states()).isEmpty();
    }

    @Test
    void anAddressWhereNobodyIsIsUnreachable() {
        fake.stop();
        HomeAssistant home = home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK);
        await().until(() -> !home.status().detail().equals("not yet connected"));
        assertThat(home.status().problem()).contains(Problem.UNREACHABLE);
        fails(home::fresh, Code.UNREACHABLE, "not known");
        fails(() -> home.call(call("turn_on")), Code.UNREACHABLE, "");
        fake.startAgain();
    }

    @Test
    void anAddressWhereSomethingElseAnswersIsUnreachable() {
        fake.socketThere = false;
        fake.restThere = false;
        HomeAssistant home = home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK);
        await().until(() -> home.status().detail().equals("HTTP 404"));
        assertThat(home.status().problem()).contains(Problem.UNREACHABLE);
        assertThat(home.status().link()).isEqualTo(Link.DOWN);
    }

    @Test
    void aProxyWithoutAHomeAssistantBehindItIsOneThatStarts() {
        fake.socketThere = false;
        fake.restThere = false;
        fake.handshakeStatus = 502;
        problem(home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK), Problem.STARTING);
    }

    @Test
    void aHomeAssistantThatStartsIsShownAsFarAsItIsAndCompletedOnceItRuns() {
        fake.runs("NOT_RUNNING");
        fake.expose("light.kitchen");
        HomeAssistant home = connect();
        assertThat(home.status().problem()).contains(Problem.STARTING);
        assertThat(catalog(home).entities()).containsOnlyKeys(LIGHT);
        fake.expose("light.kitchen", "light.old");
        fake.runs("RUNNING");
        await().until(() -> home.status().problem().isEmpty());
        assertThat(catalog(home).entities()).containsOnlyKeys(LIGHT, OLD);
    }

    @Test
    void theKnownCatalogueStaysWhileHomeAssistantStarts() {
        HomeAssistant home = connect();
        HomeCatalog before = catalog(home);
        fake.runs("NOT_RUNNING");
        fake.result("get_services", Map.of());
        fake.states.remove("light.old");
        fake.cut();
        problem(home, Problem.STARTING);
        live(home);
        assertThat(catalog(home)).isSameAs(before);
        assertThat(home.snapshot().orElseThrow().states()).containsOnlyKeys(LIGHT);
        fake.runs("RUNNING");
        see(home, snapshot -> snapshot.catalog().services().isEmpty());
        assertThat(catalog(home).entities()).containsOnlyKeys(LIGHT);
    }

    @Test
    void whileHomeAssistantIsAwayItsLastStatesAreShownForTenMinutes() {
        HomeAssistant home = connect();
        Instant lost = clock.instant();
        fake.stop();
        await().until(() -> home.status().link() == Link.DOWN);
        clock.move(Duration.ofMinutes(9));
        HomeSnapshot snapshot = home.snapshot().orElseThrow();
        assertThat(snapshot.source()).isEqualTo(Source.LAST_KNOWN);
        assertThat(snapshot.asOf()).isEqualTo(lost);
        assertThat(snapshot.states()).containsOnlyKeys(LIGHT, OLD);
        clock.move(Duration.ofMinutes(2));
        assertThat(home.snapshot().orElseThrow().states()).isEmpty();
        assertThat(home.snapshot().orElseThrow().catalog()).isSameAs(snapshot.catalog());
        fails(home::fresh, Code.UNREACHABLE, "");
        fake.startAgain();
        see(home, now -> now.source() == Source.LIVE);
    }

    @Test
    void restStandsInWhileOnlyTheSocketIsAway() {
        HomeAssistant home = connect();
        fake.socketThere = false;
        fake.states.put("light.kitchen", FakeHomeAssistant.state("on", "Lamp"));
        fake.cut();
        await().until(() -> home.status().link() == Link.POLLING);
        HomeSnapshot polled = home.snapshot().orElseThrow();
        assertThat(polled.source()).isEqualTo(Source.POLLED);
        assertThat(polled.state(LIGHT).orElseThrow().value()).isEqualTo("on");
        assertThat(polled.states()).containsOnlyKeys(LIGHT, OLD);
        assertThat(polled.state(LIGHT).orElseThrow().changed()).isEqualTo(Instant.parse("2026-11-23T01:02:03.5Z"));

        fake.states.put("light.kitchen", FakeHomeAssistant.state("off", "Lamp"));
        assertThat(home.fresh().state(LIGHT).orElseThrow().value()).isEqualTo("off");

        fake.socketThere = true;
        see(home, snapshot -> snapshot.source() == Source.LIVE);
    }

    @Test
    void polledStatesAreKeptForTenMinutesAndReadAnewOnlyForWhoWaits() throws Exception {
        HomeAssistant home = connect();
        fake.socketThere = false;
        fake.cut();
        await().until(() -> home.status().link() == Link.POLLING);
        long before = readings();
        for (int attempts = 0; attempts < 3; attempts++) {
            fake.requests.clear();
            while (!"/api/".equals(fake.requests.take())) {
                assertThat(readings()).isLessThanOrEqualTo(before);
            }
        }
        assertThat(readings()).isZero();
        fake.states.put("light.kitchen", FakeHomeAssistant.state("on", "Lamp"));
        see(home, is(LIGHT, "on"));
        assertThat(readings()).isPositive();
        fake.requests.clear();
        clock.move(Duration.ofMinutes(11));
        await().until(() -> readings() > 0);
    }

    private long readings() {
        return fake.requests.stream().filter("/api/states"::equals).count();
    }

    @Test
    void servicesAreCalledOverRestWhileOnlyTheSocketIsAway() {
        HomeAssistant home = connect();
        fake.socketThere = false;
        fake.cut();
        await().until(() -> home.status().link() == Link.POLLING);
        home.call(call("turn_on"));
        assertThat(fake.commands)
                .contains(Map.of(
                        "type",
                        "/api/services/light/turn_on",
                        "body",
                        Map.of("brightness", 3, "entity_id", List.of("light.kitchen"))));
        fails(() -> home.call(call("sing")), Code.REFUSED, "It cannot sing");
        assertThat(home.call(new ServiceCall("todo", "get_items", List.of(), Map.of()))
                        .response())
                .containsKey("todo.x");
        assertThat(fake.requests).contains("/api/services/todo/get_items?return_response");
    }

    @Test
    void nothingIsShownOverRestWhereNoExposureIsKnown() {
        fake.socketThere = false;
        HomeAssistant home = home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK);
        await().until(() -> home.status().link() == Link.POLLING);
        assertThat(home.snapshot()).isEmpty();
        fails(home::fresh, Code.UNREACHABLE, "not known");
        assertThat(home.await(_ -> true, Duration.ofMillis(100))).isEmpty();
        assertThat(readings()).isZero();
    }

    @Test
    void theCatalogueOutlivesARestart() throws IOException {
        HomeAssistant first = connect();
        HomeCatalog known = catalog(first);
        await().until(() -> Files.exists(kept()));
        first.close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rw-------");
        fake.stop();
        HomeAssistant second = home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK);
        HomeSnapshot snapshot = second.snapshot().orElseThrow();
        assertThat(snapshot.source()).isEqualTo(Source.LAST_KNOWN);
        assertThat(snapshot.catalog()).isEqualTo(known);
        assertThat(snapshot.states()).isEmpty();
        fake.startAgain();
        see(second, now -> now.source() == Source.LIVE);
        live(second);
        assertThat(catalog(second)).isSameAs(snapshot.catalog());
    }

    private static final Map<String, Object> CAPABLE = Map.of(
            "friendly_name", "Lamp",
            "supported_color_modes", List.of("color_temp"),
            "min_color_temp_kelvin", 2200,
            "max_color_temp_kelvin", 6500,
            "supported_features", 40);

    private static Map<String, Object> capabilities(HomeAssistant home) {
        return catalog(home).entity(LIGHT).orElseThrow().capabilities();
    }

    private static Map<String, Object> state(String value, Map<String, Object> attributes) {
        return Map.of("s", value, "a", attributes, "c", "context", "lc", 1795399694.5);
    }

    private static Map<String, Object> changed(Map<String, Object> attributes) {
        return Map.of("c", Map.of("light.kitchen", Map.of("+", Map.of("a", attributes, "lu", 1795399700.0))));
    }

    @Test
    void theCatalogueSaysWhatAnEntityCanDoAndKeepsItWhileItIsAway() {
        fake.states.put("light.kitchen", state("on", CAPABLE));
        HomeAssistant home = connect();
        HomeCatalog known = catalog(home);
        assertThat(capabilities(home))
                .containsEntry("max_color_temp_kelvin", 6500)
                .hasSize(4);

        fake.change(Map.of(
                "c",
                Map.of(
                        "light.kitchen",
                        Map.of(
                                "+",
                                Map.of("s", "unavailable", "lc", 1795399700.0),
                                "-",
                                Map.of("a", List.copyOf(CAPABLE.keySet()))))));
        see(home, is(LIGHT, "unavailable"));
        fake.states.put("light.kitchen", state("unavailable", Map.of("restored", true)));
        fake.cut();
        see(
                home,
                snapshot -> snapshot.source() == Source.LIVE
                        && snapshot.state(LIGHT).orElseThrow().attributes().containsKey("restored"));
        live(home);
        assertThat(catalog(home)).isSameAs(known);
    }

    @Test
    void anEntityThatIsNotThereYetAfterARestartCanDoWhatItCould() {
        fake.states.put("light.kitchen", state("on", CAPABLE));
        connect().close();
        fake.states.remove("light.kitchen");
        HomeAssistant home = home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK);
        HomeCatalog kept = catalog(home);
        live(home);
        assertThat(home.snapshot().orElseThrow().states()).doesNotContainKey(LIGHT);
        assertThat(capabilities(home)).hasSize(4);
        assertThat(catalog(home)).isSameAs(kept);
    }

    @Test
    void aNewCapabilityRenewsTheCatalogueAndOneThatFlapsDoesNotDoSoAgain() {
        fake.states.put("light.kitchen", state("on", CAPABLE));
        HomeAssistant home = connect();
        fake.change(changed(Map.of("supported_color_modes", List.of("hs"))));
        see(
                home,
                snapshot -> List.of("color_temp", "hs")
                        .equals(snapshot.catalog()
                                .entity(LIGHT)
                                .orElseThrow()
                                .capabilities()
                                .get("supported_color_modes")));
        HomeCatalog both = catalog(home);
        for (int times = 0; times < 3; times++) {
            fake.change(changed(Map.of("supported_color_modes", List.of("color_temp"), "supported_features", 8)));
            fake.change(changed(Map.of("supported_color_modes", List.of("hs"), "supported_features", 40)));
        }
        // Comes after any renewal for the ones before.
        fake.change(Map.of("c", Map.of("light.old", Map.of("+", Map.of("a", Map.of("friendly_name", "Ancient"))))));
        see(
                home,
                snapshot -> snapshot.catalog().entity(OLD).orElseThrow().name().equals("Ancient"));
        assertThat(catalog(home).entity(LIGHT)).isEqualTo(both.entity(LIGHT));
    }

    @Test
    void whatAnEntityCanDoIsReadOverRestToo() {
        HomeAssistant home = connect();
        assertThat(capabilities(home)).isEmpty();
        fake.socketThere = false;
        fake.states.put("light.kitchen", state("on", CAPABLE));
        fake.cut();
        see(home, snapshot -> snapshot.source() == Source.POLLED);
        HomeCatalog polled = catalog(home);
        assertThat(capabilities(home)).hasSize(4);
        home.fresh();
        assertThat(catalog(home)).isSameAs(polled);
    }

    @Test
    void aKeptCatalogueOfAnEarlierFormIsNotRead() throws IOException {
        connect().close();
        Files.writeString(kept(), Files.readString(kept()).replace("\"form\":3", "\"form\":2"));
        fake.stop();
        assertThat(home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK).snapshot())
                .isEmpty();
        fake.startAgain();
    }

    @Test
    void aKeptCatalogueOfAnotherHomeOrADamagedOneIsNotUsed() throws IOException {
        connect().close();
        URI other = URI.create(fake.url().toString().replace("127.0.0.1", "localhost"));
        fake.stop();
        assertThat(home(other, FakeHomeAssistant.TOKEN, Timings.QUICK).snapshot())
                .isEmpty();
        Files.writeString(kept(), "{\"form\":1,");
        assertThat(home(fake.url(), FakeHomeAssistant.TOKEN, Timings.QUICK).snapshot())
                .isEmpty();
        fake.startAgain();
    }

    @Test
    void aCallSaysWhatToDoWithWhatAndAsksForAResponseOnlyWhereThereIsOne() {
        HomeAssistant home = connect();
        fake.commands.clear();
        assertThat(home.call(call("turn_on")).response()).isEmpty();
        Map<String, Object> sent = fake.commands.poll();
        assertThat(sent)
                .containsEntry("type", "call_service")
                .containsEntry("domain", "light")
                .containsEntry("service", "turn_on")
                .containsEntry("target", Map.of("entity_id", List.of("light.kitchen")))
                .containsEntry("service_data", Map.of("brightness", 3))
                .doesNotContainKey("return_response");
        fake.onCall = _ -> Optional.of(Map.of(
                "success", true, "result", Map.of("response", Map.of("todo.x", Map.of("items", List.of())))));
        assertThat(home.call(new ServiceCall("todo", "get_items", List.of(), Map.of()))
                        .response())
                .containsEntry("todo.x", Map.of("items", List.of()));
        assertThat(fake.commands.poll()).containsEntry("return_response", true).doesNotContainKey("target");
    }

    @Test
    void aRefusedCallCarriesHomeAssistantsWords() {
        HomeAssistant home = connect();
        fake.onCall = _ -> Optional.of(Map.of(
                "success", false, "error", Map.of("code", "home_assistant_error", "message", "The bulb is broken")));
        fails(() -> home.call(call("turn_on")), Code.REFUSED, "The bulb is broken");
    }

    @Test
    void aConnectionThatDiesDuringACallLosesItsAnswerAndTheNextCallWorks() {
        HomeAssistant home = connect();
        fake.onCall = _ -> {
            fake.drop();
            return Optional.of(Map.of());
        };
        fails(() -> home.call(call("turn_on")), Code.ANSWER_LOST, "");
        fake.onCall = _ -> Optional.empty();
        live(home);
        await().untilAsserted(
                        () -> assertThat(home.call(call("turn_on")).response()).isEmpty());
    }

    @Test
    void aCallThatIsNotAnsweredInTimeLosesItsAnswerAndTheConnectionGoesOn() {
        HomeAssistant home =
                connect(Timings.with(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMinutes(1)));
        fake.mute.add("call_service");
        fails(() -> home.call(call("turn_on")), Code.ANSWER_LOST, "did not answer");
        assertThat(fake.connections()).isEqualTo(1);
        fake.change(on(LIGHT));
        see(home, is(LIGHT, "on"));
    }

    @Test
    void aConnectionThatIsDeadWithoutSayingSoIsFoundAndReplaced() throws Exception {
        HomeAssistant home =
                connect(Timings.with(Duration.ofMillis(300), Duration.ofMillis(50), Duration.ofMinutes(1)));
        fake.await("ping");
        fake.mute.add("ping");
        await().until(() -> home.status().link() != Link.LIVE);
        fake.mute.clear();
        live(home);
    }

    @Test
    void aHomeAssistantThatDoesNotGreetIsGivenUpAndTriedAgain() {
        fake.greets = false;
        HomeAssistant home = home(
                fake.url(),
                FakeHomeAssistant.TOKEN,
                Timings.with(Duration.ofMillis(300), Duration.ofSeconds(30), Duration.ofMinutes(1)));
        await().until(() -> home.status().detail().contains("no message within"));
        fake.greets = true;
        live(home);
    }

    @Test
    void closingEndsTheConnectionAndEveryThread() {
        HomeAssistant home = connect();
        home.close();
        await().until(() -> fake.connections() == 0);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("HttpClient")));
        fails(() -> home.call(call("turn_on")), Code.UNREACHABLE, "");
    }

    @Test
    void theTokenIsInNoText() {
        assertThat(new HomeAssistantConfig(fake.url(), "very-secret", kept()).toString())
                .doesNotContain("very-secret");
    }

    @Test
    void theSupervisorsProxyHasItsSocketBesideTheApi() {
        assertThat(Addresses.of(URI.create("http://supervisor/core")))
                .isEqualTo(new Addresses(
                        URI.create("ws://supervisor/core/websocket"), URI.create("http://supervisor/core/api")));
        assertThat(Addresses.of(URI.create("https://home.example:8123/")))
                .isEqualTo(new Addresses(
                        URI.create("wss://home.example:8123/api/websocket"),
                        URI.create("https://home.example:8123/api")));
    }
}
