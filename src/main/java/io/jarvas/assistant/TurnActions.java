package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Proposals;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// One turn's actions: they run one after another, on a virtual thread of their own, while the text goes on.
/// Once the turn is cancelled no other begins.
///
/// Everything but what the listener is told happens on the turn's thread.
final class TurnActions implements AutoCloseable {
    /// Whom it tells, on the thread of the actions.
    interface Listener {
        void begins(String id, Proposal proposal);

        void done(Done done);
    }

    /// @param reads whether the model waits for what came of it
    record Done(String id, Proposal proposal, boolean reads, ActionOutcome outcome) {
        /// Whether the model has to be told what came of it before it can go on.
        boolean wanted() {
            return reads || !outcome.told().isEmpty();
        }

        /// The tool's name; empty where the proposal could not be read.
        String tool() {
            return proposal instanceof Proposal.Readable(Action action) ? action.tool() : "";
        }
    }

    private static final System.Logger LOG = System.getLogger(TurnActions.class.getName());
    private static final long A_MOMENT_MS = 20;

    private final Proposals door;
    private final Supplier<Asking> asking;
    private final Supplier<String> ids;
    private final Listener listener;
    private final BooleanSupplier cancelled;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("actions").factory());
    private final List<Done> done = new CopyOnWriteArrayList<>();
    private final Map<String, Duration> durations = new ConcurrentHashMap<>();
    private int proposed;
    private int told;

    /// @param asking made for the first action, on the thread of the actions
    /// @param ids new ones
    TurnActions(
            Proposals door,
            Supplier<Asking> asking,
            Supplier<String> ids,
            Listener listener,
            BooleanSupplier cancelled) {
        this.door = door;
        this.asking = asking;
        this.ids = ids;
        this.listener = listener;
        this.cancelled = cancelled;
    }

    /// Runs the action after those before it.
    void propose(Proposal proposal) {
        proposed++;
        thread.execute(() -> {
            if (!cancelled.getAsBoolean()) {
                run(ids.get(), proposal);
            }
        });
    }

    private void run(String id, Proposal proposal) {
        listener.begins(id, proposal);
        if (cancelled.getAsBoolean()) {
            return; // the client was found gone when it was told
        }
        long start = System.nanoTime();
        Done one = new Done(id, proposal, door.reads(proposal), outcome(id, proposal));
        durations.put("action_" + id, Duration.ofNanos(System.nanoTime() - start));
        done.add(one);
        listener.done(one);
    }

    /// Whatever breaks on the way, the person is told: nothing is known of what was done then.
    private ActionOutcome outcome(String id, Proposal proposal) {
        try {
            return door.propose(id, proposal, asking.get());
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "an action broke: " + id, e);
            String tool = proposal instanceof Proposal.Readable(Action action) ? action.tool() : "";
            return new ActionOutcome.Failed(
                    List.of(new ActionOutcome.Failure(ActionOutcome.Failure.Reason.UNVERIFIED, tool, "")), List.of());
        }
    }

    /// Whether any was proposed.
    boolean any() {
        return proposed > 0;
    }

    /// Waits for the outcomes of all that were proposed until now.
    ///
    /// @param onWait called where the outcomes are not all there yet
    /// @return those that came since this was called last, in order
    List<Done> settle(Runnable onWait) {
        if (proposed > 0) {
            await(thread.submit(() -> {}), onWait);
        }
        List<Done> fresh = List.copyOf(done.subList(told, done.size()));
        told += fresh.size();
        return fresh;
    }

    private static void await(Future<?> last, Runnable onWait) {
        try {
            try {
                last.get(A_MOMENT_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                onWait.run();
                last.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /// All outcomes until now, in order.
    List<Done> all() {
        return List.copyOf(done);
    }

    /// How long each took, as `action_` and its id.
    Map<String, Duration> durations() {
        return durations;
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
