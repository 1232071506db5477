package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a prompt says: the person's words, the entities there are, their latest states. The only place that
/// knows its form. In the system message, an entity's names and what it can do are fields of its line, and the
/// states go by domain:
///
/// ```
/// ## Ground floor (rés do chão)
/// # Kitchen (cozinha)
/// light.ceiling | Kitchen Lights, luzes da cozinha | dims
/// STATES
/// light: ceiling off; desk on, 20 %
/// ```
/// In a user message, lines in brackets come before the person's words: entities with their place and state,
/// and states that changed. The last one counts.
/// ```
/// [light.desk | Desk lamp | Office · First floor | dims | on, 20 %]
/// [changed: light.ceiling: on, 71 %; light.desk: off]
/// ```
final class PromptReading {
    private static final String BETWEEN_FIELDS = "\\s*\\|\\s*";
    private static final Pattern ENTITY = Pattern.compile("([a-z_]+\\.[a-z0-9_]+)(?: \\|.*)?");
    private static final Pattern DOMAIN_STATES = Pattern.compile("([a-z_]+): (.+)");
    private static final Pattern CHANGED = Pattern.compile("\\[changed: (.*)]");
    private static final Pattern BROUGHT = Pattern.compile("\\[([a-z_]+\\.[a-z0-9_]+ \\|.*)]");
    private static final Pattern ID = Pattern.compile("\\b[a-z_]+\\.[a-z0-9_]+\\b");
    private static final Pattern VALUE = Pattern.compile("(\\S+?)((?:,? .*)?)");
    private static final Pattern PLACES = Pattern.compile("[(),·]");
    private static final Pattern ACTED = Pattern.compile("(?m)^ACTION:.*$");

    private final List<ModelMessage> messages;
    private final ModelWords words;
    private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
    private final Map<String, ModelState> states = new LinkedHashMap<>();

    PromptReading(List<ModelMessage> messages, ModelWords words) {
        this.messages = List.copyOf(messages);
        this.words = words;
        for (ModelMessage message : messages) {
            switch (message.role()) {
                case "system" -> readHome(message.content().lines().toList());
                case "user" -> notes(message.content()).forEach(this::readNote);
                default -> {}
            }
        }
    }

    /// What the person wrote last; empty where there is nothing.
    String personsWords() {
        return lastOf("user").map(PromptReading::personsWords).orElse("");
    }

    /// What the person wrote before that, newest first.
    List<String> earlierWords() {
        List<String> said = messages.stream()
                .filter(message -> message.role().equals("user"))
                .map(message -> personsWords(message.content()))
                .toList();
        return said.isEmpty() ? List.of() : said.subList(0, said.size() - 1).reversed();
    }

    List<ModelEntity> entities() {
        return List.copyOf(entities.values());
    }

    Optional<ModelState> state(ModelEntity entity) {
        return Optional.ofNullable(states.get(entity.id()));
    }

    /// What the last answer acted on.
    List<ModelEntity> actedOn() {
        return lastOf("assistant").stream()
                .flatMap(answer -> ACTED.matcher(answer).results())
                .flatMap(line -> ID.matcher(line.group()).results().map(MatchResult::group))
                .flatMap(id -> Optional.ofNullable(entities.get(id)).stream())
                .distinct()
                .toList();
    }

    /// Whether the prompt offers a tool of that name.
    boolean offers(String tool) {
        return messages.stream()
                .anyMatch(message ->
                        message.role().equals("system") && message.content().contains(tool));
    }

    /// Where the last user message holds that pattern before the person's words.
    Optional<String> noted(Pattern pattern) {
        return lastOf("user")
                .flatMap(content -> pattern.matcher(notes(content).collect(Collectors.joining("\n")))
                        .results()
                        .map(MatchResult::group)
                        .findFirst());
    }

    private Optional<String> lastOf(String role) {
        return messages.reversed().stream()
                .filter(message -> message.role().equals(role))
                .map(ModelMessage::content)
                .findFirst();
    }

    private static Stream<String> notes(String content) {
        return content.lines().takeWhile(PromptReading::isNote);
    }

    private static String personsWords(String content) {
        return content.lines()
                .dropWhile(PromptReading::isNote)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static boolean isNote(String line) {
        return line.startsWith("[") && line.endsWith("]");
    }

    private void readHome(List<String> lines) {
        Set<String> floor = Set.of();
        Set<String> area = Set.of();
        boolean ofStates = false;
        for (String line : lines) {
            if (line.startsWith("## ")) {
                floor = places(line);
            } else if (line.startsWith("# ")) {
                area = places(line);
            } else if (line.equals("STATES")) {
                ofStates = true;
            } else if (ofStates) {
                readStates(line);
            } else if (ENTITY.matcher(line).matches()) {
                String[] fields = line.split(BETWEEN_FIELDS, -1);
                Set<String> places = new LinkedHashSet<>(area);
                places.addAll(floor);
                entities.put(fields[0], entity(fields[0], fields.length > 1 ? fields[1] : "", places));
            }
        }
    }

    private void readStates(String line) {
        Matcher domain = DOMAIN_STATES.matcher(line);
        if (domain.matches()) {
            for (String item : domain.group(2).split("; ")) {
                int space = item.indexOf(' ');
                if (space > 0) {
                    readState(domain.group(1) + "." + item.substring(0, space), item.substring(space + 1));
                }
            }
        }
    }

    private void readNote(String line) {
        Matcher changed = CHANGED.matcher(line);
        Matcher brought = BROUGHT.matcher(line);
        if (changed.matches()) {
            for (String change : changed.group(1).split("; ")) {
                int colon = change.indexOf(": ");
                if (colon > 0) {
                    readState(change.substring(0, colon), change.substring(colon + 2));
                }
            }
        } else if (brought.matches()) {
            String[] fields = brought.group(1).split(BETWEEN_FIELDS, -1);
            entities.putIfAbsent(
                    fields[0],
                    entity(
                            fields[0],
                            fields.length > 2 ? fields[1] : "",
                            fields.length > 3 ? places(fields[2]) : Set.of()));
            readState(fields[0], fields[fields.length - 1]);
        }
    }

    private void readState(String id, String text) {
        Matcher value = VALUE.matcher(text);
        if (entities.containsKey(id) && value.matches()) {
            states.put(id, new ModelState(value.group(1), value.group(2)));
        }
    }

    private ModelEntity entity(String id, String written, Set<String> places) {
        String object = id.substring(id.indexOf('.') + 1).replace('_', ' ');
        List<String> names = new ArrayList<>(Arrays.stream(written.split(", "))
                .filter(name -> !name.isBlank())
                .toList());
        // A name that only repeats the id is left out of the line.
        names.add(Arrays.stream(object.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" ")));
        Set<String> keys = keys(written + " " + object);
        keys.addAll(places);
        return new ModelEntity(
                id, names, called(names), names.stream().map(this::keys).toList(), places, keys);
    }

    private Map<ModelLanguage, String> called(List<String> names) {
        Map<ModelLanguage, String> called = new EnumMap<>(ModelLanguage.class);
        for (String name : names) {
            boolean place = words.read(name).stream().allMatch(word -> word.is(Sense.PLACE));
            words.language(name).filter(_ -> !place).ifPresent(language -> called.putIfAbsent(language, name));
        }
        return called;
    }

    private Set<String> places(String text) {
        return PLACES.splitAsStream(text)
                .flatMap(part -> words.read(part).stream())
                .filter(word -> word.content() && !word.is(Sense.KIND))
                .map(ModelWord::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> keys(String text) {
        return words.read(text).stream()
                .filter(word -> !word.senses().keySet().equals(Set.of(Sense.STOP)))
                .map(ModelWord::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
