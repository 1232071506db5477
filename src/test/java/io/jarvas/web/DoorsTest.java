package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedAccessTokens;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoorsTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LAN = InetAddress.ofLiteral("192.168.1.20");
    private static final WebConfig CONFIG = new WebConfig(
            new WebConfig.Listener("0.0.0.0", 8099),
            Optional.empty(),
            WebConfig.Mode.DIRECT,
            Optional.of("right"),
            Optional.of(URI.create("https://jarvas.example/")),
            List.of("https://Dashboard.example/"),
            Optional.empty());

    private final RememberedAccessTokens tokens = new RememberedAccessTokens();
    private final Tickets tickets = new Tickets(InstantSource.system(), new TokenHolders(CONFIG.apiToken(), tokens));

    @Test
    void thisMachineNeedsNoToken() {
        assertThat(alone().signIn(knock(LOOPBACK, "host: localhost:8099"))).isEqualTo(Person.LOCAL);
        assertThat(alone().signIn(knock(LOOPBACK, "host: 127.0.0.1"))).isEqualTo(Person.LOCAL);
        assertThat(alone().signIn(knock(InetAddress.ofLiteral("::1"), "host: [::1]:8099")))
                .isEqualTo(Person.LOCAL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: jarvas.example",
                "host: 192.168.1.4:8099",
                "host: localhost.evil.example",
                "host: localhost; x-forwarded-for: 192.168.1.20",
                "host: localhost; x-forwarded-host: jarvas.example",
                "host: localhost; x-forwarded-proto: https",
                "host: localhost; forwarded: for=192.168.1.20",
                "host: localhost; x-real-ip: 192.168.1.20",
                "host: localhost; authorization: Bearer wrong",
                "host: localhost; authorization: ",
                "host: localhost; user-agent: Mozilla/5.0"
            })
    void onlyWhoCertainlySitsThereIsThisMachine(String headers) {
        assertRefused(401, () -> alone().signIn(knock(LOOPBACK, headers.split("; "))));
    }

    @Test
    void aBrowserThatSaysWhereItsRequestComesFromIsThisMachine() {
        assertThat(alone().signIn(knock(
                        LOOPBACK, "host: localhost", "user-agent: Mozilla/5.0", "sec-fetch-site: same-origin")))
                .isEqualTo(Person.LOCAL);
    }

    @Test
    void behindAPublicAddressThisMachineNeedsATokenToo() {
        assertRefused(401, () -> direct().signIn(knock(LOOPBACK, "host: localhost:8099")));
        assertThat(direct().signIn(knock(LOOPBACK, "host: localhost", "authorization: Bearer right"))
                        .id())
                .isEqualTo("token:api");
    }

    @Test
    void beyondThisMachineATokenIsNeeded() {
        assertRefused(401, () -> alone().signIn(knock(LAN, "host: localhost")));
        assertThat(alone().signIn(knock(LAN, "host: 192.168.1.4", "authorization: Bearer right"))
                        .id())
                .isEqualTo("token:api");
        assertThat(alone().signIn(knock(LAN, "host: 192.168.1.4", "authorization: bearer  right"))
                        .id())
                .isEqualTo("token:api");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer", "Bearer ", "Bearer righ", "Bearer right2", "Basic right", "right", "Bearer RIGHT"})
    void aTokenThatIsNotOursIsWrong(String authorization) {
        assertRefused(401, () -> alone().signIn(knock(LAN, "host: localhost", "authorization: " + authorization)));
    }

    @Test
    void whereNoTokenIsSetNoneIsRight() {
        WebConfig without = new WebConfig(
                CONFIG.main(),
                Optional.empty(),
                WebConfig.Mode.DIRECT,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty());
        Doors doors = doors(Doors.Listener.DIRECT, without);
        assertRefused(401, () -> doors.signIn(knock(LAN, "host: localhost", "authorization: Bearer ")));
        assertRefused(401, () -> doors.signIn(knock(LAN, "host: localhost", "authorization: Bearer right")));
    }

    @Test
    void aTicketLetsItsPersonInOnce() {
        Person person = new Person("token:api");
        String ticket = tickets.issue(person);

        assertThat(alone().signIn(withTicket(ticket))).isEqualTo(person);
        assertRefused(401, () -> alone().signIn(withTicket(ticket)));
    }

    @Test
    void aWrongTicketIsWrongOnThisMachineToo() {
        assertRefused(401, () -> alone().signIn(withTicket("made-up")));
    }

    @Test
    void theMachinesListenerWantsATokenAlways() {
        Doors api = doors(Doors.Listener.API, CONFIG);
        assertRefused(401, () -> api.signIn(knock(LOOPBACK, "host: localhost")));
        assertThat(api.signIn(knock(LOOPBACK, "host: localhost", "authorization: Bearer right"))
                        .id())
                .isEqualTo("token:api");
    }

    @Test
    void behindIngressThePersonIsTheUserOfHomeAssistant() {
        Doors ingress = doors(Doors.Listener.INGRESS, CONFIG);
        Knock knock = knock(JarvasWeb.SUPERVISOR, "host: ha.example", "x-remote-user-id: 5f2b");
        ingress.checkPeer(knock, false);
        ingress.checkHost(knock);

        assertThat(ingress.signIn(knock)).isEqualTo(new Person("ha:5f2b"));
        assertRefused(403, () -> ingress.signIn(knock(JarvasWeb.SUPERVISOR, "host: ha.example")));
        assertRefused(
                403, () -> ingress.signIn(knock(JarvasWeb.SUPERVISOR, "host: ha", "authorization: Bearer right")));
        assertRefused(
                400,
                () -> ingress.signIn(new Knock(
                        JarvasWeb.SUPERVISOR,
                        "GET",
                        "/",
                        Map.of("x-remote-user-id", List.of("a", "b")),
                        Optional.empty())));
    }

    @Test
    void theIngressListenerAnswersTheSupervisorAlone() {
        Doors ingress = doors(Doors.Listener.INGRESS, CONFIG);
        for (InetAddress other : List.of(LAN, InetAddress.ofLiteral("172.30.32.1"), LOOPBACK)) {
            assertRefused(403, () -> ingress.checkPeer(knock(other), false));
        }
        assertRefused(403, () -> ingress.checkPeer(knock(LAN), true));
        ingress.checkPeer(knock(LOOPBACK), true);
        ingress.checkPeer(knock(JarvasWeb.SUPERVISOR), true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "localhost:1",
                "127.0.0.1:8099",
                "[::1]:8099",
                "192.168.1.4:8099",
                "[fd00::4]",
                "Jarvas.Example",
                "jarvas-box",
                "jarvas-box:8100"
            })
    void theHostIsOneOfOurs(String host) {
        direct().checkHost(knock(LAN, "host: " + host));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8099",
                "127.0.0.1.evil.example",
                "localhost.",
                "localhost:port",
                "a@localhost",
                "localhost/",
                "",
                "[::1",
                "0x7f.1"
            })
    void anyOtherHostIsRefused(String host) {
        assertRefused(421, () -> direct().checkHost(knock(LAN, "host: " + host)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: localhost:8099",
                "host: localhost:8099; origin: http://localhost:8099; sec-fetch-site: same-origin",
                "host: localhost:8099; sec-fetch-site: none",
                "host: localhost; origin: http://localhost:80",
                "host: localhost:8099; origin: https://jarvas.example; sec-fetch-site: same-origin",
                "host: localhost:8099; origin: https://dashboard.example; sec-fetch-site: cross-site"
            })
    void aPageOfOursMayAsk(String headers) {
        direct().checkOrigin(knock(LOOPBACK, headers.split("; ")), false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "host: localhost:8099; origin: https://evil.example",
                "host: localhost:8099; origin: null",
                "host: localhost:8099; origin: http://localhost:9000",
                "host: localhost:8099; origin: https://localhost:8099",
                "host: localhost:8099; origin: http://127.0.0.1:8099",
                "host: localhost:8099; origin: http://localhost:8099; sec-fetch-site: cross-site",
                "host: localhost:8099; sec-fetch-site: cross-site",
                "host: localhost:8099; sec-fetch-site: same-site",
                "host: localhost:8099; origin: http://dashboard.example",
                "host: localhost:8099; origin: https://dashboard.example.evil.example",
                "host: localhost:8099; origin: "
            })
    void aPageElsewhereMayNot(String headers) {
        assertRefused(403, () -> direct().checkOrigin(knock(LOOPBACK, headers.split("; ")), false));
    }

    @ParameterizedTest
    @CsvSource({
        "https://ha.example,ha.example,true",
        "https://ha.example:8443,ha.example:8443,true",
        "http://homeassistant.local:8123,homeassistant.local:8123,true",
        "https://evil.example,ha.example,false",
        "http://homeassistant.local:9000,homeassistant.local:8123,false",
    })
    void behindIngressTheOriginIsThatOfHomeAssistant(String origin, String host, boolean same) {
        Doors ingress = doors(Doors.Listener.INGRESS, CONFIG);
        Knock knock = knock(JarvasWeb.SUPERVISOR, "host: " + host, "origin: " + origin);
        if (same) {
            ingress.checkOrigin(knock, false);
        } else {
            assertRefused(403, () -> ingress.checkOrigin(knock, false));
        }
        Knock proxied =
                knock(JarvasWeb.SUPERVISOR, "host: supervisor", "x-forwarded-host: " + host, "origin: " + origin);
        if (same) {
            ingress.checkOrigin(proxied, false);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "https://ha.example:8443,same-origin,true",
        "https://ha.example:8443,same-site,false",
        "https://ha.example,cross-site,false",
        "https://evil.example,none,false",
    })
    void behindIngressABrowserKnowsBetterThanAProxyWhereItsRequestComesFrom(String origin, String site, boolean same) {
        Doors ingress = doors(Doors.Listener.INGRESS, CONFIG);
        Knock knock = knock(JarvasWeb.SUPERVISOR, "host: ha.example", "origin: " + origin, "sec-fetch-site: " + site);
        if (same) {
            ingress.checkOrigin(knock, false);
        } else {
            assertRefused(403, () -> ingress.checkOrigin(knock, false));
        }
    }

    /// Without a public address.
    private Doors alone() {
        return doors(
                Doors.Listener.DIRECT,
                new WebConfig(
                        CONFIG.main(),
                        CONFIG.api(),
                        CONFIG.mode(),
                        CONFIG.apiToken(),
                        Optional.empty(),
                        CONFIG.origins(),
                        CONFIG.language()));
    }

    private Doors direct() {
        return doors(Doors.Listener.DIRECT, CONFIG);
    }

    private Doors doors(Doors.Listener listener, WebConfig config) {
        return new Doors(
                listener,
                config,
                JarvasWeb.SUPERVISOR,
                Set.of("jarvas-box"),
                new TokenHolders(config.apiToken(), tokens),
                tickets);
    }

    private static Knock withTicket(String ticket) {
        return new Knock(LOOPBACK, "GET", "/api/status", Map.of("host", List.of("localhost")), Optional.of(ticket));
    }

    private static Knock knock(InetAddress peer, String... headers) {
        Map<String, List<String>> map = new HashMap<>();
        Arrays.stream(headers)
                .map(header -> header.split(": ?", 2))
                .forEach(header -> map.put(header[0], List.of(header[1])));
        return new Knock(peer, "GET", "/api/status", map, Optional.empty());
    }

    private static void assertRefused(int status, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(status));
    }
}
