package io.jarvas.conversation;

import java.time.Instant;
import java.util.Optional;

/// How the store is.
///
/// @param problem why nothing could be stored at the last try; empty where it could
/// @param setAside the newest of the files that could not be used and still lie there
public record StoreStatus(Optional<Problem> problem, Optional<SetAside> setAside) {
    public enum Problem {
        /// The disk has no room.
        FULL,
        READ_ONLY,
        /// Another program has it.
        HELD,
        /// Anything else; the log says what.
        UNAVAILABLE
    }

    /// A file in whose place another one was begun.
    ///
    /// @param file its name in the data directory
    /// @param at when it was set aside, to the second
    public record SetAside(Reason reason, String file, Instant at) {
        public enum Reason {
            /// It was not a database, or could not be read.
            DAMAGED,
            /// A newer Jarvas had written it.
            NEWER
        }
    }
}
