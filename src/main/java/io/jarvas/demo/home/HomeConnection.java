package io.jarvas.demo.home;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One client that has signed in over the WebSocket: its subscriptions, and the order of its messages. Used
/// by the home's thread alone.
final class HomeConnection {
    private final Map<Integer, Runnable> subscriptions = new HashMap<>();
    private final HomeUser user;
    private final HomeCommands commands;
    private final Consumer<Map<String, @Nullable Object>> out;
    private int lastId;

    /// @param out takes the messages for the client, in order
    HomeConnection(HomeUser user, HomeCommands commands, Consumer<Map<String, @Nullable Object>> out) {
        this.user = user;
        this.commands = commands;
        this.out = out;
    }

    HomeUser user() {
        return user;
    }

    /// Answers one message of the client's.
    void receive(Object message) {
        Map<String, @Nullable Object> members = members(message);
        if (!(members.get("id") instanceof Integer id) || id <= 0 || !(members.get("type") instanceof String type)) {
            refuse(
                    message instanceof Map ? members.get("id") : 0,
                    HomeError.invalidFormat("Message incorrectly formatted."));
            return;
        }
        if (id <= lastId) {
            refuse(id, HomeError.of("id_reuse", "Identifier values have to increase."));
            return;
        }
        HomeCommands.Command command = commands.find(type);
        if (command == null) {
            refuse(id, HomeError.of("unknown_command", "Unknown command."));
            return;
        }
        lastId = id;
        try {
            if (command.admin() && !user.admin()) {
                throw HomeError.unauthorized();
            }
            Map<String, @Nullable Object> own = new LinkedHashMap<>(members);
            own.remove("id");
            own.remove("type");
            if (command.schema().fields().isEmpty() && !own.isEmpty()) {
                throw HomeError.invalidFormat("extra keys not allowed. Got " + HomeSchema.python(members));
            }
            command.handler().handle(this, id, command.schema().read(own));
        } catch (HomeError e) {
            refuse(id, e);
        }
    }

    private static Map<String, @Nullable Object> members(Object message) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        if (message instanceof Map<?, ?> map) {
            map.forEach((name, value) -> members.put((String) name, value));
        }
        return members;
    }

    void result(int id, @Nullable Object result) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", "result");
        message.put("success", true);
        message.put("result", result);
        out.accept(message);
    }

    private void refuse(@Nullable Object id, HomeError error) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", "result");
        message.put("success", false);
        message.put("error", error.json());
        out.accept(message);
    }

    void pong(int id) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("id", id);
        message.put("type", "pong");
        out.accept(message);
    }

    void event(int id, Map<String, ? extends @Nullable Object> event) {
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("type", "event");
        message.put("event", event);
        message.put("id", id);
        out.accept(message);
    }

    /// @param end what ends the subscription
    void subscribed(int id, Runnable end) {
        subscriptions.put(id, end);
    }

    void unsubscribe(int id) {
        Runnable end = subscriptions.remove(id);
        if (end == null) {
            throw HomeError.of("not_found", "Subscription not found.");
        }
        end.run();
    }

    void closed() {
        List.copyOf(subscriptions.values()).forEach(Runnable::run);
        subscriptions.clear();
    }
}
