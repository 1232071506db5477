package io.jarvas.assistant;

import io.jarvas.action.AuditEntry;
import io.jarvas.action.AuditLog;
import io.jarvas.action.Door;
import io.jarvas.action.Reaction;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.util.Optional;
import java.util.function.Supplier;

/// Brings a person's taps to the door, and what comes of them back in sentences. The conversation's next
/// prompt tells the model of it. Safe to use from any thread.
///
/// What waited before a restart the door does not know any more, but the audit log does: a tap on it is too late.
public final class TapAnswers implements Answers {
    private static final System.Logger LOG = System.getLogger(TapAnswers.class.getName());

    private final Assistant assistant;
    private final Door door;
    private final LiveHome home;
    private final TurnLog log;
    private final AuditLog audit;

    /// @param assistant whose conversations the actions are of
    public TapAnswers(Assistant assistant, AuditLog audit) {
        this.assistant = assistant;
        this.door = assistant.parts().door();
        this.home = assistant.parts().home();
        this.log = assistant.parts().log();
        this.audit = audit;
    }

    @Override
    public Answered confirm(Person person, String action, Optional<String> pin, Language language) {
        return answered(person, () -> orTooLate(door.confirm(action, person, pin), person), language);
    }

    @Override
    public Answered reject(Person person, String action, Language language) {
        return answered(person, () -> orTooLate(door.reject(action, person), person), language);
    }

    private Reaction orTooLate(Reaction reaction, Person person) {
        return reaction instanceof Reaction.Unknown(String id)
                        && audit.find(id, person).filter(AuditEntry::needsYes).isPresent()
                ? new Reaction.TooLate(id)
                : reaction;
    }

    @Override
    public Answered undo(Person person, String action, Optional<String> conversation, Language language) {
        return answered(
                person,
                () -> door.undo(action, person, conversation.map(id -> new ConversationKey(person, id))),
                language);
    }

    private Answered answered(Person person, Supplier<Reaction> tap, Language language) {
        return assistant.among(person, () -> answered(tap.get(), language));
    }

    private Answered answered(Reaction reaction, Language language) {
        Sentences sentences = Sentences.in(language);
        OutcomeSentences outcomes =
                new OutcomeSentences(sentences, home.snapshot().map(HomeSnapshot::catalog));
        return switch (reaction) {
            case Reaction.Settled settled -> {
                note(settled);
                yield new Answered.Settled(
                        settled.id(), settled.outcome(), outcomes.of(settled.outcome()), door.undoable(settled.id()));
            }
            case Reaction.PinWanted wanted ->
                new Answered.PinWanted(wanted.id(), wanted.wrong(), wanted.triesLeft(), outcomes.of(wanted));
            case Reaction.Unspeakable _ -> throw new IllegalStateException("a tap is not spoken");
            case Reaction.TooLate _ -> new Answered.TooLate(sentences.say("action.too_late"));
            case Reaction.Unknown _ -> new Answered.Unknown();
        };
    }

    private void note(Reaction.Settled settled) {
        try {
            log.noted(settled.conversation(), OutcomeSentences.notedOfAnswer(settled.outcome(), home.snapshot()));
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "what came of an action could not be noted: " + settled.id(), e);
        }
    }
}
