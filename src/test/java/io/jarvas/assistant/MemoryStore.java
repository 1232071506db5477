package io.jarvas.assistant;

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
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Conversations in memory, and a disk that can be full.
public final class MemoryStore implements Conversations, TurnLog {
    public record Ended(String answer, String note, End end) {}

    private record Kept(String turn, PromptMessage message) {}

    private static final class Turn {
        private final NewTurn taken;
        private final Optional<Turn> parent;
        private boolean current = true;
        private Optional<String> told = Optional.empty();
        private String answer = "";
        private StoredTurn.State state = StoredTurn.State.ACCEPTED;
        private Optional<Instant> ended = Optional.empty();

        private Turn(NewTurn taken, Optional<Turn> parent) {
            this.taken = taken;
            this.parent = parent;
        }
    }

    private static final class Conversation {
        private final List<Turn> turns = new ArrayList<>();
        private final List<Kept> messages = new ArrayList<>();
        private String note = "";

        private Optional<Turn> turn(String id) {
            return turns.stream().filter(turn -> turn.taken.id().equals(id)).findFirst();
        }

        private List<Turn> current() {
            return turns.stream().filter(turn -> turn.current).toList();
        }

        /// Of a turn that nobody has taken in, everything is current: tests write histories that way.
        private List<Kept> shown() {
            return messages.stream()
                    .filter(kept -> turn(kept.turn()).map(turn -> turn.current).orElse(true))
                    .toList();
        }

        private boolean reached(String turn) {
            return messages.stream().anyMatch(kept -> kept.turn().equals(turn));
        }
    }

    private final Map<ConversationKey, Conversation> conversations = new HashMap<>();
    final List<String> accepted = new ArrayList<>();
    final List<Ended> ended = new ArrayList<>();
    boolean full;
    /// It cannot even be read.
    boolean broken;

    @Override
    public synchronized ConversationKey open(Person person, Optional<String> id) {
        ConversationKey key = new ConversationKey(person, id.orElse("c" + conversations.size()));
        conversations.computeIfAbsent(key, _ -> new Conversation());
        return key;
    }

    @Override
    public synchronized History history(ConversationKey conversation, int last) {
        if (broken) {
            throw new StoreException("the file is gone");
        }
        Conversation kept = conversations.getOrDefault(conversation, new Conversation());
        List<PromptMessage> all = kept.shown().stream().map(Kept::message).toList();
        return new History(all.subList(Math.max(0, all.size() - last), all.size()), all.size(), kept.note);
    }

    @Override
    public synchronized Optional<StoredTurn> turn(Person person, String messageId) {
        if (broken) {
            throw new StoreException("the file is gone");
        }
        return conversations.entrySet().stream()
                .filter(one -> one.getKey().person().equals(person))
                .flatMap(one -> one.getValue().turns.stream()
                        .filter(turn -> turn.taken.messageId().equals(Optional.of(messageId)))
                        .map(turn -> new StoredTurn(
                                one.getKey(),
                                turn.taken.id(),
                                turn.taken.text(),
                                turn.answer,
                                turn.state,
                                turn.current,
                                turn.taken.at(),
                                turn.ended)))
                .findFirst();
    }

    @Override
    public synchronized void accepted(ConversationKey conversation, NewTurn turn) {
        write();
        Conversation kept = conversations.get(conversation);
        if (kept == null
                || conversations.values().stream()
                        .anyMatch(other -> other.turn(turn.id()).isPresent())
                || turn.messageId()
                        .flatMap(id -> turn(conversation.person(), id))
                        .isPresent()) {
            throw new StoreException("refused");
        }
        Optional<Turn> replaced = turn.replaces().map(id -> kept.turn(id).orElseThrow(NoSuchTurnException::new));
        List<Turn> current = kept.current();
        Optional<Turn> newest = current.isEmpty() ? Optional.empty() : Optional.of(current.getLast());
        Turn taken = new Turn(turn, replaced.isPresent() ? replaced.get().parent : newest);
        replaced.ifPresent(left -> {
            kept.note = (left.current
                            ? current.subList(current.indexOf(left), current.size()).stream()
                            : List.of(left).stream())
                    .flatMap(one -> one.told.stream())
                    .findFirst()
                    .orElse(kept.note);
            kept.turns.forEach(one -> one.current = false);
            for (Optional<Turn> one = taken.parent; one.isPresent(); one = one.get().parent) {
                one.get().current = true;
            }
        });
        kept.turns.add(taken);
        accepted.add(turn.text());
    }

    @Override
    public synchronized void appended(ConversationKey conversation, String turn, PromptMessage message) {
        write();
        conversations
                .computeIfAbsent(conversation, _ -> new Conversation())
                .messages
                .add(new Kept(turn, message));
    }

    @Override
    public synchronized void withdrawn(ConversationKey conversation, String turn) {
        write();
        List<Kept> all = conversations.getOrDefault(conversation, new Conversation()).messages;
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
        Conversation kept = conversations.get(conversation);
        if (kept != null) {
            kept.note = TurnLog.notes(kept.note, note);
        }
    }

    @Override
    public synchronized void ended(ConversationKey conversation, String turn, Ending ending) {
        write();
        Conversation kept = Objects.requireNonNullElseGet(conversations.get(conversation), Conversation::new);
        Turn one = kept.turn(turn).orElseThrow(() -> new StoreException("no such turn"));
        ended.add(new Ended(ending.answer(), ending.note(), ending.end()));
        one.answer = ending.answer();
        one.state = switch (ending.end()) {
            case WHOLE -> StoredTurn.State.WHOLE;
            case CUT_SHORT -> StoredTurn.State.CUT_SHORT;
        };
        one.ended = Optional.of(ending.at());
        if (one.current && kept.reached(turn) && one.told.isEmpty()) {
            one.told = Optional.of(ending.told());
        }
        if (one.current) {
            kept.note = kept.reached(turn) ? ending.noteAfter(kept.note) : TurnLog.notes(kept.note, ending.note());
        }
    }

    private void write() {
        if (full) {
            throw new StoreException("the disk is full", new IOException("No space left on device"));
        }
    }
}
