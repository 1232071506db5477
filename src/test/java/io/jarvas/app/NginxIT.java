package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The sample of `deploy/nginx.conf` in a real nginx, where there is one, without its certificates.
class NginxIT {
    private static final Path NGINX = Path.of("/usr/sbin/nginx");
    private static final String NAME = "jarvas.example";

    @TempDir
    private Path directory;

    @Test
    void theFirstWordsPassWhileTheModelStillWrites() throws Exception {
        CountDownLatch firstWords = new CountDownLatch(1);
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                DemoModel demo = DemoModel.start("127.0.0.1", 0);
                ScriptedModel model = new ScriptedModel(demo.uri());
                RunningJarvas jarvas = RunningJarvas.start(
                        directory.resolve("data"),
                        Map.of(
                                "home_assistant_url", home.uri().toString(),
                                "home_assistant_token", home.token(),
                                "ollama_url", model.uri().toString(),
                                "public_url", "https://" + NAME,
                                "api_token", Program.TOKEN))) {
            model.answer(pen -> {
                pen.write("First words ");
                assertThat(firstWords.await(30, TimeUnit.SECONDS)).isTrue();
                pen.write("and the last.");
            });
            int port = Program.freePort();
            Process nginx = nginx(port, jarvas.uri().getPort());
            try (Socket client = connected(port)) {
                send(client, "GET /api/chat/stream?message=hello", "Authorization: Bearer " + Program.TOKEN);
                BufferedReader answer = reader(client);
                assertThat(answer.readLine()).isEqualTo("HTTP/1.1 200 OK");
                lineWith(answer, "First words");

                firstWords.countDown();

                lineWith(answer, "and the last.");
                lineWith(answer, "\"finished\":true");
            } finally {
                nginx.destroy();
                nginx.waitFor();
            }
        }
    }

    @Test
    void nobodyComesThroughWithoutTheToken() throws Exception {
        try (DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
                RunningJarvas jarvas = RunningJarvas.start(
                        directory.resolve("data"),
                        Map.of(
                                "home_assistant_url",
                                home.uri().toString(),
                                "home_assistant_token",
                                home.token(),
                                "ollama_url",
                                "http://127.0.0.1:" + Program.freePort(),
                                "public_url",
                                "https://" + NAME,
                                "api_token",
                                Program.TOKEN))) {
            int port = Program.freePort();
            Process nginx = nginx(port, jarvas.uri().getPort());
            try (Socket client = connected(port)) {
                send(client, "GET /api/status");
                assertThat(reader(client).readLine()).startsWith("HTTP/1.1 401 ");
            } finally {
                nginx.destroy();
                nginx.waitFor();
            }
        }
    }

    /// A server of the protocol's first step alone stands for Jarvas.
    @Test
    void aWebSocketIsOpenedAndWhatItSaysPassesBothWays() throws Exception {
        int port = Program.freePort();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process nginx = nginx(port, server.getLocalPort());
            try (Socket client = connected(port)) {
                send(client, "GET /ws/chat", "Upgrade: websocket", "Connection: Upgrade");
                try (Socket arrived = server.accept()) {
                    BufferedReader request = reader(arrived);
                    List<String> head = new ArrayList<>();
                    for (String line = request.readLine(); !line.isEmpty(); line = request.readLine()) {
                        head.add(line);
                    }
                    assertThat(head)
                            .contains(
                                    "GET /ws/chat HTTP/1.1",
                                    "Upgrade: websocket",
                                    "Connection: upgrade",
                                    "Host: " + NAME,
                                    "X-Forwarded-For: 127.0.0.1");
                    write(
                            arrived,
                            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
                    BufferedReader answer = reader(client);
                    assertThat(answer.readLine()).isEqualTo("HTTP/1.1 101 Switching Protocols");
                    lineWith(answer, "");
                    write(client, "from the client\n");
                    assertThat(request.readLine()).isEqualTo("from the client");
                    write(arrived, "from the server\n");
                    lineWith(answer, "from the server");
                }
            } finally {
                nginx.destroy();
                nginx.waitFor();
            }
        }
    }

    private Process nginx(int port, int jarvas) throws IOException {
        String site = Files.readString(Path.of("deploy", "nginx.conf"));
        assertThat(site)
                .contains(
                        "listen 443 ssl;",
                        "http://127.0.0.1:8099;",
                        "proxy_http_version 1.1;",
                        "proxy_buffering off;",
                        "proxy_read_timeout 300s;");
        String here = site.replace("listen 443 ssl;", "listen 127.0.0.1:" + port + ";")
                .replaceAll("ssl_certificate\\w* [^;]+;", "")
                .replace("http://127.0.0.1:8099;", "http://127.0.0.1:" + jarvas + ";");
        Path work = Files.createDirectories(directory.resolve("nginx"));
        Files.writeString(work.resolve("site.conf"), here);
        String user = "root".equals(System.getProperty("user.name")) ? "user root;" : "";
        Path main = Files.writeString(work.resolve("nginx.conf"), """
                daemon off; worker_processes 1; pid nginx.pid; %s
                error_log stderr warn;
                events { worker_connections 64; }
                http {
                  access_log off;
                  client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi; uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  include site.conf;
                }
                """.formatted(user));
        return new ProcessBuilder(NGINX.toString(), "-p", work.toString(), "-c", main.toString(), "-e", "stderr")
                .inheritIO()
                .start();
    }

    private static Socket connected(int port) {
        return await().atMost(30, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected);
    }

    private static void send(Socket socket, String request, String... headers) throws IOException {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        write(socket, request + " HTTP/1.1\r\nHost: " + NAME + "\r\n" + more + "\r\n");
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static void lineWith(BufferedReader answer, String text) throws IOException {
        String line = answer.readLine();
        while (line != null && !(text.isEmpty() ? line.isEmpty() : line.contains(text))) {
            line = answer.readLine();
        }
        assertThat(line).as("a line with \"%s\"", text).isNotNull();
    }
}
