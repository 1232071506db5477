package io.jarvas.search;

import io.jarvas.search.Reading.Unit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// Words as they were said in an area, and what at home fits each thing that they mention. Used by one thread.
///
/// @param text as the person wrote it
/// @param matches of the reading's units, in their order
record Heard(String text, Surroundings surroundings, Reading reading, List<Match> matches, Index index) {
    private static final int MOST_CLAUSES = 6;

    static Heard of(String text, Optional<String> area, Dictionary dictionary, Index index) {
        Surroundings surroundings = new Surroundings(area, text, index);
        Reading reading = Reading.of(surroundings.words(), dictionary, index);
        List<Match> matches =
                reading.units().stream().map(unit -> Match.of(unit, index)).toList();
        return new Heard(text, surroundings, reading, matches, index);
    }

    /// The same where it names places alone, with the kinds of what it is left out of.
    Heard with(List<Match> kinds) {
        if (!found() || !placesOnly(matches)) {
            return this;
        }
        int clause = matches.getLast().unit().clause();
        List<Match> all = new ArrayList<>(matches);
        kinds.forEach(kind -> all.add(kind.in(clause)));
        return new Heard(text, surroundings, reading, all, index);
    }

    boolean none() {
        return reading.units().isEmpty() && reading.states().isEmpty();
    }

    /// Whether all there are was asked for.
    boolean every() {
        return reading.every();
    }

    /// Whether it names what is at home, or where.
    boolean found() {
        return matches.stream().anyMatch(match -> match.found() && match.unit().names());
    }

    /// Whether it says which are meant of a kind: by where they are, or by their name.
    boolean saysWhich() {
        return !every()
                && matches.stream()
                        .anyMatch(match -> match.found() && match.unit().names() && !isKind(match));
    }

    /// What is led to.
    BitSet led() {
        BitSet led = new BitSet(index.size());
        for (List<Match> clause : clauses()) {
            BitSet found = new Leading(clause, index).entities(every());
            led.or(surroundings.nearest(found, clause, matches, every()));
        }
        BitSet hinted = new Leading(matches, index).of(Hints.ofTheHousehold().domains(text));
        led.or(surroundings.nearest(hinted, matches, matches, every()));
        return led;
    }

    /// What each clause mentions where there are several, and all that is mentioned.
    List<List<Match>> parts() {
        List<List<Match>> parts = clauses();
        if (parts.size() < 2) {
            return List.of(matches);
        }
        parts.add(matches);
        return parts;
    }

    /// What each clause mentions that names anything; all in one where there are too many. A clause of places
    /// alone means the kind of its neighbour: `the lights in the kitchen and the hall`, `the kitchen and hall
    /// lights`.
    List<List<Match>> clauses() {
        List<List<Match>> clauses = clausesAlone();
        if (clauses.size() < 2 || clauses.size() > MOST_CLAUSES) {
            return new ArrayList<>(List.of(matches));
        }
        List<List<Match>> parts = new ArrayList<>();
        for (int i = 0; i < clauses.size(); i++) {
            List<Match> clause = new ArrayList<>(clauses.get(i));
            if (placesOnly(clause) && !everything(clause)) {
                List<Match> before = i == 0 ? List.of() : kinds(clauses.get(i - 1));
                List<Match> after = i + 1 == clauses.size() ? List.of() : kinds(clauses.get(i + 1));
                clause.addAll(before.isEmpty() ? after : before);
            }
            parts.add(clause);
        }
        return parts;
    }

    /// What each clause mentions by itself.
    List<List<Match>> clausesAlone() {
        List<List<Match>> clauses = new ArrayList<>();
        List<Match> current = new ArrayList<>();
        for (Match match : matches) {
            if (!current.isEmpty()
                    && match.unit().clause() != current.getFirst().unit().clause()) {
                clauses.add(current);
                current = new ArrayList<>();
            }
            current.add(match);
        }
        clauses.add(current);
        clauses.removeIf(clause -> !everything(clause)
                && clause.stream()
                        .noneMatch(match -> match.found() && match.unit().names()));
        return clauses;
    }

    /// `Turn everything off`, whatever the next clause is about.
    private boolean everything(List<Match> clause) {
        return clause.stream()
                .anyMatch(match -> match.unit().role() == Unit.Role.VERB
                        && reading.everything().contains(match.unit().clause()));
    }

    static boolean placesOnly(List<Match> clause) {
        return clause.stream().allMatch(match -> switch (match.unit().role()) {
            case PLACE, WEAK, COMMAND, NUMBER, VERB -> true;
            case KIND, NAME -> false;
        });
    }

    static List<Match> kinds(List<Match> clause) {
        return clause.stream().filter(Heard::isKind).toList();
    }

    private static boolean isKind(Match match) {
        return match.unit().role() == Unit.Role.KIND;
    }
}
