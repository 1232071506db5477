package io.jarvas.llm;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Whether a model can answer, for people and for health checks.
///
/// @param model that answers where a request names none
/// @param allowed what a request may ask for, the default first
/// @param contextTokens the window in every request; 0 while unknown
/// @param version of the server; empty while unknown
/// @param problem what stands in the way of an answer
/// @param detail what the server said, in its own words
/// @param checked when this was last found out
public record ModelStatus(
        Optional<String> model,
        List<String> allowed,
        int contextTokens,
        Memory memory,
        String version,
        Optional<ModelException.Code> problem,
        String detail,
        Instant checked) {
    /// Whether the model is in the server's memory.
    public enum Memory {
        UNKNOWN,
        ABSENT,
        LOADED
    }

    public ModelStatus {
        allowed = List.copyOf(allowed);
    }
}
