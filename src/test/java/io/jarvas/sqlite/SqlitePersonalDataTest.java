package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.Schedule;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.home.EntityId;
import io.jarvas.home.ServiceCall;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlitePersonalDataTest {
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
    /// Stands in whatever is hers.
    private static final String HERS = "xylomarimba";

    private static final Person ANA = new Person("ha:" + HERS);
    private static final Person RUI = new Person("ha:rui");
    private static final String HIS = "clavichord";

    @TempDir
    private Path directory;

    private Database database;
    private SqliteConversations conversations;
    private SqlitePastConversations past;
    private SqliteSchedules schedules;
    private SqliteAudit audit;
    private SqliteMemories memories;
    private SqlitePersonalData data;
    private int turns;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        conversations = new SqliteConversations(database, InstantSource.fixed(NOW));
        past = new SqlitePastConversations(database);
        schedules = new SqliteSchedules(database, InstantSource.fixed(NOW));
        audit = new SqliteAudit(database);
        memories = new SqliteMemories(database, InstantSource.fixed(NOW));
        data = new SqlitePersonalData(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void nothingOfAPersonIsLeftInAnyFile() throws Exception {
        fill();
        Database.backup(directory.resolve("jarvas.db"));
        Files.writeString(directory.resolve("jarvas.db.damaged-20261128T101112Z"), HERS);
        Files.writeString(directory.resolve("jarvas.db.damaged-20261128T101112Z-wal"), HERS);
        Files.writeString(directory.resolve("jarvas.db.newer-20261128T101112Z-2"), HERS);
        Files.writeString(directory.resolve("jarvas.db.before-2"), HERS);
        assertThat(Bytes.filesWith(directory, HERS)).hasSizeGreaterThan(5);

        data.erase(ANA);

        assertThat(Bytes.filesWith(directory, HERS)).isEmpty();
        database.close();
        assertThat(Bytes.filesWith(directory, HERS)).isEmpty();
    }

    @Test
    void whatIsOthersStays() throws Exception {
        fill();
        List<ConversationSummary> before = past.page(RUI, "", Optional.empty(), 100);

        data.erase(ANA);

        assertThat(past.page(RUI, "", Optional.empty(), 100)).isEqualTo(before);
        assertThat(past.page(RUI, HIS, Optional.empty(), 100)).hasSize(before.size());
        assertThat(past.page(ANA, "", Optional.empty(), 100)).isEmpty();
        assertThat(schedules.open())
                .extracting(one -> one.conversation().person())
                .containsOnly(RUI);
        assertThat(database.<String>transaction(handle -> handle.createQuery("PRAGMA integrity_check")
                        .mapTo(String.class)
                        .one()))
                .isEqualTo("ok");
    }

    @Test
    void theAuditLogKeepsWhatHappenedWithoutSayingWho() {
        fill();

        data.erase(ANA);

        assertThat(audit.page(Optional.of(ANA), Optional.empty(), 10)).isEmpty();
        List<AuditEntry> all = audit.page(Optional.empty(), Optional.empty(), 10);
        assertThat(all).hasSize(4);
        assertThat(all.stream().filter(entry -> entry.conversation().person().equals(Person.NOBODY)))
                .hasSize(2)
                .allSatisfy(entry -> {
                    assertThat(entry.conversation().id()).isEmpty();
                    assertThat(entry.turn()).isEmpty();
                    assertThat(entry.asked()).isEmpty();
                })
                .anySatisfy(entry -> {
                    assertThat(entry.calls())
                            .containsExactly(new AuditEntry.Call("light.turn_on", List.of("light.kitchen")));
                    assertThat(entry.changes()).containsExactly(new AuditEntry.Change("light.kitchen", "off", "on"));
                    assertThat(entry.arguments()).containsEntry("service", "turn_on");
                });
    }

    @Test
    void aPersonWhoWasForgottenCanComeBack() {
        fill();
        data.erase(ANA);

        say(ANA, "c0", "hello again", NOW);

        assertThat(past.page(ANA, "hello", Optional.empty(), 10)).hasSize(1);
        data.erase(ANA);
        data.erase(new Person("ha:unknown"));
    }

    @Test
    void theWordsOfADeletedConversationLeaveTheAuditLogToo() throws Exception {
        say(RUI, "c1", HIS, NOW);
        audit.write(entry(RUI, "c1", HIS));
        assertThat(Bytes.filesWith(directory, HIS)).isNotEmpty();

        past.delete(new ConversationKey(RUI, "c1"));

        assertThat(Bytes.filesWith(directory, HIS)).isEmpty();
        assertThat(audit.page(Optional.of(RUI), Optional.empty(), 10))
                .singleElement()
                .extracting(AuditEntry::service)
                .isEqualTo("light.turn_on");
    }

    @Test
    void conversationsInWhichNothingWasWrittenForLongAreForgotten() {
        for (int i = 0; i < 12; i++) {
            say(ANA, "old" + i, "old", NOW.minusSeconds(100 + i));
        }
        say(ANA, "new", "old", NOW.minusSeconds(100));
        say(ANA, "new", "new", NOW);
        conversations.open(ANA, Optional.of("empty"));

        data.expire(NOW.minusSeconds(100));
        assertThat(past.page(ANA, "", Optional.empty(), 100))
                .extracting(ConversationSummary::id)
                .containsExactly("new", "old0");
        data.expire(NOW);
        assertThat(past.page(ANA, "", Optional.empty(), 100))
                .extracting(ConversationSummary::id)
                .containsExactly("new");
        assertThat(past.page(ANA, "old", Optional.empty(), 100)).hasSize(1);
        assertThat(past.find(new ConversationKey(ANA, "empty"))).isPresent();
        data.expire(NOW.plusSeconds(1));
        assertThat(past.find(new ConversationKey(ANA, "empty"))).isEmpty();
    }

    private void fill() {
        for (int i = 0; i < 30; i++) {
            say(i % 2 == 0 ? ANA : RUI, "c" + i / 3, (i % 2 == 0 ? HERS : HIS + " ").repeat(1 + i * 7 % 60), NOW);
        }
        for (Person person : List.of(ANA, RUI)) {
            String word = person.equals(ANA) ? HERS : HIS;
            memories.write(
                    Optional.of(new Memory(
                            "m-" + word,
                            person,
                            Scope.PERSON,
                            "The " + word + " is tuned on Monday",
                            Source.WRITTEN,
                            NOW)),
                    List.of());
            ServiceCall call = new ServiceCall("light", "turn_off", List.of(new EntityId("light.kitchen")), Map.of());
            schedules.add(new Schedule(
                    "s" + schedules.open().size(),
                    new ConversationKey(person, "c0"),
                    word,
                    call,
                    true,
                    NOW.plusSeconds(60),
                    Schedule.State.WAITING));
            audit.write(entry(person, "c0", word));
            audit.write(new AuditEntry(
                    "n" + audit.page(Optional.empty(), Optional.empty(), 10).size(),
                    NOW,
                    new ConversationKey(person, "c0"),
                    "t1",
                    AuditEntry.Origin.MODEL,
                    word,
                    "save_note",
                    Map.of("text", word),
                    "allowed",
                    "answered",
                    "",
                    List.of(),
                    List.of(),
                    Duration.ofMillis(2),
                    false));
        }
    }

    private AuditEntry entry(Person person, String conversation, String word) {
        return new AuditEntry(
                "a" + audit.page(Optional.empty(), Optional.empty(), 10).size(),
                NOW,
                new ConversationKey(person, conversation),
                "t1",
                AuditEntry.Origin.MODEL,
                word,
                "homeassistant_call_service",
                Map.of("domain", "light", "service", "turn_on", "data", Map.of("message", word, "brightness", 5)),
                "allowed",
                "executed",
                "",
                List.of(new AuditEntry.Call("light.turn_on", List.of("light.kitchen"))),
                List.of(new AuditEntry.Change("light.kitchen", "off", "on")),
                Duration.ofMillis(120),
                false);
    }

    private void say(Person person, String id, String text, Instant at) {
        ConversationKey conversation = conversations.open(person, Optional.of(id));
        String turn = "t-" + (person.equals(ANA) ? HERS : HIS) + ++turns;
        conversations.accepted(conversation, new NewTurn(turn, text, at));
        conversations.appended(conversation, turn, new PromptMessage(PromptMessage.Author.PERSON, text));
        conversations.ended(conversation, turn, new TurnLog.Ending(text, "", text, End.WHOLE, at));
    }
}
