package io.jarvas.demo.home;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.socket.HelidonSocket;
import io.helidon.websocket.WsCloseCodes;
import io.helidon.websocket.WsListener;
import io.helidon.websocket.WsSession;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One WebSocket at `/api/websocket`: the signing in, and the messages' way in and out.
///
/// Messages go out from a virtual thread of the socket's own, so a client that does not read holds up nobody;
/// one that leaves 4,096 unread is cut off, as by Home Assistant.
final class HomeSocket implements WsListener {
    private static final Logger LOGGER = System.getLogger(HomeSocket.class.getName());
    private static final int MOST_UNREAD = 4096;

    private final HomeThread thread;
    private final HomeCommands commands;
    private final Function<String, Optional<HomeUser>> users;
    private final Consumer<HomeSocket> ended;
    private final LinkedBlockingQueue<Out> out = new LinkedBlockingQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final StringBuilder incoming = new StringBuilder();
    private volatile boolean coalescing;
    private volatile @Nullable WsSession session;
    /// Used by the home's thread alone.
    private @Nullable HomeConnection connection;

    /// What is to be sent.
    private sealed interface Out {
        record Message(String json) implements Out {}

        record Pong(BufferData data) implements Out {}

        record Close() implements Out {}
    }

    /// @param users who a token belongs to
    /// @param ended told once, when the socket is no more
    HomeSocket(
            HomeThread thread,
            HomeCommands commands,
            Function<String, Optional<HomeUser>> users,
            Consumer<HomeSocket> ended) {
        this.thread = thread;
        this.commands = commands;
        this.users = users;
        this.ended = ended;
    }

    @Override
    public void onOpen(WsSession session) {
        this.session = session;
        Thread.ofVirtual().name("demo-home-socket").start(() -> write(session));
        send(Map.of("type", "auth_required", "ha_version", DemoHome.VERSION));
    }

    @Override
    public void onMessage(WsSession session, String text, boolean last) {
        incoming.append(text);
        if (last) {
            String whole = incoming.toString();
            incoming.setLength(0);
            thread.run(() -> receive(whole));
        }
    }

    @Override
    public void onPing(WsSession session, BufferData data) {
        out.add(new Out.Pong(data.copy()));
    }

    @Override
    public void onClose(WsSession session, int status, String reason) {
        ended();
    }

    @Override
    public void onError(WsSession session, Throwable problem) {
        ended();
    }

    private void ended() {
        if (over.compareAndSet(false, true)) {
            ended.accept(this);
            out.add(new Out.Close());
            thread.run(() -> Optional.ofNullable(connection).ifPresent(HomeConnection::closed));
        }
    }

    /// Cuts the connection without a farewell.
    void cut() {
        WsSession open = session;
        if (open != null && open.socketContext() instanceof HelidonSocket socket) {
            socket.close();
        }
        ended();
    }

    private void receive(String text) {
        Object message;
        try {
            Map<String, @Nullable Object> whole = Json.objectWithNulls("{\"message\":" + text + "}");
            if (whole.size() > 1) {
                throw new JsonException("more than one value", null);
            }
            message = whole.get("message");
        } catch (JsonException e) {
            out.add(new Out.Close());
            return;
        }
        HomeConnection signedIn = connection;
        if (signedIn == null) {
            signIn(message);
        } else {
            for (Object each : message instanceof List<?> several ? several : Arrays.asList(message)) {
                if (each instanceof Map<?, ?> map && "supported_features".equals(map.get("type"))) {
                    coalescing = map.get("features") instanceof Map<?, ?> features
                            && features.get("coalesce_messages") != null;
                }
                signedIn.receive(each == null ? "" : each);
            }
        }
    }

    private void signIn(@Nullable Object message) {
        if (!(message instanceof Map<?, ?> auth)
                || !"auth".equals(auth.get("type"))
                || auth.size() != (auth.containsKey("access_token") ? 2 : 1)) {
            refuse("Auth message incorrectly formatted");
            return;
        }
        Optional<HomeUser> user = users.apply(String.valueOf(auth.get("access_token")));
        if (user.isEmpty()) {
            refuse("Invalid access token or password");
            return;
        }
        connection = new HomeConnection(user.get(), commands, this::send);
        send(Map.of("type", "auth_ok", "ha_version", DemoHome.VERSION));
    }

    private void refuse(String words) {
        send(Map.of("type", "auth_invalid", "message", words));
        out.add(new Out.Close());
    }

    private void send(Map<String, ? extends @Nullable Object> message) {
        if (out.size() >= MOST_UNREAD) {
            cut();
        } else if (!over.get()) {
            out.add(new Out.Message(Json.text(message)));
        }
    }

    private void write(WsSession session) {
        try {
            while (true) {
                List<Out> ready = new ArrayList<>();
                ready.add(out.take());
                out.drainTo(ready);
                List<String> texts = new ArrayList<>();
                for (Out next : ready) {
                    switch (next) {
                        case Out.Message(String json) -> texts.add(json);
                        case Out.Pong(BufferData data) -> session.pong(data);
                        case Out.Close() -> {
                            flush(session, texts);
                            session.close(WsCloseCodes.NORMAL_CLOSE, "");
                            return;
                        }
                    }
                }
                flush(session, texts);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // Helidon has several exceptions for a socket that is gone.
            LOGGER.log(Level.DEBUG, "A client of the demo home is gone", e);
            ended();
        }
    }

    private void flush(WsSession session, List<String> texts) {
        if (coalescing && texts.size() > 1) {
            session.send("[" + String.join(",", texts) + "]", true);
        } else {
            texts.forEach(text -> session.send(text, true));
        }
        texts.clear();
    }
}
