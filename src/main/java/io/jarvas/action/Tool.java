package io.jarvas.action;

import java.util.Map;

/// Something a model can ask for by name. Safe to use from any thread.
public interface Tool {
    /// `homeassistant_call_service`.
    String name();

    /// Does it, and waits until its outcome is known. Whatever goes wrong is an outcome.
    ///
    /// @param arguments as the model gave them, JSON values by name, unchecked
    ActionOutcome run(Map<String, Object> arguments);
}
