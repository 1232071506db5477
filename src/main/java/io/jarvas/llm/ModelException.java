package io.jarvas.llm;

import org.jspecify.annotations.Nullable;

/// An answer that could not be had, or not to its end.
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why, and whether the same request may succeed later. Each has a sentence of its own that says what to
    /// do.
    public enum Code {
        /// Nobody answers at the server's address.
        UNREACHABLE(true),
        /// The server has no model of that name, or none at all.
        MODEL_MISSING(false),
        /// The model needs more memory than the server has.
        MODEL_TOO_LARGE(false),
        /// The prompt is longer than the window.
        PROMPT_TOO_LONG(false),
        /// The server took the prompt and fell silent.
        STALLED(true),
        /// The server went away, or ended without saying that it was done.
        CUT_SHORT(true),
        /// The server is busy and says so.
        BUSY(true),
        /// The server answered with an error that is none of these.
        REFUSED(false);

        private final boolean retryable;

        Code(boolean retryable) {
            this.retryable = retryable;
        }

        public boolean retryable() {
            return retryable;
        }
    }

    private final Code code;

    /// @param message the server's own words where it has any; for the log and the status page
    public ModelException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ModelException(Code code, String message) {
        this(code, message, null);
    }

    public Code code() {
        return code;
    }

    public boolean retryable() {
        return code.retryable;
    }
}
