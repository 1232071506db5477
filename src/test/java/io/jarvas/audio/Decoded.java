package io.jarvas.audio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Random;

/// What a decoder lets out.
final class Decoded {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    final SpeechDecoder decoder = new SpeechDecoder(this::hear);

    private void hear(ByteBuffer samples) {
        byte[] bytes = new byte[samples.remaining()];
        samples.get(bytes);
        heard.writeBytes(bytes);
    }

    byte[] heard() {
        return heard.toByteArray();
    }

    Decoded read(byte[] bytes, int from, int to) {
        decoder.decode(ByteBuffer.wrap(bytes, from, to - from).asReadOnlyBuffer());
        return this;
    }

    Decoded read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /// In pieces of the length, and to the end.
    static byte[] inPieces(byte[] bytes, int length) {
        Decoded decoded = new Decoded();
        for (int at = 0; at < bytes.length; at += length) {
            decoded.read(bytes, at, Math.min(bytes.length, at + length));
        }
        return decoded.end();
    }

    static byte[] cutAt(byte[] bytes, int cut) {
        return new Decoded().read(bytes, 0, cut).read(bytes, cut, bytes.length).end();
    }

    static byte[] inRandomPieces(byte[] bytes, Random random) {
        Decoded decoded = new Decoded();
        for (int at = 0; at < bytes.length; ) {
            int to = Math.min(bytes.length, at + random.nextInt(200));
            decoded.read(bytes, at, to);
            at = to;
        }
        return decoded.end();
    }

    static byte[] whole(byte[] bytes) {
        return new Decoded().read(bytes).end();
    }

    byte[] end() {
        decoder.end();
        return heard();
    }

    static byte[] sample(String name) {
        try (InputStream in = Decoded.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
