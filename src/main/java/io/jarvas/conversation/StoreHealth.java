package io.jarvas.conversation;

/// How what is kept is doing. Safe to use from any thread.
public interface StoreHealth {
    /// Whether a message could be stored now. Nothing is written to find out, but where the last try failed.
    boolean works();

    /// As it was at the last try.
    StoreStatus status();
}
