package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.MovedClock;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WyomingGuardTest {
    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-28T10:00:00Z"));
    private final Map<String, InetAddress> names = new ConcurrentHashMap<>();
    private final AtomicInteger lookups = new AtomicInteger();

    @Test
    void anAppLetsInHomeAssistantAlone() {
        WyomingGuard guard = guard(true, "http://supervisor/core");

        assertThat(guard.test(address("172.30.32.1"))).isTrue();
        assertThat(guard.test(address("fd0c:ac1e:2100::1"))).isTrue();
        for (String other : List.of("172.30.32.2", "172.30.33.7", "192.168.1.20", "127.0.0.1")) {
            assertThat(guard.test(address(other))).as(other).isFalse();
        }
    }

    @Test
    void elsewhereWhereHomeAssistantIsAndWhomTheOwnerNames() {
        names.put("ha.local", address("192.0.2.5"));
        names.put("192.0.2.20", address("192.0.2.20"));
        WyomingGuard guard = guard(false, "http://ha.local:8123", "192.0.2.20");

        assertThat(guard.test(address("192.0.2.5"))).isTrue();
        assertThat(guard.test(address("192.0.2.20"))).isTrue();
        assertThat(guard.test(address("192.0.2.6"))).isFalse();
        assertThat(guard.test(address("127.0.0.1"))).isFalse();
        assertThat(guard.test(address("172.30.32.1"))).isFalse();
    }

    @Test
    void aHomeAssistantOnThisMachineComesByItsOwnAddresses() {
        names.put("localhost", address("127.0.0.1"));
        WyomingGuard guard = guard(false, "http://localhost:8123");

        assertThat(guard.test(address("127.0.0.1"))).isTrue();
        assertThat(guard.test(address("::1"))).isTrue();
        assertThat(guard.test(address("192.0.2.6"))).isFalse();
    }

    @Test
    void aMovedHomeAssistantIsFoundAndAStormOfStrangersLooksUpNothing() {
        names.put("ha.local", address("192.0.2.5"));
        WyomingGuard guard = guard(false, "http://ha.local:8123");
        assertThat(guard.test(address("192.0.2.5"))).isTrue();

        names.put("ha.local", address("192.0.2.6"));
        for (int knock = 0; knock < 100; knock++) {
            assertThat(guard.test(address("192.0.2.6"))).isFalse();
        }
        assertThat(lookups).hasValue(1);

        clock.move(Duration.ofSeconds(11));
        assertThat(guard.test(address("192.0.2.6"))).isTrue();
        assertThat(guard.test(address("192.0.2.5"))).isFalse();
    }

    @Test
    void aNameThatLeadsNowhereForAWhileKeepsItsAddresses() {
        names.put("ha.local", address("192.0.2.5"));
        WyomingGuard guard = guard(false, "http://ha.local:8123");
        assertThat(guard.test(address("192.0.2.5"))).isTrue();

        names.remove("ha.local");
        clock.move(Duration.ofMinutes(6));
        assertThat(guard.test(address("192.0.2.9"))).isFalse();

        assertThat(lookups).hasValue(2);
        assertThat(guard.test(address("192.0.2.5"))).isTrue();
    }

    private WyomingGuard guard(boolean addOn, String home, String... clients) {
        return new WyomingGuard(addOn, URI.create(home), List.of(clients), this::lookUp, clock);
    }

    private List<InetAddress> lookUp(String name) throws UnknownHostException {
        lookups.incrementAndGet();
        InetAddress address = names.get(name);
        if (address == null) {
            throw new UnknownHostException(name);
        }
        return List.of(address);
    }

    private static InetAddress address(String literal) {
        return InetAddress.ofLiteral(literal);
    }
}
