package io.jarvas.json;

import org.jspecify.annotations.Nullable;

/// A text that is not the JSON it should be.
public final class JsonException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public JsonException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
