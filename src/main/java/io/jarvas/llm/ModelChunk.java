package io.jarvas.llm;

import java.time.Duration;
import java.util.Map;

/// A piece of a model's answer, in the order in which they come: `Waiting(LOADING) Text("The ") Text("light
/// is on.") Finished(…)`.
public sealed interface ModelChunk {
    /// Text for the person, ACTION lines among it. Never empty.
    record Text(String content) implements ModelChunk {}

    /// What a reasoning model says to itself. Never shown, stored or spoken.
    record Thinking(String content) implements ModelChunk {}

    /// A native tool call, with its arguments as JSON values.
    ///
    /// @param id the server's; empty where it gave none
    record ToolCall(String id, String name, Map<String, Object> arguments) implements ModelChunk {}

    /// Nothing came yet, and why. At most a few of these, all before the first other chunk.
    record Waiting(Reason reason) implements ModelChunk {
        public enum Reason {
            /// The server reads the model from disk.
            LOADING,
            /// The first try failed before anything came; this is the second.
            RETRYING
        }
    }

    /// The end of a whole answer, always last.
    record Finished(End end, Usage usage) implements ModelChunk {
        public enum End {
            /// The model said all it wanted.
            STOP,
            /// The answer's limit or the window was reached.
            LENGTH
        }
    }

    /// What an answer cost, as the server counts it.
    ///
    /// @param promptTokens the whole prompt, reused or read
    /// @param prompt how long the part that was not reused took to read
    record Usage(int promptTokens, int generatedTokens, Duration load, Duration prompt, Duration generation) {}
}
