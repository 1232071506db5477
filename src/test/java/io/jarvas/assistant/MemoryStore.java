package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.History;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conversations in memory, and a disk that can be full.
public final class MemoryStore implements Conversations, TurnLog {
    public record Ended(String answer, String note, End end) {}

    private record Kept(String turn, PromptMessage message) {}

    private final Map<ConversationKey, List<Kept>> messages = new HashMap<>();
    private final Map<ConversationKey, String> notes = new HashMap<>();
    final List<String> accepted = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    boolean full;
    /// It cannot even be read.
    boolean broken;

    @Override
    public synchronized ConversationKey open(Person person, Optional<String> id) {
        ConversationKey key = new ConversationKey(person, id.orElse("c" + messages.size()));
        messages.computeIfAbsent(key, _ -> new ArrayList<>());
        return key;
    }

    @Override
    public synchronized History history(ConversationKey conversation, int last) {
        if (broken) {
            throw new StoreException("the file is gone");
        }
        List<PromptMessage> all = messages.getOrDefault(conversation, List.of()).stream()
                .map(Kept::message)
                .toList();
        return new History(
                all.subList(Math.max(0, all.size() - last), all.size()),
                all.size(),
                notes.getOrDefault(conversation, ""));
    }

    @Override
    public synchronized void accepted(ConversationKey conversation, String turn, String text, Instant at) {
        write();
        accepted.add(text);
    }

    @Override
    public synchronized void appended(ConversationKey conversation, String turn, PromptMessage message) {
        write();
        messages.computeIfAbsent(conversation, _ -> new ArrayList<>()).add(new Kept(turn, message));
    }

    @Override
    public synchronized void withdrawn(ConversationKey conversation, String turn) {
        write();
        List<Kept> all = messages.getOrDefault(conversation, List.of());
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).turn().equals(turn)) {
                all.remove(i);
                return;
            }
        }
    }

    @Override
    public synchronized void noted(ConversationKey conversation, String note) {
        write();
        notes.merge(conversation, note, (before, more) -> before.isEmpty() ? more : before + "; " + more);
    }

    @Override
    public synchronized void ended(
            ConversationKey conversation, String turn, String answer, String note, End end, Instant at) {
        write();
        ended.add(new Ended(answer, note, end));
        boolean reachedTheModel = messages.getOrDefault(conversation, List.of()).stream()
                .anyMatch(kept -> kept.turn().equals(turn));
        if (reachedTheModel || !note.isEmpty()) {
            notes.put(conversation, note);
        }
    }

    private void write() {
        if (full) {
            throw new StoreException("the disk is full", new IOException("No space left on device"));
        }
    }
}
