package io.jarvas.search;

import io.jarvas.search.Reading.Bearing;
import io.jarvas.search.Reading.Unit;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// The entities that fit some mentions, the best first.
final class Ranking {
    /// What fits less than this part of the best is not brought.
    private static final double LEAST = 0.45;

    /// The least part of what was said that an entity must be about.
    private static final double LEAST_SAID = 0.15;

    private static final double FITS = 0.35;
    private static final double NAME_SAID = 0.3;
    private static final int WHOLE_NAME = 98;
    private static final double UNKNOWN = 0.5;
    private static final double UNKNOWN_WEAK = 0.15;
    private static final double WEAK = 0.5;
    private static final double IN_STATE = 0.22;
    private static final double MAY_BE_IN_STATE = 0.08;
    private static final double NEARLY = 0.9;
    private static final double STATE_ALONE = 0.5;

    /// What all are where the scores alone order them.
    private static final byte NONE = 0;

    /// What comes before what, whatever the scores, where all are meant.
    private static final byte EXCEPTION = 1;
    private static final byte MAYBE = 2;
    private static final byte AS_ASKED = 3;
    private static final byte REST = 4;
    private static final long TIER = 1_000_000;

    /// Scores are compared in these steps, so that rounding decides nothing.
    private static final double STEPS = 10_000;

    private final int[] places;
    private final int[] scores;

    /// How many fit as well as the best before their states count; 0 where the scores tell it.
    private final int alike;

    private Ranking(int[] places, int[] scores, int alike) {
        this.places = places;
        this.scores = scores;
        this.alike = alike;
    }

    static Ranking of(List<Match> matches, StateWords states, boolean every, Index index) {
        double[] base = mentioned(matches, index);
        double best = Arrays.stream(base).max().orElse(0);
        if (best <= 0) {
            base = hinted(matches, states, every, index);
            best = Arrays.stream(base).max().orElse(0);
        }
        if (best <= 0) {
            return new Ranking(new int[0], new int[0], 0);
        }
        double[] score = base.clone();
        names(matches, score);
        byte[] tiers = new byte[score.length];
        if (!states.none()) {
            switch (states.bearing()) {
                case PREFERRED, ONLY -> inState(base, best, score, states);
                case WHETHER_ALL, WANTED -> notInState(base, best, tiers, states);
            }
        }
        return sorted(score, tiers);
    }

    /// The mass of the mentions that each entity fits; 0 for what the words are not about.
    private static double[] mentioned(List<Match> matches, Index index) {
        double[] base = new double[index.size()];
        double said = 0;
        for (Match match : matches) {
            said += said(match);
            for (int place = 0; match.found() && place < base.length; place++) {
                base[place] += match.mass() * match.fit(place);
            }
        }
        double best = 0;
        boolean sure = false;
        for (int place = 0; place < base.length; place++) {
            if (base[place] > 0) {
                int anchor = anchor(matches, place);
                if (anchor == 0) {
                    base[place] = 0;
                } else {
                    best = Math.max(best, base[place]);
                    sure |= anchor == 2;
                }
            }
        }
        if (best < said * LEAST_SAID || !(sure || plausible(matches))) {
            Arrays.fill(base, 0);
        }
        return base;
    }

    /// Whether what was found is more of what was said than words that nothing here has: `fire the photon
    /// torpedoes` is not about the fire alarm.
    private static boolean plausible(List<Match> matches) {
        double balance = 0;
        for (Match match : matches) {
            balance += switch (match.unit().role()) {
                case KIND, PLACE, NAME -> match.found() ? 1 : -1;
                case WEAK, COMMAND, NUMBER -> match.found() ? 1 : -WEAK;
                case VERB -> 0;
            };
        }
        return balance > 0;
    }

    private static double said(Match match) {
        return switch (match.unit().role()) {
            case KIND, PLACE, NAME -> match.found() ? match.mass() : UNKNOWN;
            case WEAK, COMMAND, NUMBER -> match.found() ? match.mass() : UNKNOWN_WEAK;
            case VERB -> 0;
        };
    }

    /// 2 where a mention surely means the entity, 1 where a word of its name or a guess may, 0 where only weak
    /// words speak for it.
    private static int anchor(List<Match> matches, int place) {
        int anchor = 0;
        int name = 0;
        boolean inWords = false;
        boolean hinted = false;
        boolean doubtful = false;
        for (Match match : matches) {
            name += match.unit().guessed() ? 0 : match.share(place);
            inWords |= match.share(place) > 0 && match.unit().role() != Unit.Role.NUMBER;
            hinted |= match.unit().role() == Unit.Role.VERB && match.fit(place) >= FITS;
            doubtful |= match.unit().guessed() && match.fit(place) >= FITS;
            if (match.unit().names() && match.fit(place) >= FITS) {
                if (!match.unit().guessed() && match.unit().role() != Unit.Role.NAME) {
                    return 2;
                }
                anchor = 1;
            }
        }
        if (doubtful && hinted) {
            anchor = 1;
        }
        return inWords && name >= WHOLE_NAME ? 2 : anchor;
    }

    /// For words that name nothing: `what is open?`, `close everything`.
    private static double[] hinted(List<Match> matches, StateWords states, boolean every, Index index) {
        double[] base = new double[index.size()];
        if (matches.stream().anyMatch(Ranking::speaksOfElse)) {
            return base;
        }
        for (Concept state : states.bearing() == Bearing.WANTED ? List.<Concept>of() : states.all()) {
            index.visit(state.term(), (place, _, _) -> base[place] = STATE_ALONE);
        }
        for (Match match : matches) {
            for (int place = 0; every && match.found() && place < base.length; place++) {
                base[place] = Math.max(base[place], match.mass() * match.fit(place));
            }
        }
        return base;
    }

    private static boolean speaksOfElse(Match match) {
        return switch (match.unit().role()) {
            case KIND, PLACE, NAME -> true;
            case WEAK, COMMAND, NUMBER -> !match.found();
            case VERB -> false;
        };
    }

    private static void names(List<Match> matches, double[] score) {
        for (int place = 0; place < score.length; place++) {
            if (score[place] > 0) {
                int share = 0;
                for (Match match : matches) {
                    share += match.share(place);
                }
                score[place] += NAME_SAID * Math.min(share, Index.WHOLE) / Index.WHOLE;
            }
        }
    }

    private static void inState(double[] base, double best, double[] score, StateWords states) {
        StateWords.Fit[] fits = new StateWords.Fit[base.length];
        boolean some = false;
        for (int place = 0; place < base.length; place++) {
            if (base[place] >= LEAST * best) {
                fits[place] = states.fit(place);
                score[place] += switch (fits[place]) {
                    case NOW -> IN_STATE;
                    case NOT_NOW, UNKNOWN -> MAY_BE_IN_STATE;
                    case NEVER -> 0;
                };
                some |= fits[place] == StateWords.Fit.NOW && base[place] >= NEARLY * best;
            }
        }
        for (int place = 0; states.bearing() == Bearing.ONLY && some && place < base.length; place++) {
            if (fits[place] != StateWords.Fit.NOW) {
                score[place] = 0;
            }
        }
    }

    /// Where all are meant, those that are not in the state come first, be their names said or not.
    private static void notInState(double[] base, double best, byte[] tiers, StateWords states) {
        for (int place = 0; place < base.length; place++) {
            tiers[place] = base[place] < NEARLY * best
                    ? REST
                    : switch (states.fit(place)) {
                        case NOT_NOW -> EXCEPTION;
                        case UNKNOWN -> MAYBE;
                        case NOW -> AS_ASKED;
                        case NEVER -> REST;
                    };
        }
    }

    private static Ranking sorted(double[] score, byte[] tier) {
        double best = Arrays.stream(score).max().orElse(0);
        long[] keys = new long[score.length];
        int size = 0;
        for (int place = 0; place < score.length; place++) {
            if (score[place] > 0 && score[place] >= LEAST * best) {
                // The highest score of a tier first, then by entity id, which is the order of places.
                keys[size++] = (TIER * tier[place] - Math.round(score[place] * STEPS)) << Integer.SIZE | place;
            }
        }
        Arrays.sort(keys, 0, size);
        int[] places = new int[size];
        int[] scores = new int[size];
        int alike = 0;
        for (int i = 0; i < size; i++) {
            places[i] = (int) keys[i];
            scores[i] = (int) (TIER * tier[places[i]] - (keys[i] >> Integer.SIZE));
            alike += tier[places[i]] == NONE || tier[places[i]] == REST ? 0 : 1;
        }
        return new Ranking(places, scores, alike);
    }

    int size() {
        return places.length;
    }

    int place(int rank) {
        return places[rank];
    }

    /// Adds those that fit as well as the last that was brought, whatever their states where all are meant.
    ///
    /// @param brought how many of the first were
    void asGoodAs(int brought, BitSet fitting) {
        if (brought == 0) {
            return;
        }
        if (alike > 0) {
            Arrays.stream(places, 0, alike).forEach(fitting::set);
            return;
        }
        int last = scores[Math.min(brought, scores.length) - 1];
        for (int i = 0; i < places.length && scores[i] >= last; i++) {
            fitting.set(places[i]);
        }
    }
}
