package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Door;
import io.jarvas.action.Reaction;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.language.ShortReply;
import io.jarvas.language.SpokenDigits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

        /// The message is the PIN, and nothing waits for it.
        record PinForNothing() implements Said {}
    }

    private final Door door;
    private final ConversationKey conversation;

    DirectAnswer(Door door, ConversationKey conversation) {
        this.door = door;
        this.conversation = conversation;
    }

    /// Whether the message is a PIN, so that nobody else must see it: it is the owner's, or an answer to a
    /// question for it.
    boolean isPin(String text) {
        Optional<String> pin = pin(text);
        return pin.filter(door::isPin).isPresent() || (pin.isPresent() && wantsPin());
    }

    private boolean wantsPin() {
        return door.waiting(conversation).values().stream().anyMatch(ActionOutcome.NeedsConfirmation::pin);
    }

    /// Reacts to the message; empty where it is for the model. Whatever waits is given up then: only the next
    /// message can answer it.
    Optional<Said> to(String text) {
        Map<String, ActionOutcome.NeedsConfirmation> waiting = door.waiting(conversation);
        Optional<ShortReply> reply = ShortReply.of(text);
        Optional<String> pin = pin(text);
        if (!waiting.isEmpty()) {
            if (reply.isPresent() && reply.get() instanceof ShortReply.No) {
                return Optional.of(reacted(waiting, id -> door.reject(id, conversation.person())));
            }
            if ((reply.isPresent() && reply.get() instanceof ShortReply.Yes) || (pin.isPresent() && wantsPin())) {
                return Optional.of(reacted(waiting, id -> door.confirm(id, conversation.person(), pin)));
            }
            door.giveUp(conversation);
        }
        if (pin.filter(door::isPin).isPresent()) {
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

    @FunctionalInterface
    private interface Answering {
        Reaction to(String id);
    }

    private static Said reacted(Map<String, ActionOutcome.NeedsConfirmation> waiting, Answering answering) {
        List<Reaction> reactions = new ArrayList<>();
        waiting.keySet().forEach(id -> reactions.add(answering.to(id)));
        return new Said.Reacted(reactions);
    }

    private Said undo() {
        List<Reaction> reactions = new ArrayList<>();
        door.undoable(conversation)
                .forEach(id -> reactions.add(door.undo(id, conversation.person(), Optional.of(conversation))));
        return reactions.isEmpty() ? new Said.NothingToUndo() : new Said.Reacted(reactions);
    }
}
