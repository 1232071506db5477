package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Proposals;
import io.jarvas.conversation.CurrentTurn;
import io.jarvas.reply.Proposal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class TurnActionsTest {
    @Test
    void actionsAreOfTheTurnThatProposedThem() {
        List<Optional<String>> seen = new CopyOnWriteArrayList<>();
        Proposals door = new Proposals() {
            @Override
            public ActionOutcome propose(String id, Proposal proposal, Asking asking) {
                seen.add(CurrentTurn.id());
                return new ActionOutcome.Malformed("no end");
            }

            @Override
            public boolean reads(Proposal proposal) {
                return false;
            }
        };
        TurnActions.Listener listener = new TurnActions.Listener() {
            @Override
            public void begins(String id, Proposal proposal) {
                seen.add(CurrentTurn.id());
            }

            @Override
            public void done(TurnActions.Done done) {
                seen.add(CurrentTurn.id());
            }
        };
        try (var _ = CurrentTurn.begin("t1");
                TurnActions actions = new TurnActions(door, () -> null, () -> "a1", listener, () -> false)) {
            actions.propose(new Proposal.Unreadable("ACTION: {", "no end"));
            actions.settle(() -> {});
        }

        assertThat(seen).hasSize(3).containsOnly(Optional.of("t1"));
    }
}
