package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.util.Map;

/// What happens in a turn, in the order in which a person learns of it: `Accepted Progress(READING) Text("Olá
/// ") ActionProposed ActionDone Text("…") FinalText Done`.
public sealed interface TurnEvent {
    /// The message is stored. Always first.
    record Accepted(String turn, String conversation) implements TurnEvent {}

    /// @param detail for a person; may be empty
    record Progress(Phase phase, String detail) implements TurnEvent {}

    enum Phase {
        QUEUED,
        LOADING,
        READING,
        THINKING,
        ACTING,
        RETRYING
    }

    /// A piece of the answer. Never empty.
    record Text(String content) implements TurnEvent {}

    /// An action is about to run, or could not be read.
    ///
    /// @param id unique in the turn
    record ActionProposed(String id, Proposal proposal) implements TurnEvent {}

    /// An action waits for the person's yes. Comes before its [ActionDone].
    ///
    /// @param id that of its [ActionProposed]
    /// @param reason in a sentence, in the language of the answer
    /// @param expires how long it waits
    /// @param pin whether the yes needs the owner's PIN
    record Confirmation(String id, Proposal proposal, String reason, Duration expires, boolean pin)
            implements TurnEvent {}

    /// @param id that of its [ActionProposed], of this turn or an earlier one
    /// @param message the outcome in a sentence, in the language of the answer
    /// @param undoable whether it can be taken back
    record ActionDone(String id, ActionOutcome outcome, String message, boolean undoable) implements TurnEvent {}

    /// All of the answer's text. Once, after the last [Text].
    record FinalText(String text) implements TurnEvent {}

    /// The turn ends before its time. Comes before [FinalText].
    ///
    /// @param code for programs: `ollama_unreachable`
    /// @param sentence for a person, with what to do
    record Problem(String code, String sentence, boolean retryable) implements TurnEvent {}

    /// The end. Always last.
    ///
    /// @param finished whether the model said all it wanted, and no [Problem] came
    /// @param timings how long each part took, by name: `queue`, `context`, `prompt`, `load`, `prefill`,
    /// `decode`,
    ///     `first_token`, `first_text`, `total`, and `action_` with each action's id; parts that did not
    ///     happen are absent. `load`, `prefill` and `decode` are those of all passes of the model together
    /// @param tokens of all passes together, by name: `prompt`, those of it that were `reused` and not read
    ///     again, as far as Jarvas can tell, and `generated`; empty where the model did not say
    record Done(
            boolean finished,
            String turn,
            String conversation,
            Map<String, Duration> timings,
            Map<String, Integer> tokens)
            implements TurnEvent {
        public Done {
            timings = Map.copyOf(timings);
            tokens = Map.copyOf(tokens);
        }
    }
}
