package io.jarvas.bench;

import io.jarvas.demo.home.DemoHome;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What Jarvas adds to a turn: from Ollama's bytes to the home's call, to the client's event, and from a
/// client that leaves to a model that stops. One turn at a time; Jarvas is a process of its own, its three
/// peers are this one.
///
/// Arguments: turns measured (600), turns before that (300).
final class TurnLatency {
    /// Between two pieces of an answer, as a fast model writes.
    private static final long PACE_MILLIS = 3;

    private static final long PREFILL_MILLIS = 10;
    private static final int TURNS_IN_A_CONVERSATION = 6;
    private static final long PATIENCE_SECONDS = 20;

    private final ScriptedOllama ollama;
    private final HomeRelay relay;
    private final JarvasProcess jarvas;
    private int turns;

    private final Samples prompt = new Samples();
    private final Samples text = new Samples();
    private final Samples call = new Samples();
    private final Samples end = new Samples();
    private final Samples floor = new Samples();
    private final Samples leftWhileWriting = new Samples();
    private final Samples leftWhileSilent = new Samples();

    private TurnLatency(ScriptedOllama ollama, HomeRelay relay, JarvasProcess jarvas) {
        this.ollama = ollama;
        this.relay = relay;
        this.jarvas = jarvas;
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        int measured = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 600;
        int before = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 300;
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                HomeRelay relay = new HomeRelay(home.uri());
                ScriptedOllama ollama = new ScriptedOllama();
                JarvasProcess jarvas = new JarvasProcess(relay.url(), home.token(), ollama.url())) {
            TurnLatency bench = new TurnLatency(ollama, relay, jarvas);
            bench.run(before);
            bench.all().forEach(Samples::clear);
            bench.run(measured);
            bench.print();
        }
    }

    private List<Samples> all() {
        return List.of(prompt, text, call, end, floor, leftWhileWriting, leftWhileSilent);
    }

    private void run(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            turn(i % 2 == 0 ? "turn_on" : "turn_off");
            straight();
            leave(true);
            if (i % 4 == 0) {
                leave(false);
            }
        }
    }

    private void print() {
        System.out.println(Samples.HEAD);
        System.out.println(floor.row("floor: first text written > read, no Jarvas"));
        System.out.println(text.row("first text written > client's event"));
        System.out.println(call.row("ACTION's last byte written > call received"));
        System.out.println(prompt.row("message sent > prompt received by Ollama"));
        System.out.println(end.row("last line written > client's done"));
        System.out.println(leftWhileWriting.row("client left > Ollama's connection ended, writing"));
        System.out.println(leftWhileSilent.row("client left > Ollama's connection ended, silent"));
    }

    /// One turn that says a word, acts, and says another.
    private void turn(String service) throws Exception {
        String action = "ACTION: {\\\"tool\\\": \\\"homeassistant_call_service\\\", \\\"args\\\": {\\\"domain\\\": "
                + "\\\"light\\\", \\\"service\\\": \\\"" + service
                + "\\\", \\\"data\\\": {\\\"entity_id\\\": \\\"light.kitchen_lights\\\"}}}";
        record Written(long asked, long text, long action, long done) {}
        CompletableFuture<Written> written = new CompletableFuture<>();
        LinkedBlockingQueue<Long> calls = relay.calls();
        calls.clear();
        CompletableFuture<Long> called = new CompletableFuture<>();
        ollama.script(answer -> {
            Thread.sleep(PREFILL_MILLIS);
            long first = answer.write("Right ");
            for (String piece : List.of("away", ".", "\\n")) {
                Thread.sleep(PACE_MILLIS);
                answer.write(piece);
            }
            long last = 0;
            for (String piece : pieces(action)) {
                Thread.sleep(PACE_MILLIS);
                last = answer.write(piece);
            }
            Long when = calls.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (when == null) {
                called.completeExceptionally(new IOException("no call came"));
            } else {
                called.complete(when);
            }
            Thread.sleep(PREFILL_MILLIS);
            answer.write("\\nDone.");
            Thread.sleep(PACE_MILLIS);
            long done = System.nanoTime();
            answer.done();
            written.complete(new Written(answer.asked(), first, last, done));
        });
        long sent = System.nanoTime();
        try (StampedLines events = StampedLines.post(jarvas.port(), "/api/chat/stream/", message(service))) {
            long firstRead = events.await("\"type\":\"chunk\"");
            events.await("\"outcome\":\"executed\"");
            long doneRead = events.await("\"finished\":true");
            Written at = written.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            prompt.add(at.asked - sent);
            text.add(firstRead - at.text);
            call.add(called.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - at.action);
            end.add(doneRead - at.done);
        }
    }

    /// The same first word, read from Ollama itself.
    private void straight() throws Exception {
        CompletableFuture<Long> written = new CompletableFuture<>();
        ollama.script(answer -> {
            Thread.sleep(PREFILL_MILLIS);
            written.complete(answer.write("Right "));
            Thread.sleep(PACE_MILLIS);
            answer.done();
        });
        try (StampedLines lines = StampedLines.post(ollama.port(), "/api/chat", "{}")) {
            long read = lines.await("\"Right \"");
            floor.add(read - written.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        }
    }

    /// A client that leaves in the middle.
    private void leave(boolean writing) throws Exception {
        CompletableFuture<CompletableFuture<Long>> closed = new CompletableFuture<>();
        ollama.script(answer -> {
            closed.complete(answer.closed());
            while (!answer.closed().isDone()) {
                if (writing) {
                    answer.write("word ");
                }
                Thread.sleep(PACE_MILLIS);
            }
        });
        StampedLines events = StampedLines.post(jarvas.port(), "/api/chat/stream/", message("leave"));
        events.await(writing ? "\"type\":\"chunk\"" : "\"phase\":\"reading\"");
        if (writing) {
            events.await("\"type\":\"chunk\"");
        }
        CompletableFuture<Long> gone = closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        Thread.sleep(PREFILL_MILLIS);
        long left = System.nanoTime();
        events.close();
        (writing ? leftWhileWriting : leftWhileSilent).add(gone.get(PATIENCE_SECONDS, TimeUnit.SECONDS) - left);
    }

    private String message(String service) {
        String conversation = "bench-" + turns++ / TURNS_IN_A_CONVERSATION;
        return "{\"message\":\"" + service.replace('_', ' ') + " the kitchen lights\",\"conversation_id\":\""
                + conversation + "\",\"language\":\"en\"}";
    }

    /// Pieces of about four characters, none of which cuts an escape.
    private static List<String> pieces(String json) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < json.length()) {
            int to = Math.min(json.length(), from + 4);
            if (json.charAt(to - 1) == '\\') {
                to++;
            }
            pieces.add(json.substring(from, to));
            from = to;
        }
        return pieces;
    }
}
