package io.jarvas.search;

import io.jarvas.search.Concept.Section;
import io.jarvas.search.Dictionary.Role;
import io.jarvas.search.Dictionary.Sense;
import io.jarvas.search.Reading.Bearing;
import io.jarvas.search.Reading.Term;
import io.jarvas.search.Reading.Unit;
import io.jarvas.search.Wording.Content;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a person's words mention. Used once, by one thread.
final class Reader {
    private static final int MOST_WORDS = 1_500;

    private final Dictionary dictionary;
    private final Index index;
    private final Wording wording;
    private final boolean questionMark;
    private final List<Unit> units = new ArrayList<>();
    private final List<Concept> states = new ArrayList<>();

    /// The states that are asked for.
    private final List<Concept> wishes = new ArrayList<>();

    private boolean names;
    private int clauseOfTheLastWish = -1;

    /// What was mentioned before the word at hand: in `spot 3` the number is that of a spot.
    private Optional<Unit> before = Optional.empty();

    Reader(String text, Dictionary dictionary, Index index) {
        this.dictionary = dictionary;
        this.index = index;
        this.wording = new Wording(Tokens.of(text, MOST_WORDS), dictionary, index);
        this.questionMark = text.indexOf('?') >= 0;
    }

    Reading read() {
        int at = 0;
        while (at < wording.contents().size()) {
            at = mention(wording.contents(), at);
        }
        boolean wanted = states.isEmpty() && wording.every();
        return new Reading(
                units, wanted ? wishes : states, bearing(wanted), wording.every(), wording.everything(), names);
    }

    private Bearing bearing(boolean wanted) {
        if (wanted) {
            return Bearing.WANTED;
        }
        if (wording.which()) {
            return wording.every() ? Bearing.PREFERRED : Bearing.ONLY;
        }
        boolean whether = wording.asks() || (questionMark && wishes.isEmpty());
        return wording.every() && whether ? Bearing.WHETHER_ALL : Bearing.PREFERRED;
    }

    /// Reads the longest phrase that begins at a word.
    ///
    /// @return where the next one begins
    private int mention(List<Content> contents, int at) {
        int longest = Math.max(1, dictionary.longest(contents.get(at).word()));
        for (int length = Math.min(longest, contents.size() - at); length > 0; length--) {
            List<Content> part = contents.subList(at, at + length);
            String phrase = String.join(" ", part.stream().map(Content::word).toList());
            List<Concept> meant = dictionary.senses(phrase).stream()
                    .filter(sense -> wording.asks() || wording.which() || !sense.questionsOnly())
                    .map(Sense::concept)
                    .toList();
            boolean numbered = at + 1 < contents.size()
                    && Tokens.number(contents.get(at + 1).word());
            if (length == 1 && wording.every() && dictionary.is(Role.WHOLE, phrase) && !numbered) {
                addStates(meant);
                return at + 1;
            }
            if (length == 1 || !meant.isEmpty()) {
                unit(phrase, meant, part);
                return at + length;
            }
        }
        throw new IllegalStateException("no word at " + at);
    }

    private void unit(String phrase, List<Concept> meant, List<Content> part) {
        if (meant.stream().anyMatch(concept -> concept.section() == Section.NOTHING)) {
            return;
        }
        addStates(meant);
        int clause = part.getFirst().clause();
        meant.stream().filter(concept -> concept.section() == Section.WISH).forEach(wish -> wish(wish, clause));
        double quality = part.stream().mapToDouble(Content::quality).min().orElse(Reading.LITERAL);
        List<Concept> named = meant.stream().filter(Concept::names).toList();
        List<Term> terms = new ArrayList<>();
        terms.add(new Term(phrase, quality));
        for (Concept concept : named) {
            terms.addAll(Term.of(concept, quality));
        }
        part.forEach(content -> terms.addAll(content.others()));
        if (part.size() == 1 && !dictionary.weak(phrase)) {
            Tokens.family(phrase)
                    .ifPresent(family -> terms.add(new Term(Index.FAMILY_OF + family, Reading.FAMILY * quality)));
        }
        if (part.size() > 1) {
            part.stream()
                    .filter(content -> !dictionary.weak(content.word()) && !Tokens.number(content.word()))
                    .forEach(content ->
                            terms.add(new Term(content.word(), Reading.WORD_OF_A_PHRASE * content.quality())));
        }
        if (Tokens.number(phrase)) {
            numbered(phrase, clause);
            return;
        }
        boolean verb = false;
        if (named.isEmpty()) {
            for (Concept concept : meant) {
                if (concept.section() == Section.VERB) {
                    verb = true;
                    add(new Unit(Unit.Role.VERB, List.of(new Term(concept.term(), 1)), false, clause));
                }
            }
        }
        names |= named.isEmpty()
                ? meant.isEmpty() && !nameless(part)
                : !nameless(part) || named.stream().anyMatch(concept -> concept.section() != Section.NAME);
        boolean state = meant.stream().anyMatch(concept -> concept.section() == Section.STATE);
        if (!(verb || (state && named.isEmpty())) || index.has(phrase)) {
            boolean doubtful = part.stream().anyMatch(Content::doubtful);
            boolean command = meant.stream().anyMatch(concept -> concept.section() == Section.WISH);
            Unit.Role role = doubtful
                    ? Unit.Role.WEAK
                    : named.isEmpty() && command ? Unit.Role.COMMAND : role(part, named, verb || state);
            Unit unit = new Unit(role, List.copyOf(terms), quality < Reading.SURE, clause);
            add(unit);
            before = Optional.of(unit);
        }
    }

    private void addStates(List<Concept> meant) {
        meant.stream().filter(concept -> concept.section() == Section.STATE).forEach(states::add);
    }

    /// The first of a clause counts: what is to be closed in `close the open windows` is plain.
    private void wish(Concept wish, int clause) {
        if (clause != clauseOfTheLastWish) {
            clauseOfTheLastWish = clause;
            wishes.add(dictionary.concept(Section.STATE, wish.id()));
        }
    }

    /// `good morning` is a greeting, where nothing has that whole name.
    private boolean nameless(List<Content> part) {
        return part.stream().allMatch(content -> dictionary.is(Role.NAMELESS, content.word()));
    }

    /// What is said twice is not asked for twice.
    private void add(Unit unit) {
        if (!units.contains(unit)) {
            units.add(unit);
        }
    }

    private void numbered(String number, int clause) {
        List<Term> terms = new ArrayList<>();
        before.filter(unit -> unit.clause() == clause).ifPresent(unit -> {
            for (Term term : unit.terms()) {
                if (index.has(term.term() + " " + number)) {
                    terms.add(new Term(term.term() + " " + number, term.quality()));
                }
            }
        });
        boolean whole = !terms.isEmpty();
        terms.add(new Term(number, whole ? Reading.ANY_NUMBER : Reading.LITERAL));
        add(new Unit(whole ? Unit.Role.NAME : Unit.Role.NUMBER, List.copyOf(terms), false, clause));
    }

    private Unit.Role role(List<Content> part, List<Concept> named, boolean means) {
        if (named.stream().anyMatch(concept -> concept.section() == Section.KIND)) {
            return Unit.Role.KIND;
        }
        if (named.stream().anyMatch(concept -> concept.section() == Section.PLACE)) {
            return Unit.Role.PLACE;
        }
        boolean weak = part.size() == 1 && dictionary.weak(part.getFirst().word());
        if (means || weak || nameless(part)) {
            return Unit.Role.WEAK;
        }
        return Unit.Role.NAME;
    }
}
