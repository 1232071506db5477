package io.jarvas.assistant;

import io.jarvas.conversation.StoredTurn;
import io.jarvas.language.Sentences;
import java.util.Map;

/// A turn that ended earlier, told once more as it was stored: its answer at once, and whether it was whole. One
/// that never ended, since Jarvas died, says so.
final class ToldAgain implements RunningTurn {
    private final StoredTurn turn;
    private final Sentences sentences;

    ToldAgain(StoredTurn turn, Sentences sentences) {
        this.turn = turn;
        this.sentences = sentences;
    }

    @Override
    public String id() {
        return turn.id();
    }

    @Override
    public String conversation() {
        return turn.conversation().id();
    }

    @Override
    public void run(TurnSink sink) {
        sink.accept(new TurnEvent.Accepted(id(), conversation()));
        if (!turn.answer().isEmpty()) {
            sink.accept(new TurnEvent.Text(turn.answer()));
        }
        boolean whole = switch (turn.state()) {
            case WHOLE -> true;
            case CUT_SHORT -> false;
            case ACCEPTED -> {
                sink.accept(new TurnEvent.Problem("interrupted", sentences.say("turn.interrupted"), true));
                yield false;
            }
        };
        sink.accept(new TurnEvent.FinalText(turn.answer()));
        sink.accept(new TurnEvent.Done(whole, id(), conversation(), Map.of(), Map.of()));
    }

    /// There is nothing that could go on.
    @Override
    public void leave() {}

    @Override
    public void cancel() {}
}
