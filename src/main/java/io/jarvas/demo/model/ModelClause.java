package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// A part of a sentence that asks for one thing: what to do, how much, and what with.
///
/// @param intent what to do, `set` where only a value is given
/// @param value how much
/// @param relative whether the value is a difference: by two degrees
/// @param said the words that name things
/// @param except the words that name each of what is left out of them
record ModelClause(
        Optional<String> intent,
        OptionalDouble value,
        boolean relative,
        Optional<String> colour,
        Optional<String> mode,
        Optional<String> arm,
        Set<String> measures,
        boolean refers,
        boolean negated,
        List<ModelWord> said,
        List<List<ModelWord>> except) {
    private static final Set<String> WEAK = Set.of("on", "off", "up", "down", "set");
    private static final Set<String> ARTICLES = Set.of("the", "a", "an", "my", "our", "all");
    private static final Set<String> TOWARDS = Set.of("to", "at", "a", "ate", "para", "em");

    ModelClause {
        measures = Set.copyOf(measures);
        said = List.copyOf(said);
        except = List.copyOf(except);
    }

    /// Where all of something is meant, what follows `except` is left out of it.
    static ModelClause of(List<ModelWord> words) {
        boolean all = false;
        for (int i = 0; i < words.size(); i++) {
            if (all && words.get(i).is(Sense.EXCEPT)) {
                return of(words.subList(0, i), List.of(words.subList(i + 1, words.size())));
            }
            all |= words.get(i).is(Sense.ALL);
        }
        return of(words, List.of());
    }

    private static ModelClause of(List<ModelWord> words, List<List<ModelWord>> except) {
        int verb = verb(words);
        Optional<String> intent = verb < 0 ? Optional.empty() : Optional.of(intentAt(words, verb));
        OptionalDouble value = OptionalDouble.empty();
        boolean towards = false;
        List<ModelWord> said = new ArrayList<>();
        Map<Sense, String> found = new EnumMap<>(Sense.class);
        List<String> measures = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            ModelWord word = words.get(i);
            Optional<String> amount = word.as(Sense.NUMBER).or(() -> word.as(Sense.LEVEL));
            if (amount.isPresent()) {
                value = OptionalDouble.of(Double.parseDouble(amount.get()));
                towards = i > 0 && TOWARDS.contains(words.get(i - 1).text());
            }
            for (Sense sense : Sense.values()) {
                word.as(sense).ifPresent(concept -> found.putIfAbsent(sense, concept));
            }
            word.as(Sense.MEASURE).ifPresent(measures::add);
            if (i != verb) {
                said.add(noun(word, i < verb || verb < 0));
            }
        }
        if (intent.isEmpty()
                && (value.isPresent() || found.containsKey(Sense.COLOUR) || found.containsKey(Sense.MODE))) {
            intent = Optional.of("set");
        }
        boolean step = intent.filter(Set.of("up", "down")::contains).isPresent() && !towards;
        return new ModelClause(
                intent,
                value,
                step,
                Optional.ofNullable(found.get(Sense.COLOUR)),
                Optional.ofNullable(found.get(Sense.MODE)),
                Optional.ofNullable(found.get(Sense.ARM)),
                Set.copyOf(measures),
                found.containsKey(Sense.PRONOUN),
                found.containsKey(Sense.NOT),
                said,
                except);
    }

    /// The same, with another's intent and amounts where it has none of its own.
    ModelClause after(ModelClause before) {
        return new ModelClause(
                before.intent,
                before.value,
                before.relative,
                before.colour,
                before.mode,
                before.arm,
                before.measures,
                refers,
                before.negated || negated,
                said,
                except);
    }

    /// The same, with more words.
    ModelClause with(List<ModelWord> more) {
        List<ModelWord> all = new ArrayList<>(said);
        all.addAll(more);
        return new ModelClause(intent, value, relative, colour, mode, arm, measures, refers, negated, all, except);
    }

    /// The same, with more that is left out.
    ModelClause without(List<ModelWord> more) {
        List<List<ModelWord>> all = new ArrayList<>(except);
        all.add(more);
        return new ModelClause(intent, value, relative, colour, mode, arm, measures, refers, negated, said, all);
    }

    boolean all() {
        return said.stream().anyMatch(word -> word.is(Sense.ALL));
    }

    boolean namesSomething() {
        return all() || said.stream().anyMatch(ModelWord::content);
    }

    List<ModelWord> places() {
        return said.stream().filter(word -> word.is(Sense.PLACE)).toList();
    }

    /// A word that is no verb here is what it names: the lock of "unlock the lock".
    private static ModelWord noun(ModelWord word, boolean beforeTheVerb) {
        boolean verbal = word.is(Sense.INTENT) && word.is(Sense.KIND);
        if (!verbal || (beforeTheVerb && word.text().equals("switch"))) {
            return word;
        }
        return new ModelWord(
                word.written(),
                word.text(),
                Map.of(Sense.KIND, word.as(Sense.KIND).orElseThrow()),
                word.key(),
                word.plural());
    }

    /// Where the word is that says what to do: a strong one before on and off, these before up and down, set
    /// last.
    private static int verb(List<ModelWord> words) {
        int best = -1;
        int rank = 0;
        for (int i = 0; i < words.size(); i++) {
            if (!verbAt(words, i)) {
                continue;
            }
            String concept = intentAt(words, i);
            int weight = switch (concept) {
                case "set" -> 1;
                case "up", "down" -> 2;
                case "on", "off" -> 3;
                default -> 4;
            };
            if (weight > rank || (weight == 3 && rank == 3)) {
                rank = weight;
                best = i;
            }
        }
        return best;
    }

    private static boolean verbAt(List<ModelWord> words, int at) {
        ModelWord word = words.get(at);
        boolean first = words.subList(0, at).stream()
                .allMatch(before -> before.is(Sense.REQUEST) || before.is(Sense.STOP) || before.is(Sense.NOT));
        if (first && word.is(Sense.FIRST)) {
            return true;
        }
        if (!word.is(Sense.INTENT)) {
            return word.is(Sense.STATE)
                    && Set.of("on", "off").contains(intentAt(words, at))
                    && at == words.size() - 1
                    && at > 0;
        }
        if (word.is(Sense.KIND) && !first) {
            return false;
        }
        boolean preposition = word.text().equals("on")
                && at + 1 < words.size()
                && ARTICLES.contains(words.get(at + 1).text())
                && !(at > 0
                        && words.get(at - 1)
                                .as(Sense.INTENT)
                                .filter("set"::equals)
                                .isPresent());
        return !preposition;
    }

    private static String intentAt(List<ModelWord> words, int at) {
        ModelWord word = words.get(at);
        return word.as(Sense.INTENT)
                .or(() -> word.as(Sense.FIRST))
                .or(() -> word.as(Sense.STATE))
                .orElse("");
    }

    boolean weak() {
        return intent.filter(WEAK::contains).isPresent();
    }
}
