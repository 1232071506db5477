package io.jarvas.doctor;

import io.jarvas.doctor.Probe.Answered;
import io.jarvas.doctor.Probe.Silent;
import io.jarvas.doctor.Sheet.Outcome;
import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Goes out and comes back in at the public address, as a browser would, and looks at when the pieces of a stream come.
final class PublicExamination implements Runnable {
    private static final String HEALTH = "/health/live";
    private static final String STREAM = "/api/selftest/stream";

    private final Setup setup;
    private final Probe probe;
    private final Sheet sheet;
    private final Credential credential;
    private final Reach reach;

    PublicExamination(Setup setup, Probe probe, Sheet sheet, Credential credential) {
        this.setup = setup;
        this.probe = probe;
        this.sheet = sheet;
        this.credential = credential;
        this.reach = new Reach("Jarvas", "public_url", setup.container());
    }

    @Override
    public void run() {
        Optional<URI> url = setup.web().url();
        if (url.isEmpty()) {
            sheet.skip(Finding.skipped("doctor.skipped.no_public"), Check.PUBLIC_ADDRESS, Check.PUBLIC_STREAM);
        } else if (setup.machine().running().get() == Setup.Running.NONE) {
            sheet.skip(Finding.skipped("doctor.skipped.stopped"), Check.PUBLIC_ADDRESS, Check.PUBLIC_STREAM);
        } else {
            Duration limit = probe.limits().question();
            Optional<URI> there = sheet.check(Check.PUBLIC_ADDRESS, limit, () -> address(url.get()));
            there.ifPresentOrElse(
                    address -> sheet.check(Check.PUBLIC_STREAM, limit, () -> Outcome.of(stream(address))),
                    () -> sheet.skip(Finding.skipped("doctor.skipped.public"), Check.PUBLIC_STREAM));
        }
    }

    private static URI under(URI url, String path) {
        return URI.create(url.toString().replaceAll("/+$", "") + path);
    }

    private Outcome<URI> address(URI url) throws InterruptedException {
        return switch (probe.get(under(url, HEALTH))) {
            case Silent silent -> Outcome.of(reach.silent(url, silent));
            case Answered answer
            when isAlive(answer) ->
                Outcome.of(
                        Finding.fine("doctor.public.there", url, answer.took().toMillis()), url);
            case Answered answer -> Outcome.of(refused(url, answer));
        };
    }

    private static boolean isAlive(Answered answer) {
        try {
            return answer.status() == 200
                    && "up".equals(Json.object(answer.body()).get("status"));
        } catch (JsonException e) {
            return false;
        }
    }

    /// What stands between: a proxy that does not know Jarvas, or Jarvas, which does not know the proxy.
    private Finding refused(URI url, Answered answer) {
        if (says(answer, "web.http_1_0")) {
            return Finding.broken("doctor.public.http_1_0");
        }
        if (says(answer, "web.ingress_only") || says(answer, "web.no_user")) {
            return Finding.broken("doctor.public.ingress", url);
        }
        Optional<Finding> stranger = reach.stranger(url, answer);
        if (stranger.isPresent()) {
            return stranger.get();
        }
        return switch (answer.status()) {
            case 401 -> Finding.broken("doctor.public.wrong_token");
            case 403 -> Finding.broken("doctor.public.origin", url);
            case 404 -> reach.broken("path", url);
            case 421 -> Finding.broken("doctor.public.host", url);
            case 502, 503, 504 -> reach.broken("gateway", url);
            default -> reach.broken("stranger", url);
        };
    }

    private static boolean says(Answered answer, String key) {
        return Arrays.stream(Language.values())
                .map(language -> Sentences.in(language).say(key))
                .anyMatch(sentence -> answer.body().contains(sentence));
    }

    private Finding stream(URI url) throws InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(probe.limits().answer());
        switch (credential) {
            case Credential.None _ -> {
                return Finding.skipped("doctor.skipped.credential");
            }
            case Credential.Token(String token) ->
                request.uri(under(url, STREAM)).header("Authorization", "Bearer " + token);
            case Credential.Ticket ticket ->
                request.uri(under(url, STREAM + "?ticket=" + ticket.ticket().get()));
        }
        // A browser would take it compressed, so whoever compresses streams is found out.
        request.header("Accept", "text/event-stream").header("Accept-Encoding", "gzip");
        try {
            HttpResponse<InputStream> response =
                    probe.client().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream in = response.body()) {
                if (response.statusCode() != 200) {
                    String body = new String(in.readNBytes(64 << 10), StandardCharsets.UTF_8);
                    return refused(
                            url,
                            new Answered(
                                    response.statusCode(), response.headers(), body, Instant.EPOCH, Duration.ZERO));
                }
                if (!response.headers()
                        .firstValue("Content-Encoding")
                        .orElse("identity")
                        .equals("identity")) {
                    return Finding.warning("doctor.public.compressed");
                }
                return pieces(in);
            }
        } catch (IOException e) {
            return reach.silent(url, Probe.silent(e));
        }
    }

    private static Finding pieces(InputStream in) throws IOException {
        List<Long> came = new ArrayList<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("data:")) {
                came.add(System.nanoTime());
            }
        }
        if (came.size() < SelfTest.PIECES) {
            return Finding.broken("doctor.public.cut", came.size(), SelfTest.PIECES);
        }
        Duration spread = Duration.ofNanos(came.getLast() - came.getFirst());
        Duration sent = SelfTest.PAUSE.multipliedBy(SelfTest.PIECES - 1L);
        return spread.multipliedBy(2).compareTo(sent) < 0
                ? Finding.broken("doctor.public.buffered")
                : Finding.fine("doctor.public.stream");
    }
}
