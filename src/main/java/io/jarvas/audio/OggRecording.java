package io.jarvas.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recording in Ogg, of which it reads the first stream of Opus: [RFC 3533](https://www.rfc-editor.org/rfc/rfc3533)
/// and [RFC 7845](https://www.rfc-editor.org/rfc/rfc7845). Checksums are not looked at: the connection has its own.
final class OggRecording implements Recording {
    private static final int MAGIC = 0x4F676753;
    private static final int HEADER = 27;
    private static final int LONGEST_PACKET = 64 * 1024;
    private static final int CONTINUED = 0x01;
    private static final int BEGINNING = 0x02;

    private final Consumer<ByteBuffer> out;
    private final ByteBuffer header = ByteBuffer.allocate(HEADER + 255).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteArrayOutputStream packet = new ByteArrayOutputStream();
    /// The segments of the page, and those that were read.
    private int segments;

    private int segment;
    private int left;
    private boolean ours;
    private int serial;
    /// How many packets of the stream came.
    private long packets;

    private @Nullable OpusPackets opus;

    OggRecording(Consumer<ByteBuffer> out) {
        this.out = out;
        header.limit(HEADER);
    }

    @Override
    public void read(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            if (header.hasRemaining()) {
                header.put(piece.get());
                if (!header.hasRemaining()) {
                    headerFilled();
                }
            } else {
                body(piece);
            }
        }
    }

    @Override
    public void flush() {
        if (opus != null) {
            opus.flush();
        }
    }

    @Override
    public boolean hasHeader() {
        return true;
    }

    @Override
    public boolean holdsOthers() {
        return true;
    }

    private void headerFilled() {
        if (header.limit() == HEADER) {
            if (header.getInt(0) != Integer.reverseBytes(MAGIC) || header.get(4) != 0) {
                throw AudioException.broken("no page of Ogg");
            }
            segments = header.get(HEADER - 1) & 0xFF;
            header.limit(HEADER + segments);
        }
        if (!header.hasRemaining()) {
            page();
        }
    }

    private void page() {
        int flags = header.get(5);
        int of = header.getInt(14);
        if ((flags & BEGINNING) != 0) {
            // The one that is read may be over: what it is, its first packet says.
            ours = opus == null || packets > 1;
            if (ours) {
                packets = 0;
                serial = of;
            }
        } else {
            if (opus == null) {
                throw AudioException.notUnderstood("no stream of Opus");
            }
            ours = of == serial;
        }
        if (ours && (flags & CONTINUED) == 0) {
            packet.reset();
        }
        segment = 0;
        nextSegment();
    }

    private void nextSegment() {
        if (segment == segments) {
            header.clear().limit(HEADER);
        } else {
            left = header.get(HEADER + segment) & 0xFF;
            if (left == 0) {
                segmentRead();
            }
        }
    }

    private void body(ByteBuffer piece) {
        int length = Math.min(left, piece.remaining());
        // The second packet holds remarks, and pictures.
        if (ours && packets != 1) {
            byte[] bytes = new byte[length];
            piece.get(piece.position(), bytes);
            packet.writeBytes(bytes);
            if (packet.size() > LONGEST_PACKET) {
                throw AudioException.broken("an endless packet");
            }
        }
        piece.position(piece.position() + length);
        left -= length;
        if (left == 0) {
            segmentRead();
        }
    }

    private void segmentRead() {
        boolean last = (header.get(HEADER + segment) & 0xFF) < 255;
        segment++;
        if (last && ours) {
            byte[] whole = packet.toByteArray();
            packet.reset();
            packetRead(whole);
        }
        nextSegment();
    }

    private void packetRead(byte[] whole) {
        if (packets == 0) {
            if (!OpusPackets.isHead(whole)) {
                ours = false;
                return;
            }
            flush();
            opus = new OpusPackets(whole, out);
        } else if (packets > 1 && opus != null) {
            opus.decode(whole);
        }
        packets++;
    }
}
