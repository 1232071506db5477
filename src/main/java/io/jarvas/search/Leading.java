package io.jarvas.search;

import io.jarvas.home.EntityId;
import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;

/// The entities that a clause leads to: those that fit all it mentions. Used once, by one thread.
final class Leading {
    private static final double FITS = 0.5;
    private static final double FITS_WELL = 0.8;
    private static final double IN_PLACE = 0.55;
    private static final int WHOLE_NAME = 95;
    private static final int MUCH_OF_A_NAME = 60;

    /// What a level can be set of where only a place is named: `bedroom 50 %`.
    private static final Set<String> SETTABLE =
            Set.of("light", "cover", "climate", "fan", "media_player", "humidifier", "number", "input_number");

    /// What does its work in rooms that it does not belong to.
    private static final Set<String> ANYWHERE = Set.of(
            "vacuum",
            "lawn_mower",
            "todo",
            "calendar",
            "scene",
            "script",
            "automation",
            "weather",
            "timer",
            "climate",
            "alarm_control_panel",
            "water_heater");

    private static final Set<String> ROAMING = Set.of("vacuum", "lawn_mower");

    /// What cannot be changed.
    private static final Set<String> TOLD = Set.of(
            "sensor",
            "binary_sensor",
            "weather",
            "sun",
            "person",
            "zone",
            "device_tracker",
            "event",
            "image",
            "air_quality");

    private static final Set<String> ROUTINES = Set.of("scene", "script", "automation");

    private final Index index;
    private final List<Match> matches;
    private final List<Match> kinds;
    private final List<Match> places;
    private final List<Match> names;
    private final List<Match> verbs;
    private final List<List<Match>> mentions;

    Leading(List<Match> clause, Index index) {
        this.index = index;
        this.matches = clause.stream().filter(Match::found).toList();
        this.kinds = of(Unit.Role.KIND);
        this.places = of(Unit.Role.PLACE);
        this.names = of(Unit.Role.NAME);
        this.verbs = of(Unit.Role.VERB);
        this.mentions = mentions(matches);
    }

    private List<Match> of(Unit.Role role) {
        return matches.stream().filter(match -> match.unit().role() == role).toList();
    }

    /// @param every whether all there is was asked for
    BitSet entities(boolean every) {
        if (kinds.isEmpty() && names.isEmpty()) {
            if (every) {
                return all(place -> inPlaces(place) && (verbs.isEmpty() || fitsAny(verbs, place, FITS)));
            }
            return places.isEmpty() ? named() : settable();
        }
        for (IntPredicate rule : rules()) {
            BitSet found = all(place -> rule.test(place) && sayable(place));
            if (!found.isEmpty()) {
                return every ? narrowed(found) : exact(narrowed(found));
            }
        }
        return new BitSet();
    }

    /// What a clause leaves out, of whichever kind where it names a place alone: what is left alone is rather
    /// too much than too little. What works in rooms that it does not belong to is not left out with its own.
    BitSet leftOut() {
        if (kinds.isEmpty() && names.isEmpty()) {
            return places.isEmpty() ? named() : all(place -> inPlaces(place) && !roams(place));
        }
        List<IntPredicate> rules = List.of(
                place -> fits(names, place, FITS) && fits(kinds, place, FITS_WELL),
                place -> fits(names, place, FITS) && fits(kinds, place, FITS),
                place -> !names.isEmpty() && fits(names, place, FITS),
                place -> !kinds.isEmpty() && fits(kinds, place, FITS_WELL),
                place -> !names.isEmpty() && fitsAny(names, place, FITS));
        return rules.stream()
                .map(rule -> all(place -> inPlaces(place) && rule.test(place)))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .map(this::narrowed)
                .orElseGet(BitSet::new);
    }

    /// Those of its kinds whose names have all its words that say little by themselves: `the back one`.
    BitSet byWeakWords() {
        List<Match> weak = matches.stream()
                .filter(match ->
                        match.unit().role() == Unit.Role.WEAK || match.unit().role() == Unit.Role.NUMBER)
                .toList();
        if (weak.isEmpty() || kinds.isEmpty()) {
            return new BitSet();
        }
        return all(place -> fits(kinds, place, FITS) && weak.stream().allMatch(match -> match.share(place) > 0));
    }

    private boolean roams(int place) {
        return ROAMING.contains(index.id(place).domain());
    }

    /// What may be meant, the strictest first.
    private List<IntPredicate> rules() {
        List<IntPredicate> rules = new ArrayList<>();
        if (!kinds.isEmpty()) {
            rules.add(place -> inPlaces(place) && fits(names, place, FITS) && fits(kinds, place, FITS_WELL));
            rules.add(place -> inPlaces(place) && fits(names, place, FITS) && fits(kinds, place, FITS));
        }
        if (!names.isEmpty()) {
            rules.add(place -> inPlaces(place) && fits(names, place, FITS));
        }
        if (!kinds.isEmpty()) {
            rules.add(place -> inPlaces(place) && fits(kinds, place, FITS_WELL));
            rules.add(place -> inPlaces(place) && fitsAny(kinds, place, FITS_WELL));
            rules.add(place -> anywhere(place) && fits(kinds, place, FITS));
            rules.add(place -> anywhere(place) && fitsAny(kinds, place, FITS_WELL));
        }
        if (!names.isEmpty()) {
            rules.add(place -> inPlaces(place) && fitsAny(names, place, FITS));
            rules.add(place -> fits(names, place, FITS) && share(place) >= MUCH_OF_A_NAME);
        }
        return rules;
    }

    /// Those whose names have a word that says little by itself, where some have: `the back door`.
    private BitSet narrowed(BitSet found) {
        BitSet left = found;
        for (Match match : matches) {
            if (match.unit().role() == Unit.Role.WEAK || match.unit().role() == Unit.Role.NUMBER) {
                BitSet some = some(left, place -> match.share(place) > 0);
                left = some.isEmpty() ? left : some;
            }
        }
        return left;
    }

    /// Where the very name of something was said, what has its words among others is not meant: no `Kitchen
    /// Lights Plug` beside the `Kitchen Lights`. What is of the kind and in the place stays; and so does what
    /// is called as the kind is, where nothing else was said: a switch `AC`, beside what cools.
    private BitSet exact(BitSet found) {
        BitSet exact = some(found, this::exactly);
        if (exact.isEmpty()) {
            return found;
        }
        BitSet truly = some(found, this::truly);
        if (!exact.intersects(truly) || (places.isEmpty() && names.isEmpty())) {
            truly.or(exact);
        }
        return truly;
    }

    /// Whether its name has all that was mentioned, and no more. What is to be done is no part of a name.
    private boolean exactly(int place) {
        int share = 0;
        for (Match match : matches) {
            if (match.unit().names() && match.share(place) == 0) {
                return false;
            }
            share += match.unit().role() == Unit.Role.COMMAND ? 0 : match.share(place);
        }
        return share >= WHOLE_NAME;
    }

    /// Whether it is of every kind that was mentioned, and in every place, not by its name alone.
    private boolean truly(int place) {
        return !kinds.isEmpty()
                && kinds.stream().allMatch(kind -> index.truly(place, kind.unit()))
                && places.stream().allMatch(where -> where.share(place) == 0 || index.truly(place, where.unit()));
    }

    private BitSet some(BitSet of, IntPredicate rule) {
        BitSet some = new BitSet(index.size());
        of.stream().filter(rule).forEach(some::set);
        return some;
    }

    /// All of some domains in the places that are mentioned, or anywhere.
    BitSet of(Set<String> domains) {
        return all(place -> domains.contains(index.id(place).domain()) && (inPlaces(place) || anywhere(place)));
    }

    private boolean anywhere(int place) {
        return anywhere(index.id(place));
    }

    /// Whether it does its work in rooms that it does not belong to.
    static boolean anywhere(EntityId id) {
        return ANYWHERE.contains(id.domain());
    }

    private boolean inPlaces(int place) {
        return fits(places, place, IN_PLACE);
    }

    /// Whose whole name was said, though its words mean little: `good night`.
    private BitSet named() {
        return all(place -> share(place) >= WHOLE_NAME);
    }

    private BitSet settable() {
        boolean says = !verbs.isEmpty();
        return all(place -> inPlaces(place)
                && (share(place) >= WHOLE_NAME
                        || SETTABLE.contains(index.id(place).domain())
                        || (says && fitsAny(verbs, place, FITS_WELL))));
    }

    /// What a device tells or lets be set of itself has its name in it, and so have routines: `Kitchen lights
    /// at sunset` is not the kitchen's lights.
    private boolean sayable(int place) {
        String domain = index.id(place).domain();
        boolean said = kinds.isEmpty() || (fitsAny(kinds, place, FITS_WELL) && !ROUTINES.contains(domain));
        if (ROUTINES.contains(domain)) {
            boolean kind = kinds.stream()
                    .anyMatch(match -> match.unit().terms().stream()
                            .anyMatch(term -> ROUTINES.stream()
                                    .anyMatch(routine -> term.term().endsWith(":" + routine))));
            return kind || share(place) >= MUCH_OF_A_NAME;
        }
        return said || !Index.telling(domain) || share(place) >= WHOLE_NAME;
    }

    /// How much of its name is mentioned, in hundredths. A word of it counts once, though several say it:
    /// `apaga` and
    /// `luzes` both say light.
    private int share(int place) {
        int share = 0;
        for (List<Match> same : mentions) {
            int most = 0;
            for (Match match : same) {
                most = Math.max(most, match.share(place));
            }
            share += most;
        }
        return share;
    }

    /// Those together that say the same.
    private static List<List<Match>> mentions(List<Match> all) {
        List<List<Match>> mentions = new ArrayList<>();
        for (Match match : all) {
            mentions.stream()
                    .filter(same -> same.stream().anyMatch(other -> other.unit().says(match.unit())))
                    .findFirst()
                    .orElseGet(() -> {
                        mentions.add(new ArrayList<>());
                        return mentions.getLast();
                    })
                    .add(match);
        }
        return mentions;
    }

    /// @param least as a part of how well the best fit
    private static boolean fits(List<Match> all, int place, double least) {
        return all.stream().allMatch(match -> match.fit(place) >= least * match.best());
    }

    private static boolean fitsAny(List<Match> some, int place, double least) {
        return some.stream().anyMatch(match -> match.fit(place) >= least * match.best());
    }

    private BitSet all(IntPredicate rule) {
        BitSet found = new BitSet(index.size());
        for (int place = 0; place < index.size(); place++) {
            if (!TOLD.contains(index.id(place).domain()) && rule.test(place)) {
                found.set(place);
            }
        }
        return found;
    }
}
