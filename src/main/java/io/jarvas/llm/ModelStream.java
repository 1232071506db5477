package io.jarvas.llm;

/// An answer while it is being written. One thread reads it; any thread may close it.
///
/// ```
/// try (ModelStream stream = model.stream(request)) {
///     while (stream.hasNext()) {
///         switch (stream.next()) { … }
///     }
/// }
/// ```
public interface ModelStream extends AutoCloseable {
    /// Waits for the next chunk. False after [ModelChunk.Finished], and after [#close()] by whomever.
    ///
    /// Once true, it stays so until [#next()] has given the chunk, whoever closes in between.
    ///
    /// @throws ModelException where the answer cannot go on
    boolean hasNext();

    /// The next chunk.
    ///
    /// @throws ModelException where the answer cannot go on
    /// @throws java.util.NoSuchElementException where [#hasNext()] is false
    ModelChunk next();

    /// Stops the model, and wakes the reader. Harmless when repeated, and after the end.
    @Override
    void close();
}
