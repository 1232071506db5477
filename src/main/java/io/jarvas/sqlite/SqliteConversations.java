package io.jarvas.sqlite;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.History;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.NoSuchTurnException;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.conversation.TurnLog;
import io.jarvas.conversation.Ulid;
import io.jarvas.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;

/// Conversations in SQLite. Every statement names the person, so nobody meets what is another's. Safe to use
/// from any thread.
public final class SqliteConversations implements Conversations, TurnLog {
    private final Database database;
    private final InstantSource clock;

    public SqliteConversations(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public ConversationKey open(Person person, Optional<String> id) {
        Instant now = clock.instant();
        ConversationKey conversation = new ConversationKey(person, id.orElseGet(() -> Ulid.at(now)));
        return database.transaction(handle -> {
            if (id.isEmpty() || !exists(handle, conversation)) {
                handle.createUpdate("INSERT INTO person (id, created_ms) VALUES (:person, :now) ON CONFLICT DO NOTHING")
                        .bind("person", person.id())
                        .bind("now", now.toEpochMilli())
                        .execute();
                of(
                                conversation,
                                handle.createUpdate(
                                        "INSERT INTO conversation (person, id, created_ms) VALUES (:person, :conversation, :now)"))
                        .bind("now", now.toEpochMilli())
                        .execute();
            }
            return conversation;
        });
    }

    @Override
    public History history(ConversationKey conversation, int last) {
        return database.lookUp(handle -> {
            String note = note(handle, conversation);
            int total =
                    of(conversation, handle.createQuery("""
                            SELECT count(*) FROM prompt_message
                            WHERE person = :person AND conversation = :conversation AND current = 1""")).mapTo(int.class).one();
            List<PromptMessage> newest = of(conversation, handle.createQuery("""
                            SELECT author, content, images FROM prompt_message
                            WHERE person = :person AND conversation = :conversation AND current = 1
                            ORDER BY ordinal DESC LIMIT :last"""))
                    .bind("last", last)
                    .map(SqliteConversations::message)
                    .list();
            return new History(newest.reversed(), total, note);
        });
    }

    @Override
    public Optional<StoredTurn> turn(Person person, String messageId) {
        return database.lookUp(handle -> handle.createQuery(
                        "SELECT " + TurnRows.COLUMNS + " FROM turn WHERE person = :person AND message_id = :message")
                .bind("person", person.id())
                .bind("message", messageId)
                .map(TurnRows::turn)
                .findOne());
    }

    @Override
    public void accepted(ConversationKey conversation, NewTurn turn) {
        database.transaction(handle -> {
            Optional<Replaced> replaced = turn.replaces().map(id -> replaced(handle, conversation, id));
            replaced.ifPresent(left -> tellAgain(handle, conversation, left));
            Optional<Long> parent = replaced.isPresent()
                    ? replaced.get().parent()
                    : of(conversation, handle.createQuery("""
                                    SELECT number FROM turn
                                    WHERE person = :person AND conversation = :conversation AND current = 1
                                    ORDER BY number DESC LIMIT 1"""))
                            .mapTo(Long.class)
                            .findOne();
            of(conversation, handle.createUpdate("""
                            INSERT INTO turn (id, person, conversation, message_id, parent, accepted_ms, text)
                            VALUES (:turn, :person, :conversation, :message, :parent, :at, :text)"""))
                    .bind("turn", turn.id())
                    .bind("message", turn.messageId())
                    .bind("parent", parent)
                    .bind("at", turn.at().toEpochMilli())
                    .bind("text", turn.text())
                    .execute();
            return replaced.isPresent() ? goOnFrom(handle, conversation, turn.id()) : 0;
        });
    }

    /// A turn in whose place another one comes.
    private record Replaced(long number, Optional<Long> parent, boolean current) {}

    private static Replaced replaced(Handle handle, ConversationKey conversation, String id) {
        return of(conversation, handle.createQuery("""
                        SELECT number, parent, current FROM turn
                        WHERE person = :person AND conversation = :conversation AND id = :turn"""))
                .bind("turn", id)
                .map((row, _) -> {
                    long parent = row.getLong("parent");
                    return new Replaced(
                            row.getLong("number"),
                            row.wasNull() ? Optional.empty() : Optional.of(parent),
                            row.getBoolean("current"));
                })
                .findOne()
                .orElseThrow(NoSuchTurnException::new);
    }

    /// The model will see the conversation as it was before the turn that is left aside: what it was told
    /// with that turn, or with the first one after it that reached it, is to be told once more.
    private static void tellAgain(Handle handle, ConversationKey conversation, Replaced left) {
        of(conversation, handle.createUpdate("""
                        UPDATE conversation SET note = coalesce((
                            SELECT told FROM turn
                            WHERE person = :person AND conversation = :conversation AND told IS NOT NULL
                                AND (number = :number OR (:current AND current = 1 AND number > :number))
                            ORDER BY number LIMIT 1), note)
                        WHERE person = :person AND id = :conversation"""))
                .bind("number", left.number())
                .bind("current", left.current() ? 1 : 0)
                .execute();
    }

    /// The turn and those that it continues are current, and no others.
    private static int goOnFrom(Handle handle, ConversationKey conversation, String turn) {
        return of(conversation, handle.createUpdate("""
                        WITH RECURSIVE path (number, parent) AS (
                            SELECT number, parent FROM turn WHERE id = :turn
                            UNION ALL
                            SELECT turn.number, turn.parent FROM path JOIN turn ON turn.number = path.parent)
                        UPDATE turn SET current = 1 - current
                        WHERE person = :person AND conversation = :conversation
                            AND current <> (number IN (SELECT number FROM path))""")).bind("turn", turn).execute();
    }

    @Override
    public void appended(ConversationKey conversation, String turn, PromptMessage message) {
        database.transaction(handle -> of(conversation, handle.createUpdate("""
                        INSERT INTO prompt_message (person, conversation, ordinal, turn, author, content, images, current)
                        SELECT :person, :conversation, coalesce(max(ordinal), 0) + 1, :turn, :author, :content, :images,
                            coalesce((SELECT current FROM turn WHERE id = :turn), 1)
                        FROM prompt_message WHERE person = :person AND conversation = :conversation"""))
                .bind("turn", turn)
                .bind("author", stored(message.author()))
                .bind("content", message.content())
                .bind("images", Json.text(message.images()))
                .execute());
    }

    @Override
    public void withdrawn(ConversationKey conversation, String turn) {
        database.transaction(handle ->
                of(conversation, handle.createUpdate("""
                        DELETE FROM prompt_message
                        WHERE person = :person AND conversation = :conversation AND ordinal = (
                            SELECT max(ordinal) FROM prompt_message
                            WHERE person = :person AND conversation = :conversation AND turn = :turn)""")).bind("turn", turn).execute());
    }

    @Override
    public void ended(ConversationKey conversation, String turn, Ending ending) {
        database.transaction(handle -> {
            int turns = of(conversation, handle.createUpdate("""
                            UPDATE turn SET answer = :answer, state = :end, ended_ms = :at
                            WHERE person = :person AND conversation = :conversation AND id = :turn"""))
                    .bind("turn", turn)
                    .bind("answer", ending.answer())
                    .bind("end", stored(ending.end()))
                    .bind("at", ending.at().toEpochMilli())
                    .execute();
            if (turns == 0) {
                throw new StoreException("The turn that ended is not in the database.");
            }
            return turnIs(handle, conversation, turn, "current = 1") ? leave(handle, conversation, turn, ending) : 0;
        });
    }

    /// A turn that never reached the model leaves the note that is still to be told; one that another came in
    /// the place of has nothing to tell.
    private static int leave(Handle handle, ConversationKey conversation, String turn, Ending ending) {
        boolean reached = turnIs(handle, conversation, turn, """
                EXISTS (SELECT 1 FROM prompt_message AS message
                    WHERE message.person = :person AND message.conversation = :conversation AND message.turn = :turn)""");
        if (reached) {
            handle.createUpdate("UPDATE turn SET told = :told WHERE id = :turn AND told IS NULL")
                    .bind("turn", turn)
                    .bind("told", ending.told())
                    .execute();
        }
        String before = note(handle, conversation);
        return of(
                        conversation,
                        handle.createUpdate(
                                "UPDATE conversation SET note = :note WHERE person = :person AND id = :conversation"))
                .bind("note", reached ? ending.noteAfter(before) : TurnLog.notes(before, ending.note()))
                .execute();
    }

    private static boolean turnIs(Handle handle, ConversationKey conversation, String turn, String condition) {
        return of(
                        conversation,
                        handle.createQuery(
                                "SELECT 1 FROM turn WHERE person = :person AND conversation = :conversation AND id = :turn AND "
                                        + condition))
                .bind("turn", turn)
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    @Override
    public void noted(ConversationKey conversation, String note) {
        database.transaction(handle -> of(
                        conversation,
                        handle.createUpdate(
                                "UPDATE conversation SET note = :note WHERE person = :person AND id = :conversation"))
                .bind("note", TurnLog.notes(note(handle, conversation), note))
                .execute());
    }

    private static String note(Handle handle, ConversationKey conversation) {
        return of(
                        conversation,
                        handle.createQuery(
                                "SELECT note FROM conversation WHERE person = :person AND id = :conversation"))
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static boolean exists(Handle handle, ConversationKey conversation) {
        return of(
                        conversation,
                        handle.createQuery("SELECT 1 FROM conversation WHERE person = :person AND id = :conversation"))
                .mapTo(int.class)
                .findOne()
                .isPresent();
    }

    private static <S extends SqlStatement<S>> S of(ConversationKey conversation, S statement) {
        return statement.bind("person", conversation.person().id()).bind("conversation", conversation.id());
    }

    private static PromptMessage message(ResultSet row, StatementContext context) throws SQLException {
        List<String> images = ((List<?>) Json.value(row.getString("images")))
                .stream().map(String.class::cast).toList();
        return new PromptMessage(author(row.getString("author")), row.getString("content"), images);
    }

    private static String stored(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static PromptMessage.Author author(String stored) {
        return PromptMessage.Author.valueOf(stored.toUpperCase(Locale.ROOT));
    }
}
