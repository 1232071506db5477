package io.jarvas.audio;

/// A recording cannot be read.
public final class AudioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Why.
    public enum Code {
        /// It is of a form that is not understood here, such as MP4.
        NOT_UNDERSTOOD,
        /// It says what makes no sense.
        BROKEN
    }

    private final Code code;

    /// @param message for the log
    AudioException(Code code, String message) {
        super(message);
        this.code = code;
    }

    static AudioException broken(String message) {
        return new AudioException(Code.BROKEN, message);
    }

    static AudioException notUnderstood(String message) {
        return new AudioException(Code.NOT_UNDERSTOOD, message);
    }

    public Code code() {
        return code;
    }
}
