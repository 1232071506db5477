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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/// One turn's actions: they run one after another, on a virtual thread of their own, while the text goes on.
/// Once the turn is cancelled no other begins.
///
/// Proposals come from one thread; [#finish(Runnable)] is called by the same one.
final class TurnActions {
    private static final System.Logger LOG = System.getLogger(TurnActions.class.getName());

    private final Proposals door;
    private final Asking asking;
    private final Supplier<String> ids;
    private final Function<ActionOutcome, String> sentence;
    private final Events events;
    private final BooleanSupplier cancelled;
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofVirtual().name("actions").factory());
    private final List<ActionOutcome> outcomes = new CopyOnWriteArrayList<>();
    private final Map<String, Duration> durations = new ConcurrentHashMap<>();
    private int proposed;

    TurnActions(
            Proposals door,
            Asking asking,
            Supplier<String> ids,
            Function<ActionOutcome, String> sentence,
            Events events,
            BooleanSupplier cancelled) {
        this.door = door;
        this.asking = asking;
        this.ids = ids;
        this.sentence = sentence;
        this.events = events;
        this.cancelled = cancelled;
    }

    /// Runs the action after those before it.
    void propose(Proposal proposal) {
        String id = ids.get();
        proposed++;
        thread.execute(() -> {
            if (!cancelled.getAsBoolean()) {
                run(id, proposal);
            }
        });
    }

    private void run(String id, Proposal proposal) {
        events.emit(new TurnEvent.ActionProposed(id, proposal));
        if (cancelled.getAsBoolean()) {
            return; // the client was found gone when it was told
        }
        long start = System.nanoTime();
        ActionOutcome outcome = outcome(id, proposal);
        durations.put("action_" + id, Duration.ofNanos(System.nanoTime() - start));
        outcomes.add(outcome);
        events.emit(new TurnEvent.ActionDone(id, outcome, sentence.apply(outcome), false));
    }

    /// Whatever breaks on the way, the person is told: nothing is known of what was done then.
    private ActionOutcome outcome(String id, Proposal proposal) {
        try {
            return door.propose(id, proposal, asking);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "an action broke", e);
            String tool = proposal instanceof Proposal.Readable(Action action) ? action.tool() : "";
            return new ActionOutcome.Failed(
                    List.of(new ActionOutcome.Failure(ActionOutcome.Failure.Reason.UNVERIFIED, tool, "")), List.of());
        }
    }

    /// Whether any was proposed.
    boolean any() {
        return proposed > 0;
    }

    /// Waits for the outcomes of all that were proposed, in order.
    ///
    /// @param onWait called where the outcomes are not all there yet
    List<ActionOutcome> finish(Runnable onWait) {
        thread.shutdown();
        boolean waited = false;
        try {
            while (!thread.awaitTermination(waited ? 1_000 : 20, TimeUnit.MILLISECONDS)) {
                if (!waited) {
                    onWait.run();
                }
                waited = true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return outcomes;
    }

    /// How long each took, as `action_` and its id.
    Map<String, Duration> durations() {
        return durations;
    }
}
