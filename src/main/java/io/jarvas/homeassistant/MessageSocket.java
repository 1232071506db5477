package io.jarvas.homeassistant;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A WebSocket of whole text messages, read by one thread and written by any.
///
/// The next message is asked of the network only when the one before was taken, so a slow reader holds at
/// most one, and the other side feels it. `java.net.http` answers pings by itself and sets TCP_NODELAY.
final class MessageSocket implements AutoCloseable {
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final WebSocket socket;
    private final Incoming incoming;
    private final Duration sendLimit;
    private final ReentrantLock sending = new ReentrantLock();

    private MessageSocket(WebSocket socket, Incoming incoming, Duration sendLimit) {
        this.socket = socket;
        this.incoming = incoming;
        this.sendLimit = sendLimit;
    }

    /// @param longestMessage in characters; a longer one ends the connection
    /// @param sendLimit the longest that a message may take to be written
    /// @throws CompletionException where there is no connection
    static MessageSocket open(HttpClient client, URI address, Duration limit, Duration sendLimit, int longestMessage) {
        Incoming incoming = new Incoming(longestMessage);
        WebSocket socket = client.newWebSocketBuilder()
                .connectTimeout(limit)
                .buildAsync(address, incoming)
                .orTimeout(2 * limit.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        return new MessageSocket(socket, incoming, sendLimit);
    }

    /// The next message.
    ///
    /// @throws IOException where the connection has ended
    String receive() throws IOException, InterruptedException {
        return taken(incoming.events.take());
    }

    /// The next message, within the limit.
    ///
    /// @throws IOException where the connection has ended, or none came in time
    String receive(Duration limit) throws IOException, InterruptedException {
        Event event = incoming.events.poll(limit.toNanos(), TimeUnit.NANOSECONDS);
        if (event == null) {
            throw new IOException("no message within " + limit);
        }
        return taken(event);
    }

    private String taken(Event event) throws IOException {
        return switch (event) {
            case Message(String text) -> {
                socket.request(1);
                yield text;
            }
            case End(String reason) -> {
                incoming.events.add(event);
                throw new IOException(reason);
            }
        };
    }

    /// Whether a message could still leave.
    boolean open() {
        return !socket.isOutputClosed() && !socket.isInputClosed();
    }

    /// Writes the message, and waits until it is written.
    ///
    /// @throws CompletionException where it was not written whole; the connection has then ended
    void send(String message) {
        sending.lock();
        try {
            socket.sendText(message, true)
                    .orTimeout(sendLimit.toMillis(), TimeUnit.MILLISECONDS)
                    .join();
        } catch (CompletionException e) {
            abort("a message could not be written");
            throw e;
        } finally {
            sending.unlock();
        }
    }

    /// Ends the connection at once.
    void abort(String reason) {
        socket.abort();
        incoming.end(reason);
    }

    @Override
    public void close() {
        if (open() && sending.tryLock()) {
            try {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                        .orTimeout(GOODBYE.toMillis(), TimeUnit.MILLISECONDS)
                        .handle((_, _) -> true)
                        .join();
            } finally {
                sending.unlock();
            }
        }
        abort("closed");
    }

    private sealed interface Event {}

    private record Message(String text) implements Event {}

    private record End(String reason) implements Event {}

    private static final class Incoming implements WebSocket.Listener {
        private final int longest;
        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
        private StringBuilder parts = new StringBuilder();

        Incoming(int longest) {
            this.longest = longest;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            if (parts.length() + data.length() > longest) {
                end("a message of more than " + longest + " characters");
                socket.abort();
            } else if (last && parts.isEmpty()) {
                events.add(new Message(data.toString()));
            } else {
                parts.append(data);
                if (last) {
                    events.add(new Message(parts.toString()));
                    parts = new StringBuilder();
                } else {
                    socket.request(1);
                }
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            end("closed by Home Assistant: " + status + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            end(String.valueOf(error.getMessage()));
        }

        private void end(String reason) {
            events.add(new End(reason));
        }
    }
}
