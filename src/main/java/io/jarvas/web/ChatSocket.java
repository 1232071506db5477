package io.jarvas.web;

import io.jarvas.assistant.Following;
import io.jarvas.assistant.Following.Found;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.conversation.StoreException;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A person's chat over one WebSocket: messages of a `type` come in, messages with an `event` go out, those of several
/// turns mixed.
///
/// ```
/// {"type":"send","message":"Olá","message_id":"m1"}
///   →  {"event":"status","id":"1","turn_id":"9bc0…","message_id":"m1","data":{"phase":"accepted",…}}
///   →  {"event":"message","id":"2","turn_id":"9bc0…","message_id":"m1","data":{"type":"chunk","content":"Olá!"}}
/// {"type":"confirm","id":"01m8…"}
///   →  {"event":"answer","type":"confirm","id":"01m8…","status":200,"data":{"outcome":"executed",…}}
/// ```
///
/// Messages are taken in one by one, in the order in which they come; turns and taps then each have a thread of their
/// own. Turns are left when the client is gone; a tap that has begun runs to its end.
final class ChatSocket implements SocketSession {
    static final String PATH = "/ws/chat";
    /// Turns at once, and taps at once.
    static final int MOST = 8;

    private static final List<String> TYPES = List.of("send", "follow", "cancel", "confirm", "reject", "undo", "ping");
    private static final Taps.Answer NOTHING = new Taps.Answer(204, Map.of());
    private static final List<String> ECHOED = List.of("message_id", "turn_id", "id");
    private static final System.Logger LOG = System.getLogger(ChatSocket.class.getName());

    /// What it works with, the same as the requests of HTTP.
    record Parts(Intake intake, Following following, Taps taps) {}

    private final Parts parts;
    private final SocketVisitor visitor;
    private final Consumer<String> out;
    private final Set<RunningTurn> told = ConcurrentHashMap.newKeySet();
    private final Semaphore turns = new Semaphore(MOST);
    private final Semaphore taps = new Semaphore(MOST);

    /// @param out sends a message, and returns when it is on its way; throws an [UncheckedIOException] where
    /// the client
    ///     is gone
    ChatSocket(Parts parts, SocketVisitor visitor, Consumer<String> out) {
        this.parts = parts;
        this.visitor = visitor;
        this.out = out;
    }

    @Override
    public void message(byte[] utf8) {
        answering(parse(utf8), members -> {
            String type = members.text("type").orElse("");
            switch (type) {
                case "send" -> send(members);
                case "follow" -> follow(members);
                case "cancel" -> cancel(members);
                case "confirm", "reject", "undo" -> tap(type, members);
                case "ping" -> out.accept("{\"event\":\"pong\"}");
                default -> throw Refusal.badRequest("web.socket_type", String.join(", ", TYPES));
            }
        });
    }

    @Override
    public void left() {
        told.forEach(RunningTurn::leave);
    }

    /// Empty for what is no object: no type is found in that either, but the sentence would be another.
    private static Optional<Map<String, Object>> parse(byte[] utf8) {
        try {
            return Optional.of(Json.object(utf8));
        } catch (JsonException e) {
            return Optional.empty();
        }
    }

    private void answering(Optional<Map<String, Object>> members, Consumer<ChatBody> doing) {
        Refusal problem;
        try {
            doing.accept(ChatBody.of(members.orElseThrow(() -> Refusal.badRequest("web.socket_not_json"))));
            return;
        } catch (UncheckedIOException gone) {
            throw gone;
        } catch (Refusal refusal) {
            problem = refusal;
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a message of a socket could not be answered", e);
            problem = e instanceof StoreException ? Refusal.of(503, "web.store") : Refusal.of(500, "web.internal");
        }
        refuse(members.orElse(Map.of()), problem);
    }

    private void refuse(Map<String, Object> members, Refusal refusal) {
        String sentence = Sentences.in(language(members)).say(refusal.key(), refusal.values());
        Map<String, @Nullable Object> data = Refusals.problem(refusal.status(), sentence);
        Optional.ofNullable(refusal.headers().get("Retry-After"))
                .ifPresent(seconds -> data.put("retry_after_seconds", Integer.valueOf(seconds)));
        Map<String, @Nullable Object> event = EventJson.object("event", "problem");
        ECHOED.forEach(name -> echo(members, name).ifPresent(value -> event.put(name, value)));
        event.put("data", data);
        out.accept(Json.text(event));
    }

    /// An id as the client sent it, where it is one.
    private static Optional<Object> echo(Map<String, Object> members, String name) {
        return Optional.ofNullable(members.get(name)).filter(value -> switch (value) {
            case String text -> text.length() <= ChatBody.LONGEST_ID;
            case Integer _, Long _ -> true;
            case BigInteger number -> number.bitLength() < 256;
            default -> false;
        });
    }

    private Language language(Map<String, Object> members) {
        return members.get("language") instanceof String tag
                ? Language.ofTag(tag).orElse(visitor.language())
                : visitor.language();
    }

    private void send(ChatBody message) {
        tell(
                0,
                echo(message.members(), "message_id"),
                () -> Optional.of(parts.intake().take(message, visitor.person())));
    }

    private void follow(ChatBody message) {
        String id = required(message, "turn_id");
        int after = message.id("last_event_id").map(TurnApi::eventNumber).orElse(0);
        tell(after, echo(message.members(), "message_id"), () -> switch (parts.following()
                .follow(visitor.person(), id, after)) {
            case Found.Listening(RunningTurn turn) -> Optional.of(turn);
            case Found.Told() -> {
                answer("follow", "turn_id", id, NOTHING);
                yield Optional.empty();
            }
            case Found.Unknown() -> {
                answer("follow", "turn_id", id, noTurn(message));
                yield Optional.empty();
            }
        });
    }

    private void cancel(ChatBody message) {
        String id = required(message, "turn_id");
        boolean found = parts.following().cancel(visitor.person(), id);
        answer("cancel", "turn_id", id, found ? NOTHING : noTurn(message));
    }

    private Taps.Answer noTurn(ChatBody message) {
        String sentence = Sentences.in(language(message.members())).say("web.no_turn");
        return new Taps.Answer(404, Refusals.problem(404, sentence));
    }

    private static String required(ChatBody message, String name) {
        return message.id(name).orElseThrow(() -> Refusal.badRequest("web.id", name));
    }

    private void tap(String type, ChatBody message) {
        String id = required(message, "id");
        Language language = language(message.members());
        Supplier<Taps.Answer> doing = () -> switch (type) {
            case "confirm" -> parts.taps().confirm(visitor.person(), id, message, language);
            case "reject" -> parts.taps().reject(visitor.person(), id, language);
            default -> parts.taps().undo(visitor.person(), id, message, language);
        };
        enter(taps);
        Thread.ofVirtual().name("socket-tap").start(() -> {
            try {
                answering(Optional.of(message.members()), _ -> answer(type, "id", id, doing.get()));
            } catch (UncheckedIOException gone) {
                LOG.log(System.Logger.Level.DEBUG, "a client did not wait for its answer", gone);
            } finally {
                taps.release();
            }
        });
    }

    private void answer(String type, String name, String id, Taps.Answer answer) {
        out.accept(Json.text(EventJson.object(
                "event", "answer", "type", type, name, id, "status", answer.status(), "data", answer.json())));
    }

    private static void enter(Semaphore places) {
        if (!places.tryAcquire()) {
            throw Refusal.of(429, "web.socket_full", MOST);
        }
    }

    /// Finds a turn, and tells of it on a thread of its own.
    private void tell(int after, Optional<Object> messageId, Supplier<Optional<RunningTurn>> finding) {
        enter(turns);
        Optional<RunningTurn> found = Optional.empty();
        try {
            found = finding.get();
        } finally {
            if (found.isEmpty()) {
                turns.release();
            }
        }
        found.ifPresent(turn -> {
            told.add(turn);
            Thread.ofVirtual().name("socket-turn").start(() -> run(turn, after, messageId));
        });
    }

    private void run(RunningTurn turn, int after, Optional<Object> messageId) {
        Telling telling = new Telling(turn.id(), messageId, after);
        try {
            turn.run(event -> {
                try {
                    out.accept(telling.next(event));
                } catch (UncheckedIOException gone) {
                    turn.leave();
                    throw gone;
                }
            });
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a client left", gone);
        } finally {
            told.remove(turn);
            turns.release();
        }
    }

    /// Writes down the events of one turn, with the ids and the data that they have in an event stream.
    private static final class Telling {
        private final String rest;
        private long lastId;

        Telling(String turn, Optional<Object> messageId, int after) {
            Map<String, Object> members = new LinkedHashMap<>();
            members.put("turn_id", turn);
            messageId.ifPresent(id -> members.put("message_id", id));
            String all = Json.text(members);
            this.rest = all.substring(1, all.length() - 1);
            this.lastId = after;
        }

        String next(TurnEvent event) {
            EventJson json = EventJson.of(event);
            return "{\"event\":\"" + json.name() + "\",\"id\":\"" + ++lastId + "\"," + rest + ",\"data\":" + json.data()
                    + "}";
        }
    }
}
