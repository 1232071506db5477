package io.jarvas.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.jarvas.speech.PcmFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WavReaderTest {
    private static final byte[] SAMPLES = {1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0};

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 100})
    void theSamplesComeWholeWhereverTheStreamIsCut(int cut) throws IOException {
        WavReader reader = new WavReader(cut(file(1, 22_050, 2, 16, SAMPLES.length, new byte[0]), cut));

        assertThat(reader.format()).isEqualTo(new PcmFormat(22_050, 2));
        assertThat(all(reader, 8)).isEqualTo(SAMPLES);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MAX_VALUE})
    void aFileThatIsStillBeingWrittenGoesOnToItsEnd(int size) throws IOException {
        WavReader reader =
                new WavReader(new ByteArrayInputStream(file(1, 16_000, 1, 16, size, new byte[] {9, 9, 9, 9})));

        assertThat(all(reader, 100)).hasSize(SAMPLES.length + 4);
    }

    @Test
    void whatFollowsTheSoundIsLeftOut() throws IOException {
        WavReader reader =
                new WavReader(new ByteArrayInputStream(file(0xFFFE, 16_000, 1, 16, SAMPLES.length, new byte[] {9, 9})));

        assertThat(all(reader, 100)).isEqualTo(SAMPLES);
    }

    @Test
    void otherSoundIsRefused() {
        assertThatIOException()
                .isThrownBy(() ->
                        new WavReader(new ByteArrayInputStream(file(3, 16_000, 1, 32, SAMPLES.length, new byte[0]))))
                .withMessage("sound of the coding 3 with 32 bits");
        assertThatIOException()
                .isThrownBy(() -> new WavReader(
                        new ByteArrayInputStream("ID3 is no WAV file".getBytes(StandardCharsets.US_ASCII))))
                .withMessage("no WAV file");
        assertThatIOException().isThrownBy(() -> new WavReader(new ByteArrayInputStream(new byte[3])));
    }

    private static byte[] all(WavReader reader, int most) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Optional<ByteBuffer> piece = reader.next(most); piece.isPresent(); piece = reader.next(most)) {
            byte[] bytes = new byte[piece.get().remaining()];
            assertThat(bytes.length % reader.format().frame()).isZero();
            piece.get().get(bytes);
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    /// With something of an odd length before the sound, as ffmpeg writes it.
    private static byte[] file(int coding, int rate, int channels, int bits, int size, byte[] more) {
        ByteBuffer file = ByteBuffer.allocate(200).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(-1).put(ascii("WAVE"));
        file.put(ascii("fmt ")).putInt(16).putShort((short) coding).putShort((short) channels);
        file.putInt(rate).putInt(rate * channels * bits / 8).putShort((short) (channels * bits / 8));
        file.putShort((short) bits);
        file.put(ascii("LIST")).putInt(3).put(new byte[4]);
        file.put(ascii("data")).putInt(size).put(SAMPLES).put(more);
        byte[] bytes = new byte[file.position()];
        file.flip().get(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static InputStream cut(byte[] bytes, int length) {
        return new FilterInputStream(new ByteArrayInputStream(bytes)) {
            @Override
            public int read(byte[] to, int offset, int most) throws IOException {
                return super.read(to, offset, Math.min(most, length));
            }
        };
    }
}
