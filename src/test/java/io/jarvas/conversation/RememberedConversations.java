package io.jarvas.conversation;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Conversations in memory.
public final class RememberedConversations
        implements Conversations, TurnLog, PastConversations, ConversationEdits, PersonalData {
    private static final class Turn {
        private final NewTurn asked;
        private final List<PromptMessage> messages = new ArrayList<>();
        private String answer = "";
        private StoredTurn.State state = StoredTurn.State.ACCEPTED;
        private boolean current = true;
        private Optional<Instant> ended = Optional.empty();

        private Turn(NewTurn asked) {
            this.asked = asked;
        }
    }

    private static final class Talk {
        private final Instant created;
        private String title = "";
        private String note = "";
        private final List<Turn> turns = new ArrayList<>();

        private Talk(Instant created) {
            this.created = created;
        }

        private List<Turn> current() {
            return turns.stream().filter(turn -> turn.current).toList();
        }
    }

    private final Clock clock;
    private final Map<ConversationKey, Talk> talks = new LinkedHashMap<>();
    /// What was written, and deleted, in its order: `accepted t1`, `ended t1`, `deleted c1`, `erased local`.
    public final List<String> deeds = new ArrayList<>();

    public RememberedConversations(Clock clock) {
        this.clock = clock;
    }

    private synchronized Talk of(ConversationKey key) {
        Talk talk = talks.get(key);
        if (talk == null) {
            throw new StoreException("no such conversation");
        }
        return talk;
    }

    private static Turn in(Talk talk, String id) {
        return talk.turns.stream()
                .filter(turn -> turn.asked.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new StoreException("no such turn"));
    }

    @Override
    public synchronized ConversationKey open(Person person, Optional<String> id) {
        ConversationKey key = new ConversationKey(person, id.orElseGet(() -> Ulid.at(clock.instant())));
        talks.computeIfAbsent(key, _ -> new Talk(clock.instant()));
        return key;
    }

    @Override
    public synchronized Optional<StoredTurn> turn(Person person, String messageId) {
        return talks.entrySet().stream()
                .filter(talk -> talk.getKey().person().equals(person))
                .flatMap(talk -> talk.getValue().turns.stream()
                        .filter(turn -> turn.asked.messageId().equals(Optional.of(messageId)))
                        .map(turn -> stored(talk.getKey(), turn)))
                .findFirst();
    }

    @Override
    public synchronized History history(ConversationKey conversation, int last) {
        Talk talk = talks.get(conversation);
        if (talk == null) {
            return History.EMPTY;
        }
        List<PromptMessage> all =
                talk.current().stream().flatMap(turn -> turn.messages.stream()).toList();
        return new History(all.subList(Math.max(0, all.size() - last), all.size()), all.size(), talk.note);
    }

    @Override
    public synchronized void accepted(ConversationKey conversation, NewTurn turn) {
        Talk talk = of(conversation);
        if (turn.messageId().flatMap(id -> turn(conversation.person(), id)).isPresent()) {
            throw new StoreException("a message of that id was before");
        }
        turn.replaces().ifPresent(id -> {
            int at = talk.turns.stream().map(old -> old.asked.id()).toList().indexOf(id);
            if (at < 0) {
                throw new NoSuchTurnException();
            }
            talk.turns.subList(at, talk.turns.size()).forEach(old -> old.current = false);
        });
        talk.turns.add(new Turn(turn));
        deeds.add("accepted " + turn.id());
    }

    @Override
    public synchronized void appended(ConversationKey conversation, String turn, PromptMessage message) {
        in(of(conversation), turn).messages.add(message);
        deeds.add("appended " + turn);
    }

    @Override
    public synchronized void withdrawn(ConversationKey conversation, String turn) {
        List<PromptMessage> messages = in(of(conversation), turn).messages;
        if (!messages.isEmpty()) {
            messages.removeLast();
        }
    }

    @Override
    public synchronized void noted(ConversationKey conversation, String note) {
        Talk talk = talks.get(conversation);
        if (talk != null) {
            talk.note = TurnLog.notes(talk.note, note);
        }
    }

    @Override
    public synchronized void ended(ConversationKey conversation, String turn, Ending ending) {
        Talk talk = of(conversation);
        Turn its = in(talk, turn);
        its.answer = ending.answer();
        its.state = switch (ending.end()) {
            case WHOLE -> StoredTurn.State.WHOLE;
            case CUT_SHORT -> StoredTurn.State.CUT_SHORT;
        };
        its.ended = Optional.of(ending.at());
        talk.note = ending.noteAfter(talk.note);
        deeds.add("ended " + turn);
    }

    @Override
    public synchronized List<ConversationSummary> page(Person person, String words, Optional<String> before, int most) {
        List<ConversationSummary> found = talks.keySet().stream()
                .filter(key -> key.person().equals(person))
                .filter(key -> !talks.get(key).turns.isEmpty())
                .map(key -> summary(key, words))
                .filter(summary -> words.isEmpty() || !summary.hit().isEmpty())
                .toList()
                .reversed();
        int from = before.map(id ->
                        found.stream().map(ConversationSummary::id).toList().indexOf(id) + 1)
                .orElse(0);
        return found.subList(from, Math.min(found.size(), from + most));
    }

    private ConversationSummary summary(ConversationKey key, String words) {
        Talk talk = of(key);
        String first = talk.turns.isEmpty() ? "" : talk.turns.getFirst().asked.text();
        Instant newest =
                talk.turns.isEmpty() ? talk.created : talk.turns.getLast().asked.at();
        return new ConversationSummary(
                key.id(),
                talk.title.isEmpty() ? first : talk.title,
                talk.created,
                newest,
                talk.current().size(),
                hit(talk, words));
    }

    private static String hit(Talk talk, String words) {
        if (words.isEmpty()) {
            return "";
        }
        return talk.turns.stream()
                .map(turn -> turn.asked.text() + " " + turn.answer)
                .filter(text -> text.toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT)))
                .map(text -> {
                    int at = text.toLowerCase(Locale.ROOT).indexOf(words.toLowerCase(Locale.ROOT));
                    int end = at + words.length();
                    return text.substring(0, at)
                            + ConversationSummary.HIT_BEGINS
                            + text.substring(at, end)
                            + ConversationSummary.HIT_ENDS
                            + text.substring(end);
                })
                .findFirst()
                .orElse("");
    }

    @Override
    public synchronized Optional<StoredConversation> find(ConversationKey conversation) {
        Talk talk = talks.get(conversation);
        if (talk == null) {
            return Optional.empty();
        }
        return Optional.of(new StoredConversation(
                summary(conversation, ""),
                talk.turns.stream().map(turn -> stored(conversation, turn)).toList()));
    }

    private static StoredTurn stored(ConversationKey key, Turn turn) {
        return new StoredTurn(
                key,
                turn.asked.id(),
                turn.asked.text(),
                turn.answer,
                turn.state,
                turn.current,
                turn.asked.at(),
                turn.ended);
    }

    @Override
    public synchronized boolean rename(ConversationKey conversation, String title) {
        Talk talk = talks.get(conversation);
        if (talk != null) {
            talk.title = title;
        }
        return talk != null;
    }

    @Override
    public synchronized boolean delete(ConversationKey conversation) {
        deeds.add("deleted " + conversation.id());
        return talks.remove(conversation) != null;
    }

    @Override
    public synchronized void erase(Person person) {
        deeds.add("erased " + person.id());
        talks.keySet().removeIf(key -> key.person().equals(person));
    }

    @Override
    public synchronized void expire(Instant before) {
        talks.values().removeIf(talk -> talk.created.isBefore(before));
    }
}
