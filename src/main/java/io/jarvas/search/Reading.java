package io.jarvas.search;

import io.jarvas.search.Concept.Section;
import io.jarvas.search.Dictionary.Role;
import io.jarvas.search.Dictionary.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A person's words as the search understands them.
///
/// @param units what the words mention, in their order
/// @param states the states they ask about
/// @param which whether they ask for those of many that are in a state
/// @param every whether they ask for all there are
record Reading(List<Unit> units, List<Concept> states, boolean which, boolean every) {
    static final double LITERAL = 1;
    static final double SYNONYM = 0.92;
    static final double BROADER = 0.55;
    static final double WORD_OF_A_PHRASE = 0.45;
    static final double FAMILY = 0.7;
    static final double ANY_NUMBER = 0.5;
    private static final double SURE = 0.9;

    private static final int MOST_WORDS = 1_500;
    private static final int MOST_CONTENT = 32;
    private static final int MOST_CORRECTED = 12;
    private static final int SHORTEST_PART = 3;

    /// So long a word is hardly another one by chance.
    private static final int LONG = 8;

    private static final Set<String> BEFORE_AN_AMOUNT = Set.of("to", "at", "by", "para", "a", "ate");

    /// A term of the index that a mention may be.
    ///
    /// @param quality 1 for the very word
    record Term(String term, double quality) {}

    /// One thing that is mentioned.
    ///
    /// @param guessed whether it is mistyped, if it is what it is taken for
    /// @param clause which of the things that are asked for it belongs to
    record Unit(Role role, List<Term> terms, boolean guessed, int clause) {
        /// Whether it may name an entity on its own.
        boolean names() {
            return switch (role) {
                case KIND, PLACE, NAME -> true;
                case WEAK, VERB -> false;
            };
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
            /// Hints at what can do it.
            VERB
        }
    }

    /// A word that may mean something, and what else it may be.
    ///
    /// @param doubtful whether not even its first letter is right
    private record Content(String word, double quality, List<Term> others, boolean doubtful, int clause) {
        Content(String word, double quality, int clause) {
            this(word, quality, List.of(), false, clause);
        }
    }

    static Reading of(String text, Dictionary dictionary, Index index) {
        return new Reader(dictionary, index).read(Tokens.of(text, MOST_WORDS));
    }

    private static final class Reader {
        private final Dictionary dictionary;
        private final Index index;
        private final List<Unit> units = new ArrayList<>();
        private final List<Concept> states = new ArrayList<>();
        private boolean which;
        private boolean every;
        private boolean asks;
        private int corrected;

        /// What was mentioned before the word at hand: in `spot 3` the number is that of a spot.
        private Optional<Unit> before = Optional.empty();

        Reader(Dictionary dictionary, Index index) {
            this.dictionary = dictionary;
            this.index = index;
        }

        Reading read(List<String> words) {
            List<Content> contents = joined(corrected(bounded(contents(words))));
            int at = 0;
            while (at < contents.size()) {
                at = mention(contents, at);
            }
            return new Reading(List.copyOf(units), List.copyOf(states), which, every);
        }

        private List<Content> contents(List<String> words) {
            List<Content> contents = new ArrayList<>();
            int clause = 0;
            for (int i = 0; i < words.size(); i++) {
                String word = words.get(i);
                if (beginsPhrase(words, i)) {
                    contents.add(new Content(word, LITERAL, clause));
                } else if (word.equals(Tokens.BREAK) || dictionary.is(Role.AND, word)) {
                    clause++;
                } else if (dictionary.is(Role.WHICH, word)) {
                    which = true;
                } else if (dictionary.is(Role.ASK, word)) {
                    asks = true;
                } else if (dictionary.is(Role.EVERY, word)) {
                    every = true;
                } else if (!dictionary.is(Role.STOP, word) && !amount(words, i)) {
                    contents.add(new Content(dictionary.canonical(word), LITERAL, clause));
                }
            }
            return contents;
        }

        /// Whether the next word makes a thing of this one: `todo list`, where `todo` is also Portuguese for
        /// "all".
        private boolean beginsPhrase(List<String> words, int at) {
            return at + 1 < words.size()
                    && dictionary.senses(words.get(at) + " " + words.get(at + 1)).stream()
                            .map(sense -> sense.concept())
                            .anyMatch(concept -> names(concept) || concept.section() == Section.NOTHING);
        }

        /// Whether a word says how much: `50` and `%` of `50 %`, the `3` of `to 3`.
        private boolean amount(List<String> words, int at) {
            String word = words.get(at);
            if (Tokens.number(dictionary.canonical(word))) {
                boolean unit = at + 1 < words.size() && dictionary.is(Role.MEASURE, words.get(at + 1));
                boolean target = at > 0 && BEFORE_AN_AMOUNT.contains(words.get(at - 1));
                boolean decimal = word.indexOf('.') >= 0 || word.indexOf(',') >= 0;
                return unit || target || (decimal && !index.has(word));
            }
            boolean measures = at > 0 && Tokens.number(dictionary.canonical(words.get(at - 1)));
            return dictionary.is(Role.MEASURE, word)
                    && (word.equals("%") || word.equals("°") || (measures && dictionary.longest(word) == 0));
        }

        /// The first and the last, where there are too many: a request stands at the start of a long text or at
        /// its end.
        private static List<Content> bounded(List<Content> contents) {
            if (contents.size() <= MOST_CONTENT) {
                return contents;
            }
            List<Content> some = new ArrayList<>(contents.subList(0, MOST_CONTENT / 2));
            some.addAll(contents.subList(contents.size() - MOST_CONTENT / 2, contents.size()));
            return some;
        }

        private List<Content> corrected(List<Content> contents) {
            List<Content> right = new ArrayList<>();
            for (Content content : contents) {
                if (Tokens.number(content.word()) || known(content.word())) {
                    right.add(content);
                } else {
                    correct(content, right);
                }
            }
            return right;
        }

        private boolean known(String word) {
            return index.has(word) || dictionary.knows(word);
        }

        private void correct(Content content, List<Content> right) {
            String word = content.word();
            String other = otherGender(word);
            if (!other.equals(word) && known(other)) {
                right.add(new Content(other, 0.95, content.clause()));
                return;
            }
            for (int cut = SHORTEST_PART; cut <= word.length() - SHORTEST_PART; cut++) {
                String first = Tokens.singular(word.substring(0, cut));
                String second = word.substring(cut);
                if (thing(first) && thing(second)) {
                    right.add(new Content(first, 0.95, content.clause()));
                    right.add(new Content(second, 0.95, content.clause()));
                    return;
                }
            }
            if (corrected++ >= MOST_CORRECTED) {
                right.add(content);
                return;
            }
            List<Spelling.Guess> guesses = index.spelling().guesses(word);
            if (guesses.isEmpty()) {
                right.add(content);
                return;
            }
            List<Spelling.Guess> things =
                    guesses.stream().filter(guess -> thing(guess.word())).toList();
            if (things.isEmpty()) {
                common(guesses.getFirst().word(), content, right);
                return;
            }
            List<Term> others = things.stream()
                    .skip(1)
                    .flatMap(guess -> terms(guess.word(), quality(guess)).stream())
                    .toList();
            Spelling.Guess best = things.getFirst();
            boolean doubtful = best.word().charAt(0) != word.charAt(0) && word.length() < LONG;
            right.add(
                    new Content(dictionary.canonical(best.word()), quality(best), others, doubtful, content.clause()));
        }

        /// A mistyped common word does in a sentence what it does when it is spelled right.
        private void common(String word, Content content, List<Content> right) {
            if (dictionary.is(Role.WHICH, word)) {
                which = true;
            } else if (dictionary.is(Role.ASK, word)) {
                asks = true;
            } else if (dictionary.is(Role.EVERY, word)) {
                every = true;
            } else if (dictionary.is(Role.WEAK, word)) {
                right.add(new Content(word, 0.8, content.clause()));
            }
        }

        /// Whether a word is part of a name or a phrase of the household.
        private boolean thing(String word) {
            return index.has(word) || dictionary.longest(word) > 0;
        }

        private static double quality(Spelling.Guess guess) {
            if (guess.mistakes() > 1) {
                return 0.65;
            }
            return guess.word().length() < LONG ? 0.8 : SURE;
        }

        private static String otherGender(String word) {
            if (word.length() < 5) {
                return word;
            }
            String stem = word.substring(0, word.length() - 1);
            return switch (word.charAt(word.length() - 1)) {
                case 'a' -> stem + "o";
                case 'o' -> stem + "a";
                default -> word;
            };
        }

        /// `bed room` as `bedroom`, where only that is known.
        private List<Content> joined(List<Content> contents) {
            List<Content> whole = new ArrayList<>();
            int at = 0;
            while (at < contents.size()) {
                Content first = contents.get(at);
                if (at + 1 < contents.size()) {
                    Content second = contents.get(at + 1);
                    String both = first.word() + second.word();
                    if (first.clause() == second.clause()
                            && !Tokens.number(second.word())
                            && thing(both)
                            && !(index.has(first.word()) && index.has(second.word()))) {
                        double quality = 0.95 * Math.min(first.quality(), second.quality());
                        whole.add(new Content(both, quality, first.clause()));
                        at += 2;
                        continue;
                    }
                }
                whole.add(first);
                at++;
            }
            return whole;
        }

        /// Reads the longest phrase that begins at a word.
        ///
        /// @return where the next one begins
        private int mention(List<Content> contents, int at) {
            int longest = Math.max(1, dictionary.longest(contents.get(at).word()));
            for (int length = Math.min(longest, contents.size() - at); length > 0; length--) {
                List<Content> part = contents.subList(at, at + length);
                String phrase =
                        String.join(" ", part.stream().map(Content::word).toList());
                List<Concept> meant = dictionary.senses(phrase).stream()
                        .filter(sense -> asks || which || !sense.questionsOnly())
                        .map(Sense::concept)
                        .toList();
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
            meant.stream().filter(concept -> concept.section() == Section.STATE).forEach(states::add);
            int clause = part.getFirst().clause();
            double quality = part.stream().mapToDouble(Content::quality).min().orElse(LITERAL);
            List<Concept> named = meant.stream().filter(Reader::names).toList();
            List<Term> terms = new ArrayList<>();
            terms.add(new Term(phrase, quality));
            for (Concept concept : named) {
                terms.addAll(terms(concept, quality));
            }
            part.forEach(content -> terms.addAll(content.others()));
            if (part.size() == 1 && !dictionary.is(Role.WEAK, phrase)) {
                Tokens.family(phrase)
                        .ifPresent(family -> terms.add(new Term(Index.FAMILY_OF + family, FAMILY * quality)));
            }
            if (part.size() > 1) {
                part.stream()
                        .filter(content -> !dictionary.is(Role.WEAK, content.word()) && !Tokens.number(content.word()))
                        .forEach(content -> terms.add(new Term(content.word(), WORD_OF_A_PHRASE * content.quality())));
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
            boolean state = meant.stream().anyMatch(concept -> concept.section() == Section.STATE);
            if (!(verb || (state && named.isEmpty())) || index.has(phrase)) {
                boolean doubtful = part.stream().anyMatch(Content::doubtful);
                Unit.Role role = doubtful ? Unit.Role.WEAK : role(phrase, named, verb || state);
                Unit unit = new Unit(role, List.copyOf(terms), quality < SURE, clause);
                add(unit);
                before = Optional.of(unit);
            }
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
            terms.add(new Term(number, whole ? ANY_NUMBER : LITERAL));
            add(new Unit(whole ? Unit.Role.NAME : Unit.Role.WEAK, List.copyOf(terms), false, clause));
        }

        private Unit.Role role(String phrase, List<Concept> named, boolean means) {
            if (named.stream().anyMatch(concept -> concept.section() == Section.KIND)) {
                return Unit.Role.KIND;
            }
            if (named.stream().anyMatch(concept -> concept.section() == Section.PLACE)) {
                return Unit.Role.PLACE;
            }
            if (means || Tokens.number(phrase) || dictionary.is(Role.WEAK, phrase)) {
                return Unit.Role.WEAK;
            }
            return Unit.Role.NAME;
        }

        private static boolean names(Concept concept) {
            return switch (concept.section()) {
                case KIND, PLACE, NAME -> true;
                case VERB, STATE, NOTHING -> false;
            };
        }

        private List<Term> terms(String word, double quality) {
            List<Term> terms = new ArrayList<>(List.of(new Term(word, quality)));
            dictionary.senses(word).stream()
                    .map(Sense::concept)
                    .filter(Reader::names)
                    .forEach(concept -> terms.addAll(terms(concept, quality)));
            return terms;
        }

        private static List<Term> terms(Concept concept, double quality) {
            List<Term> terms = new ArrayList<>(List.of(new Term(concept.term(), SYNONYM * quality)));
            concept.broader()
                    .forEach(broader ->
                            terms.add(new Term(Concept.term(concept.section(), broader), BROADER * quality)));
            return terms;
        }
    }
}
