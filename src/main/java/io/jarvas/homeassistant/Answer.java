package io.jarvas.homeassistant;

import java.util.List;
import java.util.Map;

/// What Home Assistant answered to a command.
sealed interface Answer {
    /// @param result a JSON value; an empty object where Home Assistant has nothing to say
    record Success(Object result) implements Answer {
        List<?> list() {
            return result instanceof List<?> list ? list : List.of();
        }

        Map<?, ?> object() {
            return result instanceof Map<?, ?> map ? map : Map.of();
        }
    }

    /// @param code `not_found`, `unauthorized`, `home_assistant_error`
    /// @param message Home Assistant's own words
    record Failure(String code, String message) implements Answer {}
}
