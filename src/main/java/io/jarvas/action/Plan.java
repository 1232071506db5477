package io.jarvas.action;

import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceCall;

/// What is to be done, before it is done.
sealed interface Plan {
    /// A call that can be made, where the verdict is not [Verdict.Never].
    ///
    /// @param home the moment in which it was resolved and judged
    record Ready(ServiceCall call, HomeSnapshot home, Verdict verdict) implements Plan {}

    /// It cannot be made, or must not.
    record Refused(ActionOutcome outcome) implements Plan {}
}
