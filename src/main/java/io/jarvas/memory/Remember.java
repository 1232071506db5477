package io.jarvas.memory;

/// What the owner of the house wants remembered.
public enum Remember {
    /// Nothing.
    OFF,
    /// What a person asks for, or writes down.
    ASKED,
    /// What conversations show, too.
    LEARN
}
