package io.jarvas.search;

import io.jarvas.search.Reading.Term;
import io.jarvas.search.Reading.Unit;
import java.util.BitSet;
import java.util.List;

/// How well each entity fits one thing that the words mention. Never changed once it is made.
final class Match {
    private static final double LEAST_MASS = 0.35;
    private static final double WEAK_MASS = 0.5;
    private static final double VERB_MASS = 0.12;

    private final Unit unit;
    private final float[] fits;
    private final byte[] shares;
    private final double mass;
    private final float best;

    private Match(Unit unit, float[] fits, byte[] shares, double mass) {
        float best = 0;
        for (float fit : fits) {
            best = Math.max(best, fit);
        }
        this.best = best;
        this.unit = unit;
        this.fits = fits;
        this.shares = shares;
        this.mass = mass;
    }

    /// The same as if another clause mentioned it.
    Match in(int clause) {
        return new Match(new Unit(unit.role(), unit.terms(), unit.guessed(), clause), fits, shares, mass);
    }

    Unit unit() {
        return unit;
    }

    /// Whether any entity fits.
    boolean found() {
        return mass > 0;
    }

    /// How much the mention tells: a word of few entities tells more than one of many.
    double mass() {
        return mass;
    }

    /// 0 to 1.
    ///
    /// @param place the entity's in the index
    float fit(int place) {
        return fits[place];
    }

    /// The fit of those that fit best.
    float best() {
        return best;
    }

    /// The share of the entity's name that is mentioned by it, in hundredths.
    int share(int place) {
        return shares[place];
    }

    static Match of(Unit unit, Index index) {
        float[] fits = new float[index.size()];
        byte[] shares = new byte[index.size()];
        int[] strongest = {0};
        for (Term term : unit.terms()) {
            float quality = (float) term.quality();
            index.visit(term.term(), (place, weight, share) -> {
                fits[place] = Math.max(fits[place], quality * weight);
                shares[place] = (byte) Math.max(shares[place], share);
                strongest[0] = Math.max(strongest[0], weight);
            });
        }
        if (strongest[0] == 0) {
            return new Match(unit, fits, shares, 0);
        }
        double fitting = 0;
        for (int place = 0; place < fits.length; place++) {
            // A word that only floors have is as good as one that names have.
            fits[place] /= strongest[0];
            fitting += fits[place] * fits[place];
        }
        return new Match(unit, fits, shares, mass(unit, Math.max(1, fitting), index.size()));
    }

    /// A place that was not mentioned: that in which the words were said.
    static Match in(BitSet there, int clause, Index index) {
        float[] fits = new float[index.size()];
        there.stream().forEach(place -> fits[place] = 1);
        Unit unit = new Unit(Unit.Role.PLACE, List.of(), false, clause);
        return new Match(unit, fits, new byte[index.size()], mass(unit, there.cardinality(), index.size()));
    }

    private static double mass(Unit unit, double fitting, int all) {
        double rarity = Math.log1p(all / fitting) / Math.log1p(all);
        double mass = LEAST_MASS + (1 - LEAST_MASS) * rarity;
        return switch (unit.role()) {
            case KIND, PLACE, NAME -> mass;
            case WEAK, COMMAND, NUMBER -> WEAK_MASS * mass;
            case VERB -> VERB_MASS;
        };
    }
}
