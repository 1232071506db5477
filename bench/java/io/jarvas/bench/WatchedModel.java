package io.jarvas.bench;

import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/// Lets requests through to a model, changed as a comparison wants them, and notes when what came back. Safe
/// to use from any thread.
final class WatchedModel implements LanguageModel {
    private final LanguageModel model;
    private final UnaryOperator<ChatRequest> change;
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private volatile Runnable onFirst = () -> {};

    WatchedModel(LanguageModel model, UnaryOperator<ChatRequest> change) {
        this.model = model;
        this.change = change;
    }

    /// One request; moments are [System#nanoTime()], 0 while there is none.
    static final class Seen {
        final boolean inAdvance;
        final long sent = System.nanoTime();
        volatile long first;
        volatile long ended;
        volatile Optional<ModelChunk.Usage> usage = Optional.empty();

        private Seen(boolean inAdvance) {
            this.inAdvance = inAdvance;
        }
    }

    /// What is to be done from now on when an answer begins.
    void onFirst(Runnable next) {
        onFirst = next;
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    /// Whether a request is on its way.
    boolean busy() {
        return seen.stream().anyMatch(each -> each.ended == 0);
    }

    @Override
    public ModelStatus status() {
        return model.status();
    }

    @Override
    public ModelStream stream(ChatRequest request) {
        Seen noted = new Seen(request.wanted() == ChatRequest.Wanted.READING);
        seen.add(noted);
        ModelStream stream = model.stream(change.apply(request));
        return new ModelStream() {
            @Override
            public boolean hasNext() {
                return stream.hasNext();
            }

            @Override
            public ModelChunk next() {
                ModelChunk chunk = stream.next();
                if (!(chunk instanceof ModelChunk.Waiting) && noted.first == 0) {
                    noted.first = System.nanoTime();
                    if (!noted.inAdvance) {
                        onFirst.run();
                    }
                }
                if (chunk instanceof ModelChunk.Finished(ModelChunk.Finished.End _, ModelChunk.Usage usage)) {
                    noted.usage = Optional.of(usage);
                }
                return chunk;
            }

            @Override
            public void close() {
                stream.close();
                noted.ended = System.nanoTime();
            }
        };
    }
}
