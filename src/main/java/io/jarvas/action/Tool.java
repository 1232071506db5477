package io.jarvas.action;

import java.util.Map;

/// Something a model can ask for by name. Safe to use from any thread.
public sealed interface Tool {
    /// `homeassistant_get_states`.
    String name();

    /// One that only reads: the model gets what it answers, and goes on.
    non-sealed interface Reading extends Tool {
        /// Reads, and waits for it. Whatever goes wrong is an outcome.
        ///
        /// @param arguments as the model gave them, JSON values by name, unchecked
        ActionOutcome read(Map<String, Object> arguments, Asking asking);
    }

    /// One that changes something: it is another way to write a call of a service, and is checked and judged as
    /// such.
    non-sealed interface Acting extends Tool {
        /// The same as arguments of `homeassistant_call_service`.
        ///
        /// @param arguments as the model gave them, JSON values by name, unchecked
        /// @throws UnusableArgumentsException with what would be right
        Map<String, Object> call(Map<String, Object> arguments);
    }
}
