package io.jarvas.speech;

import org.jspecify.annotations.Nullable;

/// What is spoken could not be understood, or words could not be spoken.
public final class SpeechException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why, and whether the same may succeed later. Each has a sentence of its own that says what to do.
    public enum Code {
        /// There is no service for it: none was found, or the owner wants none.
        ABSENT(false),
        /// Nobody answers at the service's address.
        UNREACHABLE(true),
        /// The service does not know the language.
        LANGUAGE(false),
        /// The service took what it was given and fell silent.
        STALLED(true),
        /// The service went away before it was done.
        CUT_SHORT(true),
        /// The service answered with an error, or with what nobody understands.
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

    /// @param message the service's own words where it has any; for the log and the status page
    public SpeechException(Code code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public SpeechException(Code code, String message) {
        this(code, message, null);
    }

    public Code code() {
        return code;
    }

    public boolean retryable() {
        return code.retryable;
    }
}
