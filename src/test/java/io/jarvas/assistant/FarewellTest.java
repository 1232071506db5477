package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.jarvas.MovedClock;
import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.CallRunner;
import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.action.FakeHome;
import io.jarvas.action.MemorySchedules;
import io.jarvas.action.Reaction;
import io.jarvas.action.Schedule;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedConversations;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.home.ServiceResult;
import io.jarvas.language.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class FarewellTest {
    private static final Person OTHER = new Person("ha:other");
    private static final String UNLOCK = """
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "lock", "service": "unlock", "data": {"entity_id": "lock.front_door"}}}
            """;
    private static final String LIGHT_ON = """
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_on", "data": {"entity_id": "light.hall"}}}
            """;

    private final MovedClock clock = new MovedClock(Instant.parse("2026-11-23T14:05:00Z"));
    private final FakeHome home = new FakeHome()
            .floor("ground", "Ground floor")
            .area("hall", "Hall", "ground")
            .named("lock.front_door", "Front Door", "locked", Map.of(), "hall")
            .named("light.hall", "Hall Light", "off", Map.of(), "hall")
            .services("lock.unlock", "lock.lock", "light.turn_on", "light.turn_off");
    private final ScriptedModel model = new ScriptedModel();
    private final RememberedConversations store = new RememberedConversations(clock);
    private final MemorySchedules schedules = new MemorySchedules();
    /// What was done, for whom: `off in an hour: executed`.
    private final List<String> noted = new CopyOnWriteArrayList<>();

    private final Door door = Doors.of(
            home,
            new CallRunner.Limits(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(1)),
            schedules,
            entry -> noted.add(entry.asked() + ": " + entry.outcome()),
            clock);
    private final Assistant assistant = new Assistant(
            new Assistant.Parts(home, model, door, door, store, store, TokenRatios.NONE, _ -> {}, clock),
            new Assistant.Limits(8, 8, Optional.empty()));
    private final Farewell farewell =
            new Farewell(new Farewell.Parts(assistant, door, store, store, () -> store.deeds.add("audited"), () -> {}));

    @AfterEach
    void close() {
        assistant.close();
        door.close();
    }

    @Test
    void everythingOfAPersonEndsBeforeItIsErased() throws Exception {
        schedules.add(schedule("s1", Person.LOCAL));
        schedules.add(schedule("s2", OTHER));
        door.start();
        model.writes("I will.\n", UNLOCK).ends();
        LiveTurnsTest.Told asked =
                begin(Person.LOCAL, "c", "unlock the front door").join();
        String question = question(asked);
        LiveTurnsTest.Told running = begin(Person.LOCAL, "d", "tell me a story");
        model.writes("Once ");
        await().until(() -> running.has(TurnEvent.Text.class));
        String turn = running.turn();

        farewell.erase(Person.LOCAL);
        running.join();

        assertThat(store.deeds).endsWith("ended " + turn, "audited", "erased local");
        assertThat(running.done().finished()).isFalse();
        assertThat(store.find(new ConversationKey(Person.LOCAL, "c"))).isEmpty();
        assertThat(store.find(new ConversationKey(Person.LOCAL, "d"))).isEmpty();
        assertThat(door.scheduler().of(Person.LOCAL)).isEmpty();
        assertThat(door.scheduler().of(OTHER)).hasSize(1);
        assertThat(schedules.open()).extracting(Schedule::id).containsExactly("s2");
        assertThat(door.confirm(question, Person.LOCAL, Optional.empty())).isEqualTo(new Reaction.Unknown(question));
        assertThat(home.calls).isEmpty();
        assertThat(assistant.following().cancel(Person.LOCAL, turn)).isFalse();
    }

    @Test
    void anActionThatHasBegunRunsToItsEndBeforeAnythingIsErased() throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        home.answer = call -> {
            acting.countDown();
            awaitQuietly(mayEnd);
            call.targets().forEach(target -> home.set(target.value(), "on"));
            return new ServiceResult(Map.of());
        };
        LiveTurnsTest.Told running = begin(Person.LOCAL, "c", "turn on the hall light");
        model.writes(LIGHT_ON);
        acting.await();

        Thread erasing = Thread.startVirtualThread(() -> farewell.erase(Person.LOCAL));
        await().until(() -> !model.closed.isEmpty());
        assertThat(store.deeds).noneMatch(deed -> deed.startsWith("erased"));
        mayEnd.countDown();
        erasing.join();
        running.join();

        assertThat(store.deeds).endsWith("ended " + running.turn(), "audited", "erased local");
    }

    @Test
    void aTapThatHasBegunRunsToItsEndBeforeAnythingIsErased() throws Exception {
        model.writes("I will.\n", UNLOCK).ends();
        String question =
                question(begin(Person.LOCAL, "c", "unlock the front door").join());
        TapAnswers taps = new TapAnswers(assistant, new NoLog());

        whileItActs("unlocked", () -> taps.confirm(Person.LOCAL, question, Optional.empty(), Language.ENGLISH));

        assertThat(noted).last().isEqualTo("unlock the front door: executed");
    }

    @Test
    void whatTheClockHasBegunRunsToItsEndBeforeAnythingIsErased() throws Exception {
        schedules.add(schedule("s1", Person.LOCAL));
        door.start();

        whileItActs("off", () -> clock.move(Duration.ofHours(1)));

        assertThat(noted).containsExactly("off in an hour: already");
        assertThat(door.scheduler().of(Person.LOCAL)).isEmpty();
    }

    @Test
    void aMessageWithAnIdIsTakenInWhileATapRuns() throws Exception {
        model.writes("I will.\n", UNLOCK).ends();
        String question =
                question(begin(Person.LOCAL, "c", "unlock the front door").join());
        TapAnswers taps = new TapAnswers(assistant, new NoLog());
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        home.answer = call -> acts(call, "unlocked", acting, mayEnd);
        Thread tap = Thread.startVirtualThread(
                () -> taps.confirm(Person.LOCAL, question, Optional.empty(), Language.ENGLISH));
        acting.await();
        model.writes("Hello.").ends();

        LiveTurnsTest.Told told = new LiveTurnsTest.Told(() -> assistant.begin(new UserTurn(
                        Person.LOCAL,
                        Optional.of("d"),
                        "hello",
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("m1"),
                        Optional.empty(),
                        Duration.ZERO)))
                .join();

        assertThat(told.text()).isEqualTo("Hello.");
        mayEnd.countDown();
        tap.join();
    }

    /// Erases while something acts, and looks at the log when the person is forgotten.
    private void whileItActs(String state, Runnable acts) throws Exception {
        CountDownLatch acting = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        home.answer = call -> acts(call, state, acting, mayEnd);
        Thread doing = Thread.startVirtualThread(acts);
        acting.await();

        List<String> atErasure = new CopyOnWriteArrayList<>();
        Farewell leaving = new Farewell(
                new Farewell.Parts(assistant, door, store, store, () -> atErasure.addAll(noted), () -> {}));
        Thread erasing = Thread.startVirtualThread(() -> leaving.erase(Person.LOCAL));
        await().until(() -> erasing.getState() == Thread.State.WAITING
                || erasing.getState() == Thread.State.TIMED_WAITING
                || erasing.getState() == Thread.State.TERMINATED);
        assertThat(store.deeds).noneMatch(deed -> deed.startsWith("erased"));
        mayEnd.countDown();
        erasing.join();
        doing.join();

        assertThat(store.deeds).endsWith("erased local");
        assertThat(atErasure).isNotEmpty().isEqualTo(noted);
    }

    private ServiceResult acts(ServiceCall call, String state, CountDownLatch acting, CountDownLatch mayEnd) {
        acting.countDown();
        awaitQuietly(mayEnd);
        call.targets().forEach(target -> home.set(target.value(), state));
        return new ServiceResult(Map.of());
    }

    private static String question(LiveTurnsTest.Told asked) {
        return asked.events.stream()
                .filter(TurnEvent.Confirmation.class::isInstance)
                .map(event -> ((TurnEvent.Confirmation) event).id())
                .findFirst()
                .orElseThrow();
    }

    private static final class NoLog implements AuditLog {
        @Override
        public void write(AuditEntry entry) {}

        @Override
        public Optional<AuditEntry> find(String id, Person person) {
            return Optional.empty();
        }

        @Override
        public List<AuditEntry> page(Optional<Person> person, Optional<String> before, int most) {
            return List.of();
        }

        @Override
        public List<AuditEntry> of(ConversationKey conversation) {
            return List.of();
        }

        @Override
        public void forgetBefore(Instant before) {}
    }

    @Test
    void aMessageThatComesMeanwhileIsTakenInAfterwards() throws Exception {
        CountDownLatch erasing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Runnable audited = () -> {
            erasing.countDown();
            awaitQuietly(goOn);
        };
        Farewell slow = new Farewell(new Farewell.Parts(assistant, door, store, store, audited, () -> {}));
        Thread leaving = Thread.startVirtualThread(() -> slow.erase(Person.LOCAL));
        erasing.await();
        model.writes("Theirs.").ends();
        begin(OTHER, "c", "hello").join();
        model.writes("Hello again.").ends();
        LiveTurnsTest.Told next = begin(Person.LOCAL, "c", "hello");
        assertThat(next.events).isEmpty();
        goOn.countDown();
        leaving.join();

        assertThat(next.join().text()).isEqualTo("Hello again.");
        assertThat(store.deeds.indexOf("erased local")).isLessThan(store.deeds.indexOf("accepted " + next.turn()));
        assertThat(store.find(new ConversationKey(Person.LOCAL, "c"))).isPresent();
    }

    @Test
    void aTurnThatIsForgottenWritesNothingDownAnyMore() throws Exception {
        RunningTurn turn = assistant.begin(new UserTurn(
                Person.LOCAL, Optional.of("c"), "hello", List.of(), List.of(), Optional.empty(), Optional.empty()));
        // Nobody runs it, so it cannot end.
        LiveTurns live = (LiveTurns) assistant.following();
        live.end(key -> key.person().equals(Person.LOCAL), Duration.ZERO);
        store.deeds.clear();
        model.writes("Hello.").ends();

        LiveTurnsTest.Told told = new LiveTurnsTest.Told(() -> turn).join();

        assertThat(store.deeds).isEmpty();
        assertThat(told.events).noneMatch(TurnEvent.Problem.class::isInstance);
    }

    @Test
    void aConversationThatIsDeletedEndsFirstAndTheOthersGoOn() throws Exception {
        LiveTurnsTest.Told gone = begin(Person.LOCAL, "c", "tell me a story");
        model.writes("Once ");
        await().until(() -> gone.has(TurnEvent.Text.class));

        assertThat(farewell.delete(Person.LOCAL, "c")).isTrue();

        gone.join();
        assertThat(store.deeds).endsWith("ended " + gone.turn(), "deleted c");
        assertThat(farewell.delete(Person.LOCAL, "c")).isFalse();
        model.writes("Hello.").ends();
        assertThat(begin(Person.LOCAL, "d", "hello").join().done().finished()).isTrue();
        assertThat(farewell.delete(OTHER, "d")).isFalse();
        assertThat(store.find(new ConversationKey(Person.LOCAL, "d"))).isPresent();
    }

    @Test
    void whatCannotBeErasedIsSaidAndMessagesAreTakenInAgain() throws Exception {
        Runnable audited = () -> {
            throw new StoreException("the disk");
        };
        Farewell broken = new Farewell(new Farewell.Parts(assistant, door, store, store, audited, () -> {}));

        assertThatThrownBy(() -> broken.erase(Person.LOCAL)).isInstanceOf(StoreException.class);
        model.writes("Hello.").ends();
        assertThat(begin(Person.LOCAL, "c", "hello").join().done().finished()).isTrue();
    }

    private LiveTurnsTest.Told begin(Person person, String conversation, String text) {
        return new LiveTurnsTest.Told(() -> assistant.begin(new UserTurn(
                person, Optional.of(conversation), text, List.of(), List.of(), Optional.empty(), Optional.empty())));
    }

    private Schedule schedule(String id, Person person) {
        return new Schedule(
                id,
                new ConversationKey(person, "c"),
                "off in an hour",
                new ServiceCall("light", "turn_off", List.of(new EntityId("light.hall")), Map.of()),
                false,
                clock.instant().plusSeconds(3_600),
                Schedule.State.WAITING);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
