package io.jarvas.web;

import io.jarvas.action.ActionOutcome;
import io.jarvas.assistant.Answers;
import io.jarvas.assistant.Answers.Answered;
import io.jarvas.conversation.Person;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A person's yes, no and undo, and what is answered to them, whichever way they come.
final class Taps {
    private final Answers answers;
    private final InstantSource clock;

    Taps(Answers answers, InstantSource clock) {
        this.answers = answers;
        this.clock = clock;
    }

    /// @param status of HTTP; from 400 on the JSON is a problem
    record Answer(int status, Map<String, @Nullable Object> json) {
        boolean isProblem() {
            return status >= 400;
        }
    }

    /// @param body may have a `pin`
    Answer confirm(Person person, String id, ChatBody body, Language language) {
        Optional<String> pin = body.text("pin").map(String::strip).filter(text -> !text.isEmpty());
        return answer(answers.confirm(person, id, pin, language), language);
    }

    Answer reject(Person person, String id, Language language) {
        return answer(answers.reject(person, id, language), language);
    }

    /// @param body may have a `conversation_id`
    Answer undo(Person person, String id, ChatBody body, Language language) {
        return answer(answers.undo(person, id, body.conversation(), language), language);
    }

    private Answer answer(Answered answered, Language language) {
        return switch (answered) {
            case Answered.Settled settled -> new Answer(200, settled(settled));
            case Answered.PinWanted wanted -> {
                Map<String, @Nullable Object> problem = Refusals.problem(403, wanted.message());
                problem.put("pin", true);
                problem.put("tries_left", wanted.triesLeft());
                yield new Answer(403, problem);
            }
            case Answered.TooLate(String message) -> new Answer(409, Refusals.problem(409, message));
            case Answered.Unknown() ->
                new Answer(404, Refusals.problem(404, Sentences.in(language).say("web.no_action")));
        };
    }

    /// The data of an `action_result`. What needs a yes itself, as an undo can, says so in a member
    /// `confirmation`.
    private Map<String, @Nullable Object> settled(Answered.Settled settled) {
        Map<String, @Nullable Object> result =
                EventJson.result(settled.id(), settled.outcome(), settled.message(), settled.undoable());
        if (settled.outcome() instanceof ActionOutcome.NeedsConfirmation question) {
            Instant now = clock.instant();
            result.put(
                    "confirmation",
                    EventJson.question(settled.message(), Duration.between(now, question.expires()), question.pin()));
        }
        return result;
    }
}
