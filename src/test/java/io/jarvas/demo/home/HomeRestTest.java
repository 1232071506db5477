package io.jarvas.demo.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The demo home over REST. What is expected here is what Home Assistant 2026.11 answers.
class HomeRestTest {
    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-11-23T12:00:00Z"));

    private final HttpClient http = HttpClient.newHttpClient();
    private DemoHome home;

    @BeforeEach
    void start() {
        home = DemoHome.start("127.0.0.1", 0, NOON, 7);
    }

    @AfterEach
    void stop() {
        http.shutdownNow();
        home.close();
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return http.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return http.send(
                request(path, home.token())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(home.uri() + path)).header("Authorization", "Bearer " + token);
    }

    @Test
    void saysThatItRuns() throws Exception {
        HttpResponse<String> response = get("/api/", home.token());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"message\":\"API running.\"}");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    }

    @Test
    void nobodyComesInWithoutAToken() throws Exception {
        HttpResponse<String> response = get("/api/states", "wrong");
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).isEqualTo("401: Unauthorized");
        assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(get("/api/states/light.nope", home.token()).body()).isEqualTo("{\"message\":\"Entity not found.\"}");
        assertThat(get("/api/nope", home.token()).body()).isEqualTo("404: Not Found");
        assertThat(get("/api/services/light/turn_on", home.token()).body()).isEqualTo("405: Method Not Allowed");
        assertThat(get("/api/websocket", home.token()).statusCode()).isEqualTo(400);
    }

    @Test
    void statesConfigAndServicesAreTheSameAsOverTheSocket() throws Exception {
        try (HomeClient client = HomeClient.signedIn(home.uri(), home.token())) {
            Object states = client.result("get_states");
            assertThat(get("/api/states", home.token()).body()).isEqualTo(Json.text(states));
            Object config = client.result("get_config");
            assertThat(get("/api/config", home.token()).body()).isEqualTo(Json.text(config));
        }
        assertThat(get("/api/states/light.reading_lamp", home.token()).body())
                .contains("\"state\":\"on\"", "\"brightness\":140", "\"last_changed\":\"2026-11-23T12:00:00+00:00\"");
        assertThat(get("/api/services", home.token()).body()).contains("\"domain\":\"light\"");
    }

    @Test
    void aServiceAnswersWithTheStatesThatItChanged() throws Exception {
        String lamp = "{\"entity_id\":\"light.kitchen_counter\"}";
        HttpResponse<String> first = post("/api/services/light/turn_on", lamp);
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.body()).startsWith("[{\"entity_id\":\"light.kitchen_counter\",\"state\":\"on\"");
        assertThat(post("/api/services/light/turn_on", lamp).body()).isEqualTo("[]");
        assertThat(post("/api/services/todo/get_items?return_response", "{\"entity_id\":\"todo.shopping_list\"}")
                        .body())
                .startsWith(
                        "{\"changed_states\":[],\"service_response\":{\"todo.shopping_list\":{\"items\":[{\"summary\":\"Milk\"");
    }

    @Test
    void callsThatCannotBeAreRefusedAsHomeAssistantDoes() throws Exception {
        assertThat(post("/api/services/light/nope", "{}").body()).isEqualTo("400: Bad Request");
        assertThat(post("/api/services/light/turn_on", "").body()).isEqualTo("400: Bad Request");
        assertThat(post("/api/services/light/turn_on", "[1]").body()).isEqualTo("400: Bad Request");
        assertThat(post("/api/services/light/turn_on", "xx").body())
                .isEqualTo("{\"message\":\"Data should be valid JSON.\"}");
        assertThat(post(
                                "/api/services/cover/set_cover_position",
                                "{\"entity_id\":\"cover.garage_door\",\"position\":3}")
                        .body())
                .isEqualTo(
                        "{\"message\":\"Entity cover.garage_door does not support action cover.set_cover_position\"}");
        assertThat(post("/api/services/todo/get_items", "{\"entity_id\":\"todo.shopping_list\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("/api/services/light/turn_on?return_response", "{}").body())
                .isEqualTo(
                        "{\"message\":\"Service does not support responses. Remove return_response from request.\"}");
    }

    @Test
    void theCameraHasAPicture() throws Exception {
        Map<String, Object> camera =
                Json.object(get("/api/states/camera.front_door", home.token()).body());
        String picture =
                ((Map<?, ?>) camera.get("attributes")).get("entity_picture").toString();
        HttpResponse<byte[]> response = http.send(
                HttpRequest.newBuilder(URI.create(home.uri() + picture)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.headers().firstValue("Content-Type")).hasValue("image/png");
        assertThat(Arrays.copyOf(response.body(), 4)).isEqualTo(new byte[] {(byte) 0x89, 'P', 'N', 'G'});
        assertThat(get("/api/camera_proxy/camera.front_door?token=x", "wrong").statusCode())
                .isEqualTo(403);
        assertThat(get("/api/camera_proxy/camera.nope", home.token()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void theSameSeedAndTimeGiveTheSameMeasurements() throws Exception {
        String here = get("/api/states/sensor.living_room_co2", home.token()).body();
        try (DemoHome twin = DemoHome.start("127.0.0.1", 0, NOON, 7);
                DemoHome other = DemoHome.start("127.0.0.1", 0, NOON, 8)) {
            assertThat(measured(twin)).isEqualTo(Json.object(here).get("state"));
            assertThat(measured(other)).isNotEqualTo(Json.object(here).get("state"));
        }
    }

    private Object measured(DemoHome other) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(other.uri() + "/api/states/sensor.living_room_co2"))
                .header("Authorization", "Bearer " + other.token())
                .build();
        return Json.object(
                        http.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .get("state");
    }
}
