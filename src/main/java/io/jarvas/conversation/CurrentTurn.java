package io.jarvas.conversation;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/// The turn that a thread works for, by which the log says whose each line is.
///
/// A thread that is started meanwhile works for the same turn. One that works for many in turn is started with none,
/// and takes it over with each piece of work.
///
/// ```
/// try (var _ = CurrentTurn.begin(id)) {
///     answer();
/// }
/// ```
public final class CurrentTurn {
    private static final InheritableThreadLocal<@Nullable String> ID = new InheritableThreadLocal<>();

    private CurrentTurn() {}

    /// The turn's id; empty where the thread works for none.
    public static Optional<String> id() {
        return Optional.ofNullable(ID.get());
    }

    /// The thread works for this turn until that is closed, and then for the one before.
    public static Until begin(String id) {
        return begin(Optional.of(id));
    }

    private static Until begin(Optional<String> id) {
        Optional<String> before = id();
        set(id);
        return () -> set(before);
    }

    /// The work, for the turn that this thread works for, on whatever thread it is done.
    public static <T> Callable<T> carried(Callable<T> work) {
        Optional<String> id = id();
        return () -> {
            try (var _ = begin(id)) {
                return work.call();
            }
        };
    }

    private static void set(Optional<String> id) {
        id.ifPresentOrElse(ID::set, ID::remove);
    }

    /// Ends what was begun.
    @FunctionalInterface
    public interface Until extends AutoCloseable {
        @Override
        void close();
    }
}
