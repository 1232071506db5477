package io.jarvas.bench;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.History;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.TurnLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conversations that are kept nowhere but here.
final class MemoryConversations implements Conversations, TurnLog {
    private record Kept(String turn, PromptMessage message) {}

    private final Map<ConversationKey, List<Kept>> messages = new HashMap<>();
    private final Map<ConversationKey, String> notes = new HashMap<>();

    @Override
    public synchronized ConversationKey open(Person person, Optional<String> id) {
        return new ConversationKey(person, id.orElse("c" + messages.size()));
    }

    @Override
    public synchronized History history(ConversationKey conversation, int last) {
        List<PromptMessage> all = messages.getOrDefault(conversation, List.of()).stream()
                .map(Kept::message)
                .toList();
        return new History(
                all.subList(Math.max(0, all.size() - last), all.size()),
                all.size(),
                notes.getOrDefault(conversation, ""));
    }

    @Override
    public void accepted(ConversationKey conversation, String turn, String text, Instant at) {
        // Nothing reads it here.
    }

    @Override
    public synchronized void appended(ConversationKey conversation, String turn, PromptMessage message) {
        messages.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(new Kept(turn, message));
    }

    @Override
    public synchronized void withdrawn(ConversationKey conversation, String turn) {
        List<Kept> all = messages.getOrDefault(conversation, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).turn().equals(turn)) {
                all.remove(i);
                return;
            }
        }
    }

    @Override
    public synchronized void ended(
            ConversationKey conversation, String turn, String answer, String note, End end, Instant at) {
        notes.put(conversation, note);
    }
}
