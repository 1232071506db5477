package io.jarvas.assistant;

import io.jarvas.assistant.Expectations.Expected;
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
import java.util.OptionalLong;
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
/// begin with. It is read to the model that they are about to write to: to the default one, but after a turn
/// that asked for another to that one. Without anybody it is read to the default model, and not at all where
/// whoever came last wrote to another: in memory there is perhaps no room for both.
final class Preparation implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Preparation.class.getName());

    /// Between two looks, where nothing calls for one.
    private static final Duration TICK = Duration.ofMillis(500);

    /// How long a catalogue stays as it is before it is read: registries change in bursts.
    private static final Duration SETTLED = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// How often a model that leaves the server's memory is read to again while nobody writes. Once is an
    /// accident; more often somebody wants the memory for something else.
    private static final int LOSSES = 1;

    /// An opening that a model did not take, because it is longer than the window.
    ///
    /// @param window in tokens
    private record Refused(String model, int window, List<ChatMessage> opening) {}

    private final Assistant.Parts parts;
    private final Openings openings;
    private final PrefixLedger ledger;
    private final TokenMeter meter;
    private final BooleanSupplier idle;
    private final LongSupplier nanoTime;
    private final Leisure leisure;
    private final Expectations expectations;
    private final Renewals renewals;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition woken = lock.newCondition();
    private boolean wake;
    private boolean closed;
    private @Nullable ModelStream open;
    private int lossesBefore;

    // The thread's own

    private @Nullable HomeCatalog catalog;
    private long catalogSince;
    private Optional<Expected> served = Optional.empty();
    private History history = History.EMPTY;
    private Optional<Refused> refused = Optional.empty();
    private OptionalLong readingSince = OptionalLong.empty();
    private Duration pause = Duration.ZERO;
    private long pausedSince;

    /// One after whose work nothing else is done.
    Preparation(
            Assistant.Parts parts,
            Openings openings,
            PrefixLedger ledger,
            TokenMeter meter,
            BooleanSupplier idle,
            LongSupplier nanoTime) {
        this(parts, openings, ledger, meter, idle, nanoTime, Leisure.NONE);
    }

    /// @param idle whether no turn runs or waits
    /// @param nanoTime as [System#nanoTime()]
    /// @param leisure gets the moments in which nothing is to be read
    Preparation(
            Assistant.Parts parts,
            Openings openings,
            PrefixLedger ledger,
            TokenMeter meter,
            BooleanSupplier idle,
            LongSupplier nanoTime,
            Leisure leisure) {
        this.parts = parts;
        this.openings = openings;
        this.ledger = ledger;
        this.meter = meter;
        this.idle = idle;
        this.nanoTime = nanoTime;
        this.leisure = leisure;
        this.expectations = new Expectations(nanoTime);
        this.renewals = new Renewals(openings, expectations, nanoTime);
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
    /// @return whether the model has read its opening already; never of another than the default model, of
    ///     which nobody tells whether it is still in memory
    boolean expect(Optional<ConversationKey> conversation) {
        Expected person = expectations.expect(conversation);
        wakeUp();
        ModelStatus status = parts.model().status();
        Optional<HomeSnapshot> home = parts.home().snapshot();
        if (!ready(status) || home.isEmpty() || another(person.model(), status).isPresent()) {
            return false;
        }
        Window window = meter.window(status, Optional.empty());
        return holds(name(status, Optional.empty()), openings.opening(home.get(), historyOf(conversation), window))
                && !renewals.due(home.get(), window, true);
    }

    /// A turn has ended. Most likely its conversation goes on, with the model that the turn asked for. To be
    /// told while the turn still counts as one that runs: nothing is read to the wrong model in between.
    ///
    /// @param model see [ChatRequest#model()]
    void turnEnded(ConversationKey conversation, Optional<String> model) {
        expectations.turnEnded(conversation, model);
    }

    /// Has it look now: somebody came, or the last turn no longer runs.
    void wakeUp() {
        lock.lock();
        try {
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
            LOG.log(System.Logger.Level.DEBUG, "nothing is read in advance any more");
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
            home.ifPresent(renewals::observe);
            boolean settled = home.isPresent() && settled(home.get().catalog());
            if (!idle.getAsBoolean()) {
                expectations.sign();
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
        Optional<Expected> person = expectations.person();
        if (person.isEmpty() && another(expectations.lastModel(), status).isPresent()) {
            // To read to the default model now would perhaps take the other one's place in memory.
            return TICK;
        }
        Optional<String> model = another(person.flatMap(Expected::model), status);
        Window window = meter.window(status, model);
        if (!person.equals(served)) {
            history = historyOf(person.flatMap(Expected::conversation));
            served = person;
        }
        if (renewals.due(home, window, person.filter(Expected::asked).isPresent())) {
            LOG.log(System.Logger.Level.DEBUG, "the keyframe is renewed");
            renewals.renew(home);
        }
        Opening opening = openings.opening(home, history, window);
        String name = name(status, model);
        Refused asItIs = new Refused(name, window.tokens(), opening.messages());
        if (holds(name, opening) || refused.filter(asItIs::equals).isPresent()) {
            ends(window.tokensOf(ledger.held(name, opening.messages())));
            served = person.map(expectations::read);
            leisure.moment(status, home, person.isPresent());
            return TICK;
        }
        begins(window.tokensOf(PrefixLedger.characters(opening.messages()) - ledger.held(name, opening.messages())));
        try {
            return read(model, name, opening, window) ? Duration.ZERO : TICK;
        } catch (ModelException e) {
            if (e.code() != ModelException.Code.PROMPT_TOO_LONG) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "an opening is too long to be read in advance", e);
            refused = Optional.of(asItIs);
            return TICK;
        }
    }

    private void begins(int tokens) {
        if (readingSince.isEmpty()) {
            readingSince = OptionalLong.of(nanoTime.getAsLong());
            LOG.log(System.Logger.Level.DEBUG, "reading in advance begins: about {0} tokens", tokens);
        }
    }

    private void ends(int tokens) {
        readingSince.ifPresent(since -> LOG.log(
                System.Logger.Level.DEBUG,
                "reading in advance ends: about {0} tokens are held, after {1} ms",
                tokens,
                Duration.ofNanos(nanoTime.getAsLong() - since).toMillis()));
        readingSince = OptionalLong.empty();
    }

    /// Has the model read the next slice, and waits until it has.
    private boolean read(Optional<String> model, String name, Opening opening, Window window) {
        List<ChatMessage> whole = opening.messages();
        List<ChatMessage> slice = Slices.next(whole, ledger.held(name, whole), window);
        ChatRequest request = new ChatRequest(model, slice, opening.tools(), ChatRequest.Wanted.READING);
        try (ModelStream stream = parts.model().stream(request)) {
            Optional<ModelChunk.Usage> usage = opened(stream) ? usage(stream) : Optional.empty();
            if (usage.isEmpty()) {
                return false;
            }
            ledger.read(name, slice, Optional.empty(), usage.get());
            if (slice.equals(whole)) {
                meter.learn(name, whole, opening.tools(), usage.get().promptTokens());
            }
            pause = Duration.ZERO;
            return true;
        } catch (ModelException e) {
            ledger.failed(name, e.code());
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

    private boolean holds(String model, Opening opening) {
        return ledger.held(model, opening.messages()) >= PrefixLedger.characters(opening.messages());
    }

    /// The model where it is another than the default one.
    private static Optional<String> another(Optional<String> model, ModelStatus status) {
        return model.filter(name -> !status.model().equals(Optional.of(name)));
    }

    private static String name(ModelStatus status, Optional<String> model) {
        return model.or(status::model).orElse("");
    }

    private static boolean ready(ModelStatus status) {
        return status.model().isPresent()
                && status.contextTokens() > 0
                && status.problem().isEmpty();
    }
}
