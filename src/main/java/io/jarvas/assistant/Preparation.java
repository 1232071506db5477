package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import io.jarvas.prompt.Opening;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Window;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Has the model read in advance what the next prompt will begin with. Safe to use from any thread; one
/// thread of its own does the work, from [#start()] to [#close()].
///
/// It looks at what there is to read and at what the ledger says the model holds, and sends the difference in
/// slices: requests that begin alike, each some hundred tokens longer than the last. For a model that reads
/// cannot be stopped, and a turn that comes meanwhile waits until it has read what it was sent. No slice is
/// sent while a turn runs or waits. It keeps no list of what is to be done: whatever changes, the home, the
/// window, the conversation that somebody is about to go on with, the model that was away, changes what is to
/// be read or what is held, and the next look finds that.
///
/// What is to be read is the opening of the conversation in which somebody writes: the one whose panel was
/// opened, or whose turn ended, last. Without one it is the opening of every conversation, which the others
/// begin with.
final class Preparation implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

    /// Between two looks, where nothing calls for one.
    private static final Duration TICK = Duration.ofMillis(500);

    /// How long a catalogue stays as it is before it is read: registries change in bursts.
    private static final Duration SETTLED = Duration.ofSeconds(2);

    /// How long somebody may take to go on with a conversation.
    private static final Duration EXPECTED = Duration.ofMinutes(5);

    /// How long nobody has written when the keyframe is renewed.
    private static final Duration QUIET = Duration.ofSeconds(20);

    /// Between two renewals of the keyframe: in a home where much changes there is always something to renew.
    private static final Duration RENEWAL = Duration.ofMinutes(5);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// How often a model that leaves the server's memory is read to again while nobody writes. Once is an
    /// accident; more often somebody wants the memory for something else.
    private static final int LOSSES = 1;

    /// Somebody who is about to write.
    ///
    /// @param conversation in which; empty for a new one
    /// @param asked whether its opening was asked for, and is still to be read
    private record Expected(Optional<ConversationKey> conversation, long since, boolean asked) {}

    private final Assistant.Parts parts;
    private final Openings openings;
    private final PrefixLedger ledger;
    private final TokenMeter meter;
    private final BooleanSupplier idle;
    private final LongSupplier nanoTime;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wake;
    private boolean closed;
    private Optional<Expected> expected = Optional.empty();
    private @Nullable ModelStream open;
    /// When somebody last wrote, or was about to.
    private long lastSign;
    private int lossesBefore;

    // The thread's own

    private @Nullable HomeCatalog catalog;
    private long catalogSince;
    private Optional<Expected> served = Optional.empty();
    private History history = History.EMPTY;
    private long renewed;
    private Duration pause = Duration.ZERO;
    private long pausedSince;

    /// @param idle whether no turn runs or waits
    /// @param nanoTime as [System#nanoTime()]
    Preparation(
            Assistant.Parts parts,
            Openings openings,
            PrefixLedger ledger,
            TokenMeter meter,
            BooleanSupplier idle,
            LongSupplier nanoTime) {
        this.parts = parts;
        this.openings = openings;
        this.ledger = ledger;
        this.meter = meter;
        this.idle = idle;
        this.nanoTime = nanoTime;
        this.lastSign = nanoTime.getAsLong();
        this.renewed = lastSign - RENEWAL.toNanos();
        this.thread = Thread.ofVirtual().name("preparation").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// Ends the work, and the slice that is being read, without waiting.
    @Override
    public void close() {
        ModelStream reading;
        lock.lock();
        try {
            closed = true;
            reading = open;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
        if (reading != null) {
            reading.close();
        }
    }

    /// Somebody is about to write in that conversation, or in a new one.
    ///
    /// @return whether the model has read its opening already
    boolean expect(Optional<ConversationKey> conversation) {
        expecting(new Expected(conversation, nanoTime.getAsLong(), true));
        ModelStatus status = parts.model().status();
        Optional<HomeSnapshot> home = parts.home().snapshot();
        if (!ready(status) || home.isEmpty()) {
            return false;
        }
        Window window = meter.window(status, Optional.empty());
        return holds(status, openings.opening(home.get(), historyOf(conversation), window));
    }

    /// A turn has ended. Most likely its conversation goes on, unless somebody is about to write in another.
    void turnEnded(ConversationKey conversation) {
        lock.lock();
        try {
            boolean another = expected.filter(Expected::asked)
                    .flatMap(Expected::conversation)
                    .filter(asked -> !asked.equals(conversation))
                    .isPresent();
            long now = nanoTime.getAsLong();
            expecting(another ? expected.orElseThrow() : new Expected(Optional.of(conversation), now, false));
        } finally {
            lock.unlock();
        }
    }

    private void expecting(Expected person) {
        lock.lock();
        try {
            expected = Optional.of(person);
            lastSign = nanoTime.getAsLong();
            lossesBefore = ledger.losses();
            wake = true;
            woken.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private History historyOf(Optional<ConversationKey> conversation) {
        try {
            return conversation
                    .map(key -> parts.conversations().history(key, PromptBuilder.HISTORY))
                    .orElse(History.EMPTY);
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "a conversation could not be read in advance", e);
            return History.EMPTY;
        }
    }

    // The thread

    private void work() {
        try {
            while (rest(step())) {}
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, "reading in advance ends");
        }
    }

    /// Waits.
    ///
    /// @return whether there is to be another step
    private boolean rest(Duration most) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = most.toNanos();
            while (!closed && !wake && left > 0) {
                left = woken.awaitNanos(left);
            }
            wake = false;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /// Looks, and does what is to be done now: one request at most. Used by one thread at a time.
    ///
    /// @return how long it may be until the next look
    Duration step() {
        try {
            ModelStatus status = parts.model().status();
            ledger.observe(status);
            Optional<HomeSnapshot> home = parts.home().snapshot();
            boolean settled = home.isPresent() && settled(home.get().catalog());
            if (!idle.getAsBoolean()) {
                sign();
                return TICK;
            }
            if (!settled || !ready(status) || pausing() || !wanted()) {
                return TICK;
            }
            return step(status, home.get());
        } catch (RuntimeException | Error e) {
            failed(e);
            return TICK;
        }
    }

    private Duration step(ModelStatus status, HomeSnapshot home) {
        Window window = meter.window(status, Optional.empty());
        Optional<Expected> person = person();
        if (!person.equals(served)) {
            history = historyOf(person.flatMap(Expected::conversation));
            served = person;
        }
        Opening opening = openings.opening(home, history, window);
        if (!holds(status, opening)) {
            return read(status, opening.messages(), window) ? Duration.ZERO : TICK;
        }
        person.ifPresent(this::read);
        long now = nanoTime.getAsLong();
        boolean due = now - lastSign() >= QUIET.toNanos() && now - renewed >= RENEWAL.toNanos();
        if (due && openings.drifted(home, window)) {
            openings.renew(home);
            renewed = now;
        }
        return TICK;
    }

    /// Has the model read the next slice, and waits until it has.
    private boolean read(ModelStatus status, List<ChatMessage> whole, Window window) {
        String model = status.model().orElseThrow();
        List<ChatMessage> slice = Slices.next(whole, ledger.held(model, whole), window);
        ChatRequest request = new ChatRequest(Optional.empty(), slice, ChatRequest.Wanted.READING);
        try (ModelStream stream = parts.model().stream(request)) {
            Optional<ModelChunk.Usage> usage = opened(stream) ? usage(stream) : Optional.empty();
            if (usage.isEmpty()) {
                return false;
            }
            ledger.read(model, slice, Optional.empty(), usage.get());
            if (slice.equals(whole)) {
                meter.learn(model, whole, usage.get().promptTokens());
            }
            pause = Duration.ZERO;
            return true;
        } catch (ModelException e) {
            ledger.failed(model, e.code());
            throw e;
        } finally {
            ended();
        }
    }

    private static Optional<ModelChunk.Usage> usage(ModelStream stream) {
        Optional<ModelChunk.Usage> usage = Optional.empty();
        while (stream.hasNext()) {
            if (stream.next() instanceof ModelChunk.Finished(ModelChunk.Finished.End _, ModelChunk.Usage cost)) {
                usage = Optional.of(cost);
            }
        }
        return usage;
    }

    private boolean opened(ModelStream stream) {
        lock.lock();
        try {
            open = stream;
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    private void ended() {
        lock.lock();
        try {
            open = null;
        } finally {
            lock.unlock();
        }
    }

    private void failed(Throwable failure) {
        if (pause.isZero()) {
            LOG.log(System.Logger.Level.WARNING, "what prompts begin with could not be read in advance", failure);
        }
        Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
        pause = longer.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : longer;
        pausedSince = nanoTime.getAsLong();
    }

    private boolean pausing() {
        return nanoTime.getAsLong() - pausedSince < pause.toNanos();
    }

    private boolean settled(HomeCatalog now) {
        if (!now.equals(catalog)) {
            // The first one has nothing to settle from.
            catalogSince = catalog == null ? nanoTime.getAsLong() - SETTLED.toNanos() : nanoTime.getAsLong();
            catalog = now;
        }
        return nanoTime.getAsLong() - catalogSince >= SETTLED.toNanos();
    }

    private boolean wanted() {
        lock.lock();
        try {
            return !closed && ledger.losses() - lossesBefore <= LOSSES;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Expected> person() {
        lock.lock();
        try {
            return expected.filter(person -> nanoTime.getAsLong() - person.since() < EXPECTED.toNanos());
        } finally {
            lock.unlock();
        }
    }

    private void read(Expected person) {
        lock.lock();
        try {
            if (expected.filter(person::equals).isPresent()) {
                served = Optional.of(new Expected(person.conversation(), person.since(), false));
                expected = served;
            }
        } finally {
            lock.unlock();
        }
    }

    private void sign() {
        lock.lock();
        try {
            lastSign = nanoTime.getAsLong();
        } finally {
            lock.unlock();
        }
    }

    private long lastSign() {
        lock.lock();
        try {
            return lastSign;
        } finally {
            lock.unlock();
        }
    }

    private boolean holds(ModelStatus status, Opening opening) {
        return ledger.held(status.model().orElse(""), opening.messages())
                >= PrefixLedger.characters(opening.messages());
    }

    private static boolean ready(ModelStatus status) {
        return status.model().isPresent()
                && status.contextTokens() > 0
                && status.problem().isEmpty();
    }
}
