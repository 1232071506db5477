package io.jarvas.action;

import java.util.List;

/// What the [Policy] says to a call.
public sealed interface Verdict {
    /// @param changes whether it changes something; false for a service that only reads
    record Allowed(boolean changes) implements Verdict {}

    /// A person has to say yes first.
    ///
    /// @param subjects what makes it so: entity ids, or the service's id
    record Risky(List<String> subjects) implements Verdict {
        public Risky {
            subjects = List.copyOf(subjects);
        }
    }

    /// Nobody may do this through Jarvas.
    record Never(String service) implements Verdict {}
}
