package io.jarvas.endtoend;

import java.util.Map;

/// An event as it came over the wire.
///
/// @param name `message` where it came without one
record Event(String name, Map<String, Object> data) {
    static final String TEXT = "message";

    boolean is(String wanted) {
        return name.equals(wanted);
    }

    /// Whether it is a `status` event of that phase.
    boolean isPhase(String phase) {
        return is("status") && phase.equals(data.get("phase"));
    }

    String text(String member) {
        return String.valueOf(data.getOrDefault(member, ""));
    }
}
