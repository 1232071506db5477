package io.jarvas.search;

import io.jarvas.search.Dictionary.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A person's words as the search understands them.
///
/// @param units what the words mention, in their order
/// @param states the states that matter
/// @param every whether they ask for all there are
/// @param everything the clauses that ask for everything, of whichever kind
/// @param names whether they name anything, be it there or not
record Reading(
        List<Unit> units,
        List<Concept> states,
        Bearing bearing,
        boolean every,
        Set<Integer> everything,
        boolean names) {
    static final double LITERAL = 1;
    static final double SYNONYM = 0.92;
    static final double BROADER = 0.55;
    static final double WORD_OF_A_PHRASE = 0.45;
    static final double FAMILY = 0.7;
    static final double ANY_NUMBER = 0.5;
    static final double SURE = 0.9;

    /// A term of the index that a mention may be.
    ///
    /// @param quality 1 for the very word
    record Term(String term, double quality) {
        /// A word and what it names.
        static List<Term> of(String word, double quality, Dictionary dictionary) {
            List<Term> terms = new ArrayList<>(List.of(new Term(word, quality)));
            dictionary.senses(word).stream()
                    .map(Sense::concept)
                    .filter(Concept::names)
                    .forEach(concept -> terms.addAll(of(concept, quality)));
            return terms;
        }

        /// A concept and the broader ones.
        static List<Term> of(Concept concept, double quality) {
            List<Term> terms = new ArrayList<>(List.of(new Term(concept.term(), SYNONYM * quality)));
            concept.broader()
                    .forEach(broader ->
                            terms.add(new Term(Concept.term(concept.section(), broader), BROADER * quality)));
            return terms;
        }
    }

    /// One thing that is mentioned.
    ///
    /// @param guessed whether it is mistyped, if it is what it is taken for
    /// @param clause which of the things that are asked for it belongs to
    record Unit(Role role, List<Term> terms, boolean guessed, int clause) {
        /// Whether it may name an entity on its own.
        boolean names() {
            return switch (role) {
                case KIND, PLACE, NAME -> true;
                case WEAK, COMMAND, NUMBER, VERB -> false;
            };
        }

        /// Whether a word or a concept is mentioned by both.
        boolean says(Unit other) {
            return terms.stream()
                    .map(Term::term)
                    .anyMatch(term -> other.terms.stream().map(Term::term).anyMatch(term::equals));
        }

        /// What a mention is worth.
        enum Role {
            /// Names a kind of thing.
            KIND,
            /// Names a place.
            PLACE,
            /// Is a word of a name.
            NAME,
            /// Counts only beside others.
            WEAK,
            /// Says what is to be done, though a name has it too; counts only beside others.
            COMMAND,
            /// Is a number; counts only beside others.
            NUMBER,
            /// Hints at what can do it.
            VERB
        }
    }

    /// How the states bear on what is brought.
    enum Bearing {
        /// What is in one comes first: `the open windows`.
        PREFERRED,
        /// What is in one is asked for, and nothing else: `which windows are open?`
        ONLY,
        /// What is not in one comes first: `are all the windows closed?`
        WHETHER_ALL,
        /// What is not in one yet comes first: `close all the windows`.
        WANTED
    }

    Reading {
        units = List.copyOf(units);
        states = List.copyOf(states);
    }

    static Reading of(String text, Dictionary dictionary, Index index) {
        return new Reader(text, dictionary, index).read();
    }
}
