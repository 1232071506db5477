package io.jarvas.demo.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Takes a message apart into sentences. A time that stands alone belongs to the sentence beside it; a time in a
/// last part that has a verb of its own belongs to that part: "close the blinds and turn off the lights in 20
/// minutes".
final class ModelSentences {
    private static final Pattern SENTENCE = Pattern.compile("[^.,;!?\\n]+(?:[.,](?=\\S)[^.,;!?\\n]+)*[.,;!?]*");
    private static final Pattern NEXT = Pattern.compile("(?i)\\s+(?:and|e)\\s+(?:then |depois )?");
    private static final Pattern END = Pattern.compile("[\\s.,;!?]+$");

    private final ModelWords words;
    private final LocalDate today;

    private ModelSentences(ModelWords words, LocalDate today) {
        this.words = words;
        this.today = today;
    }

    static List<String> of(String said, ModelWords words, LocalDate today) {
        return new ModelSentences(words, today).of(said);
    }

    private List<String> of(String said) {
        List<String> sentences = new ArrayList<>();
        String before = "";
        for (String sentence :
                SENTENCE.matcher(said).results().map(match -> match.group()).toList()) {
            boolean timeAlone = ModelTimes.read(sentence, today)
                    .filter(when -> words.read(when.rest()).isEmpty())
                    .isPresent();
            if (!timeAlone) {
                sentences.addAll(parts(before + sentence.strip()));
                before = "";
            } else if (sentences.isEmpty()) {
                before = open(sentence) + " ";
            } else {
                sentences.add(open(sentences.removeLast()) + " " + sentence.strip());
            }
        }
        if (!before.isEmpty()) {
            sentences.add(before);
        }
        return sentences;
    }

    private static String open(String sentence) {
        return END.matcher(sentence).replaceFirst("");
    }

    private List<String> parts(String sentence) {
        return NEXT.matcher(sentence)
                .results()
                .map(and -> List.of(sentence.substring(0, and.start()), sentence.substring(and.end())))
                .filter(parts -> hasVerb(parts.getFirst())
                        && ModelTimes.read(parts.getFirst(), today).isEmpty()
                        && ModelTimes.read(parts.getLast(), today)
                                .filter(when -> hasVerb(when.rest()))
                                .isPresent())
                .findFirst()
                .orElse(List.of(sentence));
    }

    private boolean hasVerb(String text) {
        return ModelClause.of(words.read(text)).intent().isPresent();
    }
}
