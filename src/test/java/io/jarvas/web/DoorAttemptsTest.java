package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.json.Json;
import io.jarvas.web.DoorAttempts.Attempt;
import io.jarvas.web.DoorAttempts.Gate;
import io.jarvas.web.DoorAttempts.Manner;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Attempts at the doors, none of which gets anything.
@Timeout(60)
class DoorAttemptsTest {
    private static final String KEPT = "The spare key lies under the fig tree";
    private static final String MEMORY = "{\"scope\":\"household\",\"text\":\"" + KEPT + "\"}";
    private static final String BOSS = "X-Remote-User-Id: boss";
    private static final WebTimes QUICK = new WebTimes(
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMillis(400),
            Duration.ofMillis(900),
            Duration.ofMillis(1));

    private static Fixture direct;
    private static Fixture addOn;
    private static Map<String, String> ofDirect;
    private static Map<String, String> ofAddOn;

    @BeforeAll
    static void start() throws Exception {
        direct = new Fixture(config -> config, QUICK);
        addOn = new Fixture(Fixture::behindIngress, QUICK);
        ofDirect = prepare(direct, direct.port());
        ofAddOn = prepare(addOn, api());
        assertThat(Raw.post(direct.port(), "/api/memories", MEMORY).status()).isEqualTo(201);
        try (Raw boss = new Raw(addOn.port(), "127.0.0.2")) {
            assertThat(boss.post("/api/memories", MEMORY, BOSS).answer().status())
                    .isEqualTo(201);
        }
    }

    @AfterAll
    static void stop() {
        direct.close();
        addOn.close();
    }

    static List<Attempt> attempts() {
        return DoorAttempts.all();
    }

    @Test
    void thereAreManyAttemptsAtEveryGate() {
        assertThat(attempts()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(attempts()).extracting(Attempt::gate).contains(Gate.values());
    }

    @Test
    void whoeverMayComeInFindsWhatTheOthersLookFor() throws Exception {
        assertThat(Raw.get(direct.port(), "/api/memories").body()).contains(KEPT);
        assertThat(Raw.get(direct.port(), "/api/memories", Fixture.AUTHORIZED).body())
                .contains(KEPT);
        assertThat(Raw.get(api(), "/api/memories", Fixture.AUTHORIZED).body()).contains(KEPT);
        try (Raw boss = new Raw(addOn.port(), "127.0.0.2")) {
            assertThat(boss.send(boss.head("GET", "/api/memories", BOSS) + "\r\n")
                            .answer()
                            .body())
                    .contains(KEPT);
        }
    }

    @ParameterizedTest
    @MethodSource("attempts")
    void itGetsNothing(Attempt attempt) throws Exception {
        Fixture jarvas = attempt.gate() == Gate.DIRECT ? direct : addOn;
        Map<String, String> values = attempt.gate() == Gate.DIRECT ? ofDirect : ofAddOn;
        int port = attempt.gate() == Gate.API ? api() : jarvas.port();
        String request = attempt.request().replace("{port}", String.valueOf(port));
        for (Map.Entry<String, String> value : values.entrySet()) {
            request = request.replace(value.getKey(), value.getValue());
        }

        Optional<Raw.Answer> answer = answer(port, attempt, request);

        answer.ifPresent(given -> {
            assertThat(given.status()).isBetween(400, 499);
            assertThat(given.body()).doesNotContain(KEPT, "CREATE TABLE", "root:");
            values.values().forEach(secret -> assertThat(given.body()).doesNotContain(secret));
        });
        assertThat(answer.isPresent() || attempt.manner() != Manner.WHOLE).isTrue();
        assertThat(jarvas.begun).isEmpty();
        assertThat(jarvas.wishes).isEmpty();
        assertThat(jarvas.actions.asked).isEmpty();
        assertThat(jarvas.tokens.all()).extracting(token -> token.name().text()).containsExactly("spare");
    }

    private static Optional<Raw.Answer> answer(int port, Attempt attempt, String request) throws IOException {
        String from = attempt.gate() == Gate.INGRESS ? "127.0.0.2" : "127.0.0.1";
        try (Raw client = new Raw(port, from)) {
            client.send(request);
            if (attempt.manner() == Manner.HALF) {
                client.endOfRequest();
            }
            return Optional.of(client.answer());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /// Tokens and tickets, right ones and wrong ones.
    private static Map<String, String> prepare(Fixture jarvas, int port) throws Exception {
        Secret revoked = jarvas.tokens.make(new Name("revoked")).orElseThrow();
        Secret spare = jarvas.tokens.make(new Name("spare")).orElseThrow();
        String late = ticket(port, Fixture.TOKEN);
        jarvas.now = jarvas.now.plus(Tickets.VALID);
        String used = ticket(port, Fixture.TOKEN);
        assertThat(Raw.get(port, "/api/me?ticket=" + used).status()).isEqualTo(200);
        String orphan = ticket(port, revoked.text());
        jarvas.tokens.revoke(new Name("revoked"));
        Map<String, String> values = new LinkedHashMap<>();
        values.put("{token}", Fixture.TOKEN);
        values.put("{TOKEN}", Fixture.TOKEN.toUpperCase(Locale.ROOT));
        values.put("{revoked}", revoked.text());
        values.put("{digest}", spare.digest().hex());
        values.put("{late}", late);
        values.put("{used}", used);
        values.put("{orphan}", orphan);
        return values;
    }

    private static String ticket(int port, String token) throws Exception {
        return String.valueOf(Json.object(Raw.post(port, "/api/tickets", "", TokenApiTest.bearer(token))
                        .body())
                .get("ticket"));
    }

    private static int api() {
        return addOn.web.apiPort().orElseThrow();
    }
}
