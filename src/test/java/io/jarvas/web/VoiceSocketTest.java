package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.assistant.TurnEvent;
import io.jarvas.audio.Wav;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.language.Language;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import io.jarvas.voice.VoiceEvent;
import io.jarvas.voice.VoiceEvent.State;
import io.jarvas.voice.VoiceSession.Start;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A voice session over a WebSocket.
@Timeout(30)
class VoiceSocketTest {
    private static final PcmFormat SPOKEN = new PcmFormat(22_050, 1);

    private final FakeVoice voice = new FakeVoice();
    private final Fixture jarvas = new Fixture(voice, WebTimes.USUAL);

    @AfterEach
    void stop() {
        jarvas.close();
        await().untilAsserted(() -> assertThat(SocketThreads.running()).isEmpty());
    }

    @Test
    void aSessionIsOpenedForWhoeverComesIn() throws Exception {
        try (SocketClient client = open(VoiceSocket.PATH + "/?language=pt", Fixture.AUTHORIZED)) {
            assertThat(client.text()).isEqualTo("{\"type\":\"status\",\"status\":\"connected\"}");
            assertThat(voice.session().person.id()).isEqualTo("token:api");
            assertThat(voice.session().language).isEqualTo(Language.PORTUGUESE);
        }
        await().until(() -> voice.session().asked.contains("left"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'start'}                                                   |      |            | false",
                "{'type':'start','conversation_id':'c1','lang':'pt'}                | c1   | PORTUGUESE | false",
                "{'type':'start','conversation_id':42,'lang':'pt-PT'}               | 42   | PORTUGUESE | false",
                "{'type':'start','conversation_id':null,'lang':'','hands_free':true}|      |            | true",
                "{'type':'start','lang':'xx','hands_free':false,'other':[1]}        |      |            | false",
            })
    void startSaysWhatToListenTo(String message, String conversation, Language language, boolean handsFree)
            throws Exception {
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send(message.replace('\'', '"'));

            assertThat(client.text()).isEqualTo("{\"type\":\"status\",\"status\":\"listening\"}");
            assertThat(voice.session().started)
                    .containsExactly(
                            new Start(Optional.ofNullable(conversation), Optional.ofNullable(language), handsFree));
        }
    }

    @Test
    void aButtonIsHeldUntilItIsLetGo() throws Exception {
        try (SocketClient client = started()) {
            client.send("{\"type\":\"hold\",\"held\":true}").send("{\"type\":\"hold\",\"held\":false}");
            client.send("{\"type\":\"hold\"}");

            assertThat(client.event()).containsEntry("code", "bad_message");
            assertThat(voice.session().asked).containsExactly("start", "hold", "let go");
        }
    }

    @Test
    void soundComesAsBytesOrInJson() throws Exception {
        byte[] sound = noise(64_000);
        try (SocketClient client = started()) {
            client.frame(true, SocketClient.BINARY, Arrays.copyOf(sound, 10_001));
            client.send("{\"type\":\"audio\",\"data_b64\":\""
                    + Base64.getEncoder().encodeToString(Arrays.copyOfRange(sound, 10_001, 30_000)) + "\"}");
            client.frame(false, SocketClient.BINARY, Arrays.copyOfRange(sound, 30_000, 40_000));
            client.frame(true, SocketClient.PING, new byte[0]);
            client.frame(true, SocketClient.CONTINUATION, Arrays.copyOfRange(sound, 40_000, 64_000));
            client.send("{\"type\":\"stop\"}").send("{\"type\":\"ping\"}");

            assertThat(client.text()).isEqualTo("{\"type\":\"pong\"}");
            assertThat(voice.session().asked).containsExactly("start", "stop");
            assertThat(voice.session().heard()).isEqualTo(sound);
        }
    }

    @Test
    void everythingIsToldInItsOrder() throws Exception {
        voice.script = (session, _) -> session.say(
                new VoiceEvent.Status(State.CONNECTED),
                new VoiceEvent.Status(State.LISTENING),
                new VoiceEvent.PartialTranscript("Acende"),
                new VoiceEvent.FinalTranscript("Acende a luz."),
                new VoiceEvent.Status(State.THINKING),
                new VoiceEvent.Turn("t1", new TurnEvent.Accepted("t1", "c1")),
                new VoiceEvent.TextDelta("Já "),
                new VoiceEvent.Status(State.SPEAKING),
                new VoiceEvent.Spoken(new Sound(SPOKEN, ByteBuffer.wrap(noise(100)), 0)),
                new VoiceEvent.TextFinal("t1", "c1", "Já \"está\"."),
                new VoiceEvent.Turn("t1", new TurnEvent.Done(true, "t1", "c1", Map.of(), Map.of())),
                new VoiceEvent.Problem("text_to_speech_unreachable", "Nobody speaks.", true),
                new VoiceEvent.Status(State.ERROR));
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");

            assertThat(texts(client, 12))
                    .containsExactly(
                            "{'type':'status','status':'listening'}",
                            "{'type':'partial_transcript','text':'Acende'}",
                            "{'type':'final_transcript','text':'Acende a luz.'}",
                            "{'type':'status','status':'thinking'}",
                            "{'type':'turn_event','turn_id':'t1','event':'status','data':{'phase':'accepted','turn_id':'t1','conversation_id':'c1'}}",
                            "{'type':'llm_text_delta','text':'Já '}",
                            "{'type':'status','status':'speaking'}",
                            "{'type':'tts_audio_chunk','format':'wav','data_b64':'"
                                    + Base64.getEncoder().encodeToString(wav(noise(100))) + "','sentence':0}",
                            "{'type':'llm_text_final','text':'Já \\'está\\'.','conversation_id':'c1','turn_id':'t1'}",
                            "{'type':'turn_event','turn_id':'t1','event':'done','data':{'finished':true,'conversation_id':'c1','turn_id':'t1','timings':{},'tokens':{}}}",
                            "{'type':'error','error':'Nobody speaks.','code':'text_to_speech_unreachable','retryable':true}",
                            "{'type':'status','status':'error'}");
        }
    }

    @Test
    void whatComesLateOfATurnSaysWhichItIs() throws Exception {
        voice.script = (session, _) -> session.say(
                new VoiceEvent.Turn("t1", new TurnEvent.Accepted("t1", "c1")),
                new VoiceEvent.Turn("t2", new TurnEvent.Accepted("t2", "c2")),
                new VoiceEvent.Turn("t1", new TurnEvent.Progress(TurnEvent.Phase.ACTING, "")),
                new VoiceEvent.TextFinal("t1", "c1", "It opens."));
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");

            assertThat(texts(client, 4))
                    .endsWith(
                            "{'type':'turn_event','turn_id':'t1','event':'status','data':{'phase':'acting','detail':''}}",
                            "{'type':'llm_text_final','text':'It opens.','conversation_id':'c1','turn_id':'t1'}");
        }
    }

    @Test
    void eachPieceOfSpeechCanBePlayedByItself() throws Exception {
        voice.script = (session, _) -> session.say(
                new VoiceEvent.Spoken(new Sound(new PcmFormat(24_000, 2), ByteBuffer.wrap(noise(4_800)), 3)));
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");
            Map<String, Object> chunk = client.event();
            byte[] wav = Base64.getDecoder().decode(chunk.get("data_b64").toString());

            try (AudioInputStream read = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
                assertThat(read.getFormat().matches(new AudioFormat(24_000, 16, 2, true, false)))
                        .isTrue();
                assertThat(read.readAllBytes()).isEqualTo(noise(4_800));
            }
            assertThat(chunk).containsEntry("sentence", 3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "[]",
                "{",
                "{'type':'none'}",
                "{'type':1}",
                "{}",
                "{'type':'start','conversation_id':[]}",
                "{'type':'start','lang':5}",
                "{'type':'start','hands_free':'yes'}",
                "{'type':'audio','data_b64':'!'}",
                "{'type':'audio','data_b64':7}",
            })
    void whatIsNoMessageIsAnErrorAndTheSessionGoesOn(String message) throws Exception {
        try (SocketClient client = open(VoiceSocket.PATH, "Accept-Language: pt")) {
            client.text();
            client.send(message.replace('\'', '"'));

            assertThat(client.event())
                    .containsEntry("type", "error")
                    .containsEntry("code", "bad_message")
                    .containsEntry("retryable", false)
                    .containsKey("error");
            client.send("{\"type\":\"start\"}");
            assertThat(client.text()).contains("listening");
        }
    }

    @Test
    void aFaultOfOursIsAnErrorAndTheSessionGoesOn() throws Exception {
        voice.script = (_, _) -> {
            throw new IllegalStateException("a test");
        };
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}").send("{\"type\":\"ping\"}");

            assertThat(client.event()).containsEntry("code", "internal");
            assertThat(client.text()).contains("pong");
        }
    }

    @Test
    void whereThereIsNoVoiceStartSaysSo() throws Exception {
        try (Fixture mute = new Fixture();
                SocketClient client = SocketClient.open(new Raw(mute.port()), VoiceSocket.PATH)) {
            assertThat(client.text()).contains("connected");
            client.frame(true, SocketClient.BINARY, new byte[100]).send("{\"type\":\"stop\"}");
            client.send("{\"type\":\"start\",\"lang\":\"pt\"}").send("{\"type\":\"ping\"}");

            assertThat(client.text())
                    .isEqualTo(
                            "{\"type\":\"error\",\"error\":\"O Jarvas não ouve nem fala aqui. Escreva, ou configure um "
                                    + "serviço de reconhecimento de fala.\",\"code\":\"voice_off\",\"retryable\":false}");
            assertThat(client.text()).contains("pong");
        }
    }

    @Test
    void aLongRecordingMayComeAtOnceButNotAnEndlessOne() throws Exception {
        byte[] second = new byte[32_000];
        try (SocketClient client = started()) {
            for (int i = 0; i < 110; i++) {
                client.frame(true, SocketClient.BINARY, second);
            }
            client.send("{\"type\":\"ping\"}");
            assertThat(client.text()).contains("pong");
            // Faster than the time that passes meanwhile makes room for.
            byte[] minute = new byte[1_000_000];
            for (int i = 0; i < 20; i++) {
                client.frame(true, SocketClient.BINARY, minute);
            }
            assertThat(client.event()).containsEntry("code", "audio_too_much");
            assertThat(voice.session().asked).containsExactly("start", "stop");
            client.frame(true, SocketClient.BINARY, minute);
            client.send("{\"type\":\"ping\"}");
            assertThat(client.text()).contains("pong");
        }
    }

    @Test
    void bytesAreLimited() throws Exception {
        try (SocketClient client = started()) {
            client.raw.send(new byte[] {(byte) 0x82, (byte) 0xFF, 0, 0, 0, 0, 0, 0x10, 0, 1, 0, 0, 0, 0});
            assertThat(client.closed()).isEqualTo(1009);
        }
        try (SocketClient client = started()) {
            client.frame(false, SocketClient.BINARY, new byte[1024 * 1024]);
            client.frame(true, SocketClient.CONTINUATION, new byte[1]);
            assertThat(client.closed()).isEqualTo(1009);
        }
        try (SocketClient client = started()) {
            client.frame(false, SocketClient.BINARY, new byte[1]);
            client.frame(true, SocketClient.TEXT, new byte[1]);
            assertThat(client.closed()).isEqualTo(1002);
        }
        try (SocketClient client = started()) {
            client.raw.send(new byte[] {(byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 0x20, 0, 1, 0, 0, 0, 0});
            assertThat(client.closed()).isEqualTo(1009);
        }
    }

    @Test
    void aSlowClientMissesNoTextButTheOldestSound() throws Exception {
        byte[] second = noise(44_100);
        int sentences = 400;
        voice.script = (session, _) -> {
            for (int i = 0; i < sentences; i++) {
                session.say(
                        new VoiceEvent.TextDelta("text " + i),
                        new VoiceEvent.Spoken(new Sound(SPOKEN, ByteBuffer.wrap(second), i)));
            }
        };
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");
            await().until(() -> !voice.session().started.isEmpty());
            client.send("{\"type\":\"ping\"}");
            List<Map<String, Object>> told = client.until(event -> "pong".equals(event.get("type")));

            assertThat(told.stream().filter(event -> "llm_text_delta".equals(event.get("type"))))
                    .hasSize(sentences);
            List<Integer> heard = told.stream()
                    .filter(event -> event.containsKey("sentence"))
                    .map(event -> (Integer) event.get("sentence"))
                    .toList();
            assertThat(heard).isSorted().hasSizeLessThan(sentences).endsWith(sentences - 2, sentences - 1);
        }
    }

    @Test
    void whatWaitsToBeHeardIsLetGoWhenThePersonSpeaks() throws Exception {
        byte[] second = noise(44_100);
        voice.script = (session, _) -> {
            session.say(new VoiceEvent.Status(State.SPEAKING));
            for (int i = 0; i < 400; i++) {
                session.say(new VoiceEvent.Spoken(new Sound(SPOKEN, ByteBuffer.wrap(second), i)));
            }
            session.say(new VoiceEvent.Status(State.LISTENING));
        };
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");
            await().until(() -> !voice.session().started.isEmpty());
            client.send("{\"type\":\"ping\"}");
            List<Map<String, Object>> told = client.until(event -> "pong".equals(event.get("type")));

            assertThat(told).extracting(event -> event.get("sentence")).doesNotContain(399);
            assertThat(told.get(told.size() - 2)).containsEntry("status", "listening");
        }
    }

    @Test
    void aClientThatLeavesTooMuchUnreadIsPartedWith() throws Exception {
        String text = "a".repeat(1_000_000);
        voice.script = (session, _) -> {
            for (int i = 0; i < 20; i++) {
                session.say(new VoiceEvent.TextDelta(text));
            }
        };
        try (SocketClient client = open(VoiceSocket.PATH)) {
            client.text();
            client.send("{\"type\":\"start\"}");
            await().until(() -> voice.session().asked.contains("start"));

            assertThat(client.closed()).isEqualTo(1008);
        }
        await().until(() -> voice.session().asked.contains("left"));
    }

    @Test
    void aClientThatAsksAndDoesNotReadIsGivenUp() throws Exception {
        WebTimes hasty = new WebTimes(
                Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10), Duration.ofSeconds(10));
        try (Fixture quick = new Fixture(voice, hasty);
                SocketClient client = SocketClient.open(new Raw(quick.port()), VoiceSocket.PATH)) {
            await().until(() -> !voice.opened.isEmpty());
            byte[] pings = SocketClient.encoded(
                    true, SocketClient.TEXT, "{\"type\":\"ping\"}".getBytes(StandardCharsets.UTF_8));
            Thread flood = Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        client.raw.send(pings);
                    }
                } catch (IOException ended) {
                    assertThat(ended).isNotNull();
                }
            });
            await().until(() -> voice.session().asked.contains("left"));
            flood.join();
        }
    }

    @Test
    void aClientThatVanishesLeavesItsSession() throws Exception {
        SocketClient client = started();
        client.frame(false, SocketClient.BINARY, new byte[100]);
        client.raw.leave();

        await().until(() -> voice.session().asked.contains("left"));
    }

    @Test
    void whoseTokenIsRevokedIsToldAndLeaves() throws Exception {
        String secret = jarvas.tokens.make(new Name("tablet")).orElseThrow().text();
        try (SocketClient client = open(VoiceSocket.PATH, "Authorization: Bearer " + secret)) {
            client.text();
            client.send("{\"type\":\"start\"}");
            client.text();
            assertThat(Raw.json(jarvas.port(), "DELETE", "/api/tokens/tablet", "")
                            .status())
                    .isEqualTo(204);

            assertThat(client.closed()).isEqualTo(1008);
            await().until(() -> voice.session().asked.contains("left"));
        }
    }

    @Test
    void whenTheServerStopsItSaysGoodbyeEvenToWhoDoesNotRead() throws Exception {
        byte[] second = noise(44_100);
        try (SocketClient reading = started();
                SocketClient deaf = started()) {
            FakeVoice.Session of = voice.opened.getLast();
            for (int i = 0; i < 400; i++) {
                of.say(new VoiceEvent.Spoken(new Sound(SPOKEN, ByteBuffer.wrap(second), i)));
            }
            Thread.ofVirtual().start(jarvas::close);

            assertThat(reading.closed()).isEqualTo(1001);
            reading.raw.leave();
            await().until(() -> voice.opened.stream().allMatch(session -> session.asked.contains("left")));
            assertThat(deaf.raw).isNotNull();
            await().untilAsserted(() -> assertThat(SocketThreads.running()).isEmpty());
        }
    }

    private SocketClient open(String target, String... headers) throws IOException {
        return SocketClient.open(new Raw(jarvas.port()), target, headers);
    }

    /// One that listens.
    private SocketClient started() throws IOException {
        SocketClient client = open(VoiceSocket.PATH);
        assertThat(client.text()).contains("connected");
        client.send("{\"type\":\"start\"}");
        assertThat(client.text()).contains("listening");
        return client;
    }

    private static List<String> texts(SocketClient client, int count) throws IOException {
        String[] texts = new String[count];
        for (int i = 0; i < count; i++) {
            texts[i] = client.text().replace('"', '\'');
        }
        return List.of(texts);
    }

    private static byte[] wav(byte[] samples) {
        return Wav.of(new Sound(SPOKEN, ByteBuffer.wrap(samples), 0));
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
