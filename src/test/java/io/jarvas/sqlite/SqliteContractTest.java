package io.jarvas.sqlite;

import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.ConversationsContract;
import io.jarvas.conversation.TurnLog;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class SqliteContractTest extends ConversationsContract {
    @TempDir
    private Path directory;

    private Database database;
    private SqliteConversations conversations;

    @BeforeEach
    void open() {
        database = Database.open(directory.resolve("jarvas.db"));
        conversations = new SqliteConversations(database, InstantSource.system());
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected Conversations conversations() {
        return conversations;
    }

    @Override
    protected TurnLog log() {
        return conversations;
    }
}
