package io.jarvas.assistant;

import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// An answer that is there as a whole.
final class ReadStream implements ModelStream {
    private final Deque<ModelChunk> chunks;

    private ReadStream(List<ModelChunk> chunks) {
        this.chunks = new ArrayDeque<>(chunks);
    }

    static ReadStream of(ModelChunk... chunks) {
        return new ReadStream(List.of(chunks));
    }

    @Override
    public boolean hasNext() {
        return !chunks.isEmpty();
    }

    @Override
    public ModelChunk next() {
        return chunks.remove();
    }

    @Override
    public void close() {
        chunks.clear();
    }
}
