package io.jarvas.reply;

/// An action as it came from the model: readable, or not.
public sealed interface Proposal {
    record Readable(Action action) implements Proposal {}

    /// @param raw as the model wrote it
    /// @param detail what is wrong with it, for the log and the API
    record Unreadable(String raw, String detail) implements Proposal {}
}
