package io.jarvas.demo.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Plans actions for later, tells what is planned, and gives it up.
final class ModelPlans {
    static final String TOOL = "schedule";
    private static final ModelAction LIST = new ModelAction(TOOL, Map.of("list", true));
    private static final ModelAction CANCEL_ALL = new ModelAction(TOOL, Map.of("cancel", "all"));
    private static final Set<String> ACTIVATED = Set.of("scene", "script", "automation");

    private final PromptReading prompt;
    private final ModelVoice voice;
    private final ModelAsking asking;

    ModelPlans(PromptReading prompt, ModelVoice voice, ModelAsking asking) {
        this.prompt = prompt;
        this.voice = voice;
        this.asking = asking;
    }

    /// Nothing where the sentence is not about what is planned.
    Optional<ModelReply> answer(String sentence) {
        if (ModelVoice.isAbout("planned", sentence)) {
            return Optional.of(asking.ask(LIST, this::planned));
        }
        // Where nothing can be planned, "cancel" only means never mind.
        if (!prompt.offers(TOOL)) {
            return Optional.empty();
        }
        if (ModelVoice.isAbout("cancel_all", sentence)) {
            return Optional.of(cancel(CANCEL_ALL, voice.say("cancel")));
        }
        return ModelVoice.isAbout("cancel", sentence)
                ? Optional.of(asking.ask(LIST, "", this::cancelNewest))
                : Optional.empty();
    }

    private ModelReply cancel(ModelAction action, String said) {
        return asking.ask(
                action,
                said,
                result -> ModelReply.of(
                        waiting(result).isEmpty() ? voice.say("planned.none") : voice.say("cancelled", names(result))));
    }

    /// Ids begin with the time at which they were made.
    private ModelReply cancelNewest(ModelResult result) {
        return waiting(result).stream()
                .max(Comparator.comparing(row -> row.text("id").orElse("")))
                .flatMap(row -> row.text("id"))
                .map(id -> cancel(new ModelAction(TOOL, Map.of("cancel", id)), voice.say("cancel")))
                .orElseGet(() -> ModelReply.of(voice.say("planned.none")));
    }

    private String planned(ModelResult result) {
        return waiting(result).isEmpty() ? voice.say("planned.none") : voice.say("planned", names(result));
    }

    private static List<ModelResult> waiting(ModelResult result) {
        return result.rows("schedules").stream()
                .filter(row -> row.text("state")
                        .filter(Set.of("missed", "interrupted", "failed", "done")::contains)
                        .isEmpty())
                .toList();
    }

    private String names(ModelResult result) {
        return voice.list(waiting(result).stream().map(this::name).toList(), "and");
    }

    /// `turning off Bedroom light (today at 23:00)`.
    private String name(ModelResult row) {
        List<String> ids = row.list("entity_id").stream().map(Object::toString).toList();
        List<ModelEntity> entities = prompt.entities().stream()
                .filter(entity -> ids.contains(entity.id()))
                .toList();
        String names = entities.isEmpty() ? String.join(", ", ids) : voice.names(entities);
        String service = row.text("service").orElse("");
        int dot = service.indexOf('.');
        String domain = dot < 0 ? "" : service.substring(0, dot);
        String phrase = "act." + (ACTIVATED.contains(domain) ? "activate" : service.substring(dot + 1));
        boolean plain = voice.has(phrase)
                && voice.say(phrase).indexOf("%s") == voice.say(phrase).lastIndexOf("%s");
        return voice.say("planned.one", plain ? voice.say(phrase, names) : names, moment(row));
    }

    private String moment(ModelResult row) {
        String due = row.text("due").orElse("");
        try {
            return voice.moment(LocalDateTime.parse(due), prompt.today().orElse(LocalDate.EPOCH));
        } catch (DateTimeException e) {
            return due;
        }
    }

    /// The same actions for later.
    List<ModelAction> later(ModelWhen when, Collection<ModelAction> actions) {
        return actions.stream().map(action -> later(when, action)).toList();
    }

    private static ModelAction later(ModelWhen when, ModelAction action) {
        Map<String, Object> inner = new LinkedHashMap<>();
        inner.put("tool", action.tool());
        inner.put("args", action.args());
        Map<String, Object> args = new LinkedHashMap<>();
        when.delay().ifPresent(delay -> args.put("in", delay));
        when.time()
                .map(time -> when.day().map(day -> day.atTime(time).toString()).orElseGet(() -> ModelVoice.time(time)))
                .ifPresent(at -> args.put("at", at));
        args.put("action", inner);
        return new ModelAction(TOOL, args);
    }

    /// `in 20 minutes`, `for tomorrow, 07:00`.
    String said(ModelWhen when) {
        return when.delay().map(delay -> voice.say("when.in", delay)).orElseGet(() -> {
            String time = when.time().map(ModelVoice::time).orElse("");
            return when.day()
                    .map(day ->
                            voice.say("when.day", voice.day(day, prompt.today().orElse(LocalDate.EPOCH)), time))
                    .orElseGet(() -> voice.say("when.at", time));
        });
    }
}
