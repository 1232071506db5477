package io.jarvas.assistant;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/// A model that writes what a test tells it to, when it tells it to. What it is only to read it reads at once.
final class ScriptedModel implements LanguageModel {
    private sealed interface Step {
        record Write(ModelChunk chunk) implements Step {}

        record Fail(ModelException failure) implements Step {}

        record Break() implements Step {}

        record Close() implements Step {}
    }

    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    /// Those that want an answer.
    final List<ChatRequest> requests = new CopyOnWriteArrayList<>();
    final List<ChatRequest> readings = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();
    /// Of what it is only to read.
    volatile double charactersPerToken = 3;

    ScriptedModel writes(String... pieces) {
        for (String piece : pieces) {
            chunk(new ModelChunk.Text(piece));
        }
        return this;
    }

    ScriptedModel chunk(ModelChunk chunk) {
        steps.add(new Step.Write(chunk));
        return this;
    }

    ScriptedModel ends() {
        return ends(ModelChunk.Finished.End.STOP);
    }

    ScriptedModel ends(ModelChunk.Finished.End end) {
        return chunk(finished(end, 100));
    }

    /// Says all it wants, for what a server counts.
    ScriptedModel ends(ModelChunk.Usage usage) {
        return chunk(new ModelChunk.Finished(ModelChunk.Finished.End.STOP, usage));
    }

    private static ModelChunk.Finished finished(ModelChunk.Finished.End end, int promptTokens) {
        Duration ms = Duration.ofMillis(1);
        return new ModelChunk.Finished(end, new ModelChunk.Usage(promptTokens, 10, ms, ms, ms));
    }

    /// What no adapter should do.
    ScriptedModel breaks() {
        steps.add(new Step.Break());
        return this;
    }

    ScriptedModel fails(ModelException.Code code) {
        steps.add(new Step.Fail(new ModelException(code, "as scripted")));
        return this;
    }

    @Override
    public ModelStream stream(ChatRequest request) {
        return switch (request.wanted()) {
            case ANSWER, SAMPLE -> {
                requests.add(request);
                yield answer();
            }
            case READING -> {
                readings.add(request);
                int tokens = (int) (PrefixLedger.characters(request.messages()) / charactersPerToken);
                yield ReadStream.of(finished(ModelChunk.Finished.End.LENGTH, tokens));
            }
        };
    }

    private ModelStream answer() {
        return new ModelStream() {
            private Optional<ModelChunk> next = Optional.empty();
            private volatile boolean over;

            @Override
            public boolean hasNext() {
                if (next.isPresent()) {
                    return true;
                }
                if (over) {
                    return false;
                }
                try {
                    switch (steps.take()) {
                        case Step.Write(ModelChunk chunk) -> next = Optional.of(chunk);
                        case Step.Fail(ModelException failure) -> {
                            over = true;
                            throw failure;
                        }
                        case Step.Break _ -> throw new IllegalStateException("as scripted");
                        case Step.Close _ -> over = true;
                    }
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return next.isPresent();
            }

            @Override
            public ModelChunk next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ModelChunk chunk = next.orElseThrow();
                next = Optional.empty();
                over = over || chunk instanceof ModelChunk.Finished;
                return chunk;
            }

            @Override
            public void close() {
                if (!over) {
                    over = true;
                    steps.clear();
                    steps.add(new Step.Close());
                    closed.add("closed");
                }
            }
        };
    }

    @Override
    public ModelStatus status() {
        return new ModelStatus(
                Optional.of("scripted"),
                List.of("scripted"),
                8_192,
                ModelStatus.Memory.LOADED,
                "0",
                Optional.empty(),
                "",
                Instant.EPOCH);
    }
}
