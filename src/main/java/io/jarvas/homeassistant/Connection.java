package io.jarvas.homeassistant;

import io.jarvas.home.HomeException;
import io.jarvas.home.HomeException.Code;
import io.jarvas.home.HomeStatus.Problem;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One authenticated connection to Home Assistant's WebSocket API: commands with their answers, and
/// subscriptions with their events. Safe to use from any thread; events arrive on its one reader thread, in
/// order.
///
/// The protocol: <https://developers.home-assistant.io/docs/api/websocket>.
final class Connection implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Connection.class.getName());
    /// In characters; the largest homes send some 20 million.
    private static final int LONGEST_MESSAGE = 64 << 20;

    private final MessageSocket socket;
    private final Runnable ended;
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<Integer, CompletableFuture<Answer>> asked = new ConcurrentHashMap<>();
    private final Map<Integer, Consumer<Map<String, @Nullable Object>>> subscriptions = new ConcurrentHashMap<>();
    /// Home Assistant wants ids that grow, so an id is drawn and sent as one step.
    private final ReentrantLock sending = new ReentrantLock();

    private final Thread reader =
            Thread.ofVirtual().name("home-assistant-reader").unstarted(this::read);

    private volatile long heard = System.nanoTime();
    private volatile Optional<String> end = Optional.empty();

    private Connection(MessageSocket socket, Runnable ended) {
        this.socket = socket;
        this.ended = ended;
    }

    /// Connects, authenticates and begins to read.
    ///
    /// @param ended is run once when the connection has ended
    /// @throws NotConnectedException where there is none
    static Connection open(
            HttpClient client, URI address, String token, HomeAssistantConfig.Timing timing, Runnable ended)
            throws InterruptedException {
        MessageSocket socket;
        try {
            socket = MessageSocket.open(client, address, timing.connect(), timing.answer(), LONGEST_MESSAGE);
        } catch (CompletionException e) {
            throw notOpened(e.getCause() == null ? e : e.getCause());
        }
        try {
            expect(Json.object(socket.receive(timing.answer())), "auth_required");
            socket.send(Json.text(Map.of("type", "auth", "access_token", token)));
            expect(Json.object(socket.receive(timing.answer())), "auth_ok");
        } catch (IOException | CompletionException | JsonException e) {
            socket.abort("not authenticated");
            throw new NotConnectedException(Problem.UNREACHABLE, true, String.valueOf(e.getMessage()), e);
        } catch (NotConnectedException e) {
            socket.close();
            throw e;
        }
        Connection connection = new Connection(socket, ended);
        connection.reader.start();
        return connection;
    }

    private static void expect(Map<String, Object> message, String type) {
        String detail = String.valueOf(message.getOrDefault("message", message.get("type")));
        if ("auth_invalid".equals(message.get("type"))) {
            throw new NotConnectedException(Problem.WRONG_TOKEN, true, detail, null);
        }
        if (!type.equals(message.get("type"))) {
            throw new NotConnectedException(Problem.UNREACHABLE, true, detail, null);
        }
    }

    private static NotConnectedException notOpened(Throwable cause) {
        if (cause instanceof WebSocketHandshakeException handshake) {
            int status = handshake.getResponse().statusCode();
            return new NotConnectedException(RestApi.problemOf(status), true, "HTTP " + status, cause);
        }
        boolean nobody = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof TimeoutException
                || cause instanceof UnresolvedAddressException;
        String detail = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        return new NotConnectedException(Problem.UNREACHABLE, !nobody, detail, cause);
    }

    /// Asks, and waits for the answer.
    ///
    /// @throws HomeException [Code#UNREACHABLE] where the command did not leave, [Code#ANSWER_LOST] where no
    ///     answer came
    Answer ask(String type, Map<String, ?> fields, Duration limit) {
        return answer(send(type, fields, Optional.empty()), limit);
    }

    /// Asks without waiting; [#answer(Pending, Duration)] waits.
    Pending send(String type, Map<String, ?> fields) {
        return send(type, fields, Optional.empty());
    }

    /// Subscribes: every later event of the answer's subscription goes to the consumer, on the reader thread.
    Pending subscribe(String type, Map<String, ?> fields, Consumer<Map<String, @Nullable Object>> events) {
        return send(type, fields, Optional.of(events));
    }

    /// A command that was sent.
    ///
    /// @param id also names the subscription that it made
    record Pending(int id, CompletableFuture<Answer> answer) {}

    private Pending send(String type, Map<String, ?> fields, Optional<Consumer<Map<String, @Nullable Object>>> events) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        sending.lock();
        try {
            int id = ids.incrementAndGet();
            Map<String, Object> message = new LinkedHashMap<>();
            message.put("id", id);
            message.put("type", type);
            message.putAll(fields);
            String text = Json.text(message);
            asked.put(id, answer);
            events.ifPresent(consumer -> subscriptions.put(id, consumer));
            if (ended() || !socket.open()) {
                asked.remove(id);
                throw new HomeException(Code.UNREACHABLE, "the connection to Home Assistant has ended");
            }
            socket.send(text);
            return new Pending(id, answer);
        } catch (CompletionException e) {
            throw new HomeException(Code.ANSWER_LOST, "the connection to Home Assistant ended while writing", e);
        } finally {
            sending.unlock();
        }
    }

    /// Waits for the answer.
    ///
    /// @throws HomeException [Code#ANSWER_LOST] where none came in time or the connection ended
    Answer answer(Pending pending, Duration limit) {
        try {
            return pending.answer().get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new HomeException(Code.ANSWER_LOST, "Home Assistant did not answer within " + limit, e);
        } catch (ExecutionException e) {
            throw new HomeException(Code.ANSWER_LOST, "the connection ended before Home Assistant answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HomeException(Code.ANSWER_LOST, "interrupted while waiting for Home Assistant", e);
        } finally {
            asked.remove(pending.id());
        }
    }

    /// Ends a subscription; events of it that are under way are dropped.
    void unsubscribe(int subscription) {
        subscriptions.remove(subscription);
        send("unsubscribe_events", Map.of("subscription", subscription));
    }

    /// How long nothing was heard.
    Duration quiet() {
        return Duration.ofNanos(System.nanoTime() - heard);
    }

    boolean ended() {
        return end.isPresent();
    }

    /// Why it ended; empty while it has not.
    String reason() {
        return end.orElse("");
    }

    private void read() {
        String reason = "";
        try {
            while (true) {
                String text = socket.receive();
                heard = System.nanoTime();
                take(Json.objectWithNulls(text));
            }
        } catch (IOException e) {
            reason = String.valueOf(e.getMessage());
        } catch (InterruptedException e) {
            reason = "interrupted";
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A message of Home Assistant could not be read", e);
            reason = "a message that could not be read";
        } finally {
            end = Optional.of(reason);
            socket.abort(reason);
            IOException cause = new IOException(reason);
            asked.values().forEach(answer -> answer.completeExceptionally(cause));
            ended.run();
        }
    }

    private void take(Map<String, @Nullable Object> message) {
        if (!(message.get("id") instanceof Integer id)) {
            return;
        }
        switch (String.valueOf(message.get("type"))) {
            case "event" -> {
                Consumer<Map<String, @Nullable Object>> consumer = subscriptions.get(id);
                if (consumer != null && message.get("event") instanceof Map<?, ?> event) {
                    @SuppressWarnings("unchecked")
                    Map<String, @Nullable Object> content = (Map<String, @Nullable Object>) event;
                    consumer.accept(content);
                }
            }
            case "result", "pong" -> {
                CompletableFuture<Answer> answer = asked.remove(id);
                if (answer != null) {
                    answer.complete(read(Json.withoutNulls(message)));
                }
            }
            default -> LOG.log(Level.DEBUG, "Home Assistant sent a message of an unknown type");
        }
    }

    private static Answer read(Map<String, Object> message) {
        if (Boolean.FALSE.equals(message.get("success"))) {
            Map<?, ?> error = message.get("error") instanceof Map<?, ?> map ? map : Map.of();
            return new Answer.Failure(
                    error.get("code") instanceof String code ? code : "unknown_error",
                    error.get("message") instanceof String text ? text : "an error without words");
        }
        return new Answer.Success(message.getOrDefault("result", Map.of()));
    }

    /// Ends the connection. What waits for an answer learns that none will come, and no event comes after
    /// this.
    @Override
    public void close() {
        socket.close();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Ends the connection without a goodbye: the other side is thought dead.
    void abort(String reason) {
        socket.abort(reason);
    }
}
