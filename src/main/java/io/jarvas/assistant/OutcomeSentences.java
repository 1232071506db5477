package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.Failure;
import io.jarvas.action.Reaction;
import io.jarvas.action.Schedule;
import io.jarvas.action.StateChange;
import io.jarvas.home.Area;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Sentences;
import io.jarvas.prompt.Note;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says what became of an action, in one language and with the names that the home's owner gave.
final class OutcomeSentences {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    /// To whom it is said: that decides what yes can be asked for.
    enum To {
        READER,
        /// Somebody who spoke, and has the panel before them.
        SPEAKER,
        /// Somebody who spoke to a device that has none.
        SPEAKER_WITHOUT_PANEL;

        static To of(UserTurn turn) {
            if (turn.spoken().isEmpty()) {
                return READER;
            }
            return turn.person().speaks() ? SPEAKER_WITHOUT_PANEL : SPEAKER;
        }
    }

    private final Sentences sentences;
    private final Optional<HomeCatalog> catalog;
    private final To to;

    /// What is said to a reader.
    OutcomeSentences(Sentences sentences, Optional<HomeCatalog> catalog) {
        this(sentences, catalog, To.READER);
    }

    OutcomeSentences(Sentences sentences, Optional<HomeCatalog> catalog, To to) {
        this.sentences = sentences;
        this.catalog = catalog;
        this.to = to;
    }

    /// One sentence; one for each kind of failure where there are several.
    String of(ActionOutcome outcome) {
        return switch (outcome) {
            case ActionOutcome.Executed executed -> done(executed.changes());
            case ActionOutcome.Already already ->
                sentences.say(
                        "action.already", names(already.entities().stream().map(EntityId::value)));
            case ActionOutcome.Sent _ -> sentences.say("action.sent");
            case ActionOutcome.Answered _ -> sentences.say("action.answered");
            case ActionOutcome.Scheduled(Schedule schedule) -> scheduled(schedule);
            case ActionOutcome.Cancelled(List<Schedule> schedules) ->
                sentences.say("action.cancelled", list(schedules.stream().map(this::deed)));
            case ActionOutcome.Kept(ActionOutcome.Kept.Change change, String text) ->
                sentences.say("memory." + lower(change), text);
            case ActionOutcome.NeedsConfirmation question -> question(question);
            case ActionOutcome.Denied denied ->
                sentences.say("action.denied." + lower(denied.reason()), names(denied.subjects().stream()));
            case ActionOutcome.Malformed _ -> sentences.say("action.malformed");
            case ActionOutcome.Failed failed ->
                failed.changes().isEmpty()
                        ? failures(failed.failures())
                        : done(failed.changes()) + " " + failures(failed.failures());
        };
    }

    /// What a model must be told of an outcome that is not what it had said, in a few words of no language.
    static String note(ActionOutcome outcome) {
        return switch (outcome) {
            case ActionOutcome.Executed _,
                    ActionOutcome.Already _,
                    ActionOutcome.Sent _,
                    ActionOutcome.Answered _,
                    ActionOutcome.Scheduled _,
                    ActionOutcome.Cancelled _,
                    ActionOutcome.Kept _ -> "";
            case ActionOutcome.NeedsConfirmation question ->
                "waits for the person's yes: " + String.join(", ", question.subjects());
            case ActionOutcome.Denied denied -> "denied: " + String.join(", ", denied.subjects());
            case ActionOutcome.Malformed _ -> "malformed ACTION, nothing done";
            case ActionOutcome.Failed failed ->
                failed.failures().stream()
                        .map(failure -> "failed, " + lower(failure.reason()) + ": " + failure.subject())
                        .collect(Collectors.joining(", "));
        };
    }

    /// What a conversation's next message has to tell of an outcome: see
    /// [io.jarvas.conversation.History#note()].
    ///
    /// @param now when the outcome was known
    static String noted(ActionOutcome outcome, Optional<HomeSnapshot> now) {
        return noted(note(outcome), outcome, now);
    }

    /// The same of an action that a person answered for since.
    static String notedOfAnswer(ActionOutcome outcome, Optional<HomeSnapshot> now) {
        String subjects = switch (outcome) {
            case ActionOutcome.Executed executed ->
                entities(executed.changes()).map(EntityId::value).collect(Collectors.joining(", "));
            case ActionOutcome.Already already ->
                already.entities().stream().map(EntityId::value).collect(Collectors.joining(", "));
            case ActionOutcome.Scheduled(Schedule schedule) -> schedule.call().id();
            case ActionOutcome.Cancelled(List<Schedule> schedules) ->
                "cancelled "
                        + schedules.stream()
                                .map(schedule -> schedule.call().id())
                                .collect(Collectors.joining(", "));
            case ActionOutcome.Kept(ActionOutcome.Kept.Change change, String text) -> lower(change) + " " + text;
            case ActionOutcome.Sent _, ActionOutcome.Answered _ -> "";
            case ActionOutcome.NeedsConfirmation _,
                    ActionOutcome.Denied _,
                    ActionOutcome.Malformed _,
                    ActionOutcome.Failed _ -> note(outcome);
        };
        String words = "the person answered since, " + outcome.kind() + (subjects.isEmpty() ? "" : ": " + subjects);
        return noted(words, outcome, now);
    }

    private static String noted(String words, ActionOutcome outcome, Optional<HomeSnapshot> now) {
        Map<EntityId, EntityState> changed = new LinkedHashMap<>();
        outcome.changed().forEach(change -> changed.put(change.entity(), change.after()));
        Map<EntityId, EntityState> already = new LinkedHashMap<>();
        already(outcome).forEach(id -> now.flatMap(home -> home.state(id)).ifPresent(state -> already.put(id, state)));
        ZoneId zone = now.map(home -> home.catalog().config().zone()).orElse(ZoneId.systemDefault());
        return Note.of(words, changed, already, zone).text();
    }

    private static List<EntityId> already(ActionOutcome outcome) {
        return switch (outcome) {
            case ActionOutcome.Executed executed -> executed.already();
            case ActionOutcome.Already already -> already.entities();
            case ActionOutcome.Sent _,
                    ActionOutcome.Answered _,
                    ActionOutcome.Scheduled _,
                    ActionOutcome.Cancelled _,
                    ActionOutcome.Kept _,
                    ActionOutcome.NeedsConfirmation _,
                    ActionOutcome.Denied _,
                    ActionOutcome.Malformed _,
                    ActionOutcome.Failed _ -> List.of();
        };
    }

    /// Says what became of something that was to be done while the person was away.
    String of(Schedule schedule) {
        String key = switch (schedule.state()) {
            case MISSED -> "schedule.missed";
            case INTERRUPTED -> "schedule.interrupted";
            case WAITING, RUNNING, DONE, FAILED, CANCELLED -> "schedule.failed";
        };
        return sentences.say(key, deed(schedule), when(schedule.due()));
    }

    /// Asks for the PIN.
    String of(Reaction.PinWanted wanted) {
        return wanted.wrong()
                ? sentences.say("action.pin.wrong", wanted.triesLeft())
                : sentences.say("action.pin.wanted");
    }

    /// Says that a yes that was spoken is not enough.
    String unspeakable() {
        return sentences.say(
                to == To.SPEAKER_WITHOUT_PANEL ? "action.unspeakable.without_panel" : "action.unspeakable");
    }

    private String scheduled(Schedule schedule) {
        return sentences.say("action.scheduled", deed(schedule), when(schedule.due()));
    }

    private String question(ActionOutcome.NeedsConfirmation question) {
        String own = "action.confirm." + lower(question.reason()) + "." + question.service();
        String key = sentences.has(own) ? own : "action.confirm." + lower(question.reason());
        String subjects = names(question.subjects().stream());
        String deed = deed(question.service(), subjects);
        return switch (question.yes()) {
            case ANY -> sentences.say(key, deed, subjects);
            case PIN -> sentences.say(key + (to == To.READER ? ".pin" : ".pin.spoken"), deed, subjects);
            case UNSPOKEN ->
                switch (to) {
                    case READER -> sentences.say(key, deed, subjects);
                    case SPEAKER -> sentences.say("action.confirm.unspeakable", deed);
                    case SPEAKER_WITHOUT_PANEL -> sentences.say("action.confirm.unspeakable.without_panel", deed);
                };
        };
    }

    private String deed(Schedule schedule) {
        String targets = names(schedule.call().targets().stream().map(EntityId::value));
        return deed(schedule.call().id(), targets);
    }

    /// `unlock the front door`: what a service does, in words.
    ///
    /// @param targets by their names; the service's id, or nothing, where it has none
    private String deed(String service, String targets) {
        String named = targets.equals(service) ? "" : targets;
        return Stream.of("deed." + service, "deed." + service.substring(service.indexOf('.') + 1))
                .filter(key -> sentences.has(key) && !named.isEmpty())
                .findFirst()
                .map(key -> sentences.say(key, named))
                .orElseGet(() -> (service + " " + named).strip());
    }

    private String when(Instant due) {
        ZoneId zone = catalog.map(home -> home.config().zone()).orElse(ZoneId.systemDefault());
        return due.atZone(zone).format(WHEN);
    }

    private String done(List<StateChange> changes) {
        return sentences.say("action.executed", names(entities(changes).map(EntityId::value)));
    }

    private String failures(List<Failure> failures) {
        Map<Failure.Reason, List<String>> subjects = new LinkedHashMap<>();
        failures.forEach(failure -> subjects.computeIfAbsent(failure.reason(), _ -> new ArrayList<>())
                .add(failure.subject()));
        return subjects.entrySet().stream()
                .map(reason ->
                        sentences.say("action.failed." + lower(reason.getKey()), names(reason.getValue().stream())))
                .collect(Collectors.joining(" "));
    }

    private String names(Stream<String> subjects) {
        return list(subjects.map(this::name));
    }

    private String list(Stream<String> each) {
        List<String> names = each.distinct().toList();
        if (names.size() < 2) {
            return String.join("", names);
        }
        return sentences.say("list.and", String.join(", ", names.subList(0, names.size() - 1)), names.getLast());
    }

    private String name(String subject) {
        return catalog.flatMap(home -> EntityId.parse(subject)
                        .flatMap(home::entity)
                        .map(Entity::name)
                        .or(() -> Optional.ofNullable(home.areas().get(subject)).map(Area::name)))
                .orElse(subject);
    }

    private static Stream<EntityId> entities(List<StateChange> changes) {
        return changes.stream().map(StateChange::entity);
    }

    private static String lower(Enum<?> reason) {
        return reason.name().toLowerCase(Locale.ROOT);
    }
}
