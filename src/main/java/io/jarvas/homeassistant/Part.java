package io.jarvas.homeassistant;

import java.util.List;

/// A part of what Home Assistant knows of a home: the command that reads it, and the events after which it is
/// read again.
enum Part {
    CONFIG("get_config", "core_config_updated"),
    /// Has no event of its own; where it changes for an entity of the registry, that entity's entry changes.
    EXPOSED("homeassistant/expose_entity/list", "entity_registry_updated"),
    /// The entries of exposed entities, aliases included, which `config/entity_registry/list` leaves out.
    ENTRIES("config/entity_registry/get_entries", "entity_registry_updated"),
    DEVICES("config/device_registry/list", "device_registry_updated"),
    AREAS("config/area_registry/list", "area_registry_updated"),
    FLOORS("config/floor_registry/list", "floor_registry_updated"),
    LABELS("config/label_registry/list", "label_registry_updated"),
    SERVICES("get_services", "service_registered", "service_removed");

    private final String command;

    @SuppressWarnings("ImmutableEnumChecker") // List.of cannot be changed
    private final List<String> events;

    Part(String command, String... events) {
        this.command = command;
        this.events = List.of(events);
    }

    String command() {
        return command;
    }

    List<String> events() {
        return events;
    }
}
