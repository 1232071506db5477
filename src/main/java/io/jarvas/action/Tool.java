package io.jarvas.action;

import java.util.Map;
import java.util.function.Supplier;

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

    /// One that changes something that Jarvas itself keeps, and nothing in the house.
    non-sealed interface Keeping extends Tool {
        /// Finds out what would change. Nothing does yet.
        ///
        /// @param arguments as the model gave them, JSON values by name, unchecked
        /// @throws UnusableArgumentsException with what would be right
        Intent intent(Map<String, Object> arguments, Asking asking);

        /// What is to change.
        ///
        /// @param subject what it is about, in the words in which a person is asked for a yes
        /// @param meant whether the person's own words lead to it; otherwise it waits for a yes
        /// @param effect does it; whatever goes wrong is an outcome
        record Intent(String subject, boolean meant, Supplier<ActionOutcome> effect) {}
    }
}
