package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import java.time.LocalDate;
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
/// states that changed, and entities that are not there any more. The last one counts.
/// ```
/// [light.desk | Desk lamp | Office · First floor | dims | on, 20 %]
/// [changed: light.ceiling: on, 71 %; light.desk: off]
/// [gone: light.hall, cover.garage]
/// [memory: Rita takes her coffee black]
/// [said aloud in: Kitchen. A thing without a place is the one there. …]
/// ```
/// Where the model asked to read something, what was read follows its own message, a line each, and it is the
/// model's turn again.
/// ```
/// [result of show_shopping_list: {"items": ["milk"]}]
/// Continue your answer.
/// ```
final class PromptReading {
    private static final String BETWEEN_FIELDS = "\\s*\\|\\s*";
    private static final Pattern ENTITY = Pattern.compile("([a-z_]+\\.[a-z0-9_]+)(?: \\|.*)?");
    private static final Pattern DOMAIN_STATES = Pattern.compile("([a-z_]+): (.+)");
    private static final Pattern CHANGED = Pattern.compile("\\[changed: (.*)]");
    private static final Pattern GONE = Pattern.compile("\\[gone: (.*)]");
    private static final Pattern MEMORY = Pattern.compile("^\\[memory: (.+)]$");
    private static final Pattern SAID_IN = Pattern.compile("(?m)(?<=^\\[said aloud in: )[^.\n]+");
    private static final List<String> ASKS_FOR_FACTS =
            List.of("[Not a message of the person.", "[Não é uma mensagem da pessoa.");
    private static final Pattern BROUGHT = Pattern.compile("\\[([a-z_]+\\.[a-z0-9_]+ \\|.*)]");
    private static final Pattern ID = Pattern.compile("\\b[a-z_]+\\.[a-z0-9_]+\\b");
    private static final Pattern VALUE = Pattern.compile("(\\S+?)((?:,? .*)?)");
    private static final Pattern PLACES = Pattern.compile("[(),·]");
    private static final Pattern ACTED = Pattern.compile("(?m)^ACTION:.*$");
    private static final Pattern TOOL_OF = Pattern.compile("^ACTION: \\{\"tool\":\"([a-z_]+)\"");
    private static final String RESULTS = "[result of ";
    private static final Pattern RESULT = Pattern.compile("(?m)^\\[result of ([a-z_]+)(?:, shortened)?: (\\{.*})]$");
    private static final Pattern RULES_END = Pattern.compile("(?m)^(?:SERVICES|HOME|HOME INDEX|STATES)$");
    private static final Pattern DATE = Pattern.compile("(?<=\\A\\[)\\d{4}-\\d{2}-\\d{2}");

    private final List<ModelMessage> messages;
    private final Set<String> callable;
    private final ModelWords words;
    private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
    private final Map<String, ModelState> states = new LinkedHashMap<>();

    private final Map<String, Optional<ModelResult>> asked = new LinkedHashMap<>();

    /// @param callable the tools that can be called natively; none where ACTION lines are written
    PromptReading(List<ModelMessage> messages, Set<String> callable, ModelWords words) {
        this.messages = List.copyOf(messages);
        this.callable = Set.copyOf(callable);
        this.words = words;
        for (ModelMessage message : messages) {
            switch (message.role()) {
                case "system" -> readHome(message.content().lines().toList());
                case "user" -> notes(message.content()).forEach(this::readNote);
                default -> {}
            }
        }
        readResults();
    }

    /// What the person wrote last; empty where there is nothing.
    String personsWords() {
        return persons().reversed().stream()
                .findFirst()
                .map(PromptReading::personsWords)
                .orElse("");
    }

    /// What the person wrote before that, newest first.
    List<String> earlierWords() {
        List<String> said = persons().stream().map(PromptReading::personsWords).toList();
        return said.isEmpty() ? List.of() : said.subList(0, said.size() - 1).reversed();
    }

    /// All that the person wrote, the oldest first.
    List<String> allWords() {
        return persons().stream().map(PromptReading::personsWords).toList();
    }

    /// What is remembered, as far as this conversation was told.
    List<String> memories() {
        return persons().stream()
                .flatMap(PromptReading::notes)
                .flatMap(line -> MEMORY.matcher(line).results().map(memory -> memory.group(1)))
                .distinct()
                .toList();
    }

    /// Whether it is Jarvas who asks, for the facts of the conversation.
    boolean asksForFacts() {
        return ASKS_FOR_FACTS.stream().anyMatch(messages.getLast().content()::startsWith);
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

    /// Whether the prompt offers a tool of that name: natively, or in a line of the rules.
    boolean offers(String tool) {
        Pattern line = Pattern.compile("(?m)^" + tool + "(?::.*)?$");
        return callable.contains(tool)
                || messages.stream()
                        .filter(message -> message.role().equals("system"))
                        .map(message -> RULES_END.split(message.content(), 2)[0])
                        .anyMatch(rules -> line.matcher(rules).find());
    }

    /// Whether the model has asked something since the person wrote, and goes on.
    boolean goesOn() {
        return messages.getLast().role().equals("user")
                && messages.getLast().content().startsWith(RESULTS);
    }

    /// Whether the model has asked that since the person wrote.
    boolean asked(ModelAction action) {
        return asked.containsKey(action.line());
    }

    /// What it was told then.
    Optional<ModelResult> result(ModelAction action) {
        return asked.getOrDefault(action.line(), Optional.empty());
    }

    /// The keys of the area in which the last message was said aloud; none where that is not known.
    Set<String> saidIn() {
        return noted(SAID_IN).map(this::places).orElse(Set.of());
    }

    /// The day of the last message.
    Optional<LocalDate> today() {
        return noted(DATE).map(LocalDate::parse);
    }

    /// Where the last user message holds that pattern before the person's words.
    Optional<String> noted(Pattern pattern) {
        return persons().reversed().stream()
                .findFirst()
                .flatMap(content -> pattern.matcher(notes(content).collect(Collectors.joining("\n")))
                        .results()
                        .map(MatchResult::group)
                        .findFirst());
    }

    /// The messages that a person wrote.
    private List<String> persons() {
        return messages.stream()
                .filter(message -> message.role().equals("user"))
                .map(ModelMessage::content)
                .filter(content -> !content.startsWith(RESULTS))
                .toList();
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

    /// Each message of results answers, tool by tool, what the message before it asked.
    private void readResults() {
        int first = messages.size();
        while (first > 0 && !isPersons(messages.get(first - 1))) {
            first--;
        }
        List<String> open = List.of();
        for (ModelMessage message : messages.subList(first, messages.size())) {
            if (message.role().equals("assistant")) {
                open = ACTED.matcher(message.content())
                        .results()
                        .map(MatchResult::group)
                        .toList();
                open.forEach(line -> asked.putIfAbsent(line, Optional.empty()));
            } else {
                List<String> unanswered = new ArrayList<>(open);
                RESULT.matcher(message.content()).results().forEach(result -> answer(unanswered, result));
            }
        }
    }

    private static boolean isPersons(ModelMessage message) {
        return message.role().equals("user") && !message.content().startsWith(RESULTS);
    }

    private void answer(List<String> open, MatchResult result) {
        Optional<String> line = open.stream()
                .filter(action -> TOOL_OF.matcher(action)
                        .results()
                        .anyMatch(tool -> tool.group(1).equals(result.group(1))))
                .findFirst();
        line.ifPresent(action -> {
            open.remove(action);
            asked.put(action, data(result.group(2)));
        });
    }

    private static Optional<ModelResult> data(String json) {
        try {
            return Optional.of(new ModelResult(Json.object(json)));
        } catch (JsonException e) {
            return Optional.empty(); // as if it had been told nothing
        }
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
        Matcher gone = GONE.matcher(line);
        Matcher brought = BROUGHT.matcher(line);
        if (changed.matches()) {
            for (String change : changed.group(1).split("; ")) {
                int colon = change.indexOf(": ");
                if (colon > 0) {
                    readState(change.substring(0, colon), change.substring(colon + 2));
                }
            }
        } else if (gone.matches()) {
            List.of(gone.group(1).split(", ")).forEach(id -> {
                entities.remove(id);
                states.remove(id);
            });
        } else if (brought.matches()) {
            String[] fields = brought.group(1).split(BETWEEN_FIELDS, -1);
            entities.put(
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
