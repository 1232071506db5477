package io.jarvas.tools;

import org.jspecify.annotations.Nullable;

/// A search of the web that could not be had.
public final class WebSearchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why, and whether the same search may succeed later.
    public enum Code {
        /// Nobody answers, or not in time.
        UNREACHABLE(true),
        /// The server does not want to search, or not in the form that is asked for.
        REFUSED(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Code code;

    /// @param message for the log and the API
    public WebSearchException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public Code code() {
        return code;
    }

    public boolean retryable() {
        return code.retryable;
    }
}
