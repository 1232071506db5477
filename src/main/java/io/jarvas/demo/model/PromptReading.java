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

/// What a prompt says: the person's words, the entities there are, their latest states. The only place that
/// knows its form:
///
/// ```
/// # Kitchen (cozinha) · Ground floor
/// light.kitchen_lights | Kitchen Lights | luzes da cozinha
/// light.kitchen_lights: off
/// [changed: light.kitchen_lights: on, brightness 71 %]
/// ```
///
/// The catalogue is a line an entity in a system message: the id, then its names, below a heading of the
/// places it is in. A state stands behind the id in any later line, the last one counts. The person's words
/// are the last lines of the last user message. Other separators, fields and forms of a change are understood
/// as well.
final class PromptReading {
    private static final Set<String> DOMAINS = Set.of("""
            alarm_control_panel automation binary_sensor button calendar camera climate cover device_tracker event fan humidifier
            input_boolean input_button input_number input_select light lock media_player number person remote scene script select
            sensor siren sun switch timer todo update vacuum valve water_heater weather zone""".split("\\s+"));

    private static final Pattern ID = Pattern.compile("\\b([a-z_]+)\\.([a-z0-9_]+)\\b");
    private static final Pattern MARKUP = Pattern.compile("^[\\s>*#|`\"'•-]+|[\\s*`:|]+$");
    private static final Pattern SEPARATOR = Pattern.compile("\\s*(?:[|;,()\\[\\]\"“”=:\\t/]|\\s[-–—·]\\s)\\s*");
    private static final Pattern PLACE_FIELD =
            Pattern.compile("(?i)\\b(?:area|room|floor)s?\\s*[:=]\\s*\"?([^|;,()\\[\\]\"=:]+)");
    private static final Pattern ARROW = Pattern.compile("\\s*(?:→|->|=>)\\s*");
    private static final Pattern STATE = Pattern.compile(
            "^[\\s:=|`\"'*-]*(?:\\b(?:is|state|now|became|changed)\\b[\\s:=\"']*)*([\\p{L}\\p{N}_.+-]+)(.*)$",
            Pattern.DOTALL);
    private static final Pattern CHANGE = Pattern.compile("(?i)\\bfrom\\s+\\S+\\s+to\\s+");
    private static final Set<String> STATES = Set.of("""
            on off open opening closed closing locked unlocked locking unlocking jammed home not_home away playing paused idle
            standby buffering heat cool auto heat_cool dry fan_only cleaning docked returning error armed_home armed_away armed_night
            armed disarmed triggered pending arming unavailable unknown""".split("\\s+"));
    /// What the words between separators are, other than names.
    private static final Set<String> FIELDS = Set.of("""
            alias aliases also name names area areas room floor device device_class class unit can supports features brightness color
            colour color_temp color_temperature temperature position tilt volume percentage speed mode modes effect on off open
            closed heat cool auto dry preset oscillate direction dimmable""".split("\\s+"));
    private static final int LONGEST_HEADING = 10;
    private static final Pattern ACTED = Pattern.compile("(?m)^ACTION:.*$");

    private final List<ModelMessage> messages;
    private final ModelWords words;
    private final Map<String, ModelEntity> entities = new LinkedHashMap<>();
    private final Map<String, ModelState> states = new LinkedHashMap<>();

    PromptReading(List<ModelMessage> messages, ModelWords words) {
        this.messages = List.copyOf(messages);
        this.words = words;
        readCatalogue();
        readStates();
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
                .flatMap(line -> ids(line.group()).stream())
                .flatMap(id -> Optional.ofNullable(entities.get(id.group())).stream())
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
        return lastOf("user").flatMap(content -> {
            Matcher matcher = pattern.matcher(content.substring(0, content.lastIndexOf(personsWords(content))));
            return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
        });
    }

    private Optional<String> lastOf(String role) {
        return messages.reversed().stream()
                .filter(message -> message.role().equals(role))
                .map(ModelMessage::content)
                .findFirst();
    }

    private static String personsWords(String content) {
        List<String> lines = content.strip().lines().toList();
        List<String> afterNotes = lines.stream()
                .dropWhile(line -> line.startsWith("[") && line.endsWith("]"))
                .toList();
        if (afterNotes.size() < lines.size()) {
            return String.join("\n", afterNotes).strip();
        }
        int from = Math.max(0, lines.size() - 1);
        while (from > 0) {
            String line = lines.get(from - 1);
            if (line.isBlank() || !ids(line).isEmpty() || line.endsWith(":")) {
                break;
            }
            from--;
        }
        return String.join("\n", lines.subList(from, lines.size())).strip();
    }

    private void readCatalogue() {
        List<String> lines = messages.stream()
                .filter(message -> message.role().equals("system"))
                .flatMap(message -> message.content().lines())
                .filter(line -> !line.contains("{") && !line.contains("ACTION"))
                .toList();
        boolean leading = lines.stream().anyMatch(PromptReading::leads);
        Set<String> heading = Set.of();
        for (String line : lines) {
            List<MatchResult> ids = ids(line);
            if (ids.isEmpty()) {
                heading = line.isBlank() ? heading : heading(line);
            } else if (!leading || leads(line)) {
                MatchResult id = ids.getFirst();
                if (!entities.containsKey(id.group())) {
                    String rest = line.substring(0, id.start()) + " | " + line.substring(id.end());
                    entities.put(id.group(), entity(id.group(), rest, heading));
                }
            }
        }
    }

    private ModelEntity entity(String id, String rest, Set<String> heading) {
        Set<String> places = new LinkedHashSet<>(heading);
        PLACE_FIELD.matcher(rest).results().forEach(field -> places.addAll(places(field.group(1))));
        List<String> names = new ArrayList<>();
        for (String part : SEPARATOR.split(PLACE_FIELD.matcher(rest).replaceAll(" | "))) {
            String name = MARKUP.matcher(part).replaceAll("").strip();
            if (!name.isEmpty() && !FIELDS.contains(name.toLowerCase(Locale.ROOT)) && !STATES.contains(name)) {
                names.add(name);
            }
        }
        String object = id.substring(id.indexOf('.') + 1).replace('_', ' ');
        if (names.isEmpty()) {
            names.add(object);
        }
        Set<String> keys = keys(rest + " " + object);
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

    /// A line of prose is no heading.
    private Set<String> heading(String line) {
        return words.read(line).size() > LONGEST_HEADING ? Set.of() : places(line);
    }

    private Set<String> places(String text) {
        return Arrays.stream(SEPARATOR.split(MARKUP.matcher(text).replaceAll("")))
                .flatMap(part -> words.read(part).stream())
                .filter(word -> word.content() && !word.is(Sense.KIND) && !FIELDS.contains(word.text()))
                .map(ModelWord::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Set<String> keys(String text) {
        return words.read(text).stream()
                .filter(word -> !word.senses().keySet().equals(Set.of(Sense.STOP)))
                .map(ModelWord::key)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void readStates() {
        Set<String> inCatalogue = new LinkedHashSet<>();
        for (ModelMessage message : messages) {
            if (message.role().equals("assistant")) {
                continue;
            }
            for (String line : message.content().lines().toList()) {
                List<MatchResult> ids = ids(line);
                for (int i = 0; i < ids.size(); i++) {
                    String id = ids.get(i).group();
                    int end = i + 1 < ids.size() ? ids.get(i + 1).start() : line.length();
                    boolean catalogue = message.role().equals("system") && inCatalogue.add(id);
                    readState(id, line.substring(ids.get(i).end(), end), catalogue);
                }
            }
        }
    }

    private void readState(String id, String tail, boolean catalogue) {
        if (!entities.containsKey(id)) {
            return;
        }
        if (catalogue) {
            for (String part : SEPARATOR.split(tail)) {
                if (STATES.contains(part.strip())) {
                    states.put(id, new ModelState(part.strip(), tail));
                }
            }
            return;
        }
        String[] sides = ARROW.split(tail);
        String newest = CHANGE.matcher(sides[sides.length - 1]).replaceFirst("");
        Matcher state = STATE.matcher(newest);
        if (state.matches()) {
            states.put(id, new ModelState(state.group(1), state.group(2)));
        }
    }

    private static boolean leads(String line) {
        String plain = MARKUP.matcher(line).replaceAll("");
        Matcher id = ID.matcher(plain);
        return id.lookingAt() && DOMAINS.contains(id.group(1));
    }

    private static List<MatchResult> ids(String line) {
        return ID.matcher(line)
                .results()
                .filter(id -> DOMAINS.contains(id.group(1)))
                .toList();
    }
}
