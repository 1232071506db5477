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

    private static final int LEAST_DIGITS = 4;

    private final Door door;
    private final ConversationKey conversation;

    DirectAnswer(Door door, ConversationKey conversation) {
        this.door = door;
        this.conversation = conversation;
    }

    /// Whether the message may be a PIN, so that nobody else must see it. Where the owner has set one that is
    /// every message of as many digits, right or wrong: what becomes of it must not tell which.
    boolean isPin(String text) {
        return pin(text)
                .filter(digits -> wantsPin() || (door.hasPin() && digits.length() >= LEAST_DIGITS))
                .isPresent();
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
            if (reply.isPresent() && reply.get() instanceof ShortReply.No) {
                return Optional.of(new Said.Reacted(
                        waiting.stream().map(id -> door.reject(id, person)).toList()));
            }
            if ((reply.isPresent() && reply.get() instanceof ShortReply.Yes) || (isPin(text) && wantsPin())) {
                return Optional.of(new Said.Reacted(door.confirm(waiting, person, new Consent(pin(text), spoken))));
            }
            door.giveUp(conversation);
        }
        if (isPin(text)) {
            return Optional.of(new Said.PinForNothing());
        }
        return reply.filter(ShortReply.Undo.class::isInstance).map(_ -> undo());
    }

    /// The digits that the message is, or that come with its yes.
    private static Optional<String> pin(String text) {
        return SpokenDigits.of(text)
                .or(() -> ShortReply.of(text).flatMap(reply -> switch (reply) {
                    case ShortReply.Yes(Optional<String> digits) -> digits;
                    case ShortReply.No _, ShortReply.Undo _ -> Optional.empty();
                }));
    }

    private Said undo() {
        List<Reaction> reactions = new ArrayList<>();
        door.undoable(conversation)
                .forEach(id -> reactions.add(door.undo(id, conversation.person(), Optional.of(conversation))));
        return reactions.isEmpty() ? new Said.NothingToUndo() : new Said.Reacted(reactions);
    }
}
