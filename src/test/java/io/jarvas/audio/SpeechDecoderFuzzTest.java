package io.jarvas.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Recordings that are damaged, in pieces cut at random: what is heard is little, and what goes wrong is an
/// [AudioException].
@Timeout(60)
class SpeechDecoderFuzzTest {
    private static final int CASES = 40_000;
    private static final byte[][] HEADERS = {
        {0x1A, 0x45, (byte) 0xDF, (byte) 0xA3},
        WebmFile.ascii("RIFF\0\0\0\0WAVE"),
        WebmFile.ascii("OggS\0\2"),
        WebmFile.ascii("....ftypmp42")
    };

    @Test
    void nothingButAnAudioExceptionComesOut() throws Exception {
        Random random = new Random(20261128);
        List<byte[]> good = good();
        int refused = 0;
        long heard = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] bytes = damaged(good, random);
            long[] samples = {0};
            SpeechDecoder decoder = new SpeechDecoder(piece -> samples[0] += piece.remaining());
            int at = 0;
            while (at < bytes.length) {
                int to = Math.min(bytes.length, at + 1 + random.nextInt(random.nextBoolean() ? 8 : 1_000));
                ByteBuffer piece = ByteBuffer.wrap(bytes, at, to - at);
                at = to;
                try {
                    if (random.nextInt(50) == 0) {
                        decoder.begin();
                    }
                    decoder.decode(piece);
                    if (random.nextInt(50) == 0) {
                        decoder.end();
                    }
                } catch (AudioException e) {
                    refused++;
                    decoder.begin();
                }
            }
            try {
                decoder.end();
            } catch (AudioException e) {
                refused++;
            }
            // A byte of Opus may last 120 ms.
            assertThat(samples[0]).isLessThan(4_000L * (bytes.length + 10));
            heard += samples[0];
        }
        assertThat(refused).isGreaterThan(CASES / 20);
        assertThat(heard).isGreaterThan(CASES * 100L);
    }

    private static List<byte[]> good() throws Exception {
        byte[] packet = SpeechDecoderTest.packets(1).getFirst();
        List<byte[]> good = new ArrayList<>();
        for (Lacing lacing : Lacing.values()) {
            List<byte[]> frames = lacing == Lacing.NONE ? List.of(packet) : List.of(packet, packet);
            good.add(WebmFile.begun()
                    .unknown(WebmFile.CLUSTER)
                    .simpleBlock(1, lacing, frames)
                    .element(WebmFile.VOID, new byte[3])
                    .bytes());
        }
        good.add(Arrays.copyOf(Decoded.sample("short.ogg"), 300));
        for (int bits : new int[] {8, 16, 24, 32, -32, -64}) {
            good.add(SpeechDecoderTest.wav(Tones.sine(500, 44_100, 0.5, 60), 44_100, 2, bits, bits == 24 ? -1 : 1));
        }
        return good;
    }

    private static byte[] damaged(List<byte[]> good, Random random) {
        byte[] bytes = good.get(random.nextInt(good.size())).clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
            case 1 -> {
                int at = random.nextInt(bytes.length);
                int length = random.nextInt(Math.min(16, bytes.length - at) + 1);
                Arrays.fill(bytes, at, at + length, (byte) (random.nextBoolean() ? 0xFF : random.nextInt(256)));
            }
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
            case 3 -> {
                byte[] other = good.get(random.nextInt(good.size()));
                int at = random.nextInt(bytes.length);
                bytes = WebmFile.join(
                        Arrays.copyOf(bytes, at),
                        Arrays.copyOfRange(other, random.nextInt(other.length), other.length));
            }
            case 4 -> {
                byte[] noise = new byte[random.nextInt(400)];
                random.nextBytes(noise);
                bytes = WebmFile.join(HEADERS[random.nextInt(HEADERS.length)], noise);
            }
            default -> {
                byte[] noise = new byte[random.nextInt(40)];
                random.nextBytes(noise);
                int at = random.nextInt(bytes.length);
                bytes = WebmFile.join(Arrays.copyOf(bytes, at), noise, Arrays.copyOfRange(bytes, at, bytes.length));
            }
        }
        return bytes;
    }
}
