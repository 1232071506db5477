package io.jarvas.demo.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Answers what the states do not tell, from what a tool finds: the shopping list, the agenda, the forecast, a
/// camera's picture.
final class ModelReadings {
    private static final int WEEK = 7;
    private static final int USUAL_DAYS = 3;
    private static final int LONG_WORD = 4;
    private static final Set<String> WET =
            Set.of("rainy", "pouring", "lightning", "lightning-rainy", "snowy", "snowy-rainy", "hail");

    private final PromptReading prompt;
    private final ModelFinder finder;
    private final ModelWords words;
    private final ModelVoice voice;
    private final ModelAsking asking;
    private final LocalDate today;

    ModelReadings(PromptReading prompt, ModelFinder finder, ModelWords words, ModelVoice voice, ModelAsking asking) {
        this.prompt = prompt;
        this.finder = finder;
        this.words = words;
        this.voice = voice;
        this.asking = asking;
        today = prompt.today().orElse(LocalDate.EPOCH);
    }

    /// Nothing where the sentence asks for nothing of that.
    Optional<ModelReply> answer(String sentence) {
        if (ModelVoice.isAbout("list", sentence)) {
            return Optional.of(asking.ask(new ModelAction("show_shopping_list", Map.of()), this::items));
        }
        if (ModelVoice.isAbout("forecast", sentence)) {
            return Optional.of(forecast(sentence));
        }
        if (ModelVoice.isAbout("agenda", sentence)) {
            return Optional.of(agenda(sentence));
        }
        if (ModelVoice.isAbout("look", sentence)) {
            return Optional.of(look(sentence));
        }
        return Optional.empty();
    }

    private String items(ModelResult result) {
        List<String> items = new ArrayList<>(
                result.list("items").stream().map(Object::toString).toList());
        if (items.isEmpty()) {
            return voice.say("list.none");
        }
        Optional<Integer> left = result.number("left_out").map(Double::intValue).or(() -> shortened(items));
        String named = left.isPresent()
                ? String.join(", ", items) + " " + voice.say("and.more", left.get())
                : voice.list(items, "and");
        return voice.say("list", named);
    }

    /// A list that had no room ends with how many more there are.
    private static Optional<Integer> shortened(List<String> items) {
        if (items.size() < 2 || !items.getLast().matches("\\d{1,6} more")) {
            return Optional.empty();
        }
        String last = items.removeLast();
        return Optional.of(Integer.parseInt(last.substring(0, last.indexOf(' '))));
    }

    private Optional<LocalDate> day(String sentence) {
        return ModelTimes.read(sentence, today).flatMap(ModelWhen::day);
    }

    /// How many days from today on must be read to see that one.
    private int days(Optional<LocalDate> day, int otherwise) {
        return day.map(one -> (int) (one.toEpochDay() - today.toEpochDay()) + 1).orElse(otherwise);
    }

    private ModelReply agenda(String sentence) {
        Optional<LocalDate> day = day(sentence);
        return asking.ask(
                new ModelAction("show_agenda", Map.of("days", days(day, WEEK))),
                result -> events(result, day, ModelVoice.plain(sentence)));
    }

    private String events(ModelResult result, Optional<LocalDate> day, String asked) {
        List<ModelResult> all = result.rows("events").stream()
                .filter(event -> day.map(LocalDate::toString)
                        .filter(one -> !event.text("start").orElse("").startsWith(one))
                        .isEmpty())
                .toList();
        List<ModelResult> named =
                all.stream().filter(event -> isNamed(event, asked)).toList();
        List<String> told =
                (named.isEmpty() ? all : named).stream().map(this::event).toList();
        String when = day.map(one -> voice.day(one, today)).orElseGet(() -> voice.say("agenda.days"));
        return told.isEmpty() ? voice.say("agenda.none", when) : voice.say("agenda", voice.list(told, "and"));
    }

    /// Whether the question says a word of its title.
    private static boolean isNamed(ModelResult event, String asked) {
        List<String> said = List.of(asked.split(" "));
        return event.text("title").stream()
                .flatMap(title -> List.of(ModelVoice.plain(title).split(" ")).stream())
                .anyMatch(word -> word.length() >= LONG_WORD && said.contains(word));
    }

    private String event(ModelResult event) {
        return voice.say(
                "agenda.one",
                event.text("title").orElse(""),
                when(event.text("start").orElse("")));
    }

    /// `2026-11-24 15:00`, or a day.
    private String when(String start) {
        try {
            return start.length() > 10
                    ? voice.moment(LocalDateTime.parse(start.replace(' ', 'T')), today)
                    : voice.day(LocalDate.parse(start), today);
        } catch (DateTimeException e) {
            return start;
        }
    }

    private ModelReply forecast(String sentence) {
        Optional<LocalDate> day = day(sentence);
        boolean rain = ModelVoice.isAbout("rain", sentence);
        int days = days(day, ModelVoice.isAbout("week", sentence) ? WEEK : USUAL_DAYS);
        return asking.ask(new ModelAction("get_weather", Map.of("days", days)), result -> weather(result, day, rain));
    }

    private String weather(ModelResult result, Optional<LocalDate> day, boolean rain) {
        List<ModelResult> rows = result.rows("forecast").stream()
                .filter(row -> day.map(LocalDate::toString)
                        .filter(one -> !start(row).startsWith(one))
                        .isEmpty())
                .toList();
        if (rows.isEmpty()) {
            return voice.say("forecast.none");
        }
        List<ModelResult> wet = rows.stream().filter(ModelReadings::isWet).toList();
        List<ModelResult> told = rain && !wet.isEmpty() ? wet : rows;
        String days = String.join("; ", told.stream().map(this::weather).toList());
        if (rain) {
            return voice.say(wet.isEmpty() ? "rain.no" : "rain.yes", days);
        }
        return voice.say("forecast", days);
    }

    private static String start(ModelResult row) {
        return row.text("day").or(() -> row.text("time")).orElse("");
    }

    private static boolean isWet(ModelResult row) {
        return row.text("condition").filter(WET::contains).isPresent()
                || row.number("precipitation_probability")
                        .filter(percent -> percent >= 50)
                        .isPresent();
    }

    private String weather(ModelResult row) {
        String condition = row.text("condition").orElse("unknown");
        String sky = voice.has("state." + condition) ? voice.state(condition) : condition;
        String high = row.number("temperature").map(voice::number).orElse("?");
        String warmth = row.number("templow")
                .map(low -> voice.say("forecast.range", voice.number(low), high))
                .orElse(high);
        String start = start(row);
        return voice.say(
                "forecast.day",
                when(start.length() > 10 && start.charAt(11) > '9' ? start.substring(0, 10) : start),
                sky,
                warmth);
    }

    private ModelReply look(String sentence) {
        if (!prompt.offers("look")) {
            return asking.ask(new ModelAction("look", Map.of()), _ -> "");
        }
        List<ModelEntity> cameras = switch (finder.find(
                words.read(sentence).stream().map(ModelQuestions::noun).toList(), List.of("camera"))) {
            case ModelFinder.Found.Those(var found) -> found;
            case ModelFinder.Found.Unclear(var found) -> found;
            case ModelFinder.Found.Nothing _, ModelFinder.Found.Unnamed _ ->
                prompt.entities().stream()
                        .filter(entity -> entity.domain().equals("camera"))
                        .toList();
        };
        if (cameras.isEmpty()) {
            return prompt.goesOn() ? ModelReply.NOTHING : ModelReply.of(voice.say("look.none"));
        }
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("camera", cameras.getFirst().id());
        return asking.ask(new ModelAction("look", args), _ -> voice.say("look.blind", voice.name(cameras.getFirst())));
    }
}
