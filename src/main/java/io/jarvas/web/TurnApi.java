package io.jarvas.web;

import io.jarvas.assistant.Following;
import io.jarvas.assistant.Following.Found;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.conversation.Person;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/// What the API answers about messages: a turn as it happens, or its whole answer, and the way back to it.
final class TurnApi {
    /// Whose GET is no mere reading: it runs a turn.
    static final String STREAM = "/api/chat/stream";
    /// Whose GET is listening: the turn goes on for it.
    static final String EVENTS = "/api/turns/{id}/events";

    private static final System.Logger LOG = System.getLogger(TurnApi.class.getName());

    private final Intake intake;
    private final Following following;
    private final WebTimes times;
    private final ScheduledExecutorService scheduler;
    private final Traffic traffic;

    TurnApi(Intake intake, Following following, WebTimes times, ScheduledExecutorService scheduler, Traffic traffic) {
        this.intake = intake;
        this.following = following;
        this.times = times;
        this.scheduler = scheduler;
        this.traffic = traffic;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn(
                        "POST",
                        STREAM,
                        (call, person) -> stream(call, intake.take(ChatBody.of(call.body()), person), 0)),
                Route.signedIn(
                        "GET",
                        STREAM,
                        (call, person) -> stream(call, intake.take(ChatBody.of(call.query()), person), 0)),
                Route.signedIn(
                        "POST",
                        "/api/chat",
                        (call, person) -> answer(call, intake.take(ChatBody.of(call.body()), person))),
                Route.ofOne("GET", EVENTS, this::follow),
                Route.ofOne("POST", "/api/turns/{id}/cancel", this::cancel));
    }

    /// Runs the turn, or follows it, with every event on its way before the next.
    ///
    /// @param after how many events the client has had
    private void stream(Call call, RunningTurn turn, int after) {
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            left.set(true);
            turn.leave();
        };
        try (EventStream events = open(call, turn, after, leave);
                var _ = traffic.begin(Traffic.Kind.STREAM)) {
            if (after > 0) {
                begin(events, leave);
            }
            turn.run(event -> send(events, event, leave));
        }
        if (left.get()) {
            throw call.abandoned();
        }
    }

    private EventStream open(Call call, RunningTurn turn, int after, Runnable leave) {
        try {
            call.whenLeft(leave);
            OutputStream out = call.stream("text/event-stream", "no-cache");
            return new EventStream(out, after, times, scheduler, leave);
        } catch (RuntimeException e) {
            // It has a place in the queue, which only running it gives back.
            turn.leave();
            turn.run(_ -> {});
            throw e;
        }
    }

    /// It may take long until there is another event.
    private static void begin(EventStream events, Runnable leave) {
        try {
            events.begin();
        } catch (UncheckedIOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "a client left", gone);
            leave.run();
        }
    }

    private static void send(EventStream events, TurnEvent event, Runnable leave) {
        try {
            events.send(EventJson.of(event));
        } catch (UncheckedIOException e) {
            leave.run();
            throw e;
        }
    }

    /// Runs the turn to its end, and answers with all of it.
    private void answer(Call call, RunningTurn turn) {
        call.whenLeft(turn::leave);
        OneAnswer answer = new OneAnswer();
        turn.run(answer);
        answer.onlyProblem()
                .ifPresentOrElse(
                        problem -> call.json(status(problem), Map.of("error", problem.sentence())),
                        () -> call.json(200, answer.json(turn.conversation())));
    }

    /// As a gateway to the model would say it.
    private static int status(TurnEvent.Problem problem) {
        return switch (problem.code()) {
            case "ollama_stalled" -> 504;
            case "ollama_busy", "stopping", "interrupted" -> 503;
            default -> 502;
        };
    }

    private void follow(Call call, Person person, String id) {
        int after = lastEvent(call);
        switch (following.follow(person, id, after)) {
            case Found.Listening(RunningTurn turn) -> stream(call, turn, after);
            // An EventSource would come back for ever if it were told anything else.
            case Found.Told() -> call.empty(204);
            case Found.Unknown() -> throw Refusal.of(404, "web.no_turn");
        }
    }

    private static int lastEvent(Call call) {
        return call.sent("Last-Event-ID")
                .filter(id -> !id.isEmpty())
                .or(() -> call.query().get("last_event_id"))
                .map(TurnApi::eventNumber)
                .orElse(0);
    }

    /// The number that an event's id is.
    static int eventNumber(String id) {
        return Optional.of(id)
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Integer::valueOf)
                .orElseThrow(() -> Refusal.badRequest("web.last_event_id"));
    }

    private void cancel(Call call, Person person, String id) {
        call.discardBody();
        if (!following.cancel(person, id)) {
            throw Refusal.of(404, "web.no_turn");
        }
        call.empty(204);
    }
}
