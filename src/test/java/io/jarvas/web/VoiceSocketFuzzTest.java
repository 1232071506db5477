package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.VoiceEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Clients that send whatever they like to a running server, and leave as they like.
@Timeout(60)
class VoiceSocketFuzzTest {
    private static final int MESSAGES = 10_000;
    private static final int CLIENTS = 400;
    private static final int AT_ONCE = 4;
    private static final List<String> TEXTS = List.of(
            "{\"type\":\"start\"}",
            "{\"type\":\"start\",\"conversation_id\":\"c\",\"lang\":\"pt\",\"hands_free\":true}",
            "{\"type\":\"stop\"}",
            "{\"type\":\"ping\"}",
            "{\"type\":\"audio\",\"data_b64\":\"AAECAwQFBgcICQ==\"}",
            "{\"type\":\"audio\",\"data_b64\":\"%\"}",
            "{\"type\":\"none\"}",
            "{\"type\":[[[[",
            "null",
            "");
    private static final byte[][] HEADERS = {
        {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3, (byte) 0x80},
        "RIFF\0\0\0\0WAVEfmt \20\0\0\0\1\0\1\0\200>\0\0\0}\0\0\2\0\20\0data\0\0\0\0"
                .getBytes(StandardCharsets.ISO_8859_1),
        "OggS\0\2".getBytes(StandardCharsets.ISO_8859_1),
        {}
    };

    private final FakeVoice voice = new FakeVoice();
    private final AtomicInteger sent = new AtomicInteger();

    @Test
    void theServerOutlivesThemAndKeepsNothingOfThem() throws Exception {
        voice.script = (session, _) -> session.say(
                new VoiceEvent.Status(VoiceEvent.State.SPEAKING),
                new VoiceEvent.TextDelta("text"),
                new VoiceEvent.Spoken(new Sound(PcmFormat.SPEECH, ByteBuffer.allocate(3_200), 0)),
                new VoiceEvent.Status(VoiceEvent.State.LISTENING));
        WebTimes hasty = new WebTimes(
                Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofSeconds(2), Duration.ofSeconds(10));
        try (Fixture jarvas = new Fixture(voice, hasty)) {
            List<Thread> threads = new ArrayList<>();
            List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
            for (int i = 0; i < AT_ONCE; i++) {
                Random random = new Random(20261128 + i);
                threads.add(Thread.ofPlatform().start(() -> {
                    try {
                        for (int client = 0; client < CLIENTS / AT_ONCE; client++) {
                            live(jarvas.port(), random);
                        }
                    } catch (Throwable e) {
                        failures.add(e);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).isEmpty();
            assertThat(sent.get()).isGreaterThanOrEqualTo(MESSAGES);
            await().untilAsserted(() ->
                    assertThat(voice.opened).hasSize(CLIENTS).allMatch(session -> session.asked.contains("left")));
            assertThat(voice.opened.stream().flatMap(session -> session.asked.stream()))
                    .hasSizeGreaterThan(MESSAGES / 20);
            await().untilAsserted(() -> assertThat(SocketThreads.running()).isEmpty());
            try (SocketClient client = SocketClient.open(new Raw(jarvas.port()), VoiceSocket.PATH)) {
                client.send("{\"type\":\"ping\"}");
                assertThat(client.until(event -> "pong".equals(event.get("type"))))
                        .isNotEmpty();
            }
        }
    }

    private void live(int port, Random random) throws IOException {
        try (SocketClient client = SocketClient.open(new Raw(port), VoiceSocket.PATH)) {
            try {
                for (int i = 0; i < MESSAGES / CLIENTS; i++) {
                    sent.incrementAndGet();
                    client.raw.send(message(random));
                }
                if (random.nextBoolean()) {
                    client.raw.endOfRequest();
                }
            } catch (IOException parted) {
                // Broken frames end it, and what else was to be sent is sent for nothing.
                assertThat(parted).isNotNull();
            }
        }
    }

    private static byte[] message(Random random) {
        byte[] text = TEXTS.get(random.nextInt(TEXTS.size())).getBytes(StandardCharsets.UTF_8);
        boolean whole = random.nextInt(20) != 0;
        byte[] frame = switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> SocketClient.encoded(true, SocketClient.TEXT, text);
            case 4, 5, 6, 7 -> SocketClient.encoded(whole, SocketClient.BINARY, sound(random));
            case 8 -> SocketClient.encoded(true, SocketClient.PING, new byte[random.nextInt(10)]);
            default -> SocketClient.encoded(whole, random.nextInt(16), sound(random));
        };
        if (random.nextInt(40) == 0) {
            frame[random.nextInt(frame.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return random.nextInt(60) == 0 ? Arrays.copyOf(frame, random.nextInt(frame.length)) : frame;
    }

    private static byte[] sound(Random random) {
        byte[] header = HEADERS[random.nextInt(HEADERS.length)];
        byte[] noise = new byte[random.nextInt(random.nextInt(10) == 0 ? 100_000 : 3_000)];
        random.nextBytes(noise);
        byte[] sound = Arrays.copyOf(header, header.length + noise.length);
        System.arraycopy(noise, 0, sound, header.length, noise.length);
        return sound;
    }
}
