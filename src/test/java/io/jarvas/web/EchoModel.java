package io.jarvas.web;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// A model that says back everything it was shown, and does what a word of the newest message says: `light`, `unlock`,
/// `later`. After `slowly` it goes on only when it is let, or closed.
final class EchoModel implements LanguageModel {
    private static final ModelChunk END = new ModelChunk.Finished(
            ModelChunk.Finished.End.STOP,
            new ModelChunk.Usage(100, 10, Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));

    /// Every prompt, as one text.
    final List<String> shown = new CopyOnWriteArrayList<>();
    /// How many slow answers may go on.
    final Semaphore goOn = new Semaphore(0);
    /// One for each answer that was closed before its end.
    final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

    @Override
    public ModelStream stream(ChatRequest request) {
        List<String> said = request.messages().stream()
                .filter(message -> message.role() != ChatMessage.Role.SYSTEM)
                .map(ChatMessage::content)
                .toList();
        shown.add(String.join(
                "\n", request.messages().stream().map(ChatMessage::content).toList()));
        String newest = said.isEmpty() ? "" : said.getLast();
        List<ModelChunk> chunks = new ArrayList<>();
        chunks.add(new ModelChunk.Text("You said: "));
        for (String one : said) {
            chunks.add(new ModelChunk.Text(one.replace("ACTION", "").replace('\n', ' ') + "\n"));
        }
        action(newest).ifPresent(action -> chunks.add(new ModelChunk.Text(action)));
        chunks.add(END);
        return new Answer(chunks, newest.contains("slowly"));
    }

    private static Optional<String> action(String message) {
        String light = call("light", "turn_on", "light.hall");
        if (message.contains("later")) {
            return Optional.of(
                    "ACTION: {\"tool\":\"schedule\",\"args\":{\"in\":\"20 minutes\",\"action\":" + light + "}}\n");
        }
        if (message.contains("unlock")) {
            return Optional.of("ACTION: " + call("lock", "unlock", "lock.front_door") + "\n");
        }
        return message.contains("light") ? Optional.of("ACTION: " + light + "\n") : Optional.empty();
    }

    private static String call(String domain, String service, String entity) {
        return "{\"tool\":\"homeassistant_call_service\",\"args\":{\"domain\":\"%s\",\"service\":\"%s\",\"data\":{\"entity_id\":\"%s\"}}}"
                .formatted(domain, service, entity);
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(
                Optional.of("echo"),
                List.of("echo"),
                8_192,
                ModelStatus.Memory.LOADED,
                "0",
                Optional.empty(),
                "",
                Instant.EPOCH);
    }

    private final class Answer implements ModelStream {
        private final List<ModelChunk> chunks;
        private final boolean slow;
        private int next;
        private boolean let;
        private volatile boolean over;

        private Answer(List<ModelChunk> chunks, boolean slow) {
            this.chunks = chunks;
            this.slow = slow;
        }

        @Override
        public boolean hasNext() {
            if (slow && next == 1 && !let) {
                while (!over && !let) {
                    try {
                        let = goOn.tryAcquire(5, java.util.concurrent.TimeUnit.MILLISECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
            }
            return !over && next < chunks.size();
        }

        @Override
        public ModelChunk next() {
            if (next >= chunks.size()) {
                throw new NoSuchElementException();
            }
            return chunks.get(next++);
        }

        @Override
        public void close() {
            if (!over) {
                over = true;
                if (next < chunks.size()) {
                    closed.add("closed");
                }
            }
        }
    }
}
