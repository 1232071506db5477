package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.action.AuditEntry.Change;
import io.jarvas.action.AuditEntry.Origin;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.HomeEvents;
import io.jarvas.home.HomeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-23T18:30:00Z");

    private final MemoryLog log = new MemoryLog();
    private final List<Map<String, Object>> fired = new CopyOnWriteArrayList<>();
    private volatile HomeEvents home = (type, data) -> {
        assertThat(type).isEqualTo("jarvas_action");
        fired.add(data);
    };
    private final MovedClock clock = new MovedClock(NOW);
    private final AuditTrail trail = new AuditTrail(
            log, (type, data) -> home.fire(type, data), Duration.ofDays(90), clock, Duration.ofMillis(5));

    @AfterEach
    void close() {
        log.broken = false;
        log.slow.countDown();
        trail.close();
    }

    @Test
    void entriesAreWrittenInTheirOrder() {
        IntStream.range(0, 500).forEach(i -> trail.accept(entry("a" + i, "already")));
        trail.close();
        assertThat(log.ids()).containsExactlyElementsOf(names(0, 500));
    }

    @Test
    void aSlowDiskDelaysNobody() {
        log.slow = new CountDownLatch(1);
        IntStream.range(0, 100).forEach(i -> trail.accept(entry("a" + i, "already")));
        assertThat(log.ids()).isEmpty();
        log.slow.countDown();
        trail.close();
        assertThat(log.ids()).hasSize(100);
    }

    @Test
    void nothingIsLostWhileTheDiskIsFull() {
        log.broken = true;
        IntStream.range(0, 100).forEach(i -> trail.accept(entry("a" + i, "already")));
        await().until(() -> log.failures.get() > 2);
        log.broken = false;
        await().untilAsserted(() -> assertThat(log.ids()).containsExactlyElementsOf(names(0, 100)));
    }

    @Test
    void whatWaitsForADiskIsBounded() {
        log.broken = true;
        IntStream.range(0, AuditTrail.BACKLOG + 10).forEach(i -> trail.accept(entry("a" + i, "already")));
        log.broken = false;
        trail.accept(entry("last", "already"));
        trail.close();
        assertThat(log.ids())
                .hasSizeBetween(AuditTrail.BACKLOG, AuditTrail.BACKLOG + 1)
                .startsWith("a0", "a1");
    }

    @Test
    void anEntryThatCannotBeWrittenAtAllStandsInNobodysWay() {
        log.poison = "a";
        trail.accept(entry("a", "already"));
        trail.accept(entry("b", "already"));
        trail.close();
        assertThat(log.ids()).containsExactly("b");
    }

    @Test
    void aDiskThatStaysFullDoesNotHoldUpTheEnd() {
        log.broken = true;
        trail.accept(entry("a", "already"));
        trail.close();
        assertThat(log.ids()).isEmpty();
    }

    @Test
    void whatIsTooOldIsForgottenAtTheStart() {
        await().untilAsserted(() -> assertThat(log.forgotten).containsExactly(NOW.minus(Duration.ofDays(90))));
    }

    @Test
    void anActionThatCameAboutIsTheHomesEventWithoutTheWords() {
        trail.accept(new AuditEntry(
                "a",
                NOW,
                new ConversationKey(new Person("ha:8f0c"), "c"),
                "t",
                Origin.MODEL,
                "the words",
                "homeassistant_call_service",
                Map.of("data", Map.of("code", "1234")),
                "allowed",
                "executed",
                "",
                List.of(new AuditEntry.Call("light.turn_on", List.of("light.a", "light.b"))),
                List.of(new Change("light.a", "off", "on")),
                Duration.ofMillis(5),
                false));
        await().untilAsserted(() -> assertThat(fired).hasSize(1));
        assertThat(fired.getFirst())
                .isEqualTo(Map.of(
                        "action_id", "a",
                        "outcome", "executed",
                        "tool", "homeassistant_call_service",
                        "service", "light.turn_on",
                        "entity_id", List.of("light.a", "light.b"),
                        "changes", List.of(Map.of("entity_id", "light.a", "from", "off", "to", "on")),
                        "person", "8f0c",
                        "conversation_id", "c",
                        "turn_id", "t",
                        "origin", "model"));
    }

    @Test
    void onlyWhatWasDoneInTheHouseIsAnEvent() {
        Change change = new Change("light.a", "off", "on");
        List.of("already", "denied", "malformed", "needs_confirmation", "failed")
                .forEach(outcome -> trail.accept(entry("no-" + outcome, outcome, "light.turn_on", Origin.MODEL)));
        trail.accept(entry("no-call", "executed", "", Origin.MODEL));
        trail.accept(entry("sent", "sent", "button.press", Origin.SCHEDULE));
        trail.accept(entry("undo-of-a-plan", "executed", "", Origin.UNDO));
        trail.accept(entry("undo", "executed", "scene.apply", Origin.UNDO, change));
        trail.accept(entry("partly", "failed", "light.turn_on", Origin.MODEL, change));
        await().untilAsserted(() -> assertThat(fired)
                .extracting(event -> event.get("action_id"))
                .containsExactly("sent", "undo", "partly"));
        assertThat(fired.get(0)).containsEntry("origin", "schedule").containsEntry("person", "token:panel");
        assertThat(fired.get(1)).containsEntry("origin", "undo").containsEntry("entity_id", List.of("light.a"));
    }

    @Test
    void anUndoIsAnEventForEachServiceThatItCalled() {
        Change light = new Change("light.a", "off", "on");
        Change lock = new Change("lock.a", "locked", "unlocked");
        List<AuditEntry.Call> calls = List.of(
                new AuditEntry.Call("scene.apply", List.of("light.a")),
                new AuditEntry.Call("lock.unlock", List.of("lock.a")));
        trail.accept(entry("undo", "executed", calls, Origin.UNDO, light, lock));
        trail.accept(entry("partly", "failed", calls, Origin.UNDO, lock));
        await().untilAsserted(() -> assertThat(fired)
                .extracting(
                        event -> event.get("action_id"), event -> event.get("service"), event -> event.get("entity_id"))
                .containsExactly(
                        tuple("undo", "scene.apply", List.of("light.a")),
                        tuple("undo", "lock.unlock", List.of("lock.a")),
                        tuple("partly", "lock.unlock", List.of("lock.a"))));
        assertThat(fired.get(1))
                .containsEntry("changes", List.of(Map.of("entity_id", "lock.a", "from", "locked", "to", "unlocked")));
    }

    @Test
    void aHomeThatIsAwayMissesItsEventsAndNothingElseHappens() {
        HomeEvents back = home;
        CountDownLatch missed = new CountDownLatch(1);
        home = (_, _) -> {
            missed.countDown();
            throw new HomeException(HomeException.Code.UNREACHABLE, "gone");
        };
        trail.accept(entry("a", "sent", "button.press", Origin.MODEL));
        FakeHome.await(missed);
        home = back;
        trail.accept(entry("b", "sent", "button.press", Origin.MODEL));
        await().untilAsserted(() -> assertThat(log.ids()).containsExactly("a", "b"));
        await().untilAsserted(() ->
                assertThat(fired).extracting(event -> event.get("action_id")).containsExactly("b"));
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "a" + i).toList();
    }

    private static AuditEntry entry(String id, String outcome) {
        return entry(id, outcome, "light.turn_on", Origin.MODEL);
    }

    private static AuditEntry entry(String id, String outcome, String service, Origin origin, Change... changes) {
        List<AuditEntry.Call> calls = service.isEmpty() ? List.of() : List.of(new AuditEntry.Call(service, List.of()));
        return entry(id, outcome, calls, origin, changes);
    }

    private static AuditEntry entry(
            String id, String outcome, List<AuditEntry.Call> calls, Origin origin, Change... changes) {
        return new AuditEntry(
                id,
                NOW,
                new ConversationKey(new Person("token:panel"), "c"),
                "t",
                origin,
                "do it",
                "tool",
                Map.of(),
                "allowed",
                outcome,
                "",
                calls,
                List.of(changes),
                Duration.ZERO,
                false);
    }

    /// A disk that may be slow, or full.
    private static final class MemoryLog implements AuditLog {
        private final List<AuditEntry> written = new CopyOnWriteArrayList<>();
        private final List<Instant> forgotten = new CopyOnWriteArrayList<>();
        private volatile boolean broken;
        private final AtomicInteger failures = new AtomicInteger();
        private volatile String poison = "";
        private volatile CountDownLatch slow = new CountDownLatch(0);

        private List<String> ids() {
            return written.stream().map(AuditEntry::id).toList();
        }

        @Override
        public void write(AuditEntry entry) {
            FakeHome.await(slow);
            if (broken) {
                failures.incrementAndGet();
                throw new StoreException("the disk is full");
            }
            if (entry.id().equals(poison)) {
                throw new IllegalStateException("cannot be written");
            }
            written.add(entry);
        }

        @Override
        public Optional<AuditEntry> find(String id, Person person) {
            return written.stream()
                    .filter(entry -> entry.id().equals(id)
                            && entry.conversation().person().equals(person))
                    .findFirst();
        }

        @Override
        public List<AuditEntry> of(ConversationKey conversation) {
            return written;
        }

        @Override
        public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
            return written.reversed();
        }

        @Override
        public void forgetBefore(Instant before) {
            forgotten.add(before);
        }
    }
}
