package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.conversation.StoreSoundness;
import io.jarvas.doctor.Check;
import io.jarvas.json.Json;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorApiTest {
    @Test
    void whoSitsAtTheMachineGetsEveryCheckInTheirLanguage() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.get(jarvas.port(), "/api/doctor?language=pt");

            assertThat(answer.status()).isEqualTo(200);
            Map<String, Object> report = Json.object(answer.body());
            assertThat(report).containsEntry("works", false);
            assertThat((List<?>) report.get("checks")).hasSize(Check.values().length);
            assertThat(answer.body()).contains("Ninguém escuta em http://127.0.0.1:1.");
        }
    }

    @Test
    void aTokenIsNoAdministrator() throws Exception {
        try (Fixture jarvas = new Fixture()) {
            Raw.Answer answer = Raw.get(jarvas.port(), "/api/doctor", "Authorization: Bearer " + Fixture.TOKEN);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).contains("may call the doctor");
        }
    }

    @Test
    void anAdministratorOfHomeAssistantMayAndAGuestMayNot() throws Exception {
        try (Fixture jarvas = new Fixture(Fixture::behindIngress);
                Raw boss = new Raw(jarvas.port(), "127.0.0.2");
                Raw guest = new Raw(jarvas.port(), "127.0.0.2")) {
            boss.send(boss.head("GET", "/api/doctor", "X-Remote-User-Id: boss") + "\r\n");
            guest.send(guest.head("GET", "/api/doctor", "X-Remote-User-Id: guest") + "\r\n");

            assertThat(boss.answer().status()).isEqualTo(200);
            assertThat(guest.answer().status()).isEqualTo(403);
        }
    }

    @Test
    void oneExaminationAtATime() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (Fixture jarvas = new Fixture()) {
            jarvas.soundness = _ -> {
                began.countDown();
                try {
                    end.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return StoreSoundness.SOUND;
            };
            CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> status(jarvas.port()));
            began.await();

            Raw.Answer second = Raw.get(jarvas.port(), "/api/doctor");

            assertThat(second.status()).isEqualTo(429);
            assertThat(second.header("Retry-After")).isEqualTo("10");
            end.countDown();
            await().until(first::isDone);
            assertThat(first).isCompletedWithValue(200);
            assertThat(status(jarvas.port())).isEqualTo(200);
        }
    }

    @Test
    void theStreamOfTheSelfTestComesPieceByPiece() throws Exception {
        try (Fixture jarvas = new Fixture();
                HttpClient client = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://127.0.0.1:" + jarvas.port() + "/api/selftest/stream");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("Authorization", "Bearer " + Fixture.TOKEN)
                    .build();
            List<Map<String, Object>> pieces = new ArrayList<>();
            List<Long> came = new ArrayList<>();
            try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                    client.send(request, HttpResponse.BodyHandlers.ofInputStream())
                            .body(),
                    StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("data: ")) {
                        came.add(System.nanoTime());
                        pieces.add(Json.object(line.substring("data: ".length())));
                    }
                }
            }

            assertThat(pieces).extracting(piece -> piece.get("piece")).containsExactly(1, 2, 3, 4, 5);
            assertThat(Duration.ofNanos(came.getLast() - came.getFirst())).isGreaterThan(Duration.ofMillis(600));
            assertThat(Raw.get(jarvas.port(), "/api/selftest/stream", "Authorization: Bearer wrong")
                            .status())
                    .isEqualTo(401);
        }
    }

    private static int status(int port) {
        try {
            return Raw.get(port, "/api/doctor").status();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
