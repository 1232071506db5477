package io.jarvas.web;

import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.Turns;
import io.jarvas.conversation.NoSuchTurnException;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.llm.LanguageModel;
import java.time.Duration;

/// Takes messages in, whichever way they come.
final class Intake {
    private static final System.Logger LOG = System.getLogger(Intake.class.getName());

    private final Turns turns;
    private final LanguageModel model;

    Intake(Turns turns, LanguageModel model) {
        this.turns = turns;
        this.model = model;
    }

    /// @throws Refusal where it cannot be taken in
    RunningTurn take(ChatBody body, Person person) {
        try {
            return turns.begin(body.turn(person, model.status().allowed()));
        } catch (OverloadedException e) {
            throw Refusal.of(503, "web.overloaded").with("Retry-After", seconds(e.retryAfter()));
        } catch (NoSuchTurnException e) {
            throw Refusal.of(404, "web.no_turn");
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "a message could not be stored", e);
            throw Refusal.of(503, "turn.storage_unavailable");
        }
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds()));
    }
}
