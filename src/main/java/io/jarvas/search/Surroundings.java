package io.jarvas.search;

import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where words were said, and so which of many things of a kind they mean. Used by one thread.
final class Surroundings {
    /// The room is no word of another one's name.
    private static final Pattern ROOM = words("(?:this|the) room(?:['’]s)?(?! \\d)");

    /// `the light here`, `this light`, `nesta divisão`; no `this evening`.
    private static final Pattern HERE = words("here|aqui|daqui|cá|(?:this|these|neste|nesta|nestes|nestas|deste|desta)"
            + "(?! (?:morning|afternoon|evening|night|week|weekend|month|year|time|moment|instant|minute|once|way"
            + "|momento|instante|minuto|altura|vez|hora|manhã|tarde|noite|semana|fim|mês|ano)\\b)");

    private static final Pattern BOTH = words("both");

    /// How well an entity must fit a place to be in it.
    private static final double IN_PLACE = 0.55;

    /// And a kind to be one of it.
    private static final double FITS_WELL = 0.8;

    private final Index index;
    private final Optional<BitSet> near;
    private final String words;
    private final boolean here;
    private final boolean both;

    /// @param area in which the words were said; empty where that is not known
    Surroundings(Optional<String> area, String words, Index index) {
        this.index = index;
        this.near = area.map(index::in).filter(there -> !there.isEmpty());
        this.words = near.isEmpty() ? words : ROOM.matcher(words).replaceAll("here");
        this.here = HERE.matcher(this.words).find();
        this.both = BOTH.matcher(words).find();
    }

    private static Pattern words(String pattern) {
        return Pattern.compile(
                "\\b(?:" + pattern + ")\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /// What was said, without the word `room` where it is the one in which it was said.
    String words() {
        return words;
    }

    /// Of what a clause leads to, what is near, where something is and no place was named; what is `here` is
    /// nowhere else, but for what works anywhere. What lies in a place that another clause names may be meant
    /// too: `turn on the light and the fan in the bedroom`.
    ///
    /// @param all that the words mention
    /// @param every whether all there is was asked for
    BitSet nearest(BitSet led, List<Match> clause, List<Match> all, boolean every) {
        boolean placed = !named(clause).isEmpty();
        if (near.isEmpty() || !(here || both || !(every || placed))) {
            return led;
        }
        BitSet nearest = (BitSet) led.clone();
        nearest.and(near.get());
        if (nearest.isEmpty()) {
            if (!here || placed || !of(clause, Unit.Role.NAME).isEmpty()) {
                return led;
            }
            led.stream()
                    .filter(place -> !every && Leading.anywhere(index.id(place)))
                    .forEach(nearest::set);
            return nearest;
        }
        List<Match> elsewhere = named(all);
        led.stream()
                .filter(place -> elsewhere.stream().anyMatch(match -> match.fit(place) >= IN_PLACE * match.best()))
                .forEach(nearest::set);
        return nearest;
    }

    /// What is near and of all these kinds, where the words speak of here, and else nothing.
    BitSet here(List<Match> kinds) {
        BitSet found = here ? (BitSet) near.orElseGet(BitSet::new).clone() : new BitSet();
        BitSet others = new BitSet();
        found.stream()
                .filter(place -> !kinds.stream().allMatch(kind -> isOf(kind, place)))
                .forEach(others::set);
        found.andNot(others);
        return found;
    }

    /// What a part of the words mentions, and before it the same as if it had named the area, where it names
    /// no place and a kind that the area has.
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
                && near.orElseThrow().stream().anyMatch(place -> isOf(kind, place));
    }

    private static boolean isOf(Match kind, int place) {
        return kind.fit(place) >= FITS_WELL * kind.best();
    }

    /// The places that are mentioned and that there are.
    private static List<Match> named(List<Match> mentions) {
        return of(mentions, Unit.Role.PLACE);
    }

    private static List<Match> of(List<Match> mentions, Unit.Role role) {
        return mentions.stream()
                .filter(match -> match.found() && match.unit().role() == role)
                .toList();
    }
}
