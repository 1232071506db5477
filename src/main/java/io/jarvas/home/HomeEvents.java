package io.jarvas.home;

import java.util.Map;

/// The home's own bus of events. Safe to use from any thread.
public interface HomeEvents {
    /// Lets automations and the logbook know of something.
    ///
    /// @param type `jarvas_action`
    /// @param data JSON values by name
    /// @throws HomeException where it could not be told
    void fire(String type, Map<String, Object> data);
}
