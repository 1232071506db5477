package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The demo model's vocabulary: reads a text as words and phrases with their meanings, in both languages at
/// once, and tells the languages apart. It stands in `model-words.txt`.
final class ModelWords {
    private static final Pattern TOKEN = Pattern.compile("\\d+(?:[.,]\\d+)?|[\\p{L}\\p{M}]+|[%°º]");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    /// The pronoun of a Portuguese verb: `apaga-a`.
    private static final Pattern CLITIC = Pattern.compile("(?i)(?<=\\p{L})-(?:[ao]s?|l[ao]s?|n[ao]s?)\\b");
    private static final Pattern PORTUGUESE_LETTER = Pattern.compile("[ãõçáâàéêíóôú]");
    private static final int LONGEST_PHRASE = 5;

    private final Map<String, Map<Sense, String>> senses = new HashMap<>();
    private final Set<String> genericKinds = new HashSet<>();
    private final Map<String, EnumSet<ModelLanguage>> languages = new HashMap<>();

    ModelWords() {
        for (String line : ModelResources.lines("model-words.txt")) {
            int equals = line.indexOf('=');
            String[] head = line.substring(0, equals).strip().split(" ");
            String[] phrases = line.substring(equals + 1).split("\\|", -1);
            Sense sense = Sense.valueOf(head[0].toUpperCase(Locale.ROOT));
            String concept = head[1];
            if (concept.endsWith("*")) {
                concept = concept.substring(0, concept.length() - 1);
                genericKinds.add(concept);
            }
            add(sense, concept, phrases[0], ModelLanguage.ENGLISH);
            add(sense, concept, phrases[1], ModelLanguage.PORTUGUESE);
        }
    }

    private void add(Sense sense, String concept, String phrases, ModelLanguage language) {
        for (String phrase : phrases.split(",")) {
            String key = plain(String.join(" ", split(phrase)));
            if (!key.isEmpty()) {
                senses.computeIfAbsent(key, _ -> new EnumMap<>(Sense.class)).putIfAbsent(sense, concept);
                languages
                        .computeIfAbsent(key, _ -> EnumSet.noneOf(ModelLanguage.class))
                        .add(language);
            }
        }
    }

    /// Whether that kind names any thing of its domains.
    boolean generic(String kind) {
        return genericKinds.contains(kind);
    }

    /// The words of a text, the longest phrase that is known first.
    List<ModelWord> read(String text) {
        List<String> written = split(text);
        List<String> tokens = written.stream().map(ModelWords::plain).toList();
        List<ModelWord> words = new ArrayList<>();
        for (int at = 0; at < tokens.size(); ) {
            int length = phraseAt(tokens, at);
            words.add(word(
                    String.join(" ", written.subList(at, at + length)),
                    String.join(" ", tokens.subList(at, at + length))));
            at += length;
        }
        return words;
    }

    private int phraseAt(List<String> tokens, int at) {
        for (int length = Math.min(LONGEST_PHRASE, tokens.size() - at); length > 1; length--) {
            if (senses.containsKey(String.join(" ", tokens.subList(at, at + length)))) {
                return length;
            }
        }
        return 1;
    }

    private ModelWord word(String written, String text) {
        if (Character.isDigit(text.charAt(0))) {
            return new ModelWord(written, text, Map.of(Sense.NUMBER, text.replace(',', '.')), text, false);
        }
        Map<Sense, String> known = senses.getOrDefault(text, Map.of());
        String key = Stream.of(Sense.KIND, Sense.PLACE, Sense.NAME)
                .flatMap(sense -> Optional.ofNullable(known.get(sense)).stream())
                .findFirst()
                .orElseGet(() -> stem(text));
        boolean plural = known.containsKey(Sense.KIND) && text.endsWith("s");
        return new ModelWord(written, text, known, key, plural);
    }

    private static String stem(String text) {
        return text.length() > 3 && text.endsWith("s") ? text.substring(0, text.length() - 1) : text;
    }

    private static List<String> split(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("(?i)n['’]t\\b", "nt");
        String spoken = CLITIC.matcher(composed).replaceAll(" ela ");
        return TOKEN.matcher(spoken).results().map(match -> match.group()).toList();
    }

    private static String plain(String token) {
        return MARKS.matcher(Normalizer.normalize(token.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
    }

    /// The language that more of the text's words belong to; nothing where no word decides.
    Optional<ModelLanguage> language(String text) {
        int balance = PORTUGUESE_LETTER.matcher(text.toLowerCase(Locale.ROOT)).find() ? 1 : 0;
        for (ModelWord word : read(text)) {
            Set<ModelLanguage> of = languages.getOrDefault(word.text(), EnumSet.noneOf(ModelLanguage.class));
            if (of.size() == 1) {
                balance += of.contains(ModelLanguage.PORTUGUESE) ? 1 : -1;
            }
        }
        if (balance == 0) {
            return Optional.empty();
        }
        return Optional.of(balance > 0 ? ModelLanguage.PORTUGUESE : ModelLanguage.ENGLISH);
    }
}
