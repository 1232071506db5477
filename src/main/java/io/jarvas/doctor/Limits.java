package io.jarvas.doctor;

import java.time.Duration;

/// How long the doctor waits, so that nothing can hold it up.
///
/// @param connect for a connection
/// @param answer for one question, and for any check that asks no model
/// @param token for a model to be loaded, to read and to say a few words
public record Limits(Duration connect, Duration answer, Duration token) {
    public static final Limits USUAL = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofSeconds(90));

    /// For a check that asks one question, and perhaps another to understand the answer.
    Duration question() {
        return connect.plus(answer).multipliedBy(2);
    }
}
