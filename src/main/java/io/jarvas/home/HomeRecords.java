package io.jarvas.home;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the home remembers of exposed entities: at most 31 days before the end, and of these the newest 5,000
/// states or rows. Safe to use from any thread.
public interface HomeRecords {
    /// The states that an entity had, the oldest first, the one that it had at the beginning among them.
    ///
    /// @throws HomeException where they cannot be read
    List<EntityState> history(EntityId entity, Instant from, Instant to);

    /// What was measured, a row each period: `start`, as RFC 3339, and `mean`, `min`, `max`, `sum`, `change`
    /// where there are any.
    ///
    /// @param period five minutes, an hour, a day
    /// @throws HomeException where they cannot be read
    List<Map<String, Object>> statistics(EntityId entity, Instant from, Instant to, Duration period);
}
