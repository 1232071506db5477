package io.jarvas.wyoming;

import io.jarvas.speech.AssistAgent;
import io.jarvas.speech.AssistAnswer;
import io.jarvas.speech.AssistReply;
import io.jarvas.speech.AssistRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// One client that asks Jarvas, question after question. One thread reads, also while an answer is given, so that a
/// client that leaves is noticed at once; another answers, one question after the other.
///
/// ```
/// → describe                       ← info
/// → select-program                 "jarvas-streaming": from here on in pieces
/// → transcript                     ← handled, or not-handled
///                                    ← handled-start  handled-chunk…  handled  handled-stop
/// → ping                           ← pong
/// ```
///
/// What else comes is let go, as the protocol has it: `transcript-start` and its pieces too, since a `transcript` with
/// all of the text follows them.
final class HandleConnection {
    /// A client waits for its answers; one that asks on and on does not.
    private static final int MOST_WAITING = 8;

    private static final System.Logger LOG = System.getLogger(HandleConnection.class.getName());

    private record Question(AssistRequest request, Map<String, Object> context, boolean streams) {}

    private final Socket socket;
    private final EventReader reader;
    private final EventWriter writer;
    private final AssistAgent agent;
    private final Event info;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Question> waiting = new ArrayDeque<>();
    private boolean answering;
    private boolean gone;
    private long quietSince = System.nanoTime();
    private @Nullable AssistAnswer answer;

    private boolean streams;

    HandleConnection(Socket socket, AssistAgent agent, Event info) throws IOException {
        this.socket = socket;
        this.reader = new EventReader(socket.getInputStream(), EventLimits.OF_CLIENT);
        this.writer = new EventWriter(socket.getOutputStream());
        this.agent = agent;
        this.info = info;
    }

    /// Talks with the client until it is gone, and all that it asked for has ended.
    void converse() throws InterruptedException {
        Thread answers = Thread.ofVirtual().name("wyoming-answer").start(this::answer);
        try {
            Optional<Event> event = reader.next();
            while (event.isPresent()) {
                take(event.orElseThrow());
                event = reader.next();
            }
        } catch (BrokenEventException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client does not keep to the protocol", e);
            sayFarewell("broken-event", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client is gone", e);
        } finally {
            end();
        }
        answers.join();
    }

    /// Lets go of the client, and of what is being answered. From any thread, as often as one likes.
    void end() {
        AssistAnswer left;
        lock.lock();
        try {
            gone = true;
            waiting.clear();
            left = answer;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a connection did not close", e);
        }
        if (left != null) {
            left.leave();
        }
    }

    /// Ends it where the client is stuck, or wants nothing.
    void endIfStuck(Duration idle, Duration slow) {
        long now = System.nanoTime();
        if (isLongAgo(reader.eventSince(), now, slow)
                || isLongAgo(writer.writingSince(), now, slow)
                || isLongAgo(quietSince(), now, idle)) {
            LOG.log(System.Logger.Level.DEBUG, "a client is idle or stuck");
            end();
        }
    }

    private static boolean isLongAgo(long since, long now, Duration longest) {
        return since != 0 && now - since > longest.toNanos();
    }

    /// Since when nothing was asked and nothing is being answered; 0 where something is.
    private long quietSince() {
        lock.lock();
        try {
            return answering ? 0 : quietSince;
        } finally {
            lock.unlock();
        }
    }

    private void take(Event event) throws IOException {
        switch (event.type()) {
            case "describe" -> writer.write(info);
            case "ping" ->
                writer.write(new Event(
                        "pong",
                        event.text("text")
                                .<Map<String, Object>>map(text -> Map.of("text", text))
                                .orElse(Map.of())));
            case "select-program" -> select(event.requiredText("name"));
            case "transcript" -> ask(question(event));
            default -> LOG.log(System.Logger.Level.TRACE, "an event that is for others");
        }
        lock.lock();
        try {
            quietSince = System.nanoTime();
        } finally {
            lock.unlock();
        }
    }

    private void select(String program) {
        switch (program) {
            case HandleInfo.PROGRAM -> streams = false;
            case HandleInfo.STREAMING_PROGRAM -> streams = true;
            default -> LOG.log(System.Logger.Level.DEBUG, "a program that does not exist is selected");
        }
    }

    private Question question(Event event) {
        Map<String, Object> context = new LinkedHashMap<>(Values.object(event.data(), "context"));
        String conversation = Values.text(context, "conversation_id")
                .filter(id -> !id.isBlank())
                .orElseGet(() -> UUID.randomUUID().toString());
        context.put("conversation_id", conversation);
        AssistRequest request = new AssistRequest(
                event.requiredText("text"),
                event.text("language"),
                Optional.of(conversation),
                Values.text(context, "device_id"),
                Values.text(context, "satellite_id"));
        return new Question(request, context, streams);
    }

    private void ask(Question question) {
        lock.lock();
        try {
            if (waiting.size() == MOST_WAITING) {
                throw new BrokenEventException("more questions than anybody waits for");
            }
            if (!gone) {
                waiting.add(question);
                answering = true;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void answer() {
        try {
            Optional<Question> question = next();
            while (question.isPresent()) {
                answer(question.orElseThrow());
                question = next();
            }
        } catch (IOException | UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client does not take its answer", e);
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "an answer broke", e);
            sayFarewell("internal", "Jarvas could not answer");
        } finally {
            end();
        }
    }

    /// Waits for the next question; nothing when the client is gone.
    private Optional<Question> next() {
        lock.lock();
        try {
            answer = null;
            if (waiting.isEmpty()) {
                answering = false;
                quietSince = System.nanoTime();
            }
            while (waiting.isEmpty() && !gone) {
                changed.awaitUninterruptibly();
            }
            return gone ? Optional.empty() : Optional.of(waiting.remove());
        } finally {
            lock.unlock();
        }
    }

    private void answer(Question question) throws IOException {
        AssistAnswer begun = agent.answer(question.request());
        if (!isAwaited(begun)) {
            begun.leave();
            return;
        }
        HandledStream stream = new HandledStream(writer, question.context());
        AssistReply reply = begun.await(question.streams() ? stream::piece : this::check);
        if (isGone()) {
            return;
        }
        if (question.streams()) {
            stream.end(reply);
        } else {
            writer.write(HandledStream.event(reply, question.context()));
        }
    }

    /// A piece that nobody is told: whoever left need not be answered.
    private void check(String piece) {
        if (isGone()) {
            throw new UncheckedIOException(new IOException("the client left"));
        }
    }

    private boolean isAwaited(AssistAnswer begun) {
        lock.lock();
        try {
            answer = begun;
            return !gone;
        } finally {
            lock.unlock();
        }
    }

    private boolean isGone() {
        lock.lock();
        try {
            return gone;
        } finally {
            lock.unlock();
        }
    }

    private void sayFarewell(String code, String text) {
        try {
            writer.write(new Event("error", Map.of("text", text, "code", code)));
            socket.shutdownOutput();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a client is gone", e);
        }
    }
}
