package io.jarvas.reply;

import java.util.Collections;
import java.util.Map;

/// What a model asked for, in a form that can be judged. Nothing has been checked yet but its form.
///
/// @param tool `homeassistant_call_service`
/// @param arguments JSON values by name
public record Action(String tool, Map<String, Object> arguments) {
    public Action {
        arguments = Collections.unmodifiableMap(arguments);
    }
}
