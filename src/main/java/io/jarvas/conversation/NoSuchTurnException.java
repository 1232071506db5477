package io.jarvas.conversation;

/// A message was to come in the place of a turn that the conversation does not have.
public final class NoSuchTurnException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoSuchTurnException() {
        super("no such turn");
    }
}
