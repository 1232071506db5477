package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.language.Sentences;
import io.jarvas.llm.ModelException;
import io.jarvas.reply.Proposal;
import java.time.Duration;
import java.util.Locale;

/// What a turn tells the person: the answer's text as it grows, events, and sentences of our own in the
/// answer's language. The thread of the actions uses it too, but for the text, which is the turn's thread's.
final class TurnVoice {
    private static final System.Logger LOG = System.getLogger(TurnVoice.class.getName());

    private final UserTurn turn;
    private final Assistant assistant;
    private final TurnTimings timings;
    private final Events events;
    /// As the person is shown it. Guarded by itself.
    private final StringBuilder shown = new StringBuilder();

    private boolean problem;

    TurnVoice(UserTurn turn, Assistant assistant, TurnTimings timings, Events events) {
        this.turn = turn;
        this.assistant = assistant;
        this.timings = timings;
        this.events = events;
    }

    void emit(TurnEvent event) {
        events.emit(event);
    }

    void say(String text) {
        synchronized (shown) {
            shown.append(text);
        }
        timings.first("first_text");
        emit(new TurnEvent.Text(text));
    }

    /// Says a sentence after what was said before.
    void sayApart(String sentence) {
        say(separator() + sentence);
    }

    /// What must stand between what was said and what follows.
    String separator() {
        String before = text();
        return before.isEmpty() || Character.isWhitespace(before.charAt(before.length() - 1)) ? "" : " ";
    }

    /// All that was said.
    String text() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    /// Tells that an action waits for a yes, where its outcome is that it does.
    void waits(String action, Proposal proposal, ActionOutcome outcome, String sentence) {
        if (outcome instanceof ActionOutcome.NeedsConfirmation question) {
            Duration left = Duration.between(assistant.parts().clock().instant(), question.expires());
            emit(new TurnEvent.Confirmation(action, proposal, sentence, left, question.pin()));
        }
    }

    /// Tells what became of an action.
    void done(String action, ActionOutcome outcome, String sentence) {
        emit(new TurnEvent.ActionDone(
                action, outcome, sentence, assistant.parts().door().undoable(action)));
    }

    void broke(Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "a turn broke", e);
        problem("internal", "turn.failed", true);
    }

    void failed(ModelException.Code code) {
        problem(code(code), "model." + lower(code), code.retryable());
    }

    void problem(String code, String key, boolean retryable) {
        problem = true;
        emit(new TurnEvent.Problem(code, sentences().say(key), retryable));
    }

    /// Whether the person was told of a problem.
    boolean hadProblem() {
        return problem;
    }

    Sentences sentences() {
        return Sentences.in(language());
    }

    OutcomeSentences outcomes() {
        return new OutcomeSentences(
                sentences(),
                assistant.parts().home().snapshot().map(HomeSnapshot::catalog),
                OutcomeSentences.To.of(turn));
    }

    /// The language that the client or the owner asks for, else the answer's, else the message's.
    private Language language() {
        return turn.language()
                .or(assistant::language)
                .or(() -> LanguageDetector.ofUnfinished(text()))
                .or(() -> LanguageDetector.of(turn.text()))
                .orElse(Language.ENGLISH);
    }

    private static String code(ModelException.Code code) {
        return switch (code) {
            case UNREACHABLE -> "ollama_unreachable";
            case MODEL_MISSING, MODEL_TOO_LARGE, PROMPT_TOO_LONG -> lower(code);
            case STALLED, CUT_SHORT, BUSY, REFUSED -> "ollama_" + lower(code);
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
