package io.jarvas.assistant;

import io.jarvas.prompt.Toolbox;
import java.util.function.LongSupplier;

/// Assistants with a time of their own.
public final class Assistants {
    private Assistants() {}

    /// @param nanoTime by which reading in advance goes, as [System#nanoTime()]
    public static Assistant of(Assistant.Parts parts, Assistant.Limits limits, LongSupplier nanoTime) {
        return new Assistant(parts, limits, Toolbox.NONE, nanoTime);
    }
}
