package io.jarvas.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Makes WebM, in forms that encoders seldom write.
final class WebmFile {
    static final int SEGMENT = 0x18538067;
    static final int CLUSTER = 0x1F43B675;
    static final int TRACKS = 0x1654AE6B;
    static final int VOID = 0xEC;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    static WebmFile begun() {
        return new WebmFile()
                .element(0x1A45DFA3, encoded(0x4282, ascii("webm")))
                .unknown(SEGMENT)
                .element(TRACKS, opusTrack(1));
    }

    static byte[] opusTrack(int number) {
        return encoded(
                0xAE, join(encoded(0x63A2, head(1, 0)), encoded(0x86, ascii("A_OPUS")), encoded(0xD7, new byte[] {
                    (byte) number
                })));
    }

    static byte[] head(int channels, int skip) {
        return ByteBuffer.allocate(19)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(ascii("OpusHead"))
                .put((byte) 1)
                .put((byte) channels)
                .putShort((short) skip)
                .putInt(48_000)
                .array();
    }

    WebmFile element(int id, byte[] content) {
        bytes.writeBytes(encoded(id, content));
        return this;
    }

    /// With a size that is not known.
    WebmFile unknown(int id) {
        return raw(join(id(id), new byte[] {1, -1, -1, -1, -1, -1, -1, -1}));
    }

    WebmFile raw(byte[] some) {
        bytes.writeBytes(some);
        return this;
    }

    WebmFile simpleBlock(int track, Lacing lacing, List<byte[]> frames) {
        return element(0xA3, block(track, lacing, frames));
    }

    static byte[] block(int track, Lacing lacing, List<byte[]> frames) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0x80 | track);
        block.writeBytes(new byte[] {0, 0, (byte) (0x80 | flag(lacing))});
        if (lacing != Lacing.NONE) {
            block.write(frames.size() - 1);
            for (int i = 0; i < frames.size() - 1; i++) {
                int size = frames.get(i).length;
                if (lacing == Lacing.XIPH) {
                    for (; size >= 255; size -= 255) {
                        block.write(255);
                    }
                    block.write(size);
                } else if (lacing == Lacing.EBML) {
                    int written = i == 0 ? size : size - frames.get(i - 1).length + 0x1FFF;
                    block.writeBytes(new byte[] {(byte) (0x40 | (written >> 8)), (byte) written});
                }
            }
        }
        frames.forEach(block::writeBytes);
        return block.toByteArray();
    }

    private static int flag(Lacing lacing) {
        return switch (lacing) {
            case NONE -> 0;
            case XIPH -> 2;
            case FIXED -> 4;
            case EBML -> 6;
        };
    }

    static byte[] encoded(int id, byte[] content) {
        return join(
                id(id),
                ByteBuffer.allocate(4).putInt(0x10000000 | content.length).array(),
                content);
    }

    static byte[] id(int id) {
        int length = 4 - Integer.numberOfLeadingZeros(id) / 8;
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (id >> (8 * (length - 1 - i)));
        }
        return bytes;
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }
}
