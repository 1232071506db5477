package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Door;
import io.jarvas.action.LoggedOutcome;
import io.jarvas.action.Schedule;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the turns of a conversation did, as the audit log knows it, and what of that the door still has in memory. Safe
/// to use from any thread.
public final class LoggedActions implements PastActions {
    private final AuditLog log;
    private final Door door;
    private final LiveHome home;
    private final InstantSource clock;

    public LoggedActions(AuditLog log, Door door, LiveHome home, InstantSource clock) {
        this.log = log;
        this.door = door;
        this.home = home;
        this.clock = clock;
    }

    @Override
    public List<PastAction> of(ConversationKey conversation, Language language) {
        List<AuditEntry> entries = log.of(conversation);
        if (entries.isEmpty()) {
            return List.of();
        }
        Map<String, Schedule> schedules = door.scheduler().of(conversation.person()).stream()
                .collect(Collectors.toMap(Schedule::id, Function.identity()));
        Telling telling = new Telling(door.waiting(conversation), schedules, clock.instant(), language);
        return entries.stream().map(telling::of).toList();
    }

    /// Tells of one conversation's actions at one moment.
    private final class Telling {
        private final Map<String, NeedsConfirmation> waiting;
        private final Map<String, Schedule> schedules;
        private final Instant now;
        private final Sentences sentences;
        private final OutcomeSentences outcomes;

        Telling(
                Map<String, NeedsConfirmation> waiting,
                Map<String, Schedule> schedules,
                Instant now,
                Language language) {
            this.waiting = waiting;
            this.schedules = schedules;
            this.now = now;
            sentences = Sentences.in(language);
            outcomes = new OutcomeSentences(sentences, home.snapshot().map(HomeSnapshot::catalog));
        }

        PastAction of(AuditEntry entry) {
            Optional<NeedsConfirmation> question = Optional.ofNullable(waiting.get(entry.id()));
            return new PastAction(
                    entry,
                    question.<ActionOutcome>map(Function.identity())
                            .or(() -> LoggedOutcome.of(entry))
                            .map(outcomes::of)
                            .orElseGet(() -> withoutOutcome(entry)),
                    entry.undone()
                            ? Optional.empty()
                            : door.undoableUntil(entry.id()).map(this::left),
                    question.map(waits -> new Question(outcomes.of(waits), left(waits.expires()), waits.pin())));
        }

        private Duration left(Instant until) {
            return Duration.between(now, until);
        }

        /// Of what was read or arranged within Jarvas, and of what a person has remembered, the log says
        /// little.
        private String withoutOutcome(AuditEntry entry) {
            return switch (entry.outcome()) {
                case "executed" -> arranged(entry);
                case "already" -> sentences.say("action.past.already");
                case "needs_confirmation" -> sentences.say("action.too_late");
                default -> sentences.say("action.past.not_done");
            };
        }

        private String arranged(AuditEntry entry) {
            Optional<String> scheduled = Optional.ofNullable(schedules.get(entry.id()))
                    .map(schedule -> outcomes.of(new ActionOutcome.Scheduled(schedule)));
            boolean read = door.reads(new Proposal.Readable(new Action(entry.tool(), entry.arguments())));
            return scheduled.orElseGet(() -> sentences.say(read ? "action.answered" : "action.past.done"));
        }
    }
}
