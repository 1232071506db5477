package io.jarvas.home;

import org.jspecify.annotations.Nullable;

/// A call to the home that was not fulfilled.
public final class HomeException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why, and whether the same call may succeed later.
    public enum Code {
        /// The call never left.
        UNREACHABLE(true),
        /// The call left, and no answer came: it may or may not have been done.
        ANSWER_LOST(false),
        WRONG_TOKEN(false),
        /// Home Assistant answered with an error.
        REFUSED(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Code code;

    /// @param message for [Code#REFUSED] Home Assistant's own words
    public HomeException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public HomeException(Code code, String message) {
        this(code, message, null);
    }

    public Code code() {
        return code;
    }

    public boolean retryable() {
        return code.retryable;
    }
}
