package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.search.Concept.Target;
import io.jarvas.search.Reading.Bearing;
import java.util.Arrays;
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
    private final Fit[] fits;

    StateWords(Reading reading, Index index, Map<EntityId, EntityState> states) {
        this.reading = reading;
        this.fits = new Fit[reading.states().isEmpty() ? 0 : index.size()];
        Arrays.fill(fits, Fit.NEVER);
        for (Concept concept : reading.states()) {
            index.visit(concept.term(), (place, _, _) -> {
                if (fits[place] != Fit.NOW) {
                    EntityState state = states.get(index.id(place));
                    fits[place] = state != null && means(concept, index, place, state) ? Fit.NOW : Fit.NOT_NOW;
                }
            });
        }
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
