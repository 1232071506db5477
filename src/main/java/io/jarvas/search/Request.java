package io.jarvas.search;

import io.jarvas.language.Portion;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A person's words as what they want, and what they leave out of it: see [Portion]. Used by one thread.
///
/// @param wanted all that is wanted, as one
/// @param portions each for itself, in their order; none where nothing is left out
record Request(Heard wanted, List<Part> portions, Index index) {
    record Part(Heard heard, boolean leftOut) {}

    static Request of(String words, Optional<String> area, Dictionary dictionary, Index index) {
        List<Portion> portions = Portion.of(words);
        if (portions.stream().noneMatch(Portion::leftOut)) {
            return new Request(Heard.of(words, area, dictionary, index), List.of(), index);
        }
        List<Part> parts = portions.stream()
                .map(portion -> new Part(Heard.of(portion.words(), area, dictionary, index), portion.leftOut()))
                .toList();
        return new Request(Heard.of(Portion.wanted(portions), area, dictionary, index), parts, index);
    }

    /// What is left out.
    List<Heard> leftOut() {
        return portions.stream().filter(Part::leftOut).map(Part::heard).toList();
    }

    /// What each part mentions that may be looked for by itself, of what is wanted and of what is left out of
    /// it.
    List<Heard> all() {
        List<Heard> all = new ArrayList<>(List.of(wanted));
        for (int at = 0; at < portions.size(); at++) {
            if (portions.get(at).leftOut()) {
                all.add(portions.get(at).heard().with(kinds(at)));
            }
        }
        return all;
    }

    /// What is wanted, whatever is left out of it.
    BitSet led() {
        return wanted.led();
    }

    /// Whether anything is named.
    boolean names() {
        return Stream.concat(Stream.of(wanted), leftOut().stream())
                .anyMatch(heard -> heard.reading().names());
    }

    /// Whether anything is named, or hinted at, that is wanted.
    boolean named() {
        return wanted.reading().names()
                || !Hints.ofTheHousehold().domains(wanted.text()).isEmpty();
    }

    /// See [Findings#unknown()].
    List<String> unknown() {
        return Stream.concat(Stream.of(wanted), leftOut().stream())
                .flatMap(heard -> UnknownNames.of(heard.text(), heard.matches()).stream())
                .distinct()
                .toList();
    }

    /// What is left out of all that is led to and of all else, but for what is wanted further on and said to
    /// be: `all lights off except the kitchen, and the kitchen fan on`.
    BitSet left(BitSet led) {
        BitSet left = new BitSet(index.size());
        for (int at = 0; at < portions.size(); at++) {
            Heard heard = portions.get(at).heard();
            if (portions.get(at).leftOut()) {
                left.or(left(heard, kinds(at)));
            } else if (heard.saysWhich()) {
                BitSet wanted = heard.led();
                wanted.and(led);
                left.andNot(wanted);
            }
        }
        BitSet all = (BitSet) led.clone();
        all.andNot(left);
        if (all.isEmpty() && wanted.saysWhich()) {
            // `the reading lamp, not the living room lights`: what is wanted is one of them
            left.andNot(led);
        }
        return left;
    }

    /// What one portion leaves out. Where it says which of its kind by a word that nothing has, it is of
    /// another home.
    private BitSet left(Heard heard, List<Match> kinds) {
        BitSet left = new BitSet(index.size());
        if (!heard.found()) {
            List<Match> whole = new ArrayList<>(heard.matches());
            whole.addAll(kinds);
            left.or(heard.surroundings().here(kinds));
            left.or(new Leading(whole, index).byWeakWords());
            return left;
        }
        boolean elsewhere = !UnknownNames.of(heard.text(), heard.matches()).isEmpty();
        for (List<Match> clause : heard.clausesAlone()) {
            if (!(elsewhere && ofKindAlone(clause))) {
                List<Match> whole = new ArrayList<>(clause);
                if (Heard.placesOnly(clause)) {
                    whole.addAll(kinds);
                }
                left.or(new Leading(whole, index).leftOut());
            }
        }
        return left;
    }

    private static boolean ofKindAlone(List<Match> clause) {
        return clause.stream()
                .filter(match -> match.found() && match.unit().names())
                .allMatch(match -> match.unit().role() == Reading.Unit.Role.KIND);
    }

    /// The kinds of what is wanted before a portion, else after it: `except for the bedroom, all the lights`.
    private List<Match> kinds(int at) {
        List<Heard> before = wanted(portions.subList(0, at)).reversed();
        if (!before.isEmpty()) {
            List<List<Match>> clauses = before.getFirst().clauses();
            return Heard.kinds(clauses.getLast());
        }
        return wanted(portions.subList(at, portions.size())).stream()
                .findFirst()
                .map(heard -> Heard.kinds(heard.clauses().getFirst()))
                .orElse(List.of());
    }

    private static List<Heard> wanted(List<Part> some) {
        return some.stream().filter(part -> !part.leftOut()).map(Part::heard).toList();
    }
}
