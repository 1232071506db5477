package io.jarvas.doctor;

import java.util.Locale;
import java.util.Optional;

/// What one check found.
///
/// The sentences that the status says of the same things already hold what to do; they have no step of their own.
public sealed interface Finding {
    /// What is so.
    Words said();

    /// What to do now.
    Optional<Words> next();

    record Fine(Words said) implements Finding {
        @Override
        public Optional<Words> next() {
            return Optional.empty();
        }
    }

    /// Jarvas works, and could work better.
    record Warning(Words said, Optional<Words> next) implements Finding {}

    /// Something that Jarvas is for does not work.
    record Broken(Words said, Optional<Words> next) implements Finding {}

    /// Not looked at, and why.
    record Skipped(Words said) implements Finding {
        @Override
        public Optional<Words> next() {
            return Optional.empty();
        }
    }

    /// As programs read it: `fine`, `warning`, `broken`, `skipped`.
    default String result() {
        return getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    static Finding fine(String key, Object... values) {
        return new Fine(Words.of(key, values));
    }

    static Finding skipped(String key, Object... values) {
        return new Skipped(Words.of(key, values));
    }

    /// Its step is the sentence `KEY.next`, with the same values as far as it wants them.
    static Finding warning(String key, Object... values) {
        return new Warning(Words.of(key, values), Optional.of(Words.of(key + ".next", values)));
    }

    /// As [#warning(String, Object...)].
    static Finding broken(String key, Object... values) {
        return new Broken(Words.of(key, values), Optional.of(Words.of(key + ".next", values)));
    }

    /// One in the words of the status, which hold the step.
    static Finding known(String key, Object... values) {
        return new Broken(Words.of(key, values), Optional.empty());
    }
}
