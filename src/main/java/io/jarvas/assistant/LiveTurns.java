package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/// The turns that run, and for some minutes those that have ended, with their events. Safe to use from any
/// thread.
final class LiveTurns implements Following {
    /// How long the events are kept after the end.
    static final Duration KEPT = Duration.ofMinutes(5);
    /// How many characters the events of ended turns may take; the oldest go first.
    static final long MOST = 4_000_000;

    private record Message(Person person, String id) {}

    private record Entry(LiveTurn turn, Optional<Message> message) {}

    private record Ended(String turn, Instant at, long weight) {}

    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Entry> turns = new HashMap<>();
    private final Map<Message, LiveTurn> messages = new HashMap<>();
    /// The oldest first; some may be forgotten already.
    private final Deque<Ended> ended = new ArrayDeque<>();

    private long weight;

    LiveTurns(InstantSource clock) {
        this.clock = clock;
    }

    /// A turn that was taken in.
    RunningTurn add(AssistantTurn turn, ConversationKey conversation, UserTurn asked) {
        LiveTurn live = new LiveTurn(turn, conversation, asked.resume(), this::over);
        Optional<Message> message = asked.messageId().map(id -> new Message(asked.person(), id));
        lock.lock();
        try {
            sweep();
            turns.put(live.id(), new Entry(live, message));
            message.ifPresent(key -> messages.put(key, live));
        } finally {
            lock.unlock();
        }
        return live.taken();
    }

    /// The turn of a message that comes again, from its first event on.
    Optional<RunningTurn> again(Person person, String messageId) {
        lock.lock();
        try {
            sweep();
            return Optional.ofNullable(messages.get(new Message(person, messageId)))
                    .map(turn -> turn.after(0))
                    .flatMap(found -> switch (found) {
                        case Found.Listening(RunningTurn turn) -> Optional.of(turn);
                        case Found.Told _, Found.Unknown _ -> Optional.empty();
                    });
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Found follow(Person person, String turn, int after) {
        return find(person, turn).map(live -> live.after(after)).orElseGet(Found.Unknown::new);
    }

    @Override
    public boolean cancel(Person person, String turn) {
        Optional<LiveTurn> found = find(person, turn);
        found.ifPresent(LiveTurn::cancel);
        return found.isPresent();
    }

    @Override
    public boolean runs(Person person, String turn) {
        return find(person, turn).filter(live -> !live.isOver()).isPresent();
    }

    /// Cancels a turn of the conversation, where it runs.
    void cancel(ConversationKey conversation, String turn) {
        find(conversation.person(), turn)
                .filter(live -> live.conversation().equals(conversation))
                .ifPresent(LiveTurn::cancel);
    }

    /// Cancels the turns of these conversations, and returns when nothing of them is written down any more.
    /// Nobody can come back to them.
    ///
    /// @param limit how long they may take to end
    void end(Predicate<ConversationKey> conversations, Duration limit) {
        List<LiveTurn> gone = take(conversations);
        gone.forEach(LiveTurn::cancel);
        long left = limit.toNanos();
        for (LiveTurn turn : gone) {
            left = turn.awaitEnd(Math.max(0, left));
            turn.forget();
        }
    }

    private List<LiveTurn> take(Predicate<ConversationKey> conversations) {
        lock.lock();
        try {
            List<LiveTurn> gone = turns.values().stream()
                    .map(Entry::turn)
                    .filter(turn -> conversations.test(turn.conversation()))
                    .toList();
            gone.forEach(turn -> forget(turn.id()));
            return gone;
        } finally {
            lock.unlock();
        }
    }

    private Optional<LiveTurn> find(Person person, String turn) {
        lock.lock();
        try {
            sweep();
            return Optional.ofNullable(turns.get(turn))
                    .map(Entry::turn)
                    .filter(live -> live.conversation().person().equals(person));
        } finally {
            lock.unlock();
        }
    }

    private void over(LiveTurn turn) {
        lock.lock();
        try {
            if (turns.containsKey(turn.id())) {
                ended.add(new Ended(turn.id(), clock.instant(), turn.weight()));
                weight += turn.weight();
                sweep();
            }
        } finally {
            lock.unlock();
        }
    }

    /// What ended in the future, on a clock that was set back since, goes too.
    private void sweep() {
        Instant now = clock.instant();
        while (!ended.isEmpty() && (weight > MOST || !isYoung(ended.element(), now))) {
            Ended oldest = ended.remove();
            weight -= oldest.weight();
            forget(oldest.turn());
        }
    }

    private static boolean isYoung(Ended turn, Instant now) {
        return !turn.at().isAfter(now) && now.isBefore(turn.at().plus(KEPT));
    }

    private void forget(String id) {
        Entry entry = turns.remove(id);
        if (entry != null) {
            entry.message().ifPresent(message -> messages.remove(message, entry.turn()));
        }
    }
}
