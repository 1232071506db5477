package io.jarvas.demo.model;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/// What the demo model says in one language: sentences, states, small talk. It stands in
/// `model-voice-*.properties`.
final class ModelVoice {
    private static final Map<ModelLanguage, ModelVoice> ALL = new EnumMap<>(ModelLanguage.class);

    static {
        for (ModelLanguage language : ModelLanguage.values()) {
            ALL.put(language, new ModelVoice(language));
        }
    }

    private static final String WHEN = ".when";
    private static final int NAMES_AT_MOST = 4;
    private static final Pattern FEMININE = Pattern.compile("(?i)^(?:\\p{L}*a|luz|luzes|tv|televisão)\\b.*");
    private static final Pattern MASCULINE = Pattern.compile("(?i)^\\p{L}*(?:o|or|tor|eiro)\\b.*");
    private static final Set<String> FEMININE_DOMAINS = Set.of("light", "lock", "switch");

    private final ModelLanguage language;
    private final Properties sentences = new Properties();
    private final List<String> talk;
    private final Map<String, Pattern> patterns = new LinkedHashMap<>();
    private final DateTimeFormatter date;

    private ModelVoice(ModelLanguage language) {
        this.language = language;
        try {
            sentences.load(new StringReader(ModelResources.text("model-voice-" + language.tag() + ".properties")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        talk = List.of(say("talk").split(" "));
        sentences.stringPropertyNames().stream()
                .filter(key -> key.endsWith(WHEN))
                .forEach(key -> patterns.put(key, Pattern.compile(say(key))));
        date = DateTimeFormatter.ofPattern(say("date.form"), Locale.of(language.tag()));
    }

    static ModelVoice in(ModelLanguage language) {
        return Objects.requireNonNull(ALL.get(language));
    }

    /// The sentence of that key, with its values in order.
    String say(String key, Object... values) {
        String sentence = Objects.requireNonNull(sentences.getProperty(key), key);
        return values.length == 0 ? sentence : sentence.formatted(values);
    }

    boolean has(String key) {
        return sentences.containsKey(key);
    }

    Set<Object> keys() {
        return sentences.keySet();
    }

    /// What to answer where the words are about no device at all.
    Optional<String> smallTalk(String words) {
        return talk.stream().filter(topic -> about(topic, words)).findFirst().map(this::text);
    }

    /// Whether the words are about that, by the pattern of its key, in any language.
    static boolean isAbout(String topic, String words) {
        return ALL.values().stream().anyMatch(voice -> voice.about(topic, words));
    }

    private boolean about(String topic, String words) {
        return Objects.requireNonNull(patterns.get(topic + WHEN), topic)
                .matcher(plain(words))
                .find();
    }

    /// A question about what has been, without the words that make it one.
    String withoutHistory(String words) {
        return Objects.requireNonNull(patterns.get("history_words" + WHEN))
                .matcher(plain(words))
                .replaceAll(" ");
    }

    /// Words in small letters without accents, with one space between them.
    static String plain(String words) {
        return Normalizer.normalize(words.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}'-]+", " ")
                .strip();
    }

    private String text(String topic) {
        return has(topic)
                ? say(topic)
                : ModelResources.text("model-" + topic + "-" + language.tag() + ".txt")
                        .strip();
    }

    /// `a, b and c`.
    String list(List<String> names, String last) {
        if (names.size() < 2) {
            return String.join("", names);
        }
        return String.join(", ", names.subList(0, names.size() - 1)) + " " + say(last) + " " + names.getLast();
    }

    /// The names of entities, the first few of many.
    String names(List<ModelEntity> entities) {
        List<String> names = entities.stream().map(this::name).toList();
        if (names.size() <= NAMES_AT_MOST) {
            return list(names, "and");
        }
        int named = NAMES_AT_MOST - 1;
        return String.join(", ", names.subList(0, named)) + " " + say("and.more", names.size() - named);
    }

    /// A state as a person says it of that entity.
    String state(ModelEntity entity, ModelState state) {
        String key = "state." + state.value();
        if (has(key)) {
            String[] forms = say(key).split("\\|");
            return forms.length > 1 && feminine(entity) ? forms[1] : forms[0];
        }
        String value = language == ModelLanguage.PORTUGUESE && state.value().matches("-?\\d+\\.\\d+")
                ? state.value().replace('.', ',')
                : state.value();
        return value + unit(state);
    }

    /// A state's word, of no entity in particular.
    String state(String value) {
        return say("state." + value).split("\\|")[0];
    }

    /// `today`, `Friday 27 November`.
    String day(LocalDate day, LocalDate today) {
        return switch ((int) ChronoUnit.DAYS.between(today, day)) {
            case -1 -> say("day.yesterday");
            case 0 -> say("day.today");
            case 1 -> say("day.tomorrow");
            default -> date.format(day);
        };
    }

    /// `today at 18:31`.
    String moment(LocalDateTime moment, LocalDate today) {
        return say("moment", day(moment.toLocalDate(), today), time(moment.toLocalTime()));
    }

    static String time(LocalTime time) {
        return time.truncatedTo(ChronoUnit.MINUTES).toString();
    }

    /// `21.5`, as the language writes it.
    String number(double value) {
        String text = ModelCall.number(Math.round(value * 10) / 10.0).toString();
        return language == ModelLanguage.PORTUGUESE ? text.replace('.', ',') : text;
    }

    private static String unit(ModelState state) {
        var unit = Pattern.compile("^\\s*(°[CF]|%|[kM]?Wh?|lx|ppm|hPa|V|A|dB|mm|µg/m³|L|km/h)(?=[\\s,;)]|$)")
                .matcher(state.detail());
        return unit.find() ? " " + unit.group(1) : "";
    }

    String name(ModelEntity entity) {
        return entity.name(language);
    }

    private boolean feminine(ModelEntity entity) {
        if (FEMININE.matcher(name(entity)).matches()) {
            return true;
        }
        return FEMININE_DOMAINS.contains(entity.domain())
                && !MASCULINE.matcher(name(entity)).matches();
    }
}
