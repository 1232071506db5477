package io.jarvas.action;

/// What a service risks, from the least to the most.
enum Risk {
    /// It changes nothing.
    READ,
    /// Nothing asks for a confirmation.
    SAFE,
    /// A person has to say yes first.
    CONFIRM,
    /// Nobody may do this through Jarvas.
    NEVER;

    Risk or(Risk other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
