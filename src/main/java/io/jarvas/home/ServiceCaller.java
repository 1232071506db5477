package io.jarvas.home;

/// The way to act on a home. Safe to use from any thread.
public interface ServiceCaller {
    /// Calls the service and waits for Home Assistant's answer, which comes when the service has run: often
    /// later than the state that proves it. A call that has left is not taken back.
    ///
    /// @throws HomeException where Home Assistant refuses it, cannot be reached, or does not answer; its code
    ///     says whether the call left
    ServiceResult call(ServiceCall call);
}
