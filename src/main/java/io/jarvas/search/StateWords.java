package io.jarvas.search;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.search.Concept.Target;
import java.util.List;
import java.util.Map;

/// The states that a person's words ask about, beside those that the entities have now.
final class StateWords {
    /// How an entity stands to them.
    enum Fit {
        /// It is never in such a state.
        NEVER,
        /// It may be, but is not now.
        NOT_NOW,
        NOW
    }

    private final Reading reading;
    private final Index index;
    private final Map<EntityId, EntityState> states;

    StateWords(Reading reading, Index index, Map<EntityId, EntityState> states) {
        this.reading = reading;
        this.index = index;
        this.states = states;
    }

    boolean none() {
        return reading.states().isEmpty();
    }

    List<Concept> all() {
        return reading.states();
    }

    /// Whether only what is in such a state is asked for.
    boolean which() {
        return reading.which() && !none() && !reading.every();
    }

    Fit fit(int place) {
        Entity entity = index.entity(place);
        EntityState state = states.get(entity.id());
        Fit best = Fit.NEVER;
        for (Concept concept : reading.states()) {
            for (Target target : concept.targets()) {
                if (target.fits(entity.id().domain(), Index.deviceClass(entity))) {
                    if (state != null && target.states().contains(state.value())) {
                        return Fit.NOW;
                    }
                    best = Fit.NOT_NOW;
                }
            }
        }
        return best;
    }
}
