package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Answers what has been: "when was the front door last unlocked?", "quanto tempo esteve a garagem aberta hoje?".
final class ModelHistory {
    private static final Pattern LASTED = Pattern.compile("(\\d+) h (\\d+) min");
    /// What shows that a thing is open, before what only says that it can be opened.
    private static final Set<String> OPENINGS = Set.of("cover", "binary_sensor", "valve");

    /// What is asked about some time.
    private enum Wanted {
        /// When it last was so.
        LAST,
        /// How often it became so.
        TIMES,
        /// How long it was so.
        LONG
    }

    /// @param name of its sentence
    private record Span(String name, LocalDateTime from, Optional<LocalDateTime> to) {}

    private final PromptReading prompt;
    private final ModelFinder finder;
    private final ModelWords words;
    private final ModelVoice voice;
    private final ModelAsking asking;
    private final ModelQuestions questions;
    private final LocalDate today;

    ModelHistory(
            PromptReading prompt,
            ModelFinder finder,
            ModelWords words,
            ModelVoice voice,
            ModelAsking asking,
            ModelQuestions questions) {
        this.prompt = prompt;
        this.finder = finder;
        this.words = words;
        this.voice = voice;
        this.asking = asking;
        this.questions = questions;
        today = prompt.today().orElse(LocalDate.EPOCH);
    }

    /// Nothing where the sentence asks for nothing that has been, or of nothing here.
    Optional<ModelReply> answer(String sentence) {
        Optional<Wanted> wanted = wanted(sentence);
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        List<ModelWord> said = words.read(voice.withoutHistory(sentence)).stream()
                .map(ModelQuestions::noun)
                .toList();
        Optional<String> measure = said.stream()
                .flatMap(word -> word.as(Sense.MEASURE).stream())
                .filter(ModelQuestions.UNITS::containsKey)
                .findFirst();
        Optional<String> state =
                said.stream().flatMap(word -> word.as(Sense.STATE).stream()).reduce((_, last) -> last);
        if (measure.isPresent() && wanted.get() == Wanted.LONG) {
            return questions.sensors(said, measure.get()).stream()
                    .findFirst()
                    .map(sensor -> measured(sensor, span(sentence, Wanted.LONG)));
        }
        return state.flatMap(asked -> found(said, asked).map(entity -> been(entity, asked, wanted.get(), sentence)));
    }

    private static Optional<Wanted> wanted(String sentence) {
        if (ModelVoice.isAbout("history_last", sentence)) {
            return Optional.of(Wanted.LAST);
        }
        if (ModelVoice.isAbout("history_times", sentence)) {
            return Optional.of(Wanted.TIMES);
        }
        return ModelVoice.isAbout("history_long", sentence) || ModelVoice.isAbout("history_was", sentence)
                ? Optional.of(Wanted.LONG)
                : Optional.empty();
    }

    private Optional<ModelEntity> found(List<ModelWord> said, String state) {
        Collection<String> domains = prompt.entities().stream()
                .filter(entity -> ModelQuestions.suits(entity, state))
                .map(ModelEntity::domain)
                .distinct()
                .toList();
        return Stream.of(domains.stream().filter(OPENINGS::contains).toList(), domains)
                .flatMap(among -> switch (finder.find(said, among)) {
                    case ModelFinder.Found.Those(var found) -> found.stream();
                    case ModelFinder.Found.Unclear(var found) -> found.stream();
                    case ModelFinder.Found.Nothing _, ModelFinder.Found.Unnamed _ -> Stream.empty();
                })
                .findFirst();
    }

    private Span span(String sentence, Wanted wanted) {
        if (ModelVoice.isAbout("last_night", sentence)) {
            return new Span("night", today.minusDays(1).atTime(18, 0), Optional.of(today.atTime(8, 0)));
        }
        if (ModelVoice.isAbout("yesterday", sentence)) {
            return new Span("yesterday", today.minusDays(1).atStartOfDay(), Optional.of(today.atStartOfDay()));
        }
        if (ModelVoice.isAbout("today", sentence)) {
            return new Span("today", today.atStartOfDay(), Optional.empty());
        }
        return wanted == Wanted.LAST || ModelVoice.isAbout("week", sentence)
                ? new Span("week", today.minusDays(7).atStartOfDay(), Optional.empty())
                : new Span("today", today.atStartOfDay(), Optional.empty());
    }

    private static ModelAction read(ModelEntity entity, Span span) {
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("entity_id", entity.id());
        args.put("from", span.from().toString());
        span.to().ifPresent(to -> args.put("to", to.toString()));
        return new ModelAction("get_history", args);
    }

    private ModelReply measured(ModelEntity sensor, Span span) {
        return asking.ask(read(sensor, span), result -> {
            List<Double> low = figures(result, "min");
            List<Double> high = figures(result, "max");
            if (low.isEmpty() || high.isEmpty()) {
                return voice.say("history.unknown", voice.name(sensor));
            }
            String unit = result.text("unit").map(text -> " " + text).orElse("");
            return voice.say(
                    "history.range",
                    voice.name(sensor),
                    voice.say("span." + span.name()),
                    voice.number(low.stream().min(Double::compare).orElseThrow()),
                    voice.number(high.stream().max(Double::compare).orElseThrow()) + unit);
        });
    }

    /// Of hours or days; else of each single value.
    private static List<Double> figures(ModelResult result, String name) {
        List<Double> rows = result.rows("statistics").stream()
                .flatMap(row -> row.number(name).stream())
                .toList();
        return rows.isEmpty()
                ? result.rows("newest_first").stream()
                        .flatMap(row -> row.text("state").stream())
                        .filter(text -> text.matches("-?\\d+(\\.\\d+)?"))
                        .map(Double::valueOf)
                        .toList()
                : rows;
    }

    private ModelReply been(ModelEntity entity, String state, Wanted wanted, String sentence) {
        Span span = span(sentence, wanted);
        String so = voice.state(entity, new ModelState(state, ""));
        String name = voice.name(entity);
        return asking.ask(read(entity, span), result -> switch (wanted) {
            case LAST ->
                became(result, entity, state)
                        .findFirst()
                        .map(row -> voice.say("history.last", name, so, moment(row)))
                        .orElseGet(() -> always(result, entity, state)
                                ? voice.say(
                                        "history.always",
                                        name,
                                        so,
                                        voice.day(span.from().toLocalDate(), today))
                                : voice.say(
                                        "history.never",
                                        name,
                                        so,
                                        voice.day(span.from().toLocalDate(), today)));
            case TIMES ->
                voice.say(
                        "history.times",
                        name,
                        voice.say("span." + span.name()),
                        so,
                        became(result, entity, state).count());
            case LONG -> {
                int minutes = minutes(result, entity, state);
                String when = voice.say("span." + span.name());
                yield minutes == 0 && !always(result, entity, state)
                        ? voice.say("history.not", name, so, when)
                        : voice.say("history.long", name, so, length(minutes), when);
            }
        });
    }

    /// The rows in which it became so, the newest first; not what it was from the beginning.
    private static Stream<ModelResult> became(ModelResult result, ModelEntity entity, String state) {
        return result.rows("newest_first").stream()
                .filter(row -> !row.text("at").equals(result.text("from")))
                .filter(row -> holds(entity, row.text("state").orElse(""), state));
    }

    private static boolean always(ModelResult result, ModelEntity entity, String state) {
        return result.rows("newest_first").stream()
                .anyMatch(row -> holds(entity, row.text("state").orElse(""), state));
    }

    private static boolean holds(ModelEntity entity, String value, String state) {
        return ModelQuestions.holds(entity, new ModelState(value, ""), state);
    }

    private static int minutes(ModelResult result, ModelEntity entity, String state) {
        ModelResult lasted = result.object("lasted");
        return lasted.data().keySet().stream()
                .filter(value -> holds(entity, value, state))
                .map(value -> LASTED.matcher(lasted.text(value).orElse("")))
                .filter(Matcher::matches)
                .mapToInt(length -> 60 * Integer.parseInt(length.group(1)) + Integer.parseInt(length.group(2)))
                .sum();
    }

    private static String length(int minutes) {
        return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
    }

    private String moment(ModelResult row) {
        String at = row.text("at").orElse("");
        try {
            return voice.moment(LocalDateTime.parse(at.replace(' ', 'T')), today);
        } catch (DateTimeException e) {
            return at;
        }
    }
}
