package io.jarvas.home;

import java.util.Map;
import java.util.Optional;

/// What scripts, automations and scenes do when they run. Safe to use from any thread.
public interface Routines {
    /// The configuration as Home Assistant keeps it, JSON values by name; empty where it cannot be read: it is
    /// not kept in the user interface, Home Assistant cannot be reached, or does not answer within a second.
    Optional<Map<String, Object>> config(EntityId routine);
}
