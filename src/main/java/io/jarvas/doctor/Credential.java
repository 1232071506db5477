package io.jarvas.doctor;

import java.util.function.Supplier;

/// What lets the doctor in at Jarvas's public address.
public sealed interface Credential {
    /// None: nobody's doors are opened.
    record None() implements Credential {}

    record Token(String token) implements Credential {
        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /// A ticket that is drawn when it is needed, because it does not last.
    record Ticket(Supplier<String> ticket) implements Credential {}
}
