package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome.NeedsConfirmation;
import io.jarvas.action.Consent;
import io.jarvas.action.Door;
import io.jarvas.action.Reaction;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.language.ShortReply;
import io.jarvas.language.SpokenDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What Jarvas answers itself, without the model: a yes or a no to what it asked, a PIN, a wish to take
/// something back.
final class DirectAnswer {
    /// What came of the message.
    sealed interface Said {
        /// @param reactions to each action that it was about, in order
        record Reacted(List<Reaction> reactions) implements Said {}

        /// There is nothing that could be undone.
        record NothingToUndo() implements Said {}

        /// The message may be a PIN, and nothing waits for one.
        record PinForNothing() implements Said {}
    }

    /// What is shown in the place of a PIN.
    private static final String HIDDEN = "•••";

    private static final int LEAST_DIGITS = 4;
    private static final int MOST_DIGITS = 12;
    /// Of digits that come with an answer to what is asked.
    private static final int LEAST_BESIDE = 3;

    private final Door door;
    private final ConversationKey conversation;

    DirectAnswer(Door door, ConversationKey conversation) {
        this.door = door;
        this.conversation = conversation;
    }

    /// Whether the message may be a PIN, so that nobody else must see it, whatever stands around its digits.
    /// Where the owner has set one that is every message of as many digits, right or wrong: what becomes of
    /// it must not tell which. Where one is asked for, it is every message that answers with digits, however
    /// few: part of a PIN is told nobody either.
    boolean isPin(String text) {
        return SpokenDigits.of(text)
                .filter(digits -> wantsPin() || (door.hasPin() && isLikePin(digits)))
                .isPresent();
    }

    private boolean isLikePin(String digits) {
        int least = door.waiting(conversation).isEmpty() ? LEAST_DIGITS : LEAST_BESIDE;
        return digits.length() >= least && digits.length() <= MOST_DIGITS;
    }

    /// The message as it may be stored, and shown to whomever: without what may be a PIN.
    String shown(String text) {
        if (isPin(text)) {
            return HIDDEN;
        }
        return door.hasPin() ? SpokenDigits.masked(text, HIDDEN, LEAST_DIGITS, wantsPin()) : text;
    }

    /// What is heard so far of a message, as it may be shown: a PIN may have begun in it.
    String shownSoFar(String text) {
        if (!door.hasPin()) {
            return text;
        }
        boolean begun = SpokenDigits.of(text).isPresent() || (wantsPin() && SpokenDigits.in(text));
        return begun ? HIDDEN : SpokenDigits.maskedSoFar(text, HIDDEN, LEAST_DIGITS);
    }

    private boolean wantsPin() {
        return door.waiting(conversation).values().stream().anyMatch(NeedsConfirmation::pin);
    }

    /// Reacts to the message; empty where it is for the model. Whatever waits is given up then: only the next
    /// message can answer it.
    ///
    /// @param spoken whether it was said aloud
    Optional<Said> to(String text, boolean spoken) {
        List<String> waiting = List.copyOf(door.waiting(conversation).keySet());
        Optional<ShortReply> reply = ShortReply.of(text);
        if (!waiting.isEmpty()) {
            Person person = conversation.person();
            Optional<String> digits = SpokenDigits.of(text);
            // `Yes, 20` and `no, 21` are no answer: whoever says that wants something else.
            boolean answers = digits.isEmpty() || isPin(text);
            if (answers && reply.filter(ShortReply.No.class::isInstance).isPresent()) {
                return Optional.of(new Said.Reacted(
                        waiting.stream().map(id -> door.reject(id, person)).toList()));
            }
            boolean yes = reply.filter(ShortReply.Yes.class::isInstance).isPresent();
            if (answers && (yes || (digits.isPresent() && wantsPin()))) {
                return Optional.of(new Said.Reacted(door.confirm(waiting, person, new Consent(digits, spoken))));
            }
            door.giveUp(conversation);
        }
        if (isPin(text)) {
            return Optional.of(new Said.PinForNothing());
        }
        return reply.filter(ShortReply.Undo.class::isInstance).map(_ -> undo());
    }

    private Said undo() {
        List<Reaction> reactions = new ArrayList<>();
        door.undoable(conversation)
                .forEach(id -> reactions.add(door.undo(id, conversation.person(), Optional.of(conversation))));
        return reactions.isEmpty() ? new Said.NothingToUndo() : new Said.Reacted(reactions);
    }
}
