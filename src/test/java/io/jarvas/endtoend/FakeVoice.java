package io.jarvas.endtoend;

import io.jarvas.json.Json;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// A voice that Home Assistant reaches over the Wyoming protocol: all that it says is silence.
final class FakeVoice implements AutoCloseable {
    private static final byte[] SILENCE = new byte[4_410];
    private static final Map<String, Object> SOUND = Map.of("rate", 22_050, "width", 2, "channels", 1);
    private static final Map<String, Object> MAKER = Map.of("name", "Tests", "url", "http://example.org");

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());

    FakeVoice() throws IOException {
        Thread.ofVirtual().name("fake-voice").start(this::listen);
    }

    int port() {
        return server.getLocalPort();
    }

    private void listen() {
        try {
            while (true) {
                Socket client = server.accept();
                Thread.ofVirtual().name("fake-voice-client").start(() -> serve(client));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private static void serve(Socket client) {
        try (client;
                InputStream in = new BufferedInputStream(client.getInputStream());
                OutputStream out = client.getOutputStream()) {
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                Map<String, Object> event = Json.object(line);
                in.skipNBytes(length(event, "data_length") + length(event, "payload_length"));
                answer(String.valueOf(event.get("type")), out);
            }
        } catch (IOException e) {
            // it hung up
        }
    }

    private static void answer(String type, OutputStream out) throws IOException {
        switch (type) {
            case "describe" -> send(out, "info", info(), new byte[0]);
            case "synthesize" -> {
                send(out, "audio-start", SOUND, new byte[0]);
                send(out, "audio-chunk", SOUND, SILENCE);
                send(out, "audio-stop", Map.of(), new byte[0]);
            }
            default -> send(out, "pong", Map.of(), new byte[0]);
        }
    }

    private static Map<String, Object> info() {
        Map<String, Object> voice = Map.of(
                "name",
                "test",
                "attribution",
                MAKER,
                "installed",
                true,
                "description",
                "",
                "version",
                "1",
                "languages",
                List.of("en"));
        return Map.of(
                "tts",
                List.of(Map.of(
                        "name",
                        "test_voice",
                        "attribution",
                        MAKER,
                        "installed",
                        true,
                        "description",
                        "",
                        "version",
                        "1",
                        "voices",
                        List.of(voice))));
    }

    private static void send(OutputStream out, String type, Map<String, Object> data, byte[] payload)
            throws IOException {
        out.write(Json.bytes(Map.of("type", type, "data", data, "payload_length", payload.length)));
        out.write('\n');
        out.write(payload);
        out.flush();
    }

    private static int length(Map<String, Object> event, String member) {
        return event.get(member) instanceof Number number ? number.intValue() : 0;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0 && next != '\n'; next = in.read()) {
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
