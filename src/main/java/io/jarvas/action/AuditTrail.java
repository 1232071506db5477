package io.jarvas.action;

import io.jarvas.conversation.CurrentTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.HomeEvents;
import io.jarvas.home.HomeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Takes what was done without delaying it: writes it into the [AuditLog], and lets Home Assistant know. Safe
/// to use from any thread.
///
/// Entries are written in their order, on a thread of their own. While they cannot be (the disk is full), they
/// are kept in memory and tried again; where they become too many, the newest are dropped, counted and spoken
/// of in the log. Once a day what is too old is forgotten.
///
/// Each call that came about fires the event `jarvas_action`, once, where Home Assistant is there to take it. Most
/// actions come to one; an undo can come to several, each with its service and what that changed:
///
/// ```
/// {"action_id": "01kaqk…", "outcome": "executed", "tool": "homeassistant_call_service",
///  "service": "light.turn_on", "entity_id": ["light.kitchen"],
///  "changes": [{"entity_id": "light.kitchen", "from": "off", "to": "on"}],
///  "person": "8f0c…", "conversation_id": "01kaqj…", "turn_id": "01kaqk…", "origin": "model"}
/// ```
///
/// The person is the id of a Home Assistant user, or as in [Person#id()].
public final class AuditTrail implements Consumer<AuditEntry>, AutoCloseable {
    static final String EVENT = "jarvas_action";
    static final int BACKLOG = 10_000;

    private static final Logger LOG = System.getLogger(AuditTrail.class.getName());
    private static final Duration AGAIN = Duration.ofSeconds(5);
    private static final Duration PURGE = Duration.ofDays(1);
    private static final int EVENTS = 1_000;
    /// How long a home that does not answer may hold up the end.
    private static final Duration LAST_EVENTS = Duration.ofSeconds(5);

    private final AuditLog log;
    private final HomeEvents home;
    private final Duration keep;
    private final InstantSource clock;
    private final Duration again;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Condition written = lock.newCondition();
    /// The first stays until it is written.
    private final Deque<AuditEntry> backlog = new ArrayDeque<>();

    private long dropped;
    private boolean closed;
    /// Of the writer alone.
    private boolean failing;

    private Instant purged = Instant.MIN;
    private final Thread writer;

    private final ThreadPoolExecutor events = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(EVENTS),
            Thread.ofVirtual()
                    .name("action-events")
                    .inheritInheritableThreadLocals(false)
                    .factory(),
            (_, _) -> LOG.log(Level.WARNING, "too many events wait for Home Assistant: one is dropped"));

    /// @param keep how long an entry is kept
    public AuditTrail(AuditLog log, HomeEvents home, Duration keep, InstantSource clock) {
        this(log, home, keep, clock, AGAIN);
    }

    /// @param again how long after a failure it is tried again
    AuditTrail(AuditLog log, HomeEvents home, Duration keep, InstantSource clock, Duration again) {
        this.log = log;
        this.home = home;
        this.keep = keep;
        this.clock = clock;
        this.again = again;
        this.writer = Thread.ofVirtual().name("audit").start(this::write);
    }

    @Override
    public void accept(AuditEntry entry) {
        lock.lock();
        try {
            if (closed || backlog.size() >= BACKLOG) {
                dropped++;
                if (closed || dropped == 1) {
                    LOG.log(Level.ERROR, () -> "an action is missing in the audit log: " + entry.id());
                }
                return;
            }
            backlog.add(entry);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        entry.calls().stream()
                .map(call -> new Told(call, entry.calls().size() == 1 ? entry.changes() : changes(entry, call)))
                .filter(told -> came(entry) || !told.changes().isEmpty())
                .forEach(told -> events.execute(() -> tell(entry, told)));
    }

    /// Waits until what was taken before is in the log.
    ///
    /// @param limit the longest wait: while the log cannot be written nothing comes into it
    /// @return whether it is
    public boolean awaitWritten(Duration limit) {
        lock.lock();
        try {
            AuditEntry last = backlog.peekLast();
            long left = limit.toNanos();
            while (last != null && backlog.contains(last) && left > 0) {
                left = written.awaitNanos(left);
            }
            return last == null || !backlog.contains(last);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// A call, and what it changed.
    private record Told(AuditEntry.Call call, List<AuditEntry.Change> changes) {}

    private static List<AuditEntry.Change> changes(AuditEntry entry, AuditEntry.Call call) {
        return entry.changes().stream()
                .filter(change -> call.entities().contains(change.entity()))
                .toList();
    }

    /// Whether all of it was done.
    private static boolean came(AuditEntry entry) {
        return switch (entry.outcome()) {
            case "executed", "sent" -> true;
            default -> false;
        };
    }

    private void tell(AuditEntry entry, Told told) {
        try (var _ = CurrentTurn.begin(entry.turn())) {
            fire(entry, told);
        }
    }

    private void fire(AuditEntry entry, Told told) {
        try {
            home.fire(EVENT, event(entry, told));
        } catch (HomeException e) {
            LOG.log(Level.WARNING, () -> "Home Assistant did not get the event of an action: " + entry.id(), e);
        }
    }

    private static Map<String, Object> event(AuditEntry entry, Told told) {
        Person person = entry.conversation().person();
        Map<String, Object> event = new LinkedHashMap<>();
        event.put("action_id", entry.id());
        event.put("outcome", entry.outcome());
        event.put("tool", entry.tool());
        event.put("service", told.call().service());
        event.put(
                "entity_id",
                told.call().entities().isEmpty()
                        ? told.changes().stream().map(AuditEntry.Change::entity).toList()
                        : told.call().entities());
        event.put(
                "changes",
                told.changes().stream()
                        .map(change -> Map.of("entity_id", change.entity(), "from", change.from(), "to", change.to()))
                        .toList());
        event.put("person", person.user().orElse(person.id()));
        event.put("conversation_id", entry.conversation().id());
        event.put("turn_id", entry.turn());
        event.put(
                "origin",
                switch (entry.origin()) {
                    case MODEL -> "model";
                    case UNDO -> "undo";
                    case SCHEDULE -> "schedule";
                });
        return event;
    }

    private void write() {
        lock.lock();
        try {
            while (!(closed && backlog.isEmpty())) {
                AuditEntry next = backlog.peek();
                if (next == null) {
                    purge();
                    await(PURGE.dividedBy(24), () -> closed || !backlog.isEmpty());
                } else if (stored(next)) {
                    backlog.remove();
                    written.signalAll();
                } else if (closed) {
                    LOG.log(Level.ERROR, () -> "actions that are missing in the audit log: " + backlog.size());
                    return;
                } else {
                    await(again, () -> closed);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /// Without the lock, so that nobody waits for the disk.
    private boolean stored(AuditEntry entry) {
        try (var _ = CurrentTurn.begin(entry.turn())) {
            return storedNow(entry);
        }
    }

    private boolean storedNow(AuditEntry entry) {
        lock.unlock();
        try {
            log.write(entry);
            if (failing) {
                LOG.log(Level.INFO, "the audit log is written again");
                failing = false;
            }
            return true;
        } catch (StoreException e) {
            if (!failing) {
                LOG.log(Level.ERROR, "the audit log cannot be written: entries wait in memory", e);
                failing = true;
            }
            return false;
        } catch (RuntimeException e) {
            // It would stand in the way of all others.
            LOG.log(Level.ERROR, () -> "an action is missing in the audit log: " + entry.id(), e);
            return true;
        } finally {
            lock.lock();
            if (!failing && dropped > 0) {
                long missing = dropped;
                dropped = 0;
                LOG.log(Level.ERROR, () -> "actions that are missing in the audit log: " + missing);
            }
        }
    }

    private void purge() {
        Instant now = clock.instant();
        if (closed || now.isBefore(purged.plus(PURGE))) {
            return;
        }
        purged = now;
        lock.unlock();
        try {
            log.forgetBefore(now.minus(keep));
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "old entries of the audit log could not be deleted", e);
        } finally {
            lock.lock();
        }
    }

    private void await(Duration limit, BooleanSupplier over) {
        long left = limit.toNanos();
        try {
            while (left > 0 && !over.getAsBoolean()) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; were it so, it would write what there is and end.
            closed = true;
        }
    }

    /// Writes what is left, and waits for that.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        events.shutdown();
        try {
            writer.join();
            if (!events.awaitTermination(LAST_EVENTS.toSeconds(), TimeUnit.SECONDS)) {
                int left = events.shutdownNow().size();
                LOG.log(Level.WARNING, () -> "events that Home Assistant did not get: " + left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
