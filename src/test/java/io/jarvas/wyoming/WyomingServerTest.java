package io.jarvas.wyoming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.RunningThreads;
import io.jarvas.speech.AssistRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class WyomingServerTest {
    private static final WyomingServerConfig CONFIG = new WyomingServerConfig("127.0.0.1", 0, "1.2.3");

    private final ScriptedAgent agent = new ScriptedAgent();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void saysWhatItIs() throws IOException {
        Client client = client(server(CONFIG));

        client.send(new Event("describe"));

        Event info = client.event("info");
        assertThat(Values.objects(info.data(), "handle"))
                .satisfiesExactly(
                        program -> {
                            assertThat(program)
                                    .containsEntry("name", "jarvas")
                                    .containsEntry("installed", true)
                                    .containsEntry("version", "1.2.3")
                                    .containsEntry("supports_home_control", true)
                                    .containsEntry("supports_handled_streaming", false);
                            assertThat(Values.objects(program, "models"))
                                    .satisfiesExactly(model -> assertThat(model)
                                            .containsEntry("languages", List.of("en", "pt"))
                                            .containsEntry("installed", true)
                                            .containsKey("attribution"));
                        },
                        program -> assertThat(program)
                                .containsEntry("name", "jarvas-streaming")
                                .containsEntry("supports_home_control", true)
                                .containsEntry("supports_handled_streaming", true));
    }

    @Test
    void answersOneQuestionAfterTheOther() throws IOException {
        Client client = client(server(CONFIG));
        Map<String, Object> context = Map.of(
                "conversation_id", "01K", "device_id", "d1", "satellite_id", "assist_satellite.kitchen", "other", 7);

        for (String text : List.of("turn on the light", "", "até já")) {
            client.send(new Event("transcript", Map.of("text", text, "language", "pt-PT", "context", context)));

            Event handled = client.event("handled");
            assertThat(handled.data()).isEqualTo(Map.of("text", text, "context", context));
            assertThat(agent.requests.remove())
                    .isEqualTo(new AssistRequest(
                            text,
                            Optional.of("pt-PT"),
                            Optional.of("01K"),
                            Optional.of("d1"),
                            Optional.of("assist_satellite.kitchen")));
        }
    }

    @Test
    void aConversationWithoutANameGetsOne() throws IOException {
        Client client = client(server(CONFIG));

        client.send(transcript("hello"));

        Event handled = client.event("handled");
        AssistRequest request = agent.requests.remove();
        assertThat(handled.data().get("context"))
                .isEqualTo(Map.of("conversation_id", request.conversation().orElseThrow()));
        assertThat(request.device()).isEmpty();
        assertThat(request.language()).isEmpty();
    }

    @Test
    void whatCannotBeDoneIsNotHandled() throws IOException {
        Client client = client(server(CONFIG));

        client.send(transcript("refuse"));

        assertThat(client.event("not-handled").text("text")).contains("I cannot do that.");
    }

    @Test
    void answersInPiecesWhoeverSelectsThat() throws IOException {
        Client client = client(server(CONFIG));
        client.send(new Event("select-program", Map.of("name", "jarvas-streaming")));

        client.send(new Event(
                "transcript", Map.of("text", "one two", "context", Map.of("conversation_id", "c", "more", true))));

        Map<String, Object> context = Map.of("conversation_id", "c", "more", true);
        assertThat(client.events(5))
                .containsExactly(
                        new Event("handled-start", Map.of("context", context)),
                        new Event("handled-chunk", Map.of("text", "one ")),
                        new Event("handled-chunk", Map.of("text", "two")),
                        new Event("handled", Map.of("text", "one two", "context", context)),
                        new Event("handled-stop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"silent", "refuse", "begin and refuse"})
    void aStreamIsWholeHoweverItIsAnswered(String text) throws IOException {
        Client client = client(server(CONFIG));
        client.send(new Event("select-program", Map.of("name", "jarvas-streaming")));
        client.send(transcript(text));
        client.send(new Event("ping"));
        List<String> types = new ArrayList<>();
        List<String> expected = new ArrayList<>(
                switch (text) {
                    case "silent" -> List.of("handled-start", "handled-chunk", "handled", "handled-stop");
                    case "refuse" -> List.of("not-handled");
                    default -> List.of("handled-start", "handled-chunk", "not-handled", "handled-stop");
                });
        expected.add("pong");

        for (Event event : client.events(expected.size())) {
            types.add(event.type());
        }

        assertThat(types).containsExactlyInAnyOrderElementsOf(expected);
        types.remove("pong");
        expected.remove("pong");
        assertThat(types).isEqualTo(expected);
    }

    @Test
    void aProgramThatDoesNotExistChangesNothing() throws IOException {
        Client client = client(server(CONFIG));
        client.send(new Event("select-program", Map.of("name", "other")));
        client.send(transcript("hello"));

        assertThat(client.events(1).getFirst().type()).isEqualTo("handled");
    }

    @Test
    void answersPingsWhileItAnswersAndDropsWhatIsForOthers() throws Exception {
        Client client = client(server(CONFIG));
        client.send(transcript("wait"));
        assertThat(agent.waiting.poll(10, TimeUnit.SECONDS)).isNotNull();
        client.send(new Event("transcript-start"));
        client.send(new Event("transcript-chunk", Map.of("text", "x")));
        client.send(new Event("transcript-stop"));
        client.send(new Event("audio-chunk", Map.of("rate", 16_000), ByteBuffer.allocate(2_000)));
        client.send(new Event("ping", Map.of("text", "there?")));
        client.send(new Event("ping"));

        assertThat(client.events(2)).containsExactly(new Event("pong", Map.of("text", "there?")), new Event("pong"));
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void aClientThatVanishesIsLeftAlone() throws Exception {
        Client client = client(server(CONFIG));
        client.send(transcript("wait"));
        client.send(transcript("and this"));
        AssistRequest asked = agent.waiting.poll(10, TimeUnit.SECONDS);

        client.close();

        assertThat(agent.left.poll(1, TimeUnit.SECONDS)).isNotNull().isEqualTo(asked);
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void whoIsNotOnTheListIsLetGoWithoutAByte() throws IOException {
        WyomingServer server = start(CONFIG, false);
        Client client = client(server);

        client.send(new Event("describe"));

        assertThat(client.isLetGo()).isTrue();
    }

    @Test
    void aListThatBreaksLetsNobodyIn() throws IOException {
        WyomingServer server = WyomingServer.start(CONFIG, agent, address -> {
            throw new IllegalStateException("broken on purpose");
        });
        open.add(server);

        assertThat(client(server).isLetGo()).isTrue();
        assertThat(client(server).isLetGo()).isTrue();
    }

    @Test
    void oneMoreThanThereIsRoomForIsLetGoAndComesInLater() throws Exception {
        WyomingServer server =
                server(new WyomingServerConfig("127.0.0.1", 0, "1", 2, Duration.ofMinutes(1), Duration.ofSeconds(10)));
        Client first = client(server);
        first.send(transcript("wait"));
        Client second = client(server);
        second.send(new Event("ping"));
        second.event("pong");
        agent.waiting.poll(10, TimeUnit.SECONDS);

        assertThat(client(server).isLetGo()).isTrue();
        first.close();

        assertThat(agent.left.poll(10, TimeUnit.SECONDS)).isNotNull();
        Client third = client(server);
        while (third.isLetGo(new Event("ping"))) {
            third = client(server);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\n",
                "{\"type\":\"transcript\"}\n",
                "{\"type\":\"transcript\",\"data\":{\"text\":5}}\n",
                "{\"type\":\"a\",\"payload_length\":999999999}\n"
            })
    void whoDoesNotKeepToTheProtocolIsToldAndLetGo(String text) throws IOException {
        Client client = client(server(CONFIG));

        client.sendRaw(text.getBytes(UTF_8));

        assertThat(client.event("error").text("code")).contains("broken-event");
        assertThat(client.isLetGo()).isTrue();
        assertThat(agent.requests).isEmpty();
    }

    @Test
    void aBrokenAnswerIsAnError() throws IOException {
        Client client = client(server(CONFIG));

        client.send(transcript("break"));

        assertThat(client.event("error").text("code")).contains("internal");
        assertThat(client.isLetGo()).isTrue();
    }

    @Test
    void whoAsksAndAsksWithoutWaitingIsLetGo() throws Exception {
        Client client = client(server(CONFIG));
        client.send(transcript("wait"));
        assertThat(agent.waiting.poll(10, TimeUnit.SECONDS)).isNotNull();
        for (int i = 0; i < 20; i++) {
            client.sendOrLeave(transcript("wait"));
        }

        assertThat(agent.left.poll(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(agent.requests).hasSize(1);
    }

    @Test
    void anIdleClientIsLetGoButNotOneThatWaits() throws Exception {
        WyomingServer server =
                server(new WyomingServerConfig("127.0.0.1", 0, "1", 8, Duration.ofMillis(200), Duration.ofSeconds(10)));
        Client waiting = client(server);
        waiting.send(transcript("wait"));
        assertThat(agent.waiting.poll(10, TimeUnit.SECONDS)).isNotNull();

        assertThat(client(server).isLetGo()).isTrue();
        assertThat(agent.left).isEmpty();
    }

    @Test
    void whoSendsHalfAnEventIsLetGo() throws IOException {
        WyomingServer server =
                server(new WyomingServerConfig("127.0.0.1", 0, "1", 8, Duration.ofMinutes(1), Duration.ofMillis(200)));
        Client client = client(server);

        client.sendRaw("{\"type\":".getBytes(UTF_8));

        assertThat(client.isLetGo()).isTrue();
    }

    @Test
    void whoDoesNotTakeItsAnswerIsLetGo() throws Exception {
        WyomingServer server =
                server(new WyomingServerConfig("127.0.0.1", 0, "1", 8, Duration.ofMinutes(1), Duration.ofMillis(300)));
        Client client = client(server);
        client.send(new Event("select-program", Map.of("name", "jarvas-streaming")));

        client.send(transcript("much"));

        assertThat(agent.left.poll(10, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void closingLeavesNobody() throws Exception {
        WyomingServer server = server(CONFIG);
        Client client = client(server);
        client.send(transcript("wait"));
        assertThat(agent.waiting.poll(10, TimeUnit.SECONDS)).isNotNull();
        Client idle = client(server);

        server.close();

        assertThat(RunningThreads.named("wyoming-")).isEmpty();
        assertThat(agent.left).hasSize(1);
        assertThat(client.isLetGo()).isTrue();
        assertThat(idle.isLetGo()).isTrue();
    }

    @Test
    void aPortThatIsTakenIsSaid() {
        WyomingServer server = server(CONFIG);
        WyomingServerConfig same = new WyomingServerConfig("127.0.0.1", server.port(), "1");

        assertThatThrownBy(() -> WyomingServer.start(same, agent, address -> true))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + server.port());
    }

    private static Event transcript(String text) {
        return new Event("transcript", Map.of("text", text));
    }

    private WyomingServer server(WyomingServerConfig config) {
        return start(config, true);
    }

    private WyomingServer start(WyomingServerConfig config, boolean welcome) {
        WyomingServer server = WyomingServer.start(config, agent, address -> welcome);
        open.add(server);
        return server;
    }

    private Client client(WyomingServer server) throws IOException {
        Client client = new Client(server.port());
        open.add(client);
        return client;
    }

    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final EventReader reader;
        private final EventWriter writer;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(10_000);
            reader = new EventReader(socket.getInputStream(), EventLimits.OF_SERVICE);
            writer = new EventWriter(socket.getOutputStream());
        }

        void send(Event event) throws IOException {
            writer.write(event);
        }

        void sendRaw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        void sendOrLeave(Event event) {
            try {
                writer.write(event);
            } catch (IOException gone) {
                // The server let go of it already.
            }
        }

        Event event(String type) throws IOException {
            Event event = reader.next().orElseThrow();
            assertThat(event.type()).isEqualTo(type);
            return event;
        }

        List<Event> events(int count) throws IOException {
            List<Event> events = new ArrayList<>();
            while (events.size() < count) {
                Event event = reader.next().orElseThrow();
                events.add(new Event(event.type(), new LinkedHashMap<>(event.data())));
            }
            return events;
        }

        boolean isLetGo() throws IOException {
            try {
                return reader.next().isEmpty();
            } catch (SocketException reset) {
                return true;
            }
        }

        /// Whether it is let go instead of being answered.
        boolean isLetGo(Event question) throws IOException {
            try {
                send(question);
                return reader.next().isEmpty();
            } catch (SocketException reset) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
