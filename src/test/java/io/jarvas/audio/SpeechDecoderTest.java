package io.jarvas.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.jarvas.speech.PcmFormat;
import io.jarvas.speech.Sound;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The samples hold a tone of 600 Hz for half a second, then one of 1500 Hz for another; the short ones a bit of the
/// first.
class SpeechDecoderTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "live-mono.webm",
                "live-stereo.webm",
                "file.webm",
                "mono.ogg",
                "stereo.ogg",
                "u8.wav",
                "s24.wav",
                "f32.wav"
            })
    void whatWasRecordedIsHeard(String sample) {
        float[] heard = Tones.samples(Decoded.whole(Decoded.sample(sample)));

        assertThat(heard.length).isCloseTo(16_000, within(500));
        for (int[] tone : new int[][] {{600, 1_600, 6_400}, {1_500, 9_600, 14_400}}) {
            Tones.Measure measure = Tones.measure(heard, tone[1], tone[2], tone[0], 16_000);
            // ffmpeg makes the channels of a pair quieter.
            double loud = sample.startsWith("live-s") || sample.startsWith("s") ? 0.354 : 0.5;
            // Opus of few bits keeps a tone no better.
            assertThat(measure.amplitude()).as(tone[0] + " Hz").isCloseTo(loud, within(0.13));
            assertThat(measure.purity()).as(tone[0] + " Hz").isLessThan(-9);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "live-mono.webm",
                "live-stereo.webm",
                "file.webm",
                "mono.ogg",
                "stereo.ogg",
                "u8.wav",
                "s24.wav",
                "f32.wav"
            })
    void itComesInWhateverPieces(String sample) {
        byte[] bytes = Decoded.sample(sample);
        byte[] whole = Decoded.whole(bytes);

        assertThat(Decoded.inPieces(bytes, 1)).isEqualTo(whole);
        assertThat(Decoded.inPieces(bytes, 3)).isEqualTo(whole);
        Random random = new Random(9);
        for (int i = 0; i < 10; i++) {
            assertThat(Decoded.inRandomPieces(bytes, random)).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"short.webm", "short.ogg"})
    void itIsCutAnywhere(String sample) {
        assertCutAnywhere(Decoded.sample(sample));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32, -32, -64})
    void wavOfAnyFormIsCutAnywhere(int bits) {
        for (int channels : new int[] {1, 2, 8}) {
            for (int length : new int[] {-1, 0, 1}) {
                byte[] wav = wav(Tones.sine(1_000, 24_000, 0.5, 40), 24_000, channels, bits, length);
                assertCutAnywhere(wav);
                assertThat(Decoded.whole(wav)).hasSize(2 * 27);
            }
        }
    }

    private static void assertCutAnywhere(byte[] bytes) {
        byte[] whole = Decoded.whole(bytes);
        assertThat(whole).isNotEmpty();
        for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(Decoded.cutAt(bytes, cut)).as("cut at " + cut).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 24, 32, -32, -64})
    void wavOfAnyFormAndLengthSounds(int bits) {
        for (int channels : new int[] {1, 2, 6}) {
            for (int length : new int[] {-1, 0, 1}) {
                byte[] wav = wav(Tones.sine(1_000, 44_100, 0.5, 44_100), 44_100, channels, bits, length);
                float[] heard = Tones.samples(Decoded.whole(wav));
                Tones.Measure measure = Tones.measure(heard, 1_000, 15_000, 1_000, 16_000);

                assertThat(heard).hasSize(16_000);
                assertThat(measure.amplitude()).isCloseTo(0.5, within(0.01));
                assertThat(measure.purity()).isLessThan(bits == 8 ? -35 : -70);
            }
        }
    }

    @Test
    void samplesWithoutAHeaderStayAsTheyAre() {
        byte[] noise = noise(1_001);

        for (int cut = 0; cut <= noise.length; cut++) {
            assertThat(Decoded.cutAt(noise, cut)).isEqualTo(Arrays.copyOf(noise, 1_000));
        }
        assertThat(Decoded.whole(Arrays.copyOf(noise, 7))).isEqualTo(Arrays.copyOf(noise, 6));
        assertThat(Decoded.whole(new byte[0])).isEmpty();
    }

    @Test
    void waveOf16KilohertzStaysAsItIs() {
        byte[] noise = noise(2_000);
        byte[] wav = Wav.of(new Sound(PcmFormat.SPEECH, ByteBuffer.wrap(noise), 0));

        assertThat(Decoded.whole(wav)).isEqualTo(noise);
    }

    @Test
    void wavHasOtherChunksAndWhatComesAfterTheSoundIsNone() {
        byte[] wav = wav(Tones.sine(1_000, 16_000, 0.5, 1_001), 16_000, 1, 8, 1);
        byte[] remark = WebmFile.join(WebmFile.ascii("LIST"), new byte[] {5, 0, 0, 0}, new byte[6]);
        byte[] more = WebmFile.join(
                Arrays.copyOf(wav, 12), remark, Arrays.copyOfRange(wav, 12, wav.length), new byte[1], remark, wav);

        assertThat(Decoded.whole(more)).isEqualTo(WebmFile.join(Decoded.whole(wav), Decoded.whole(wav)));
        assertCutAnywhere(more);
    }

    @ParameterizedTest
    @EnumSource(Lacing.class)
    void blocksHoldFramesInEveryWay(Lacing lacing) throws Exception {
        List<byte[]> packets = packets(12);
        WebmFile file = WebmFile.begun().unknown(WebmFile.CLUSTER).element(0xE7, new byte[] {0});
        WebmFile plain = WebmFile.begun().unknown(WebmFile.CLUSTER);
        for (int i = 0; i < packets.size(); i += 3) {
            List<byte[]> frames = packets.subList(i, i + 3);
            frames.forEach(frame -> plain.simpleBlock(1, Lacing.NONE, List.of(frame)));
            if (lacing == Lacing.NONE) {
                frames.forEach(frame ->
                        file.element(0xA0, WebmFile.encoded(0xA1, WebmFile.block(1, Lacing.NONE, List.of(frame)))));
            } else {
                file.simpleBlock(1, lacing, frames);
            }
        }

        assertThat(Decoded.whole(file.bytes()))
                .isEqualTo(Decoded.whole(plain.bytes()))
                .hasSize(12 * 640);
        byte[] whole = Decoded.whole(plain.bytes());
        for (int cut = 0; cut <= file.bytes().length; cut += 7) {
            assertThat(Decoded.cutAt(file.bytes(), cut)).isEqualTo(whole);
        }
    }

    @Test
    void onlyTheTrackOfOpusIsHeard() throws Exception {
        List<byte[]> packets = packets(4);
        byte[] video = WebmFile.encoded(
                0xAE,
                WebmFile.join(WebmFile.encoded(0xD7, new byte[] {1}), WebmFile.encoded(0x86, WebmFile.ascii("V_VP8"))));
        WebmFile file = new WebmFile()
                .element(0x1A45DFA3, new byte[40])
                .element(WebmFile.VOID, new byte[3_000])
                .unknown(WebmFile.SEGMENT)
                .element(0x114D9B74, new byte[300])
                .element(WebmFile.TRACKS, WebmFile.join(video, WebmFile.opusTrack(2), WebmFile.opusTrack(3)))
                .element(0x1254C367, new byte[5]);
        for (byte[] packet : packets) {
            file.unknown(WebmFile.CLUSTER)
                    .element(WebmFile.VOID, new byte[5])
                    .simpleBlock(1, Lacing.NONE, List.of(new byte[400_000]))
                    .simpleBlock(3, Lacing.NONE, List.of(packets.getLast()))
                    .simpleBlock(2, Lacing.NONE, List.of(packet));
        }
        WebmFile plain = WebmFile.begun();
        packets.forEach(packet -> plain.simpleBlock(1, Lacing.NONE, List.of(packet)));

        assertThat(Decoded.whole(file.bytes())).isEqualTo(Decoded.whole(plain.bytes()));
    }

    @Test
    void aRecordingThatGoesOnAfterAStartIsTheSame() {
        byte[] bytes = Decoded.sample("live-mono.webm");
        Decoded decoded = new Decoded().read(bytes, 0, 1_000);
        decoded.decoder.begin();

        assertThat(decoded.read(bytes, 1_000, 1_005)
                        .read(bytes, 1_005, bytes.length)
                        .end())
                .isEqualTo(Decoded.whole(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live-mono.webm", "mono.ogg", "u8.wav"})
    void aNewRecordingBeginsAnewWhateverCameBefore(String second) {
        byte[] bytes = Decoded.sample(second);
        byte[] alone = Decoded.whole(bytes);
        for (String first : List.of("live-mono.webm", "mono.ogg", "u8.wav", "raw", "aac.mp4")) {
            byte[] before = first.equals("raw") ? noise(999) : Decoded.sample(first);
            Decoded decoded = new Decoded();
            try {
                decoded.read(before, 0, before.length - 100);
            } catch (AudioException e) {
                assertThat(first).isEqualTo("aac.mp4");
            }
            int heard = decoded.heard().length;
            decoded.decoder.begin();
            for (int at = 0; at < bytes.length; at += 5) {
                decoded.read(bytes, at, Math.min(bytes.length, at + 5));
            }
            byte[] all = decoded.end();
            assertThat(Arrays.copyOfRange(all, heard, all.length))
                    .as("after " + first)
                    .isEqualTo(alone);
        }
    }

    @Test
    void aPieceThatBeginsWithAHeaderBeginsAnotherRecording() {
        byte[] bytes = Decoded.sample("live-mono.webm");
        byte[] alone = Decoded.whole(bytes);

        assertThat(new Decoded().read(bytes, 0, 2_000).read(bytes).end())
                .hasSizeGreaterThan(alone.length)
                .endsWith(alone);

        byte[] twice = WebmFile.join(bytes, bytes);
        assertThat(Decoded.inPieces(twice, 100)).isEqualTo(WebmFile.join(alone, alone));
        byte[] ogg = Decoded.sample("mono.ogg");
        assertThat(Decoded.inPieces(WebmFile.join(ogg, ogg), 100))
                .isEqualTo(WebmFile.join(Decoded.whole(ogg), Decoded.whole(ogg)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aac.mp4", "vorbis.ogg"})
    void anotherFormIsNotUnderstood(String sample) {
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, Decoded.sample(sample));
    }

    @Test
    void formsThatAreKnownButNotUnderstood() {
        float[] tone = Tones.sine(1_000, 8_000, 0.5, 100);
        byte[] compressed = wav(tone, 8_000, 1, 8, 1);
        compressed[20] = 7;
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, compressed);
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, wav(tone, 1_000, 1, 16, 1));
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, wav(tone, 8_000, 9, 16, 1));
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, WebmFile.ascii("RIFF....AVI LIST"));
        assertRefused(AudioException.Code.NOT_UNDERSTOOD, WebmFile.ascii("fLaC............"));
        assertRefused(
                AudioException.Code.NOT_UNDERSTOOD,
                new WebmFile()
                        .element(0x1A45DFA3, new byte[0])
                        .simpleBlock(1, Lacing.NONE, List.of(new byte[4]))
                        .bytes());
    }

    @Test
    void whateverLengthsAreClaimedLittleIsHeld() {
        byte[] endless = {1, 0x7F, -1, -1, -1, -1, -1, -1};
        for (int id : new int[] {0xEC, 0xA3, 0x1C53BB6B, 0x1A45DFA3}) {
            Decoded decoded = new Decoded()
                    .read(WebmFile.begun().raw(WebmFile.id(id)).raw(endless).bytes());
            for (int i = 0; i < 100; i++) {
                decoded.read(noise(10_000));
            }
            assertThat(decoded.end()).isEmpty();
        }
        for (int id : new int[] {0x63A2, 0x86, 0xD7}) {
            assertRefused(
                    AudioException.Code.BROKEN,
                    WebmFile.begun().raw(WebmFile.id(id)).raw(endless).bytes());
        }
        byte[] wav = WebmFile.join(WebmFile.ascii("RIFF....WAVELIST"), new byte[] {-1, -1, -1, -1}, noise(100_000));
        assertThat(Decoded.whole(wav)).isEmpty();
    }

    @Test
    void whatIsBrokenIsToldOnceAndForAll() {
        byte[] broken = WebmFile.begun().raw(new byte[10]).bytes();
        Decoded decoded = new Decoded();

        assertThatThrownBy(() -> decoded.read(broken))
                .isInstanceOfSatisfying(
                        AudioException.class, e -> assertThat(e.code()).isEqualTo(AudioException.Code.BROKEN));
        assertThatThrownBy(() -> decoded.read(new byte[1])).isInstanceOf(AudioException.class);
        assertThat(decoded.end()).isEmpty();
        decoded.decoder.begin();
        assertThat(decoded.read(noise(100)).end()).isEqualTo(noise(100));
    }

    @Test
    void brokenBlocksAreRefused() throws Exception {
        byte[] packet = packets(1).getFirst();
        for (byte[] block : List.of(
                new byte[0],
                new byte[] {0, 0, 0, 0},
                new byte[] {(byte) 0x81},
                new byte[] {(byte) 0x81, 0, 0},
                new byte[] {(byte) 0x81, 0, 0, 2},
                new byte[] {(byte) 0x81, 0, 0, 2, 1, -1, -1},
                new byte[] {(byte) 0x81, 0, 0, 2, 1, 9, 1, 1},
                new byte[] {(byte) 0x81, 0, 0, 4, 1, 1, 2, 3},
                new byte[] {(byte) 0x81, 0, 0, 6, 2, (byte) 0x81, (byte) 0x80, 1, 2, 3},
                new byte[] {(byte) 0x81, 0, 0, 6, 1, 0})) {
            assertRefused(
                    AudioException.Code.BROKEN,
                    WebmFile.begun().element(0xA3, block).bytes());
        }
        // A frame of no length is left out.
        assertThat(Decoded.whole(WebmFile.begun()
                        .simpleBlock(1, Lacing.XIPH, List.of(new byte[0], packet))
                        .bytes()))
                .hasSize(640);
    }

    private static void assertRefused(AudioException.Code code, byte[] bytes) {
        for (int piece : new int[] {bytes.length, 1, 13}) {
            assertThatThrownBy(() -> Decoded.inPieces(bytes, piece))
                    .isInstanceOfSatisfying(
                            AudioException.class, e -> assertThat(e.code()).isEqualTo(code));
        }
    }

    /// Of 20 ms each.
    static List<byte[]> packets(int count) throws Exception {
        OpusEncoder encoder = new OpusEncoder(48_000, 1, OpusApplication.OPUS_APPLICATION_VOIP);
        encoder.setBitrate(24_000);
        List<byte[]> packets = new ArrayList<>();
        float[] tone = Tones.sine(600, 48_000, 0.5, 960 * count);
        for (int i = 0; i < count; i++) {
            short[] samples = new short[960];
            for (int j = 0; j < 960; j++) {
                samples[j] = (short) (tone[i * 960 + j] * 32_767);
            }
            byte[] packet = new byte[1_000];
            packets.add(Arrays.copyOf(packet, encoder.encode(samples, 0, 960, packet, 0, packet.length)));
        }
        if (count > 2) {
            // Of equal length, for blocks that want it.
            packets.replaceAll(packet -> packets.get(1));
        }
        return packets;
    }

    /// @param bits negative for floats
    /// @param length -1 for the highest there is, 0 for none, 1 for the right one
    static byte[] wav(float[] samples, int rate, int channels, int bits, int length) {
        int bytes = Math.abs(bits) / 8;
        int size = samples.length * channels * bytes;
        ByteBuffer wav = ByteBuffer.allocate(44 + size).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(WebmFile.ascii("RIFF"))
                .putInt(36 + size)
                .put(WebmFile.ascii("WAVEfmt "))
                .putInt(16);
        wav.putShort((short) (bits < 0 ? 3 : 1)).putShort((short) channels).putInt(rate);
        wav.putInt(rate * channels * bytes).putShort((short) (channels * bytes)).putShort((short) Math.abs(bits));
        wav.put(WebmFile.ascii("data")).putInt(length == 1 ? size : length);
        for (float sample : samples) {
            for (int channel = 0; channel < channels; channel++) {
                switch (bits) {
                    case 8 -> wav.put((byte) Math.round(128 + sample * 127));
                    case 16 -> wav.putShort((short) Math.round(sample * 32_767));
                    case 24 -> {
                        int value = Math.round(sample * 8_388_607);
                        wav.putShort((short) value).put((byte) (value >> 16));
                    }
                    case 32 -> wav.putInt((int) Math.round(sample * 2_147_483_647.0));
                    case -32 -> wav.putFloat(sample);
                    default -> wav.putDouble(sample);
                }
            }
        }
        return wav.array();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(length).nextBytes(noise);
        return noise;
    }
}
