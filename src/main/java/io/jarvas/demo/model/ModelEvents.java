package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes into the calendar: "dentist tomorrow at 10", "marca dentista amanhã às 10".
final class ModelEvents {
    private static final String TOOL = "add_agenda_event";
    private static final Pattern POLITE =
            Pattern.compile("(?i)^\\W*(?:(?:please|can you|could you|por favor|podes) )*");
    /// Nothing else is done with these.
    private static final Pattern WRITES =
            Pattern.compile("(?i)^(?:schedule|book|marca[r]?(?:-me)?|agenda[r]?|anota[r]?)\\s+");
    private static final Pattern PUTS = Pattern.compile("(?i)^(?:add|put|write|enter|note|create|make"
            + "|acrescenta[r]?|adiciona[r]?|põe|mete|coloca[r]?|escreve|cria[r]?|regista[r]?)\\s+");
    private static final Pattern HAS = Pattern.compile("(?i)^(?:i have|we have|i've got|tenho|temos)\\s+");
    private static final Pattern CALENDAR = Pattern.compile("(?i)\\s+(?:to|in|into|on|à|a|ao|na|no|para a|para o)\\s+"
            + "(?:the |my |our |minha |meu |nossa |nosso )?(?:family )?(?:calendar|agenda|calendário)[.!? ]*$");
    private static final Pattern ARTICLE =
            Pattern.compile("(?i)^(?:(?:an?|the|my|our|um|uma|o|a|os|as|me|new|event|evento)\\s+(?=\\S))+");
    private static final int MOST_WORDS = 7;

    private final PromptReading prompt;
    private final ModelFinder finder;
    private final ModelWords words;
    private final ModelVoice voice;

    ModelEvents(PromptReading prompt, ModelFinder finder, ModelWords words, ModelVoice voice) {
        this.prompt = prompt;
        this.finder = finder;
        this.words = words;
        this.voice = voice;
    }

    /// Nothing where the sentence is about no event.
    Optional<ModelReply> answer(String sentence) {
        LocalDate today = prompt.today().orElse(LocalDate.EPOCH);
        Optional<ModelWhen> when = ModelTimes.read(sentence, today);
        String rest = POLITE.matcher(when.map(ModelWhen::rest).orElse(sentence)).replaceFirst("");
        boolean calendar = CALENDAR.matcher(rest).find();
        Matcher writes = WRITES.matcher(rest);
        Matcher puts = PUTS.matcher(rest);
        boolean writing = writes.find();
        boolean clear = writing || (calendar && puts.find());
        String title = title((writing ? writes : puts).replaceFirst(""));
        if (title.isEmpty() || (!clear && !isOne(rest, when)) || (writing && !calendar && isDevices(title))) {
            return Optional.empty();
        }
        if (prompt.goesOn()) {
            return Optional.of(ModelReply.NOTHING);
        }
        if (!prompt.offers(TOOL)) {
            return clear ? Optional.of(ModelReply.of(voice.say("cannot"))) : Optional.empty();
        }
        return Optional.of(
                when.filter(found -> found.delay().isEmpty() && prompt.today().isPresent())
                        .map(found -> write(title, found, today))
                        .orElseGet(() -> ModelReply.of(voice.say("event.when"))));
    }

    private static String title(String rest) {
        String had = HAS.matcher(CALENDAR.matcher(rest).replaceFirst("")).replaceFirst("");
        String title = ARTICLE.matcher(had).replaceFirst("").replaceFirst("[\\s.,;:!?]+$", "");
        return title.isEmpty() ? "" : title.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + title.substring(1);
    }

    /// Whether words without any verb are an event: a name, a day and a time, and nothing of this home.
    private boolean isOne(String rest, Optional<ModelWhen> when) {
        List<ModelWord> said = words.read(rest);
        return when.filter(found -> found.day().isPresent() && found.time().isPresent())
                        .isPresent()
                && said.size() <= MOST_WORDS
                && said.stream().anyMatch(ModelWord::content)
                && said.stream().noneMatch(w -> w.is(Sense.QUESTION) || w.is(Sense.LATER) || w.is(Sense.NOT))
                && ModelClause.of(said).intent().isEmpty()
                && !isDevices(rest);
    }

    /// Whether that is about something in this home.
    private boolean isDevices(String text) {
        List<ModelWord> said = words.read(text);
        List<String> domains =
                prompt.entities().stream().map(ModelEntity::domain).distinct().toList();
        return ModelClause.of(said).intent().isPresent()
                || switch (finder.find(said, domains)) {
                    case ModelFinder.Found.Those _, ModelFinder.Found.Unclear _ -> true;
                    case ModelFinder.Found.Nothing _, ModelFinder.Found.Unnamed _ -> false;
                };
    }

    private ModelReply write(String title, ModelWhen when, LocalDate today) {
        LocalDate day = when.day().orElse(today);
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("title", title);
        args.put("start", when.time().map(time -> day.atTime(time).toString()).orElse(day.toString()));
        String said =
                when.time().map(time -> voice.moment(day.atTime(time), today)).orElseGet(() -> voice.day(day, today));
        return new ModelReply(voice.say("event.add", title, said), List.of(new ModelAction(TOOL, args)));
    }
}
