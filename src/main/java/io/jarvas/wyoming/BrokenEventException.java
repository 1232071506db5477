package io.jarvas.wyoming;

import org.jspecify.annotations.Nullable;

/// What came is no event of the protocol, or is larger than anybody needs. What follows it cannot be read either.
final class BrokenEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenEventException(String message) {
        this(message, null);
    }

    BrokenEventException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
