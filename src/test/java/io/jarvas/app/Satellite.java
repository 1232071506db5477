package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// A voice satellite, as Jarvas hears of it over Wyoming.
///
/// @param port where Jarvas listens for Assist
/// @param device its id in Home Assistant
record Satellite(int port, String device) {
    /// What is understood there.
    ///
    /// @return what is answered, as it came
    String hears(String words) throws IOException {
        Map<String, Object> context = Map.of("conversation_id", "01K", "device_id", device);
        String event = Json.text(
                Map.of("type", "transcript", "data", Map.of("text", words, "language", "en", "context", context)));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((event + "\n").getBytes(StandardCharsets.UTF_8));
            String header = answers.readLine();
            assertThat(Json.object(header).get("type")).isEqualTo("handled");
            Number length = (Number) Json.object(header).getOrDefault("data_length", 0);
            char[] data = new char[length.intValue()];
            int read = 0;
            // The data are bytes; as characters they are at most as many.
            while (read < data.length
                    && new String(data, 0, read).getBytes(StandardCharsets.UTF_8).length < data.length) {
                int more = answers.read(data, read, 1);
                assertThat(more).isPositive();
                read += more;
            }
            return header + new String(data, 0, read);
        }
    }
}
