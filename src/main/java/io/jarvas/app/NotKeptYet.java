package io.jarvas.app;

import io.jarvas.conversation.ConversationEdits;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.PastConversations;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PersonalData;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoredConversation;
import io.jarvas.memory.Kept;
import io.jarvas.memory.Memories;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Stands where the store will: finds nothing, remembers nothing, and says so where something is to be changed.
final class NotKeptYet implements PastConversations, ConversationEdits, PersonalData, Memories {
    private static StoreException refuse() {
        return new StoreException("There is no store for this yet.");
    }

    @Override
    public List<ConversationSummary> page(Person person, String words, Optional<String> before, int most) {
        return List.of();
    }

    @Override
    public Optional<StoredConversation> find(ConversationKey conversation) {
        return Optional.empty();
    }

    @Override
    public boolean rename(ConversationKey conversation, String title) {
        throw refuse();
    }

    @Override
    public boolean delete(ConversationKey conversation) {
        throw refuse();
    }

    @Override
    public void erase(Person person) {
        throw refuse();
    }

    @Override
    public void expire(Instant before) {
        throw refuse();
    }

    @Override
    public List<Memory> page(Person person, Optional<String> before, int most) {
        return List.of();
    }

    @Override
    public Kept keep(Person person, Scope scope, String text, Source source) {
        return new Kept.Off();
    }

    @Override
    public Kept edit(Editor editor, String id, Optional<Scope> scope, Optional<String> text) {
        return new Kept.Unknown();
    }

    @Override
    public boolean forget(Editor editor, String id) {
        return false;
    }

    @Override
    public boolean wanted(Person person) {
        return false;
    }

    @Override
    public void want(Person person, boolean wanted) {
        throw refuse();
    }
}
