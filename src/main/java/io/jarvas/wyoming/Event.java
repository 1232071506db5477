package io.jarvas.wyoming;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// One event of the protocol: its type, its data, and bytes that belong to it, sound as a rule.
///
/// @param data plain values, without nulls
/// @param payload read-only; empty for most events
record Event(String type, Map<String, Object> data, ByteBuffer payload) {
    static final ByteBuffer NO_PAYLOAD = ByteBuffer.allocate(0).asReadOnlyBuffer();

    Event {
        data = Map.copyOf(data);
        payload = payload.asReadOnlyBuffer();
    }

    Event(String type, Map<String, Object> data) {
        this(type, data, NO_PAYLOAD);
    }

    Event(String type) {
        this(type, Map.of());
    }

    /// The text of this name in its data.
    Optional<String> text(String name) {
        return Values.text(data, name);
    }

    /// A text that the protocol asks for.
    ///
    /// @throws BrokenEventException without one
    String requiredText(String name) {
        return text(name).orElseThrow(() -> new BrokenEventException("a " + type + " without its " + name));
    }

    /// A whole number that the protocol asks for.
    ///
    /// @throws BrokenEventException without one
    int requiredNumber(String name) {
        return data.get(name) instanceof Integer number ? number : broken(name);
    }

    private int broken(String name) {
        throw new BrokenEventException("a " + type + " without its " + name);
    }
}
