package io.jarvas.endtoend;

import io.jarvas.app.Browser;
import io.jarvas.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/// What a test does in Home Assistant on a person's behalf: dashboards, a person of the household, signing in.
final class CardHome {
    private static final String RESIDENT = "resident";
    private static final String JSON = "application/json";
    private static final String PASSWORD = "resident-password";

    private CardHome() {}

    /// Makes a person who is no administrator, and signs that person in.
    ///
    /// @return an access token
    static String resident(URI home, String owner) {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            boolean known = ((List<?>)
                            socket.command("config/auth/list", Map.of()).get("result"))
                    .stream().anyMatch(user -> ((Map<?, ?>) user).get("name").equals(RESIDENT));
            if (!known) {
                Map<?, ?> made = (Map<?, ?>) socket.command(
                                "config/auth/create", Map.of("name", RESIDENT, "group_ids", List.of("system-users")))
                        .get("result");
                Map<?, ?> user = (Map<?, ?>) made.get("user");
                socket.command(
                        "config/auth_provider/homeassistant/create",
                        Map.of("user_id", user.get("id"), "username", RESIDENT, "password", PASSWORD));
            }
        }
        return token(home, RESIDENT, PASSWORD);
    }

    /// Answers what Home Assistant asks its owner first, where that was not done before.
    static void finishOnboarding(URI home, String owner) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String step : List.of("core_config", "analytics")) {
                http.send(
                        HttpRequest.newBuilder(home.resolve("/api/onboarding/" + step))
                                .header("Authorization", "Bearer " + owner)
                                .POST(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding());
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// As under Settings → Dashboards → Resources.
    static void addResource(URI home, String owner, String url) {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            List<?> all =
                    (List<?>) socket.command("lovelace/resources", Map.of()).get("result");
            if (all.stream()
                    .noneMatch(resource -> ((Map<?, ?>) resource).get("url").equals(url))) {
                socket.command("lovelace/resources/create", Map.of("res_type", "module", "url", url));
            }
        }
    }

    /// The dashboard `jarvas-test` shows these cards.
    static void show(URI home, String owner, List<Map<String, Object>> cards) {
        try (HomeSocket socket = new HomeSocket(home, owner)) {
            List<?> all = (List<?>)
                    socket.command("lovelace/dashboards/list", Map.of()).get("result");
            if (all.stream().noneMatch(one -> ((Map<?, ?>) one).get("url_path").equals("jarvas-test"))) {
                socket.command(
                        "lovelace/dashboards/create",
                        Map.of("url_path", "jarvas-test", "title", "Jarvas", "mode", "storage"));
            }
            socket.command(
                    "lovelace/config/save",
                    Map.of(
                            "url_path",
                            "jarvas-test",
                            "config",
                            Map.of(
                                    "views",
                                    List.of(Map.of(
                                            "title", "Jarvas",
                                            "type", "sections",
                                            "sections", List.of(Map.of("type", "grid", "cards", cards)))))));
        }
    }

    /// Opens that dashboard as who has the token.
    static void signIn(Browser browser, URI home, String token) {
        browser.driver().get(home.resolve("/manifest.json").toString());
        browser.script("""
                localStorage.clear();
                localStorage.setItem("hassTokens", JSON.stringify({
                  access_token: arguments[0], token_type: "Bearer", refresh_token: "", expires_in: 1800,
                  hassUrl: location.origin, clientId: location.origin + "/", expires: Date.now() + 1_700_000,
                }));
                """, token);
        browser.console();
        browser.driver().get(home.resolve("/jarvas-test/0").toString());
    }

    /// All that an element shows, in the elements' own trees too.
    static String text(Browser browser, String css) {
        return String.valueOf(browser.script("""
                const text = (node) => node.nodeType === Node.TEXT_NODE ? node.data
                  : ["STYLE", "SCRIPT"].includes(node.nodeName) ? ""
                  : [...(node.shadowRoot ?? node).childNodes].map(text).join("");
                return text(arguments[0]);
                """, browser.one(css)));
    }

    /// Home Assistant's own steps of signing in.
    private static String token(URI home, String name, String password) {
        String client = home + "/";
        List<String> handler = Arrays.asList("homeassistant", null);
        Map<String, Object> flow = post(
                home.resolve("/auth/login_flow"),
                JSON,
                Json.text(Map.of("client_id", client, "handler", handler, "redirect_uri", client)));
        Map<String, Object> done = post(
                home.resolve("/auth/login_flow/" + flow.get("flow_id")),
                JSON,
                Json.text(Map.of("client_id", client, "username", name, "password", password)));
        Map<String, Object> tokens = post(
                home.resolve("/auth/token"),
                "application/x-www-form-urlencoded",
                "grant_type=authorization_code&client_id=" + client + "&code=" + done.get("result"));
        return String.valueOf(tokens.get("access_token"));
    }

    private static Map<String, Object> post(URI address, String type, String body) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return Json.object(http.send(
                            HttpRequest.newBuilder(address)
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString(body))
                                    .build(),
                            BodyHandlers.ofString())
                    .body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
