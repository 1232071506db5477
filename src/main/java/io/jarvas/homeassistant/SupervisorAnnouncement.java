package io.jarvas.homeassistant;

import io.jarvas.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/// Tells Home Assistant's Supervisor of Jarvas's Wyoming server, which tells Home Assistant, which asks its owner.
/// Tried until it is taken, with pauses that grow.
///
/// The protocol: <https://developers.home-assistant.io/docs/api/supervisor/endpoints#discovery>.
public final class SupervisorAnnouncement implements AutoCloseable {
    /// Where the Supervisor is, seen from an app.
    public static final URI SUPERVISOR = URI.create("http://supervisor");

    private static final System.Logger LOG = System.getLogger(SupervisorAnnouncement.class.getName());
    private static final Duration LIMIT = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

    private final HttpRequest request;
    private final Thread thread;

    private SupervisorAnnouncement(HttpRequest request) {
        this.request = request;
        thread = Thread.ofVirtual().name("discovery").unstarted(this::run);
    }

    /// Begins to tell, in the background.
    ///
    /// @param supervisor its address, that of [#SUPERVISOR] in an app
    /// @param token the Supervisor's
    /// @param port at which the server listens
    public static SupervisorAnnouncement begin(URI supervisor, String token, int port) {
        String uri = "tcp://" + hostName() + ":" + port;
        SupervisorAnnouncement announcement =
                new SupervisorAnnouncement(HttpRequest.newBuilder(supervisor.resolve("/discovery"))
                        .timeout(LIMIT)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(
                                Json.bytes(Map.of("service", "wyoming", "config", Map.of("uri", uri)))))
                        .build());
        announcement.thread.start();
        return announcement;
    }

    /// An app's machine bears its name on the network of the apps.
    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "this machine's name leads nowhere", e);
            return System.getenv().getOrDefault("HOSTNAME", "localhost");
        }
    }

    private void run() {
        try (HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build()) {
            Pauses pauses = new Pauses(FIRST_PAUSE, LONGEST_PAUSE);
            while (!told(client)) {
                Thread.sleep(pauses.next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean told(HttpClient client) throws InterruptedException {
        try {
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                LOG.log(System.Logger.Level.INFO, "Home Assistant was told that Assist can use Jarvas");
                return true;
            }
            LOG.log(System.Logger.Level.INFO, "Home Assistant was not told of Jarvas yet: HTTP {0}", status);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.INFO, "Home Assistant was not told of Jarvas yet: {0}", e.getMessage());
        }
        return false;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
