package io.jarvas.home;

import java.util.Optional;

/// Where the devices are that people speak to, and whose they are, exposed or not. Safe to use from any thread.
public interface HomePlaces {
    /// @param name what the owner calls it; may be empty
    /// @param area its id
    record PlacedDevice(String name, Optional<String> area) {}

    /// @param device its id
    /// @param area the id of the entity's own area; empty for that of its device
    record PlacedEntity(Optional<String> device, Optional<String> area) {}

    /// What is known of a device. Costs no call.
    ///
    /// @param id in Home Assistant's registry
    Optional<PlacedDevice> device(String id);

    /// What is known of an entity; nothing where that cannot be found out.
    Optional<PlacedEntity> entity(EntityId id);

    /// The id of the Home Assistant user whose own device it is, a phone that tells where that person is;
    /// nothing where it is nobody's, or that cannot be found out.
    Optional<String> user(String device);
}
