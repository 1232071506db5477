package io.jarvas.demo.model;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Remembers and forgets what it is told to, answers from what is remembered, and finds the facts of a conversation:
/// "remember that …", "lembra-te que …", "what did I say about …?".
final class ModelNotes {
    private static final String SAVE = "save_note";
    private static final String FORGET = "forget";
    private static final String POLITE = "(?iu)^\\W*(?:(?:please|can you|could you|por favor|podes)[, ]+)*";
    private static final Pattern REMEMBER = Pattern.compile(
            POLITE
                    + "(?:(?:remember|note down|note|make a note|keep in mind|don['’]t forget)(?: that|:|,)?"
                    + "|(?:lembra-te|recorda-te|não te esqueças|anota|toma nota|memoriza)(?: de)?(?: que|:|,)?)\\s+(.+?)[.! ]*$");
    private static final Pattern DROP = Pattern.compile(
            POLITE
                    + "(?:forget(?: that| about| what i said about)?|esquece(?:-te)?(?: de)?(?: que)?(?: o que disse sobre)?)\\s+(.+?)[.! ]*$");
    /// Something to do, or to answer, and nothing to note.
    private static final Pattern NO_NOTE = Pattern.compile(
            "(?iu)^(?:to|de|what|when|where|who|how|why|o que|quando|onde|quem|como|porque|it|this|isso|isto|it all|\\p{L}+[aei]r)\\b.*");
    private static final Pattern ASKED = Pattern.compile(
            "(?iu)\\?\\s*$|^\\W*(?:what|when|where|who|which|how|do you|did i|o que|qual|quais|quando|onde|quem|como|lembras|sabes|diz)\\b");
    private static final Pattern MEMORY = Pattern.compile(
            "(?iu)\\b(?:remember|recall|said|told|mentioned|usual|always|lembras|disse|falei|mencionei|costume|sempre)\\b");
    private static final Pattern SHARED = Pattern.compile(
            "(?iu)\\b(?:we|us|our|everybody|everyone|nós|nosso|nossa|nossos|nossas|temos|cá em casa)\\b");
    private static final Pattern FACT = Pattern.compile(
            "(?iu)^\\W*(?:i (?:really )?(?:like|love|prefer|hate|always|never)\\b|my .+ (?:is|are)\\b|(?:eu )?(?:gosto|adoro|prefiro|detesto)\\b|(?:o meu|a minha) .+ (?:é|são)\\b).+");
    private static final int SHORTEST_WORD = 4;
    private static final int COMPARED_LETTERS = 5;
    private static final int MOST_FACTS = 3;
    private static final Set<String> COMMON = Set.of(
            "what",
            "when",
            "where",
            "which",
            "does",
            "remember",
            "said",
            "told",
            "about",
            "that",
            "this",
            "with",
            "have",
            "like",
            "likes",
            "para",
            "qual",
            "quais",
            "quando",
            "onde",
            "como",
            "lembras",
            "disse",
            "sobre",
            "esta",
            "gosta",
            "gosto",
            "name",
            "nome");

    private final PromptReading prompt;
    private final ModelVoice voice;

    ModelNotes(PromptReading prompt, ModelVoice voice) {
        this.prompt = prompt;
        this.voice = voice;
    }

    /// Where it is told to note or to forget something, or is asked for what was said before.
    Optional<ModelReply> answer(String said) {
        return noted(said, REMEMBER, SAVE, "memory.note")
                .or(() -> noted(said, DROP, FORGET, "memory.forget"))
                .or(() -> MEMORY.matcher(said).find() ? recalled(said) : Optional.empty());
    }

    private Optional<ModelReply> noted(String said, Pattern pattern, String tool, String key) {
        Matcher found = pattern.matcher(said.strip());
        if (!found.matches()
                || said.strip().endsWith("?")
                || NO_NOTE.matcher(found.group(1)).matches()) {
            return Optional.empty();
        }
        if (!prompt.offers(tool)) {
            return Optional.of(ModelReply.of(voice.say("memory.off")));
        }
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("text", found.group(1));
        if (tool.equals(SAVE) && SHARED.matcher(said).find()) {
            args.put("scope", "household");
        }
        return Optional.of(new ModelReply(voice.say(key), List.of(new ModelAction(tool, args))));
    }

    /// Answers from what is remembered, where the question shares words with it.
    Optional<ModelReply> recalled(String said) {
        if (!ASKED.matcher(said).find()) {
            return Optional.empty();
        }
        Set<String> asked = words(said);
        return prompt.memories().stream()
                .max(Comparator.comparingLong(memory -> shared(asked, memory)))
                .filter(memory -> shared(asked, memory) > 0)
                .map(memory -> ModelReply.of(voice.say("memory.told", memory)));
    }

    private static long shared(Set<String> asked, String memory) {
        return words(memory).stream().filter(asked::contains).count();
    }

    private static Set<String> words(String text) {
        return Stream.of(ModelVoice.plain(text).split("[ '-]+"))
                .filter(word -> word.length() >= SHORTEST_WORD && !COMMON.contains(word))
                .map(word -> word.substring(0, Math.min(COMPARED_LETTERS, word.length())))
                .collect(Collectors.toSet());
    }

    /// The facts that the person told in this conversation, a line each.
    ModelReply facts() {
        String facts = prompt.allWords().stream()
                .flatMap(said -> Stream.of(said.split("(?<=[.!?])\\s+|\\n")))
                .filter(sentence ->
                        FACT.matcher(sentence).matches() && !sentence.strip().endsWith("?"))
                .limit(MOST_FACTS)
                .collect(Collectors.joining("\n"));
        return ModelReply.of(facts.isEmpty() ? "none" : facts);
    }
}
