package io.jarvas.homeassistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeContract;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The contract, on a real Home Assistant with its demo integration.
@Tag("peers")
class RealHomeAssistantTest extends HomeContract {
    @Override
    protected URI url() {
        return URI.create(System.getenv("JARVAS_TEST_HA_URL"));
    }

    @Override
    protected String token() {
        return System.getenv("JARVAS_TEST_HA_TOKEN");
    }

    @Override
    protected EntityId light() {
        return new EntityId("light.kitchen_lights");
    }

    @Override
    protected EntityId cover() {
        return new EntityId("cover.hall_window");
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
        return new EntityId("lock.poorly_installed_door");
    }

    /// The camera is not exposed there.
    @Override
    protected byte[] picture() {
        RestApi rest = new RestApi(Addresses.of(url()).api(), token(), Duration.ofSeconds(3));
        try (rest) {
            return rest.picture(new EntityId("camera.demo_camera"), 1 << 20, Duration.ofSeconds(10));
        }
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
    void theDemoHomeDescribesItsServicesAsThisOneDoes() {
        try (DemoHome demo = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                Observer there = new Observer(demo.uri(), demo.token())) {
            Descriptions.read(there.ask("get_services", Map.of()).object())
                    .forEach((id, service) ->
                            assertThat(snapshot().catalog().services()).containsEntry(id, service));
        }
    }
}
