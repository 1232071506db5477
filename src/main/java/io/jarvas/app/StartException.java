package io.jarvas.app;

import org.jspecify.annotations.Nullable;

/// Why Jarvas cannot start, in a sentence that says what to do.
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StartException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
