package io.jarvas.search;

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

    /// Scores are compared in these steps, so that rounding decides nothing.
    private static final double STEPS = 10_000;

    private final int[] places;
    private final int[] scores;

    private Ranking(int[] places, int[] scores) {
        this.places = places;
        this.scores = scores;
    }

    static Ranking of(List<Match> matches, StateWords states, boolean every, Index index) {
        double[] base = mentioned(matches, index);
        double best = Arrays.stream(base).max().orElse(0);
        if (best <= 0) {
            base = hinted(matches, states, every, index);
            best = Arrays.stream(base).max().orElse(0);
        }
        if (best <= 0) {
            return new Ranking(new int[0], new int[0]);
        }
        double[] score = base.clone();
        names(matches, score);
        if (!states.none()) {
            inState(base, best, score, states);
        }
        return sorted(score);
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

    /// Whether guesses are more of what was said than words that nothing here has.
    private static boolean plausible(List<Match> matches) {
        double balance = 0;
        for (Match match : matches) {
            balance += switch (match.unit().role()) {
                case KIND, PLACE, NAME -> match.found() ? 1 : -1;
                case WEAK -> match.found() ? 1 : -WEAK;
                case VERB -> 0;
            };
        }
        return balance > 0;
    }

    private static double said(Match match) {
        return switch (match.unit().role()) {
            case KIND, PLACE, NAME -> match.found() ? match.mass() : UNKNOWN;
            case WEAK -> match.found() ? match.mass() : UNKNOWN_WEAK;
            case VERB -> 0;
        };
    }

    /// 2 where a mention surely means the entity, 1 where a guess does, 0 where only weak words speak for it.
    private static int anchor(List<Match> matches, int place) {
        int anchor = 0;
        int name = 0;
        boolean hinted = false;
        boolean doubtful = false;
        for (Match match : matches) {
            name += match.unit().guessed() ? 0 : match.share(place);
            hinted |= match.unit().role() == Unit.Role.VERB && match.fit(place) >= FITS;
            doubtful |= match.unit().guessed() && match.fit(place) >= FITS;
            if (match.unit().names() && match.fit(place) >= FITS) {
                if (!match.unit().guessed()) {
                    return 2;
                }
                anchor = 1;
            }
        }
        if (doubtful && hinted) {
            anchor = 1;
        }
        return name >= WHOLE_NAME ? 2 : anchor;
    }

    /// For words that name nothing: `what is open?`, `close everything`.
    private static double[] hinted(List<Match> matches, StateWords states, boolean every, Index index) {
        double[] base = new double[index.size()];
        if (matches.stream().anyMatch(Ranking::speaksOfElse)) {
            return base;
        }
        for (Concept state : states.all()) {
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
            case WEAK -> !match.found();
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
                    case NOT_NOW -> MAY_BE_IN_STATE;
                    case NEVER -> 0;
                };
                some |= fits[place] == StateWords.Fit.NOW && base[place] >= NEARLY * best;
            }
        }
        for (int place = 0; states.which() && some && place < base.length; place++) {
            if (fits[place] != StateWords.Fit.NOW) {
                score[place] = 0;
            }
        }
    }

    private static Ranking sorted(double[] score) {
        double best = Arrays.stream(score).max().orElse(0);
        long[] keys = new long[score.length];
        int size = 0;
        for (int place = 0; place < score.length; place++) {
            if (score[place] > 0 && score[place] >= LEAST * best) {
                // The highest score first, then by entity id, which is the order of places.
                keys[size++] = -Math.round(score[place] * STEPS) << Integer.SIZE | place;
            }
        }
        Arrays.sort(keys, 0, size);
        int[] places = new int[size];
        int[] scores = new int[size];
        for (int i = 0; i < size; i++) {
            places[i] = (int) keys[i];
            scores[i] = (int) -(keys[i] >> Integer.SIZE);
        }
        return new Ranking(places, scores);
    }

    int size() {
        return places.length;
    }

    int place(int rank) {
        return places[rank];
    }

    /// Adds those that fit as well as the last that was brought.
    ///
    /// @param brought how many of the first were
    void asGoodAs(int brought, BitSet fitting) {
        if (brought == 0) {
            return;
        }
        int last = scores[Math.min(brought, scores.length) - 1];
        for (int i = 0; i < places.length && scores[i] >= last; i++) {
            fitting.set(places[i]);
        }
    }
}
