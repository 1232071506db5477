package io.jarvas.search;

import io.jarvas.search.Concept.Section;
import io.jarvas.search.Concept.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The household words of two languages, as `household-words.txt` and `common-words.txt` have them. Immutable,
/// so safe to use from any thread.
final class Dictionary {
    private static final Pattern ENTRY = Pattern.compile(
            "(?<section>\\w+) (?<id>\\w+)(?: < (?<broader>[\\w ]+))?(?: @ (?<targets>[^=]+))?\\s*=(?<phrases>.*)");
    private static final Pattern TARGET = Pattern.compile("(\\w+)(?:\\.(\\w+|-))?(~)?(?::([\\w/]+|<\\d+))?");
    private static final int LONGEST = 200;

    /// What a phrase means.
    ///
    /// @param questionsOnly whether it means that only where something is asked
    record Sense(Concept concept, boolean questionsOnly) {}

    /// What a common word does in a sentence.
    enum Role {
        STOP,
        MEASURE,
        WHICH,
        ASK,
        AND,
        EVERY,
        WEAK,
        NAMELESS,
        WHOLE
    }

    private final Map<Role, Set<String>> common = new HashMap<>();
    private final Map<String, String> numbers = new HashMap<>();
    private final Map<String, List<Sense>> phrases = new HashMap<>();
    private final Map<String, Integer> longest = new HashMap<>();
    private final Map<String, Concept> concepts = new LinkedHashMap<>();
    private final Set<String> words = new HashSet<>();

    private Dictionary(List<String> commonWords, List<String> household) {
        for (String line : commonWords) {
            int equals = line.indexOf('=');
            Role role = Role.valueOf(line.substring(0, equals).strip().toUpperCase(Locale.ROOT));
            Set<String> of = common.computeIfAbsent(role, _ -> new HashSet<>());
            entries(line.substring(equals + 1)).forEach(word -> of.addAll(Tokens.of(word, LONGEST)));
        }
        household.stream().filter(line -> line.startsWith("number ")).forEach(this::number);
        household.stream().filter(line -> !line.startsWith("number ")).forEach(this::concept);
    }

    /// The one that is used; reading it takes some milliseconds.
    static Dictionary ofTheHousehold() {
        return Kept.HOUSEHOLD;
    }

    private static final class Kept {
        static final Dictionary HOUSEHOLD = new Dictionary(lines("common-words.txt"), lines("household-words.txt"));
    }

    private void number(String line) {
        String digits = line.substring("number ".length(), line.indexOf('=')).strip();
        entries(line.substring(line.indexOf('=') + 1))
                .forEach(word -> numbers.put(Tokens.of(word, 1).getFirst(), digits));
    }

    private void concept(String line) {
        Matcher entry = ENTRY.matcher(line);
        if (!entry.matches()) {
            throw new IllegalStateException("not an entry: " + line);
        }
        Section section = Section.valueOf(entry.group("section").toUpperCase(Locale.ROOT));
        List<String> broader = words(entry.group("broader"));
        List<Target> targets =
                words(entry.group("targets")).stream().map(Dictionary::target).toList();
        Concept concept = new Concept(section, entry.group("id"), broader, targets);
        if (concepts.put(concept.term(), concept) != null) {
            throw new IllegalStateException("twice: " + concept.term());
        }
        entries(entry.group("phrases")).forEach(phrase -> phrase(phrase, concept));
    }

    private void phrase(String text, Concept concept) {
        List<String> meaning = meaning(text);
        if (meaning.isEmpty()) {
            return;
        }
        List<Sense> senses = phrases.computeIfAbsent(String.join(" ", meaning), _ -> new ArrayList<>());
        if (senses.stream().noneMatch(sense -> sense.concept().equals(concept))) {
            senses.add(new Sense(concept, text.endsWith("?")));
        }
        longest.merge(meaning.getFirst(), meaning.size(), Math::max);
        words.addAll(meaning);
    }

    private static Target target(String text) {
        Matcher target = TARGET.matcher(text);
        if (!target.matches()) {
            throw new IllegalStateException("not a domain or device class: " + text);
        }
        String meant = Objects.requireNonNullElse(target.group(4), "");
        boolean number = meant.startsWith("<");
        Set<String> states = meant.isEmpty() || number ? Set.of() : Set.of(meant.split("/", -1));
        double below = number ? Double.parseDouble(meant.substring(1)) : Double.NEGATIVE_INFINITY;
        String deviceClass = Objects.requireNonNullElse(target.group(2), "");
        return new Target(target.group(1), deviceClass, target.group(3) != null, states, below);
    }

    /// The words of a name or a phrase that mean something, number words as digits.
    List<String> meaning(String text) {
        return Tokens.of(text, LONGEST).stream()
                .filter(word -> !word.equals(Tokens.BREAK) && !is(Role.STOP, word))
                .map(this::canonical)
                .toList();
    }

    /// A number word as digits, any other word as it is.
    String canonical(String word) {
        return numbers.getOrDefault(word, word);
    }

    boolean is(Role role, String word) {
        return common.getOrDefault(role, Set.of()).contains(word);
    }

    /// Whether the word means something only beside others.
    boolean weak(String word) {
        return is(Role.WEAK, word) || is(Role.NAMELESS, word);
    }

    /// Whether the word means something here, be it little.
    boolean knows(String word) {
        return words.contains(word) || weak(word) || numbers.containsKey(word);
    }

    /// What the phrase means; nothing where it is none.
    List<Sense> senses(String phrase) {
        return phrases.getOrDefault(phrase, List.of());
    }

    /// How many words the longest phrase that begins with this word has; 0 where none does.
    int longest(String first) {
        return longest.getOrDefault(first, 0);
    }

    Concept concept(Section section, String id) {
        return Objects.requireNonNull(concepts.get(Concept.term(section, id)), id);
    }

    Collection<Concept> concepts() {
        return Collections.unmodifiableCollection(concepts.values());
    }

    /// The words that a mistyped one may be: all that mean something, and the common ones, so that a mistyped
    /// common word is not taken for a thing.
    Stream<String> spelled() {
        return Stream.of(
                        words.stream(),
                        numbers.keySet().stream(),
                        common.values().stream().flatMap(Set::stream))
                .flatMap(all -> all)
                .distinct();
    }

    private static List<String> words(String text) {
        return text == null ? List.of() : List.of(text.strip().split("\\s+", -1));
    }

    private static List<String> entries(String list) {
        return Stream.of(list.split("[,|]", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    /// Entries, a line each: what is indented goes on with the line before.
    static List<String> lines(String name) {
        try (InputStream in = Objects.requireNonNull(Dictionary.class.getResourceAsStream(name), name)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("\\n +", " ");
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
