package io.jarvas.sqlite;

import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.ConversationTitle;
import io.jarvas.conversation.PastConversations;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoredConversation;
import io.jarvas.conversation.StoredTurn;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/// A person's conversations, found again in SQLite. Every statement names the person. Safe to use from any thread.
///
/// A page goes by when a conversation was written in last. Where the conversation that a page begins after was deleted
/// meanwhile, the page is empty; where it was written in meanwhile, it begins after its new place.
public final class SqlitePastConversations implements PastConversations, ConversationEdits {
    private static final System.Logger LOGGER = System.getLogger(SqlitePastConversations.class.getName());

    /// How many words of a turn a hit shows.
    private static final int HIT_WORDS = 16;

    private static final String SUMMARY = """
            SELECT conversation.id, title, created_ms, coalesce(newest_ms, created_ms) AS newest_ms,
                (SELECT count(*) FROM turn
                    WHERE turn.person = conversation.person AND turn.conversation = conversation.id
                        AND turn.current = 1) AS turns,
                (SELECT substr(text, 1, 1000) FROM turn
                    WHERE turn.person = conversation.person AND turn.conversation = conversation.id
                        AND turn.current = 1 ORDER BY turn.number LIMIT 1) AS first,
                %s AS found
            FROM conversation
            """;

    private final Database database;

    public SqlitePastConversations(Database database) {
        this.database = database;
    }

    @Override
    public List<ConversationSummary> page(Person person, String words, Optional<String> before, int most) {
        if (words.isBlank()) {
            return database.read(handle -> page(handle, "", SUMMARY.formatted("0"), person, before, most).stream()
                    .map(Row::summary)
                    .toList());
        }
        Optional<String> match = SearchWords.match(words);
        if (match.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> found(handle, match.get(), person, before, most));
    }

    @Override
    public Optional<StoredConversation> find(ConversationKey conversation) {
        return database.read(handle -> handle.createQuery(SUMMARY.formatted("0")
                        + "WHERE conversation.person = :person AND conversation.id = :conversation")
                .bind("person", conversation.person().id())
                .bind("conversation", conversation.id())
                .map(Row::of)
                .findOne()
                .map(row -> new StoredConversation(row.summary(), turns(handle, conversation))));
    }

    @Override
    public boolean rename(ConversationKey conversation, String title) {
        return database.transaction(handle -> handle.createUpdate(
                                "UPDATE conversation SET title = :title WHERE person = :person AND id = :conversation")
                        .bind("title", title)
                        .bind("person", conversation.person().id())
                        .bind("conversation", conversation.id())
                        .execute())
                == 1;
    }

    @Override
    public boolean delete(ConversationKey conversation) {
        boolean deleted = database.transaction(handle -> Forgetting.conversation(handle, conversation));
        if (deleted) {
            try {
                database.wipe();
            } catch (StoreException e) {
                // It is in no list and no search any more; the next one that is deleted takes the traces along.
                LOGGER.log(System.Logger.Level.WARNING, "traces of a deleted conversation are left in the file", e);
            }
        }
        return deleted;
    }

    private static List<StoredTurn> turns(Handle handle, ConversationKey conversation) {
        return handle.createQuery("SELECT " + TurnRows.COLUMNS
                        + " FROM turn WHERE person = :person AND conversation = :conversation ORDER BY number")
                .bind("person", conversation.person().id())
                .bind("conversation", conversation.id())
                .map(TurnRows::turn)
                .list();
    }

    /// The newest turn of each conversation that has the words, and where it has them.
    private static List<ConversationSummary> found(
            Handle handle, String match, Person person, Optional<String> before, int most) {
        // The join goes from the words to the turns: the other way round it would read every turn.
        String found = """
                WITH hit AS MATERIALIZED (
                    SELECT turn.conversation, max(turn.number) AS number
                    FROM turn_words CROSS JOIN turn ON turn.number = turn_words.rowid
                    WHERE turn_words MATCH :match AND turn.person = :person
                    GROUP BY turn.conversation)
                """;
        List<Row> rows = page(
                handle,
                match,
                found + SUMMARY.formatted("hit.number") + "JOIN hit ON hit.conversation = conversation.id ",
                person,
                before,
                most);
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<Long, String> places = new HashMap<>();
        handle.createQuery("""
                        SELECT rowid, snippet(turn_words, -1, :begins, :ends, '…', :words) FROM turn_words
                        WHERE turn_words MATCH :match AND +rowid IN (<numbers>)""")
                .bind("begins", String.valueOf(ConversationSummary.HIT_BEGINS))
                .bind("ends", String.valueOf(ConversationSummary.HIT_ENDS))
                .bind("words", HIT_WORDS)
                .bind("match", match)
                .bindList("numbers", rows.stream().map(Row::found).toList())
                .map((row, _) -> Map.entry(row.getLong(1), row.getString(2)))
                .forEach(place -> places.put(place.getKey(), place.getValue()));
        return rows.stream()
                .map(row -> row.summary(places.getOrDefault(row.found(), "")))
                .toList();
    }

    private static List<Row> page(
            Handle handle, String match, String select, Person person, Optional<String> before, int most) {
        String after = before.isEmpty()
                ? ""
                : " AND (newest_ms, conversation.id)"
                        + " < (SELECT newest_ms, id FROM conversation WHERE person = :person AND id = :before)";
        Query query = handle.createQuery(select + "WHERE conversation.person = :person AND newest_ms IS NOT NULL"
                        + after + " ORDER BY conversation.newest_ms DESC, conversation.id DESC LIMIT :most")
                .bind("person", person.id())
                .bind("most", most);
        before.ifPresent(id -> query.bind("before", id));
        if (!match.isEmpty()) {
            query.bind("match", match);
        }
        return query.map(Row::of).list();
    }

    /// @param found the number of the turn that has the words
    private record Row(String id, String title, Instant created, Instant newest, int turns, String first, long found) {
        private static Row of(ResultSet row, StatementContext context) throws SQLException {
            return new Row(
                    row.getString("id"),
                    row.getString("title"),
                    Instant.ofEpochMilli(row.getLong("created_ms")),
                    Instant.ofEpochMilli(row.getLong("newest_ms")),
                    row.getInt("turns"),
                    Optional.ofNullable(row.getString("first")).orElse(""),
                    row.getLong("found"));
        }

        private ConversationSummary summary() {
            return summary("");
        }

        private ConversationSummary summary(String hit) {
            return new ConversationSummary(
                    id,
                    title.isEmpty() ? ConversationTitle.of(first) : title,
                    created,
                    newest,
                    turns,
                    hit.replaceAll("\\s+", " ").strip());
        }
    }
}
