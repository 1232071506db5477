package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Answers questions from the states in the prompt. Never acts.
final class ModelQuestions {
    private static final Pattern CLOCK = Pattern.compile("\\b\\d{1,2}:\\d{2}\\b");
    private static final Pattern DATE = Pattern.compile("\\b\\d{4}-\\d{2}-\\d{2}\\b");
    private static final Pattern ASKS_TIME =
            Pattern.compile("(?i)what('s| is)? (the )?time|tell me the time|que horas|diz-me as horas");
    private static final Pattern ASKS_DATE =
            Pattern.compile("(?i)what('s| is)? (the |today.s )date|what day|tell me the date|que dia|qual .*data");
    private static final Pattern WARMTH = Pattern.compile(
            "(?:current_temperature|current temperature|current|now)\\D{0,4}(-?\\d+(?:\\.\\d+)?)|(-?\\d+(?:\\.\\d+)?)\\s*°");
    private static final Pattern TITLE = Pattern.compile("(?:media_title|title|playing)\\s*[:=]?\\s*\"?([^\",;|)]+)");
    /// The measures that are read, and how a sensor's line shows them.
    static final Map<String, Set<String>> UNITS = Map.of(
            "temperature",
            Set.of("°C", "°F"),
            "humidity",
            Set.of("%"),
            "power",
            Set.of("W", "kW", "Wh", "kWh"),
            "battery",
            Set.of("%"));

    private static final Set<String> WITHOUT_POWER = Set.of(
            "sensor",
            "cover",
            "valve",
            "lock",
            "person",
            "device_tracker",
            "weather",
            "alarm_control_panel",
            "todo",
            "calendar");
    private static final Set<String> PASSIVE = Set.of("scene", "script", "button", "automation", "event");

    private final PromptReading prompt;
    private final ModelFinder finder;
    private final ModelWords words;
    private final ModelVoice voice;
    private List<ModelEntity> meant = List.of();

    ModelQuestions(PromptReading prompt, ModelFinder finder, ModelWords words, ModelVoice voice) {
        this.prompt = prompt;
        this.finder = finder;
        this.words = words;
        this.voice = voice;
    }

    /// What the last question was about.
    List<ModelEntity> meant() {
        return meant;
    }

    String answer(String question) {
        if (ASKS_TIME.matcher(question).find()) {
            return prompt.noted(CLOCK).map(time -> voice.say("time", time)).orElseGet(() -> voice.say("no.time"));
        }
        if (ASKS_DATE.matcher(question).find()) {
            return prompt.noted(DATE).map(date -> voice.say("date", date)).orElseGet(() -> voice.say("no.time"));
        }
        List<ModelWord> said = words.read(question);
        Optional<String> measure =
                said.stream().flatMap(w -> w.as(Sense.MEASURE).stream()).findFirst();
        Optional<String> state = said.stream()
                .flatMap(w -> w.as(Sense.STATE).stream())
                .filter(s ->
                        !measure.filter(Set.of("playing", "power")::contains).isPresent())
                .reduce((first, last) -> last);
        List<ModelWord> named = said.stream().map(ModelQuestions::noun).toList();
        if (measure.filter("playing"::equals).isPresent()) {
            return playing();
        }
        boolean people = named.stream()
                .anyMatch(w -> w.as(Sense.KIND).filter("person"::equals).isPresent());
        if (people && state.filter(s -> s.contains("home")).isPresent()) {
            return peopleAtHome();
        }
        if (measure.filter(UNITS::containsKey).isPresent()
                && state.filter(s -> !s.equals("home")).isEmpty()) {
            Optional<String> answer = measured(named, measure.get());
            if (answer.isPresent()) {
                return answer.get();
            }
        }
        return asked(named, said, state);
    }

    private String asked(List<ModelWord> named, List<ModelWord> said, Optional<String> state) {
        Set<String> domains = domains(state);
        return switch (finder.find(named, domains)) {
            case ModelFinder.Found.Those those -> told(those.entities(), said, state);
            case ModelFinder.Found.Unclear unclear -> told(unclear.entities(), said, state);
            case ModelFinder.Found.Nothing nothing ->
                about(said) ? voice.say("unknown", nothing.name()) : voice.say("not.understood");
            case ModelFinder.Found.Unnamed _ ->
                state.isPresent() && listing(said)
                        ? told(ofDomains(domains), said, state)
                        : voice.say("not.understood");
        };
    }

    /// A word that can be a verb is a noun in a question.
    static ModelWord noun(ModelWord word) {
        if (word.is(Sense.QUESTION) || !word.is(Sense.KIND) || word.is(Sense.STOP)) {
            return word;
        }
        return new ModelWord(
                word.written(),
                word.text(),
                Map.of(Sense.KIND, word.as(Sense.KIND).orElseThrow()),
                word.key(),
                word.plural());
    }

    private Set<String> domains(Optional<String> state) {
        Set<String> domains = new java.util.LinkedHashSet<>();
        for (ModelEntity entity : prompt.entities()) {
            if (!PASSIVE.contains(entity.domain())
                    && state.filter(s -> !suits(entity, s)).isEmpty()) {
                domains.add(entity.domain());
            }
        }
        return domains;
    }

    /// Whether an entity of that domain can be in that state at all.
    static boolean suits(ModelEntity entity, String state) {
        return switch (state) {
            case "open", "closed" ->
                Set.of("cover", "valve", "binary_sensor", "lock").contains(entity.domain());
            case "locked", "unlocked" -> entity.domain().equals("lock");
            case "playing", "paused" -> entity.domain().equals("media_player");
            case "cleaning" -> entity.domain().equals("vacuum");
            case "home", "not_home" -> Set.of("person", "device_tracker").contains(entity.domain());
            default -> !WITHOUT_POWER.contains(entity.domain());
        };
    }

    private List<ModelEntity> ofDomains(Set<String> domains) {
        return prompt.entities().stream()
                .filter(e -> domains.contains(e.domain()))
                .toList();
    }

    private static boolean listing(List<ModelWord> said) {
        return said.stream()
                .anyMatch(w -> w.is(Sense.ALL)
                        || w.as(Sense.QUESTION)
                                .filter(Set.of("which", "many")::contains)
                                .isPresent());
    }

    private String told(List<ModelEntity> entities, List<ModelWord> said, Optional<String> state) {
        meant = entities;
        List<ModelEntity> known =
                entities.stream().filter(e -> prompt.state(e).isPresent()).toList();
        if (known.isEmpty()) {
            return voice.say("now.unknown", voice.names(entities));
        }
        if (state.isEmpty() || (state.get().equals("home") && known.stream().noneMatch(e -> suits(e, "home")))) {
            return voice.say("now", voice.name(known.getFirst()), inFull(known.getFirst())) + others(known);
        }
        String asked = state.get();
        List<ModelEntity> so = known.stream().filter(e -> holds(e, asked)).toList();
        Optional<String> kind =
                said.stream().flatMap(w -> w.as(Sense.QUESTION).stream()).findFirst();
        boolean all = said.stream().anyMatch(w -> w.is(Sense.ALL));
        if (kind.filter(Set.of("which", "many")::contains).isPresent() || (known.size() > 1 && !all)) {
            if (so.isEmpty()) {
                return voice.say("which.none", voice.state(asked));
            }
            String names = voice.list(so.stream().map(voice::name).toList(), "and");
            boolean count = kind.filter("many"::equals).isPresent();
            String subject = count ? Integer.toString(so.size()) : capital(stateOf(so.getFirst(), asked));
            return voice.say("which.some", subject, names);
        }
        if (all) {
            String each = pairs(known);
            return so.size() == known.size()
                    ? voice.say("many.all", voice.state(asked), voice.names(known))
                    : voice.say("many.not.all", each);
        }
        ModelEntity one = known.getFirst();
        return voice.say(so.isEmpty() ? "is.no" : "is.yes", voice.say("is", voice.name(one), stateOf(one)));
    }

    /// Whether a question is about a home at all.
    private static boolean about(List<ModelWord> said) {
        return said.stream()
                .anyMatch(word ->
                        word.is(Sense.STATE) || word.is(Sense.KIND) || word.is(Sense.PLACE) || word.is(Sense.MEASURE));
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private String stateOf(ModelEntity entity, String asked) {
        return voice.state(entity, new ModelState(asked, ""));
    }

    private String stateOf(ModelEntity entity) {
        return prompt.state(entity)
                .map(state -> voice.state(entity, shown(entity, state)))
                .orElse("");
    }

    /// The weather comes with its warmth.
    private String inFull(ModelEntity entity) {
        Optional<String> degrees = Optional.of(entity)
                .filter(e -> e.domain().equals("weather"))
                .flatMap(prompt::state)
                .flatMap(state -> warmth(state.detail()));
        return stateOf(entity) + degrees.map(number -> ", " + number + " °C").orElse("");
    }

    private static Optional<String> warmth(String detail) {
        Matcher warmth = WARMTH.matcher(detail);
        return warmth.find()
                ? Optional.of(warmth.group(1) == null ? warmth.group(2) : warmth.group(1))
                : Optional.empty();
    }

    /// A contact that is on is open.
    static ModelState shown(ModelEntity entity, ModelState state) {
        boolean contact = entity.domain().equals("binary_sensor")
                && entity.words().stream().anyMatch(Set.of("door", "window", "gate", "garage")::contains);
        return switch (state.value()) {
            case "on" -> contact ? new ModelState("open", state.detail()) : state;
            case "off" -> contact ? new ModelState("closed", state.detail()) : state;
            default -> state;
        };
    }

    private boolean holds(ModelEntity entity, String asked) {
        return prompt.state(entity).filter(state -> holds(entity, state, asked)).isPresent();
    }

    /// Whether an entity in that state is what was asked for.
    static boolean holds(ModelEntity entity, ModelState state, String asked) {
        String is = shown(entity, state).value();
        return switch (asked) {
            case "open" -> is.equals("open") || is.equals("opening");
            case "closed" -> is.equals("closed") || is.equals("closing");
            case "on" ->
                !Set.of("off", "unavailable", "unknown", "idle", "standby", "docked", "closed")
                        .contains(is);
            default -> is.equals(asked);
        };
    }

    private String pairs(List<ModelEntity> entities) {
        return voice.list(
                entities.stream()
                        .map(e -> voice.say("is", voice.name(e), stateOf(e)))
                        .toList(),
                "and");
    }

    private String others(List<ModelEntity> known) {
        List<String> more = new ArrayList<>();
        for (ModelEntity entity : known.stream().skip(1).limit(4).toList()) {
            more.add(" " + voice.say("now", voice.name(entity), stateOf(entity)));
        }
        return String.join("", more);
    }

    private String playing() {
        List<String> told = prompt.entities().stream()
                .filter(e -> e.domain().equals("media_player"))
                .filter(e -> holds(e, "playing"))
                .map(e -> {
                    Matcher title = TITLE.matcher(
                            prompt.state(e).map(ModelState::detail).orElse(""));
                    return title.find()
                            ? voice.say(
                                    "playing",
                                    voice.name(e),
                                    "\"" + title.group(1).strip() + "\"")
                            : voice.say("now", voice.name(e), voice.state("playing"));
                })
                .toList();
        return told.isEmpty() ? voice.say("which.none", voice.state("playing")) : String.join(" ", told);
    }

    private String peopleAtHome() {
        List<String> home = prompt.entities().stream()
                .filter(e -> e.domain().equals("person") && holds(e, "home"))
                .map(voice::name)
                .toList();
        return home.isEmpty() ? voice.say("anyone.none") : voice.say("anyone.home", voice.list(home, "and"));
    }

    private Optional<String> measured(List<ModelWord> named, String measure) {
        List<ModelWord> things =
                named.stream().filter(w -> !w.is(Sense.MEASURE)).toList();
        List<ModelEntity> found = sensors(named, measure);
        if (!found.isEmpty()) {
            return Optional.of(told(found, List.of(), Optional.empty()));
        }
        if (!measure.equals("temperature")) {
            return Optional.empty();
        }
        for (String domain : List.of("climate", "weather")) {
            List<ModelEntity> others = among(
                    prompt.entities().stream()
                            .filter(e -> e.domain().equals(domain))
                            .toList(),
                    things);
            for (ModelEntity entity : others) {
                Optional<String> degrees = prompt.state(entity).flatMap(state -> warmth(state.detail()));
                if (degrees.isPresent()) {
                    return Optional.of(voice.say(
                            "now", voice.name(entity), voice.state(entity, new ModelState(degrees.get(), "°C"))));
                }
            }
        }
        return Optional.empty();
    }

    /// What measures that, of what is named.
    List<ModelEntity> sensors(List<ModelWord> named, String measure) {
        return among(
                prompt.entities().stream()
                        .filter(e -> e.domain().equals("sensor") && isOf(e, measure))
                        .toList(),
                named.stream().filter(w -> !w.is(Sense.MEASURE)).toList());
    }

    private boolean isOf(ModelEntity entity, String measure) {
        boolean unit = prompt.state(entity)
                .filter(s -> UNITS.getOrDefault(measure, Set.of()).stream()
                        .anyMatch(s.detail().strip()::startsWith))
                .isPresent();
        return entity.words().stream().anyMatch(word -> means(word, measure))
                || (unit && !measure.equals("humidity") && !measure.equals("battery"));
    }

    private boolean means(String word, String measure) {
        return words.read(word).stream()
                .anyMatch(w -> w.as(Sense.MEASURE).filter(measure::equals).isPresent());
    }

    private List<ModelEntity> among(List<ModelEntity> entities, List<ModelWord> things) {
        return entities.stream()
                .filter(e -> things.stream()
                        .filter(ModelWord::content)
                        .allMatch(word -> e.places().contains(word.key())
                                || e.words().contains(word.key())
                                || word.as(Sense.KIND)
                                        .filter(k -> k.equals("climate")
                                                && !e.domain().equals("sensor"))
                                        .isPresent()))
                .toList();
    }
}
