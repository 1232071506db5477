package io.jarvas.assistant;

import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.ConversationsContract;
import io.jarvas.conversation.TurnLog;

class MemoryStoreTest extends ConversationsContract {
    private final MemoryStore store = new MemoryStore();

    @Override
    protected Conversations conversations() {
        return store;
    }

    @Override
    protected TurnLog log() {
        return store;
    }
}
