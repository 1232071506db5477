package io.jarvas.web;

import io.jarvas.assistant.TurnEvent;
import io.jarvas.audio.AudioException;
import io.jarvas.audio.SpeechDecoder;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.voice.VoiceEvent;
import io.jarvas.voice.VoiceSession;
import io.jarvas.voice.VoiceSessions;
import io.jarvas.voice.VoiceSink;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A person's voice session over one WebSocket: messages of a `type` go both ways, and sound comes in as bytes.
///
/// ```
///   →  {"type":"status","status":"connected"}
/// {"type":"start","conversation_id":"c1","lang":"pt"}
///   →  {"type":"status","status":"listening"}
/// (bytes) (bytes) {"type":"stop"}
///   →  {"type":"final_transcript","text":"Acende a luz."}  {"type":"status","status":"thinking"}
///   →  {"type":"llm_text_delta","text":"Já "}  {"type":"turn_event","event":"action","data":{…}}  …
///   →  {"type":"tts_audio_chunk","format":"wav","data_b64":"UklGR…","sentence":0}  …
/// ```
///
/// What the client sends is taken in one by one, in the order in which it comes, on the thread that reads; what is
/// said to it waits in a [VoiceOutbox].
final class VoiceSocket implements SocketSession {
    static final String PATH = "/ws/voice";
    static final FrameReader.Longest LONGEST = new FrameReader.Longest(2 * 1024 * 1024, 1024 * 1024);

    private static final List<String> TYPES = List.of("start", "audio", "hold", "stop", "ping");
    private static final System.Logger LOG = System.getLogger(VoiceSocket.class.getName());

    private final VoiceOutbox outbox;
    private final SocketVisitor visitor;
    private final VoiceSession session;
    private final SpeechDecoder decoder = new SpeechDecoder(this::hear);
    private final SoundAllowance allowance = new SoundAllowance(System::nanoTime);
    /// Of the thread that reads: whether what else comes of the recording is let go.
    private boolean refused;
    private volatile Language language;
    /// That was told last.
    private volatile VoiceEvent.State state = VoiceEvent.State.CONNECTED;

    private VoiceSocket(VoiceSessions sessions, SocketVisitor visitor, SocketOut out) {
        this.visitor = visitor;
        this.language = visitor.language();
        this.outbox = new VoiceOutbox(out);
        status(VoiceEvent.State.CONNECTED);
        this.session = sessions.open(visitor.person(), visitor.language(), this::tell);
    }

    /// @param sessions empty where Jarvas neither listens nor speaks
    static Route route(Optional<VoiceSessions> sessions) {
        VoiceSessions opened = sessions.orElse((_, language, sink) -> new NoVoice(language, sink));
        return Route.socket(PATH, LONGEST, (visitor, out) -> open(opened, visitor, out));
    }

    static VoiceSocket open(VoiceSessions sessions, SocketVisitor visitor, SocketOut out) {
        VoiceSocket socket = new VoiceSocket(sessions, visitor, out);
        Thread.ofVirtual().name("voice-out").start(() -> {
            try {
                socket.outbox.send();
            } finally {
                socket.left();
            }
        });
        return socket;
    }

    @Override
    public void message(byte[] utf8) {
        answering(() -> {
            ChatBody members = ChatBody.of(parse(utf8));
            switch (members.text("type").orElse("")) {
                case "start" -> start(members);
                case "audio" -> decode(ByteBuffer.wrap(sound(members)));
                case "hold" -> session.hold(members.flag("held"));
                case "stop" -> stop();
                case "ping" -> outbox.answer("{\"type\":\"pong\"}");
                default -> throw Refusal.badRequest("web.socket_type", String.join(", ", TYPES));
            }
        });
    }

    @Override
    public void binary(ByteBuffer bytes) {
        answering(() -> decode(bytes));
    }

    @Override
    public void left() {
        outbox.end();
        session.left();
    }

    private static Map<String, Object> parse(byte[] utf8) {
        try {
            return Json.object(utf8);
        } catch (JsonException e) {
            throw Refusal.badRequest("web.socket_not_json");
        }
    }

    private void answering(Runnable doing) {
        try {
            doing.run();
        } catch (UncheckedIOException gone) {
            throw gone;
        } catch (Refusal refusal) {
            outbox.answer(problem("bad_message", say(refusal.key(), refusal.values()), false));
        } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.ERROR, "a message of a voice session could not be answered", e);
            outbox.answer(problem("internal", say("web.internal"), true));
        }
    }

    private void start(ChatBody members) {
        Optional<Language> asked = members.text("lang").flatMap(Language::ofTag);
        boolean handsFree = members.members().containsKey("hands_free") && members.flag("hands_free");
        VoiceSession.Start start = new VoiceSession.Start(members.conversation(), asked, handsFree);
        language = asked.orElse(visitor.language());
        refused = false;
        decoder.begin();
        session.start(start);
    }

    private void stop() {
        if (!refused) {
            reading(decoder::end);
        }
        session.stop();
    }

    private static byte[] sound(ChatBody members) {
        try {
            return Base64.getDecoder().decode(members.text("data_b64").orElse(""));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest("web.voice_base64");
        }
    }

    private void decode(ByteBuffer bytes) {
        if (!refused) {
            reading(() -> decoder.decode(bytes));
        }
    }

    /// What could not be read is told once in each recording, and what was heard before it is all.
    private void reading(Runnable step) {
        try {
            step.run();
        } catch (AudioException e) {
            LOG.log(System.Logger.Level.DEBUG, "a recording is refused: {0}", e.getMessage());
            String code = "audio_" + EventJson.lower(e.code());
            refuse(code, say("web." + code));
        } catch (SoundAllowance.ExceededException e) {
            refuse("audio_too_much", say("web.audio_too_much", SoundAllowance.AT_ONCE.toSeconds()));
        }
    }

    private void refuse(String code, String sentence) {
        refused = true;
        outbox.answer(problem(code, sentence, false));
        // While it answers, that would silence it.
        if (state == VoiceEvent.State.LISTENING) {
            session.stop();
        }
    }

    private void hear(ByteBuffer samples) {
        allowance.take(samples.remaining());
        session.audio(samples);
    }

    private void tell(VoiceEvent event) {
        switch (event) {
            // Said when it was opened.
            case VoiceEvent.Status(VoiceEvent.State next) when next == VoiceEvent.State.CONNECTED -> {}
            case VoiceEvent.Status(VoiceEvent.State next) -> status(next);
            case VoiceEvent.PartialTranscript(String text) -> words("partial_transcript", text);
            case VoiceEvent.FinalTranscript(String text) -> words("final_transcript", text);
            case VoiceEvent.TextDelta(String text) -> words("llm_text_delta", text);
            case VoiceEvent.TextFinal whole -> finalText(whole);
            case VoiceEvent.Turn(String id, TurnEvent of) -> turn(id, of);
            case VoiceEvent.Spoken(var sound) -> outbox.sound(sound);
            case VoiceEvent.Problem(String code, String sentence, boolean retryable) ->
                outbox.text(problem(code, sentence, retryable));
        }
    }

    private void status(VoiceEvent.State next) {
        boolean silent = next == VoiceEvent.State.LISTENING || next == VoiceEvent.State.STOPPED;
        if (silent && state == VoiceEvent.State.SPEAKING) {
            outbox.dropSound();
        }
        state = next;
        outbox.text(Json.text(EventJson.object("type", "status", "status", EventJson.lower(next))));
    }

    private void words(String type, String text) {
        outbox.text(Json.text(EventJson.object("type", type, "text", text)));
    }

    private void finalText(VoiceEvent.TextFinal whole) {
        outbox.text(Json.text(EventJson.object(
                "type",
                "llm_text_final",
                "text",
                whole.text(),
                "conversation_id",
                whole.conversation(),
                "turn_id",
                whole.turn())));
    }

    private void turn(String id, TurnEvent event) {
        EventJson json = EventJson.of(event);
        outbox.text("{\"type\":\"turn_event\",\"turn_id\":" + Json.text(id) + ",\"event\":\"" + json.name()
                + "\",\"data\":" + json.data() + "}");
    }

    private static String problem(String code, String sentence, boolean retryable) {
        return Json.text(EventJson.object("type", "error", "error", sentence, "code", code, "retryable", retryable));
    }

    private String say(String key, Object... values) {
        return Sentences.in(language).say(key, values);
    }

    /// Where there is no voice: says so to who wants to speak.
    private record NoVoice(Language language, VoiceSink sink) implements VoiceSession {

        @Override
        public void start(Start start) {
            String sentence = Sentences.in(start.language().orElse(language)).say("web.voice_off");
            sink.accept(new VoiceEvent.Problem("voice_off", sentence, false));
        }

        @Override
        public void audio(ByteBuffer samples) {}

        @Override
        public void hold(boolean held) {}

        @Override
        public void stop() {}

        @Override
        public void left() {}
    }
}
