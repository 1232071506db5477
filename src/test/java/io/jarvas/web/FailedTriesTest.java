package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.Person;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FailedTriesTest {
    private static final String GUESS = "Bearer hunter2";
    private static final Person PERSON = new Person("token:api");

    private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
    private long nanos;
    private FailedTries tries = new FailedTries(Duration.ofSeconds(1), waits::add, () -> nanos);

    @Test
    void fiveWrongTokensCostNothingAndEachFurtherOneWaitsLonger() {
        fail("192.168.1.20", 20);

        assertThat(waits)
                .containsExactlyElementsOf(IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 10, 10, 10)
                        .mapToObj(Duration::ofSeconds)
                        .toList());
    }

    @Test
    void aRightTokenNeverWaits() {
        fail("192.168.1.20", 8);
        waits.clear();

        assertThat(tries.attempt(knock("192.168.1.20", GUESS), true, () -> PERSON))
                .isEqualTo(PERSON);
        assertThat(waits).isEmpty();
    }

    @Test
    void anotherAddressDoesNotWait() {
        fail("192.168.1.20", 8);
        waits.clear();

        fail("192.168.1.21", 5);
        assertThat(waits).isEmpty();
    }

    @Test
    void anIpv6NetworkIsOneAddress() {
        fail("fd00::1", 5);
        fail("fd00::2", 1);

        assertThat(waits).hasSize(1);
    }

    @Test
    void afterAMinuteOfQuietAllIsForgotten() {
        fail("192.168.1.20", 8);
        waits.clear();
        nanos += Duration.ofSeconds(61).toNanos();

        fail("192.168.1.20", 5);
        assertThat(waits).isEmpty();
    }

    @Test
    void whatIsTriedOnceMoreIsCountedOnce() {
        for (int i = 0; i < 20; i++) {
            assertThatThrownBy(() -> tries.attempt(knock("192.168.1.20", GUESS), false, FailedTriesTest::wrong))
                    .isInstanceOf(Refusal.class);
        }
        fail("192.168.1.20", 5);
        assertThat(waits).isEmpty();
    }

    @Test
    void onlyAFewWaitAndWhoeverComesThenLearnsNothing() throws Exception {
        CountDownLatch waiting = new CountDownLatch(FailedTries.PLACES);
        CountDownLatch end = new CountDownLatch(1);
        tries = new FailedTries(
                Duration.ofSeconds(1),
                _ -> {
                    waiting.countDown();
                    end.await();
                },
                () -> nanos);
        fail("192.168.1.20", 5);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < FailedTries.PLACES; i++) {
                clients.execute(() -> fail("192.168.1.20", 1));
            }
            waiting.await();

            assertThatThrownBy(() -> tries.attempt(knock("192.168.1.20", GUESS), true, () -> {
                        throw new AssertionError("looked at");
                    }))
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.status()).isEqualTo(429);
                        assertThat(refusal.headers()).containsEntry("Retry-After", "10");
                    });
            String unguessable = "Bearer " + Secret.random().text();
            assertThat(tries.attempt(knock("192.168.1.20", unguessable), true, () -> PERSON))
                    .isEqualTo(PERSON);
            assertThat(tries.attempt(knock("192.168.1.21", GUESS), true, () -> PERSON))
                    .isEqualTo(PERSON);
            assertThat(tries.waiting()).containsExactly(Map.entry("192.168.1.20", FailedTries.PLACES));
            end.countDown();
        }
        assertThat(tries.waiting()).isEmpty();
    }

    @Test
    void theLogHearsOfTheAddressAndTheCountOnceAndOfNoToken() {
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        Logger logger = Logger.getLogger(FailedTries.class.getName());
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        logger.addHandler(handler);
        try {
            fail("192.168.1.20", 7);
            tries.tell();
            tries.tell();
            assertThat(lines)
                    .containsExactly("In the last minute, requests with a wrong token came from 192.168.1.20: 7.");
            lines.clear();
            for (int i = 0; i < 200; i++) {
                fail("10.0.0." + i, 1);
            }
            tries.tell();
            assertThat(lines).hasSize(21);
        } finally {
            logger.removeHandler(handler);
        }
    }

    private void fail(String address, int times) {
        for (int i = 0; i < times; i++) {
            assertThatThrownBy(() -> tries.attempt(knock(address, GUESS), true, FailedTriesTest::wrong))
                    .isInstanceOf(Refusal.class);
        }
    }

    private static Person wrong() {
        throw Refusal.of(401, FailedTries.WRONG);
    }

    private static Knock knock(String address, String authorization) {
        return new Knock(
                InetAddress.ofLiteral(address),
                "GET",
                "/api/status",
                Map.of("authorization", List.of(authorization)),
                Optional.empty());
    }
}
