package io.jarvas.home;

import java.util.Optional;

/// Who may do what in Home Assistant. Safe to use from any thread.
public interface HomeUsers {
    /// Whether the user is an administrator; false where that cannot be found out.
    ///
    /// @param user the id of a Home Assistant user
    boolean administrator(String user);

    /// What the user is called; nothing where that cannot be found out.
    ///
    /// @param user the id of a Home Assistant user
    default Optional<String> name(String user) {
        return Optional.empty();
    }

    /// What the owner calls a device that people speak to; nothing where that is not known.
    ///
    /// @param device its id in Home Assistant's registry
    default Optional<String> deviceName(String device) {
        return Optional.empty();
    }
}
