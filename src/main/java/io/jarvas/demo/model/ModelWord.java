package io.jarvas.demo.model;

import java.util.Map;
import java.util.Optional;

/// A word or a phrase of a sentence, with what it can mean.
///
/// @param written as it was written
/// @param text in lower case and without accents
/// @param senses the concept it stands for, by section
/// @param key what names are compared by: the concept of a kind, a place or a name, else the bare word
/// @param plural whether a thing's kind stands in the plural
record ModelWord(String written, String text, Map<Sense, String> senses, String key, boolean plural) {
    /// The sections of `model-words.txt`.
    enum Sense {
        KIND,
        PLACE,
        NAME,
        INTENT,
        FIRST,
        COLOUR,
        MODE,
        ARM,
        LEVEL,
        NUMBER,
        MEASURE,
        STATE,
        ALL,
        EXCEPT,
        PRONOUN,
        HERE,
        QUESTION,
        REQUEST,
        LATER,
        NOT,
        AND,
        STOP
    }

    ModelWord {
        senses = Map.copyOf(senses);
    }

    boolean is(Sense sense) {
        return senses.containsKey(sense);
    }

    Optional<String> as(Sense sense) {
        return Optional.ofNullable(senses.get(sense));
    }

    /// Whether it must be part of what a thing is called, since it means nothing else.
    boolean content() {
        return senses.isEmpty()
                || senses.keySet().stream()
                        .allMatch(sense -> sense == Sense.KIND || sense == Sense.PLACE || sense == Sense.NAME);
    }

    /// Whether it says more than what kind of thing is meant, and where.
    boolean distinctive() {
        return content() && !is(Sense.KIND) && !is(Sense.PLACE);
    }
}
