package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.search.Concept.Target;
import io.jarvas.search.Reading.Bearing;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The states that a person's words ask about, beside those that the entities have now.
final class StateWords {
    /// How an entity stands to them.
    enum Fit {
        /// It is never in such a state.
        NEVER,
        /// It may be, but is not now.
        NOT_NOW,
        /// It may be; whether it is now, nobody knows.
        UNKNOWN,
        NOW
    }

    private static final Set<String> NOT_KNOWN = Set.of("unavailable", "unknown");

    private final Reading reading;
    private final Fit[] fits;

    StateWords(Reading reading, Index index, Map<EntityId, EntityState> states) {
        this.reading = reading;
        this.fits = new Fit[reading.states().isEmpty() ? 0 : index.size()];
        Arrays.fill(fits, Fit.NEVER);
        for (Concept concept : reading.states()) {
            index.visit(concept.term(), (place, _, _) -> {
                if (fits[place] != Fit.NOW) {
                    EntityState state = states.get(index.id(place));
                    fits[place] = state == null ? Fit.UNKNOWN : now(concept, index, place, state);
                }
            });
        }
    }

    private static Fit now(Concept concept, Index index, int place, EntityState state) {
        if (means(concept, index, place, state)) {
            return Fit.NOW;
        }
        return NOT_KNOWN.contains(state.value()) ? Fit.UNKNOWN : Fit.NOT_NOW;
    }

    private static boolean means(Concept concept, Index index, int place, EntityState state) {
        for (Target target : concept.targets()) {
            if (target.means(state.value())
                    && target.fits(index.id(place).domain(), Index.deviceClass(index.entity(place)))) {
                return true;
            }
        }
        return false;
    }

    boolean none() {
        return reading.states().isEmpty();
    }

    List<Concept> all() {
        return reading.states();
    }

    Bearing bearing() {
        return reading.bearing();
    }

    /// Only where there are such words.
    Fit fit(int place) {
        return fits[place];
    }
}
