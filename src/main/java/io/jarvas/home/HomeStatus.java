package io.jarvas.home;

import java.time.Instant;
import java.util.Optional;

/// How Jarvas and the home are connected, for people and for health checks.
///
/// @param since when this became so
/// @param problem what stands in the way; also present with [Link#LIVE] where the exposed list cannot be read
/// @param detail what the other side said, in its own words; for the log and the status page
public record HomeStatus(Link link, Optional<Problem> problem, String detail, Instant since) {
    /// The way over which the home is known.
    public enum Link {
        /// The socket is up and its subscription runs.
        LIVE,
        /// REST stands in.
        POLLING,
        /// Neither.
        DOWN
    }

    /// Each has a sentence of its own that says what to do.
    public enum Problem {
        WRONG_TOKEN,
        NOT_ADMINISTRATOR,
        UNREACHABLE,
        STARTING
    }
}
