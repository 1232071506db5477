package io.jarvas.memory;

/// Whom a memory is about, and who is told of it.
public enum Scope {
    /// The one who kept it, and nobody else.
    PERSON,
    /// Everybody in the house.
    HOUSEHOLD
}
