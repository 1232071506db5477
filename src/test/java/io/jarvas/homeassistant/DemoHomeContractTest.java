package io.jarvas.homeassistant;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeContract;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;

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
}
