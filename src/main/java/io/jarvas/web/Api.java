package io.jarvas.web;

import io.jarvas.assistant.OverloadedException;
import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.Turns;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.llm.LanguageModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// What the API answers. `openapi.json`, beside this class, describes it.
final class Api {
    /// Whose GET is no mere reading: it runs a turn.
    static final String STREAM = "/api/chat/stream";

    private static final System.Logger LOG = System.getLogger(Api.class.getName());

    private final Turns turns;
    private final LanguageModel model;
    private final StatusPage status;
    private final MetricsPage metrics;
    private final BooleanSupplier storeWorks;
    private final Tickets tickets;
    private final WebTimes times;
    private final ScheduledExecutorService scheduler;

    /// @param storeWorks whether a message could be stored now
    Api(
            Turns turns,
            LanguageModel model,
            StatusPage status,
            MetricsPage metrics,
            BooleanSupplier storeWorks,
            Tickets tickets,
            WebTimes times,
            ScheduledExecutorService scheduler) {
        this.turns = turns;
        this.model = model;
        this.status = status;
        this.metrics = metrics;
        this.storeWorks = storeWorks;
        this.tickets = tickets;
        this.times = times;
        this.scheduler = scheduler;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("POST", STREAM, (call, person) -> stream(call, begin(ChatBody.of(call.body()), person))),
                Route.signedIn("GET", STREAM, (call, person) -> stream(call, begin(ChatBody.of(call.query()), person))),
                Route.signedIn(
                        "POST", "/api/chat", (call, person) -> answer(call, begin(ChatBody.of(call.body()), person))),
                Route.signedIn(
                        "GET", "/api/status", (call, person) -> call.json(200, status.in(call.language(), person))),
                Route.signedIn("POST", "/api/prepare", this::prepare),
                Route.signedIn("POST", Tickets.PATH, this::ticket),
                Route.open("GET", "/api/openapi.json", Api::openApi),
                Route.signedIn("GET", MetricsPage.PATH, (call, _) -> metrics(call)),
                Route.open("GET", "/health/live", call -> call.json(200, Map.of("status", "up"))),
                Route.open("GET", "/health/ready", this::ready));
    }

    private RunningTurn begin(ChatBody body, Person person) {
        try {
            return turns.begin(body.turn(person, model.status().allowed()));
        } catch (OverloadedException e) {
            throw Refusal.of(503, "web.overloaded").with("Retry-After", seconds(e.retryAfter()));
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "a message could not be stored", e);
            throw Refusal.of(503, "turn.storage_unavailable");
        }
    }

    private static String seconds(Duration duration) {
        return String.valueOf(Math.max(1, duration.plusMillis(999).toSeconds()));
    }

    /// Runs the turn with every event on its way before the next is made.
    private void stream(Call call, RunningTurn turn) {
        AtomicBoolean left = new AtomicBoolean();
        Runnable leave = () -> {
            left.set(true);
            turn.cancel();
        };
        try (EventStream events = open(call, turn, leave)) {
            turn.run(event -> send(events, event, leave));
        }
        if (left.get()) {
            throw call.abandoned();
        }
    }

    private EventStream open(Call call, RunningTurn turn, Runnable leave) {
        try {
            call.whenLeft(leave);
            OutputStream out = call.stream("text/event-stream", "no-cache");
            return new EventStream(out, times, scheduler, leave);
        } catch (RuntimeException e) {
            // It has a place in the queue, which only running it gives back.
            turn.cancel();
            turn.run(_ -> {});
            throw e;
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
        call.whenLeft(turn::cancel);
        OneAnswer answer = new OneAnswer();
        turn.run(answer);
        answer.onlyProblem()
                .ifPresentOrElse(
                        problem -> call.json(status(problem), Map.of("error", problem.sentence())),
                        () -> call.json(200, answer.json(turn.conversation())));
    }

    /// As a gateway to the model would say it.
    private static int status(TurnEvent.Problem problem) {
        if (problem.code().equals("ollama_stalled")) {
            return 504;
        }
        return problem.code().equals("ollama_busy") || problem.code().equals("stopping") ? 503 : 502;
    }

    private void prepare(Call call, Person person) {
        boolean ready = turns.prepare(person, ChatBody.of(call.bodyOrNothing()).conversation());
        call.json(202, Map.of("ready", ready));
    }

    private void metrics(Call call) {
        call.header("Cache-Control", "no-store");
        call.send(200, MetricsPage.TYPE, metrics.text());
    }

    private void ticket(Call call, Person person) {
        call.discardBody();
        call.json(
                201,
                EventJson.object("ticket", tickets.issue(person), "expires_in_seconds", Tickets.VALID.toSeconds()));
    }

    private void ready(Call call) {
        if (!storeWorks.getAsBoolean()) {
            throw Refusal.of(503, "web.not_ready");
        }
        call.json(200, Map.of("status", "up"));
    }

    private static void openApi(Call call) {
        try (InputStream in = Api.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new IllegalStateException("openapi.json is missing");
            }
            call.send(200, "application/json", in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
