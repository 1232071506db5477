package io.jarvas.search;

import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where words were said, and so which of many things of a kind they mean. Used by one thread.
final class Surroundings {
    /// `this light`, `tudo aqui`, `nesta divisão`.
    private static final Set<String> HERE =
            Set.of("here", "this", "these", "aqui", "cá", "neste", "nesta", "nestes", "nestas", "deste", "desta");

    private static final Pattern NOT_IN_A_WORD = Pattern.compile("[^\\p{L}\\p{M}]+");

    /// How well an entity must fit a place to be in it.
    private static final double IN_PLACE = 0.55;

    /// And a kind to be one of it.
    private static final double FITS_WELL = 0.8;

    private final Index index;
    private final Optional<BitSet> near;
    private final boolean here;

    /// @param area in which the words were said; empty where that is not known
    Surroundings(Optional<String> area, String words, Index index) {
        this.index = index;
        this.near = area.map(index::in).filter(there -> !there.isEmpty());
        this.here = NOT_IN_A_WORD.splitAsStream(words.toLowerCase(Locale.ROOT)).anyMatch(HERE::contains);
    }

    /// Of what a clause leads to, what is near, where something is and no place was named. What lies in a place
    /// that
    /// another clause names may be meant too: `turn on the light and the fan in the bedroom`.
    ///
    /// @param all that the words mention
    /// @param every whether all there is was asked for
    BitSet nearest(BitSet led, List<Match> clause, List<Match> all, boolean every) {
        if (near.isEmpty() || !(here || (!every && named(clause).isEmpty()))) {
            return led;
        }
        BitSet nearest = (BitSet) led.clone();
        nearest.and(near.get());
        if (nearest.isEmpty()) {
            return led;
        }
        List<Match> elsewhere = named(all);
        led.stream()
                .filter(place -> elsewhere.stream().anyMatch(match -> match.fit(place) >= IN_PLACE * match.best()))
                .forEach(nearest::set);
        return nearest;
    }

    /// What a part of the words mentions, and before it the same as if it had named the area, where it names no
    /// place
    /// and a kind that the area has.
    List<List<Match>> places(List<Match> part) {
        if (near.isEmpty()
                || part.stream().noneMatch(this::near)
                || !named(part).isEmpty()) {
            return List.of(part);
        }
        List<Match> placed = new ArrayList<>(part);
        placed.add(Match.in(near.get(), part.getFirst().unit().clause(), index));
        return List.of(placed, part);
    }

    private boolean near(Match kind) {
        return kind.found()
                && kind.unit().role() == Unit.Role.KIND
                && near.orElseThrow().stream().anyMatch(place -> kind.fit(place) >= FITS_WELL * kind.best());
    }

    /// The places that are mentioned and that there are.
    private static List<Match> named(List<Match> mentions) {
        return mentions.stream()
                .filter(match -> match.found() && match.unit().role() == Unit.Role.PLACE)
                .toList();
    }
}
