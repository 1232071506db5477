package io.jarvas.ollama;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// One answer on its way from Ollama.
///
/// A virtual thread of its own, the worker, sends the request, tries again where that helps, and reads; the
/// reader waits on a condition and not on the network. So the reader notices a stall and a close at once,
/// whatever the network does. Closing interrupts the worker: that closes the socket it waits on, and Ollama
/// stops.
///
/// Another thread looks, once, after a silence at the beginning, whether Ollama is still loading the model.
final class OllamaStream implements ModelStream {
    /// Chunks that wait for a reader before the worker waits for it.
    private static final int MOST_READY = 4096;

    private final Servers servers;
    private final ChatRequest request;
    private final OllamaConfig config;
    private final Thread worker;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<ModelChunk> ready = new ArrayDeque<>();
    private Phase phase = Phase.ASKING;
    private Optional<ModelException> failure = Optional.empty();
    private Optional<OllamaServer> server = Optional.empty();
    private boolean loadingTold;
    private boolean retryTold;
    private int tries;
    private long lastSign = System.nanoTime();

    /// What [#hasNext()] has promised: a close cannot take it back. The reader's alone.
    private Optional<ModelChunk> promised = Optional.empty();

    private enum Phase {
        /// Nothing of the answer came yet.
        ASKING,
        /// The answer has begun.
        ANSWERING,
        /// The last chunk, or the failure, is there.
        ENDED,
        CLOSED
    }

    /// Which server is asked next.
    interface Servers {
        /// The best one that was not tried yet, or where all were, and the failure may pass, the same one
        /// again; nothing where it would not help.
        Optional<OllamaServer> next(List<OllamaServer> tried, Optional<ModelException> failure);
    }

    OllamaStream(Servers servers, ChatRequest request, OllamaConfig config) {
        this.servers = servers;
        this.request = request;
        this.config = config;
        this.worker = Thread.ofVirtual().name("ollama-answer").unstarted(this::work);
    }

    void start() {
        worker.start();
    }

    // The reader's side

    @Override
    public boolean hasNext() {
        if (promised.isPresent()) {
            return true;
        }
        lock.lock();
        try {
            long began = System.nanoTime();
            while (ready.isEmpty() && (phase == Phase.ASKING || phase == Phase.ANSWERING)) {
                long left = patience(began);
                if (left > 0) {
                    changed.await(left, TimeUnit.NANOSECONDS);
                } else {
                    stall();
                }
            }
            if (ready.isEmpty() && phase == Phase.ENDED && failure.isPresent()) {
                throw failure.get();
            }
            promised = Optional.ofNullable(ready.poll());
            if (ready.size() == MOST_READY - 1) {
                changed.signalAll();
            }
            return promised.isPresent();
        } catch (InterruptedException e) {
            close();
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// How many nanoseconds more the server may be silent, for a reader that has waited since it began to.
    private long patience(long began) {
        // While a reader is busy elsewhere the worker may be held up by it, and before the answer begins the server
        // may be busy with another: neither is its silence.
        long busy = phase == Phase.ANSWERING ? began : serversLastSign();
        return limit().toNanos() - (System.nanoTime() - later(lastSign, busy));
    }

    private long serversLastSign() {
        return server.map(OllamaServer::lastSign).orElse(lastSign);
    }

    private static long later(long one, long other) {
        return one - other > 0 ? one : other;
    }

    private Duration limit() {
        return phase == Phase.ANSWERING ? config.betweenTokens() : config.firstToken();
    }

    private void stall() {
        ModelException stalled = new ModelException(Code.STALLED, "nothing came for " + limit().toSeconds() + " s");
        if (System.nanoTime() - serversLastSign() >= limit().toNanos()) {
            server.ifPresent(silent -> silent.fellSilent(request, stalled));
        }
        end(Optional.of(stalled));
        worker.interrupt();
    }

    @Override
    public ModelChunk next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the answer has ended");
        }
        ModelChunk chunk = promised.orElseThrow();
        promised = Optional.empty();
        return chunk;
    }

    @Override
    public void close() {
        lock.lock();
        try {
            phase = Phase.CLOSED;
            ready.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        worker.interrupt();
    }

    // The worker's side

    private void work() {
        try {
            Optional<ModelException> failure = answer();
            if (failure.isPresent()) {
                ended(failure);
            }
        } catch (InterruptedException | Closed e) {
            // Closed, or stalled: the reader knows.
            ended(Optional.empty());
        } catch (RuntimeException e) {
            ended(Optional.of(new ModelException(Code.REFUSED, "the answer could not be read", e)));
        }
    }

    /// Asks one server after another until one answers, and gives the failure where none does.
    private Optional<ModelException> answer() throws InterruptedException {
        List<OllamaServer> tried = new ArrayList<>();
        Optional<ModelException> last = Optional.empty();
        Optional<ModelException> telling = Optional.empty();
        Optional<OllamaServer> next = servers.next(tried, last);
        while (next.isPresent()) {
            OllamaServer chosen = next.get();
            if (last.isPresent()) {
                again(tried.contains(chosen));
            }
            tried.add(chosen);
            last = converse(chosen);
            if (last.isEmpty() || over() || begun()) {
                return last;
            }
            // Of several failures the last one, but rather one that says more than that nobody was there.
            if (telling.isEmpty() || gone(telling.get()) || !gone(last.get())) {
                telling = last;
            }
            next = servers.next(tried, last);
        }
        return telling;
    }

    private static boolean gone(ModelException failure) {
        return failure.code() == Code.UNREACHABLE || failure.code() == Code.CUT_SHORT;
    }

    /// Thrown in the worker where nobody wants the answer any more.
    private static final class Closed extends RuntimeException {}

    private void again(boolean same) throws InterruptedException {
        if (!retryTold) {
            retryTold = true;
            hand(new ModelChunk.Waiting(ModelChunk.Waiting.Reason.RETRYING));
        }
        if (same) {
            TimeUnit.NANOSECONDS.sleep(config.retryPause().toNanos());
        }
    }

    /// Asks one server, and gives the failure where it does not answer to the end.
    private Optional<ModelException> converse(OllamaServer chosen) {
        begin(chosen);
        try {
            read(chosen, chosen.chat(request));
            return Optional.empty();
        } catch (ModelException e) {
            if (!over()) {
                chosen.failed(request, e);
            }
            return Optional.of(e);
        }
    }

    private void read(OllamaServer chosen, OllamaServer.Exchange exchange) {
        AnswerParser parser = new AnswerParser(exchange.thinking(), this::hand);
        try (OllamaApi.AnswerLines lines = exchange.lines()) {
            Optional<byte[]> line = lines.next();
            while (line.isPresent()) {
                sign();
                chosen.sign();
                if (parser.line(line.get())) {
                    chosen.answered(request);
                    ended(Optional.empty());
                    return;
                }
                line = lines.next();
            }
        }
        throw new ModelException(Code.CUT_SHORT, "the answer ended without saying that it was done");
    }

    private void begin(OllamaServer chosen) {
        lock.lock();
        try {
            server = Optional.of(chosen);
            tries++;
            int mine = tries;
            lastSign = System.nanoTime();
            Thread.ofVirtual().name("ollama-loading").start(() -> lookForLoading(chosen, mine));
        } finally {
            lock.unlock();
        }
    }

    /// Something came.
    private void sign() {
        lock.lock();
        try {
            lastSign = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    /// Hands a chunk to the reader.
    private void hand(ModelChunk chunk) {
        lock.lock();
        try {
            while (ready.size() >= MOST_READY && phase != Phase.CLOSED) {
                changed.awaitUninterruptibly();
            }
            if (phase == Phase.CLOSED || phase == Phase.ENDED) {
                throw new Closed();
            }
            if (!(chunk instanceof ModelChunk.Waiting)) {
                phase = Phase.ANSWERING;
            }
            ready.add(chunk);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void ended(Optional<ModelException> with) {
        lock.lock();
        try {
            end(with);
        } finally {
            lock.unlock();
        }
    }

    private void end(Optional<ModelException> with) {
        if (phase != Phase.CLOSED && phase != Phase.ENDED) {
            phase = Phase.ENDED;
            failure = with;
            changed.signalAll();
        }
    }

    private boolean over() {
        lock.lock();
        try {
            return phase == Phase.CLOSED || phase == Phase.ENDED;
        } finally {
            lock.unlock();
        }
    }

    private boolean begun() {
        lock.lock();
        try {
            return phase == Phase.ANSWERING;
        } finally {
            lock.unlock();
        }
    }

    // The side of the thread that asks whether the model is being loaded

    private void lookForLoading(OllamaServer asked, int mine) {
        boolean absent = asked.status().memory() == ModelStatus.Memory.ABSENT
                && request.model().isEmpty();
        try {
            // Ollama lists a model from the moment its loading begins, so what was known before the request counts too.
            if (silent(mine) && (absent || asked.loads(request))) {
                tellLoading(mine);
            }
        } catch (InterruptedException | ModelException e) {
            System.getLogger(OllamaStream.class.getName())
                    .log(System.Logger.Level.DEBUG, "not known whether a model is being loaded", e);
        }
    }

    private boolean silent(int mine) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = config.loadingNotice().toNanos();
            while (waits(mine) && left > 0) {
                left = changed.awaitNanos(left);
            }
            return waits(mine);
        } finally {
            lock.unlock();
        }
    }

    private void tellLoading(int mine) {
        lock.lock();
        try {
            if (waits(mine)) {
                loadingTold = true;
                ready.add(new ModelChunk.Waiting(ModelChunk.Waiting.Reason.LOADING));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean waits(int mine) {
        return phase == Phase.ASKING && tries == mine && !loadingTold;
    }
}
