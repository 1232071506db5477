package io.jarvas.sqlite;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The statements that delete what belongs to somebody, in every table. Foreign keys take along what refers to a person
/// or a conversation; what does not is named here.
final class Forgetting {
    /// What the person said stands in an action's arguments too: a note, an item, a text that was to be
    /// spoken. What was called, and on what, stays.
    private static final String ARGUMENTS = """
            CASE WHEN tool = 'homeassistant_call_service' AND json_type(arguments, '$.data') = 'object'
                THEN json_remove(arguments, '$.data.message', '$.data.title', '$.data.text', '$.data.item',
                    '$.data.summary', '$.data.description', '$.data.query', '$.data.media_content_id')
                ELSE '{}' END""";

    private Forgetting() {}

    /// @return whether there was such a conversation
    static boolean conversation(Handle handle, ConversationKey conversation) {
        of(
                        conversation,
                        handle.createUpdate("UPDATE action SET asked = '', arguments = " + ARGUMENTS
                                + " WHERE person = :person AND conversation = :conversation"))
                .execute();
        // What still waits is told of when it is done.
        of(conversation, handle.createUpdate("""
                        DELETE FROM schedule WHERE person = :person AND conversation = :conversation
                            AND state IN ('done', 'cancelled', 'failed', 'missed', 'interrupted')
                            AND (state IN ('done', 'cancelled') OR told = 1)""")).execute();
        return of(
                                conversation,
                                handle.createUpdate(
                                        "DELETE FROM conversation WHERE person = :person AND id = :conversation"))
                        .execute()
                == 1;
    }

    /// The audit log keeps what happened, without saying who.
    static void person(Handle handle, Person person) {
        // Row by row, the index of words would take minutes for years of messages; made anew it takes seconds.
        String trigger = handle.createQuery(
                        "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = 'turn_deleted'")
                .mapTo(String.class)
                .one();
        handle.execute("DROP TRIGGER turn_deleted");
        handle.createUpdate("DELETE FROM person WHERE id = :person")
                .bind("person", person.id())
                .execute();
        handle.execute("INSERT INTO turn_words (turn_words) VALUES ('rebuild')");
        handle.execute(trigger);
        handle.createUpdate("DELETE FROM schedule WHERE person = :person")
                .bind("person", person.id())
                .execute();
        handle.createUpdate("UPDATE action SET person = :nobody, conversation = '', turn = '', asked = '', arguments = "
                        + ARGUMENTS + " WHERE person = :person")
                .bind("nobody", Person.NOBODY.id())
                .bind("person", person.id())
                .execute();
    }

    private static <S extends SqlStatement<S>> S of(ConversationKey conversation, S statement) {
        return statement.bind("person", conversation.person().id()).bind("conversation", conversation.id());
    }
}
