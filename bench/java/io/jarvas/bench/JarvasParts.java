package io.jarvas.bench;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Doors;
import io.jarvas.action.Proposals;
import io.jarvas.assistant.Assistant;
import io.jarvas.assistant.Assistants;
import io.jarvas.assistant.MemoryStore;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TokenRatios;
import io.jarvas.assistant.TurnReport;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import io.jarvas.home.LiveHome;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelStream;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.reply.Proposal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/// Jarvas's own parts, in this process: the assistant and the adapter of Ollama, around a home and a clock
/// that are given.
final class JarvasParts implements AutoCloseable {
    private static final int WINDOW = 8_192;

    private final Ollama ollama;
    private final WatchedModel model;
    private final Assistant assistant;
    private final AtomicReference<Optional<TurnReport>> report = new AtomicReference<>(Optional.empty());

    /// A turn that has ended.
    ///
    /// @param toFirstToken from the message
    record Turn(Duration toFirstToken, WatchedModel.Seen request, TurnReport report) {}

    /// What is proposed costs nothing here.
    private static final class AllSent implements Proposals {
        @Override
        public boolean reads(Proposal proposal) {
            return false;
        }

        @Override
        public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
            return new ActionOutcome.Sent(Map.of());
        }
    }

    /// Waits until Ollama is known. Nothing is read in advance until something is known of the home.
    ///
    /// @param nanoTime by which reading in advance goes, as [System#nanoTime()]
    /// @param change of each request on its way to Ollama
    JarvasParts(
            URI url, String name, LiveHome home, Clock clock, LongSupplier nanoTime, UnaryOperator<ChatRequest> change)
            throws InterruptedException {
        ollama = new Ollama(
                new OllamaConfig(List.of(url), Optional.of(name), List.of(), WINDOW, OllamaConfig.KEEP_ALIVE), clock);
        while (ollama.status().contextTokens() == 0) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        model = new WatchedModel(ollama, change);
        MemoryStore conversations = new MemoryStore();
        assistant = Assistants.of(
                new Assistant.Parts(
                        home,
                        model,
                        new AllSent(),
                        Doors.of(home, _ -> new ServiceResult(Map.of()), clock),
                        conversations,
                        conversations,
                        TokenRatios.NONE,
                        ended -> report.set(Optional.of(ended)),
                        clock),
                new Assistant.Limits(1, 8, Optional.empty()),
                nanoTime);
    }

    WatchedModel model() {
        return model;
    }

    /// Says something, and waits for the end of the answer.
    Turn say(String conversation, String words) {
        return say(conversation, words, false);
    }

    /// Says something, and goes away when the answer begins.
    Turn interrupt(String conversation, String words) {
        return say(conversation, words, true);
    }

    private Turn say(String conversation, String words, boolean leave) {
        long start = System.nanoTime();
        RunningTurn turn = assistant.begin(new UserTurn(
                Person.LOCAL,
                Optional.of(conversation),
                words,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty()));
        int before = model.seen().size();
        model.onFirst(leave ? turn::cancel : () -> {});
        turn.run(_ -> {});
        WatchedModel.Seen request = model.seen().stream()
                .skip(before)
                .filter(seen -> !seen.inAdvance)
                .findFirst()
                .orElseThrow();
        return new Turn(
                Duration.ofNanos(request.first - start), request, report.get().orElseThrow());
    }

    /// A person is about to write.
    void prepare(String conversation) {
        assistant.prepare(Person.LOCAL, Optional.of(conversation));
    }

    /// Waits until the beginning of every prompt was read in advance.
    void awaitRead() throws InterruptedException {
        while (assistant.window().read() < 1) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    /// How the model's window is used.
    String form() {
        return assistant.window().form().name();
    }

    /// Has the model read something else, so that nothing of ours is left in its cache.
    void displace(String with) {
        ChatRequest other = new ChatRequest(
                Optional.empty(), List.of(new ChatMessage(ChatMessage.Role.USER, with)), ChatRequest.Wanted.READING);
        try (ModelStream stream = ollama.stream(other)) {
            while (stream.hasNext()) {
                stream.next();
            }
        }
    }

    @Override
    public void close() {
        assistant.close();
        ollama.close();
    }
}
