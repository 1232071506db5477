package io.jarvas.web;

import io.jarvas.conversation.Person;
import io.jarvas.doctor.Credential;
import io.jarvas.doctor.Doctor;
import io.jarvas.doctor.Report;
import io.jarvas.doctor.SelfTest;
import io.jarvas.json.Json;
import io.jarvas.language.Sentences;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// The doctor over HTTP, and the stream by which it sees what proxies do with one.
final class DoctorApi {
    static final String PATH = "/api/doctor";
    static final String STREAM = "/api/selftest/stream";
    /// About as long as an examination takes, in seconds.
    private static final String A_WHILE = "10";

    private final Doctor doctor;
    private final Administrators administrators;
    private final Tickets tickets;
    private final Semaphore free = new Semaphore(1);

    DoctorApi(Doctor doctor, Administrators administrators, Tickets tickets) {
        this.doctor = doctor;
        this.administrators = administrators;
        this.tickets = tickets;
    }

    List<Route> routes() {
        return List.of(
                Route.signedIn("GET", PATH, this::examine), Route.signedIn("GET", STREAM, (call, _) -> stream(call)));
    }

    private void examine(Call call, Person person) {
        if (!administrators.include(person)) {
            throw Refusal.of(403, "web.doctor_administrators");
        }
        if (!free.tryAcquire()) {
            throw Refusal.of(429, "web.doctor_busy").with("Retry-After", A_WHILE);
        }
        try {
            Report report = doctor.examine(new Credential.Ticket(() -> tickets.issue(person)), _ -> {});
            call.json(200, report.json(Sentences.in(call.language())));
        } finally {
            free.release();
        }
    }

    /// Pieces of an event stream with a pause before each but the first, and when each left.
    private static void stream(Call call) {
        try (OutputStream out = call.stream("text/event-stream", "no-cache")) {
            long began = System.nanoTime();
            for (int piece = 1; piece <= SelfTest.PIECES; piece++) {
                if (piece > 1) {
                    Thread.sleep(SelfTest.PAUSE);
                }
                long after = (System.nanoTime() - began) / 1_000_000;
                String data = Json.text(Map.of("piece", piece, "of", SelfTest.PIECES, "after_ms", after));
                out.write(("id: " + piece + "\ndata: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            throw call.abandoned();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.abandoned();
        }
    }
}
