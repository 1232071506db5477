package io.jarvas.web;

import io.jarvas.assistant.Turns;
import io.jarvas.conversation.Person;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What the API answers about Jarvas itself. `openapi.json`, beside this class, describes all of the API.
final class Api {
    private final Turns turns;
    private final StatusPage status;
    private final MetricsPage metrics;
    private final BooleanSupplier storeWorks;
    private final Tickets tickets;
    private final Administrators administrators;

    /// @param storeWorks whether a message could be stored now
    Api(
            Turns turns,
            StatusPage status,
            MetricsPage metrics,
            BooleanSupplier storeWorks,
            Tickets tickets,
            Administrators administrators) {
        this.turns = turns;
        this.status = status;
        this.metrics = metrics;
        this.storeWorks = storeWorks;
        this.tickets = tickets;
        this.administrators = administrators;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn(
                        "GET", "/api/status", (call, person) -> call.json(200, status.in(call.language(), person))),
                Route.signedIn("GET", "/api/me", this::me),
                Route.signedIn("POST", "/api/prepare", this::prepare),
                Route.signedIn("POST", Tickets.PATH, this::ticket),
                Route.open("GET", "/api/openapi.json", Api::openApi),
                Route.signedIn("GET", MetricsPage.PATH, (call, _) -> metrics(call)),
                Route.open("GET", "/health/live", call -> call.json(200, Map.of("status", "up"))),
                Route.open("GET", "/health/ready", this::ready));
    }

    private void me(Call call, Person person) {
        call.json(
                200,
                EventJson.object(
                        "person",
                        person.id(),
                        "administrator",
                        administrators.include(person),
                        "name",
                        administrators.name(person).orElse(null)));
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
