package io.jarvas.action;

/// The arguments of an action have no meaning.
public final class UnusableArgumentsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// @param message what would be right, in a few words for the model, the log and the API
    public UnusableArgumentsException(String message) {
        super(message);
    }
}
