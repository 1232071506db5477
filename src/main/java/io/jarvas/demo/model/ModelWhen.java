package io.jarvas.demo.model;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// When something is wanted, as a sentence says it.
///
/// @param delay as it was written: `20 minutes`; empty where a day or a time is named
/// @param rest the sentence without all that
record ModelWhen(Optional<String> delay, Optional<LocalDate> day, Optional<LocalTime> time, String rest) {
    /// Whether it says a moment, and not a day alone.
    boolean exact() {
        return delay.isPresent() || time.isPresent();
    }

    ModelWhen of(String other) {
        return new ModelWhen(delay, day, time, other);
    }
}
