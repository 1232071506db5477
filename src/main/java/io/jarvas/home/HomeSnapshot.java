package io.jarvas.home;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// A home at one moment. Immutable; a newer moment is another snapshot.
///
/// @param states of exposed entities, never changed by whoever made it; an entity without one has none in
///     Home Assistant either
/// @param asOf when the states were last known to be true
public record HomeSnapshot(HomeCatalog catalog, Map<EntityId, EntityState> states, Source source, Instant asOf) {
    /// Where the states come from.
    public enum Source {
        /// The socket's running subscription: true now.
        LIVE,
        /// Read over REST while the socket is down: true at [HomeSnapshot#asOf()].
        POLLED,
        /// Home Assistant cannot be reached: the catalogue is the last known one, and so are the states, true
        /// at [HomeSnapshot#asOf()]; none where they are older than 10 minutes.
        LAST_KNOWN
    }

    public Optional<EntityState> state(EntityId id) {
        return Optional.ofNullable(states.get(id));
    }
}
