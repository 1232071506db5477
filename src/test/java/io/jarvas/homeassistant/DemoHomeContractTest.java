package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeContract;
import io.jarvas.home.HomeSnapshot;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The contract, on the demo home.
class DemoHomeContractTest extends HomeContract {
    private final DemoHome demo = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);

    @AfterAll
    void stop() {
        demo.close();
    }

    @Override
    protected URI url() {
        return demo.uri();
    }

    @Override
    protected String token() {
        return demo.token();
    }

    @Override
    protected EntityId light() {
        return new EntityId("light.kitchen_lights");
    }

    @Override
    protected EntityId cover() {
        return new EntityId("cover.bedroom_blinds");
    }

    @Override
    protected EntityId sensor() {
        return new EntityId("sensor.outside_temperature");
    }

    @Override
    protected EntityId list() {
        return new EntityId("todo.shopping_list");
    }

    @Override
    protected EntityId hidden() {
        return new EntityId("siren.alarm_siren");
    }

    @Override
    protected byte[] picture() {
        return home().picture(new EntityId("camera.front_door"));
    }

    @Override
    protected EntityId script() {
        return new EntityId("script.good_night");
    }

    @Override
    protected String owner() {
        try (Observer observer = new Observer(url(), token())) {
            return observer.user();
        }
    }

    @Override
    protected Map<String, Object> heard(String type, Runnable action) {
        try (Observer observer = new Observer(url(), token())) {
            return observer.heard(type, action);
        }
    }

    @Test
    void whatAnEntityCanDoIsKeptWhileItIsUnavailable() {
        EntityId blinds = new EntityId("cover.living_room_blinds");
        EntityId lamp = new EntityId("light.bedside_lamp");
        HomeCatalog before = snapshot().catalog();
        demo.unreachable(blinds.value());
        demo.unreachable(lamp.value());
        HomeSnapshot away = home().await(
                        snapshot -> Stream.of(blinds, lamp)
                                .flatMap(id -> snapshot.state(id).stream())
                                .noneMatch(EntityState::available),
                        Duration.ofSeconds(10))
                .orElseThrow();
        assertThat(away.state(blinds).orElseThrow().attributes())
                .containsKey("supported_features")
                .doesNotContainKey("current_position");
        assertThat(away.state(lamp).orElseThrow().attributes())
                .containsKey("supported_color_modes")
                .doesNotContainKey("brightness");
        assertThat(away.catalog()).isSameAs(before);
    }

    @Test
    void whatASceneAndAnAutomationDoCanBeRead() {
        assertThat(home().config(new EntityId("scene.movie_night"))
                        .orElseThrow()
                        .get("entities"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("light.living_room_lights", "light.reading_lamp", "cover.living_room_blinds");
        assertThat(home().config(new EntityId("automation.garden_lights_at_sunset"))
                        .orElseThrow()
                        .toString())
                .contains("light.garden_lights");
    }

    @Test
    void aDayIsRememberedAndAMonthMeasured() {
        Instant now = Instant.now();
        assertThat(home().history(light(), now.minus(Duration.ofDays(1)), now))
                .extracting(EntityState::value)
                .contains("on", "off");
        assertThat(home().history(sensor(), now.minus(Duration.ofDays(1)), now)).hasSizeGreaterThan(50);
        List<Map<String, Object>> days =
                home().statistics(sensor(), now.minus(Duration.ofDays(10)), now, Duration.ofDays(1));
        assertThat(days).hasSize(10);
        assertThat(days).allSatisfy(day -> assertThat((double) day.get("min")).isLessThan((double) day.get("max")));
    }

    @Test
    void whatTheSocketTellsRestTellsToo() {
        RestApi rest = new RestApi(Addresses.of(url()).api(), token(), Duration.ofSeconds(3));
        try (rest) {
            Instant now = Instant.now();
            Records.Piece day = new Records.Piece(sensor(), now.minus(Duration.ofHours(5)), now, true);
            assertThat(rest.history(day, Duration.ofSeconds(10)))
                    .extracting(EntityState::value)
                    .isEqualTo(home().history(sensor(), now.minus(Duration.ofHours(5)), now).stream()
                            .map(EntityState::value)
                            .toList());
        }
    }

    @Test
    void aGuestIsNoAdministrator() {
        try (Observer guest = new Observer(demo.uri(), demo.guestToken())) {
            assertThat(home().administrator(guest.user())).isFalse();
        }
    }
}
