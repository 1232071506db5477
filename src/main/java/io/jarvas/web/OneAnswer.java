package io.jarvas.web;

import io.jarvas.action.ActionOutcome.Answered;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A turn's events as one JSON answer, for clients that wait for all of it.
final class OneAnswer implements TurnSink {
    /// Of the tools, the one that searches the web.
    private static final String SEARCH = "web_search";

    private final StringBuilder pieces = new StringBuilder();
    private final Set<String> searches = new HashSet<>();
    private Optional<List<Object>> found = Optional.empty();
    private Optional<String> whole = Optional.empty();
    private Optional<TurnEvent.ActionProposed> action = Optional.empty();
    private Optional<TurnEvent.ActionDone> outcome = Optional.empty();
    private Optional<TurnEvent.Problem> problem = Optional.empty();

    @Override
    public void accept(TurnEvent event) {
        switch (event) {
            case TurnEvent.Text text -> pieces.append(text.content());
            case TurnEvent.FinalText all -> whole = Optional.of(all.text());
            case TurnEvent.ActionProposed proposed -> {
                action = action.or(() -> Optional.of(proposed));
                if (proposed.proposal() instanceof Proposal.Readable(Action(String tool, var _))
                        && tool.equals(SEARCH)) {
                    searches.add(proposed.id());
                }
            }
            case TurnEvent.ActionDone done -> {
                outcome = outcome.or(() -> action.map(TurnEvent.ActionProposed::id)
                        .filter(done.id()::equals)
                        .map(_ -> done));
                if (searches.contains(done.id()) && done.outcome() instanceof Answered answered) {
                    List<Object> all = new ArrayList<>(found.orElse(List.of()));
                    all.addAll(results(answered));
                    found = Optional.of(all);
                }
            }
            case TurnEvent.Problem trouble -> problem = problem.or(() -> Optional.of(trouble));
            case TurnEvent.Accepted _, TurnEvent.Progress _, TurnEvent.Confirmation _, TurnEvent.Done _ -> {}
        }
    }

    private static List<?> results(Answered search) {
        return search.data().get("results") instanceof List<?> results ? results : List.of();
    }

    /// What stood in the way, where there is nothing else to answer.
    Optional<TurnEvent.Problem> onlyProblem() {
        return text().isBlank() && action.isEmpty() ? problem : Optional.empty();
    }

    /// `{"reply","action","action_result","used_search","search_results","conversation_id"}`. Where the
    /// answer broke off, the reply ends with the sentence that says so. The results are those of every search
    /// that was answered, and null where none was.
    Map<String, @Nullable Object> json(String conversation) {
        String reply = problem.map(trouble -> (text() + "\n\n" + trouble.sentence()).strip())
                .orElseGet(this::text);
        return EventJson.object(
                "reply",
                reply,
                "action",
                action.map(proposed -> EventJson.action(proposed.proposal())).orElse(null),
                "action_result",
                outcome.map(done -> EventJson.result(done.id(), done.outcome(), done.message(), done.undoable()))
                        .orElse(null),
                "used_search",
                found.isPresent(),
                "search_results",
                found.orElse(null),
                "conversation_id",
                conversation);
    }

    private String text() {
        return whole.orElseGet(pieces::toString);
    }
}
