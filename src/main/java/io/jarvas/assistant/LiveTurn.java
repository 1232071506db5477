package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// One turn, its events until now, and whoever listens to them. Safe to use from any thread.
///
/// It runs on the thread of whoever took it in, and that one has each event before the next is made. All others
/// read what is kept, each on a thread and at a pace of their own. When the last one leaves the turn is
/// cancelled, at once or, where the message asked for that, when nobody has come back for so long.
final class LiveTurn {
    /// What an event takes besides its text, in characters, about.
    private static final int USUAL_WEIGHT = 100;

    private static final System.Logger LOG = System.getLogger(LiveTurn.class.getName());

    private final AssistantTurn turn;
    private final ConversationKey conversation;
    private final Duration patience;
    private final Consumer<LiveTurn> onOver;
    private final Taken taken = new Taken();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<TurnEvent> events = new ArrayList<>();
    private long weight;
    /// Whoever took it in is one from the beginning.
    private int listeners = 1;

    /// How often the last one has left.
    private int absences;

    private boolean over;

    /// @param patience how long it goes on with nobody listening
    /// @param onOver is told when it has ended
    LiveTurn(AssistantTurn turn, ConversationKey conversation, Duration patience, Consumer<LiveTurn> onOver) {
        this.turn = turn;
        this.conversation = conversation;
        this.patience = patience;
        this.onOver = onOver;
    }

    String id() {
        return turn.id();
    }

    ConversationKey conversation() {
        return conversation;
    }

    /// For whoever took it in.
    RunningTurn taken() {
        return taken;
    }

    /// For another, who has had so many of the events.
    Following.Found after(int told) {
        lock.lock();
        try {
            if (isTold() && told >= events.size()) {
                return new Following.Found.Told();
            }
            listeners++;
            changed.signalAll();
            return new Following.Found.Listening(new Follower(Math.min(told, events.size())));
        } finally {
            lock.unlock();
        }
    }

    /// Whether no event is to come any more, though the turn may still be put away. The lock is held.
    private boolean isTold() {
        return over || (!events.isEmpty() && events.getLast() instanceof TurnEvent.Done);
    }

    void cancel() {
        turn.cancel();
    }

    /// Writes nothing of the turn down any more.
    void forget() {
        turn.forget();
    }

    boolean isOver() {
        lock.lock();
        try {
            return over;
        } finally {
            lock.unlock();
        }
    }

    /// @param nanos the longest wait
    /// @return what is left of the wait; nothing, or less, where it has not ended
    long awaitEnd(long nanos) {
        lock.lock();
        try {
            long left = nanos;
            while (!over && left > 0) {
                left = changed.awaitNanos(left);
            }
            return left;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        } finally {
            lock.unlock();
        }
    }

    /// How many characters its events take, about.
    long weight() {
        lock.lock();
        try {
            return weight;
        } finally {
            lock.unlock();
        }
    }

    private void keep(TurnEvent event) {
        lock.lock();
        try {
            events.add(light(event));
            weight += USUAL_WEIGHT + (long) length(event);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Without what only the model was to be told: states, histories, pictures.
    private static TurnEvent light(TurnEvent event) {
        if (event instanceof TurnEvent.ActionDone(String id, ActionOutcome outcome, String message, boolean undoable)) {
            return new TurnEvent.ActionDone(id, outcome.untold(), message, undoable);
        }
        return event;
    }

    private static int length(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Text(String content) -> content.length();
            case TurnEvent.FinalText(String text) -> text.length();
            case TurnEvent.ActionProposed(String _, var proposal) ->
                proposal.toString().length();
            case TurnEvent.Confirmation(String _, var proposal, var _, var _, var _) ->
                proposal.toString().length();
            case TurnEvent.ActionDone(String _, ActionOutcome outcome, var _, var _) ->
                USUAL_WEIGHT * outcome.changed().size();
            case TurnEvent.Accepted _, TurnEvent.Progress _, TurnEvent.Problem _, TurnEvent.Done _ -> USUAL_WEIGHT;
        };
    }

    private void end() {
        lock.lock();
        try {
            over = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        onOver.accept(this);
    }

    private void left() {
        int absence;
        lock.lock();
        try {
            listeners--;
            if (over || listeners > 0) {
                return;
            }
            absence = ++absences;
        } finally {
            lock.unlock();
        }
        if (patience.isZero()) {
            cancel();
        } else {
            Thread.ofVirtual().name("absence").start(() -> awaitReturn(absence));
        }
    }

    private void awaitReturn(int absence) {
        boolean nobody;
        lock.lock();
        try {
            long left = patience.toNanos();
            while (left > 0 && isAlone(absence)) {
                left = changed.awaitNanos(left);
            }
            nobody = isAlone(absence);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread.
            Thread.currentThread().interrupt();
            nobody = true;
        } finally {
            lock.unlock();
        }
        if (nobody) {
            cancel();
        }
    }

    private boolean isAlone(int absence) {
        return !over && listeners == 0 && absences == absence;
    }

    /// Who listens, until they leave.
    private abstract class Listener implements RunningTurn {
        private final AtomicBoolean gone = new AtomicBoolean();

        @Override
        public String id() {
            return turn.id();
        }

        @Override
        public String conversation() {
            return conversation.id();
        }

        @Override
        public void cancel() {
            LiveTurn.this.cancel();
        }

        @Override
        public void leave() {
            if (gone.compareAndSet(false, true)) {
                left();
            }
        }

        boolean isGone() {
            return gone.get();
        }

        void tell(TurnSink sink, TurnEvent event) {
            if (isGone()) {
                return;
            }
            try {
                sink.accept(event);
            } catch (RuntimeException left) {
                LOG.log(System.Logger.Level.DEBUG, "a listener left", left);
                leave();
            }
        }
    }

    private final class Taken extends Listener {
        @Override
        public void run(TurnSink sink) {
            try {
                turn.run(event -> {
                    keep(event);
                    tell(sink, event);
                });
            } finally {
                end();
            }
        }
    }

    private final class Follower extends Listener {
        private int next;

        private Follower(int next) {
            this.next = next;
        }

        @Override
        public void run(TurnSink sink) {
            try {
                for (List<TurnEvent> more = more(); !more.isEmpty(); more = more()) {
                    next += more.size();
                    more.forEach(event -> tell(sink, event));
                }
            } finally {
                leave();
            }
        }

        @Override
        public void leave() {
            super.leave();
            lock.lock();
            try {
                changed.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /// Waits for events; nothing where there are no more to tell.
        private List<TurnEvent> more() {
            lock.lock();
            try {
                while (!over && !isGone() && next == events.size()) {
                    changed.awaitUninterruptibly();
                }
                return isGone() ? List.of() : List.copyOf(events.subList(next, events.size()));
            } finally {
                lock.unlock();
            }
        }
    }
}
