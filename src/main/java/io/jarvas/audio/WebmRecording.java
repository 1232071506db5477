package io.jarvas.audio;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A recording in WebM, of which it reads the first track of Opus: [RFC 8794](https://www.rfc-editor.org/rfc/rfc8794)
/// for EBML, [RFC 9559](https://www.rfc-editor.org/rfc/rfc9559) for Matroska.
///
/// It reads the elements one after another as they come, and not as a tree: each id means one thing wherever it stands.
/// So it needs to know neither where a cluster ends nor whether it says so.
final class WebmRecording implements Recording {
    private static final int EBML = 0x1A45DFA3;
    private static final int SEGMENT = 0x18538067;
    private static final int TRACKS = 0x1654AE6B;
    private static final int TRACK_ENTRY = 0xAE;
    private static final int TRACK_NUMBER = 0xD7;
    private static final int CODEC_ID = 0x86;
    private static final int CODEC_PRIVATE = 0x63A2;
    private static final int CONTENT_ENCODINGS = 0x6D80;
    private static final int CLUSTER = 0x1F43B675;
    private static final int BLOCK_GROUP = 0xA0;
    private static final int BLOCK = 0xA1;
    private static final int SIMPLE_BLOCK = 0xA3;

    private static final int LONGEST_ID = 4;
    private static final int LONGEST_BLOCK = 256 * 1024;
    private static final int LONGEST_VALUE = 4 * 1024;

    /// What is known of a track so far.
    private static final class Track {
        private long number = -1;
        private String codec = "";
        private Optional<byte[]> head = Optional.empty();
        private boolean encoded;
    }

    private final Consumer<ByteBuffer> out;
    private final ByteBuffer header = ByteBuffer.allocate(LONGEST_ID + EbmlNumber.LONGEST);
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    /// The element whose content is read; 0 where it is skipped.
    private int id;
    /// Of the element's content; none while a header is read.
    private long left;

    private @Nullable Track entry;
    private long number = -1;
    private @Nullable OpusPackets opus;

    WebmRecording(Consumer<ByteBuffer> out) {
        this.out = out;
    }

    @Override
    public void read(ByteBuffer piece) {
        while (piece.hasRemaining()) {
            if (left == 0) {
                header.put(piece.get());
                headerGrew();
            } else {
                content(piece);
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

    private void headerGrew() {
        int idLength = Integer.numberOfLeadingZeros(header.get(0) & 0xFF) - 24 + 1;
        if (idLength > LONGEST_ID) {
            throw AudioException.broken("no id of an element");
        }
        if (header.position() <= idLength) {
            return;
        }
        int length = EbmlNumber.length(header.get(idLength));
        if (header.position() < idLength + length) {
            return;
        }
        int found = 0;
        for (int i = 0; i < idLength; i++) {
            found = (found << 8) | (header.get(i) & 0xFF);
        }
        OptionalLong size = EbmlNumber.size(header.array(), idLength, length);
        header.clear();
        element(found, size);
    }

    /// @param size none where it is not known
    private void element(int found, OptionalLong size) {
        switch (found) {
            case EBML -> {
                flush();
                entry = null;
                opus = null;
            }
            case TRACK_ENTRY -> {
                settle();
                entry = new Track();
            }
            case SEGMENT, TRACKS, CLUSTER, BLOCK_GROUP -> {}
            default -> leaf(found, size.orElseThrow(() -> AudioException.broken("an element without an end")));
        }
        if (found == EBML) {
            // What it says is of no use here, and it always says how long it is.
            skip(size.orElseThrow(() -> AudioException.broken("a header without an end")));
        }
    }

    private void leaf(int found, long size) {
        switch (found) {
            case TRACK_NUMBER, CODEC_ID, CODEC_PRIVATE -> {
                if (size > LONGEST_VALUE) {
                    throw AudioException.broken("an endless value");
                }
                collect(found, size);
            }
            // A longer one is of a picture.
            case BLOCK, SIMPLE_BLOCK -> {
                if (size > LONGEST_BLOCK) {
                    skip(size);
                } else {
                    collect(found, size);
                }
            }
            case CONTENT_ENCODINGS -> {
                if (entry != null) {
                    entry.encoded = true;
                }
                skip(size);
            }
            default -> skip(size);
        }
    }

    private void skip(long size) {
        id = 0;
        left = size;
    }

    private void collect(int found, long size) {
        id = found;
        left = size;
        if (size == 0) {
            value(new byte[0]);
        }
    }

    private void content(ByteBuffer piece) {
        int length = (int) Math.min(left, piece.remaining());
        if (id != 0) {
            byte[] bytes = new byte[length];
            piece.get(piece.position(), bytes);
            content.writeBytes(bytes);
        }
        piece.position(piece.position() + length);
        left -= length;
        if (left == 0 && id != 0) {
            byte[] whole = content.toByteArray();
            content.reset();
            value(whole);
        }
    }

    private void value(byte[] bytes) {
        if (id == BLOCK || id == SIMPLE_BLOCK) {
            settle();
            block(bytes);
        } else if (entry != null) {
            switch (id) {
                case TRACK_NUMBER -> entry.number = unsigned(bytes);
                case CODEC_ID -> entry.codec = new String(bytes, StandardCharsets.US_ASCII).strip();
                default -> entry.head = Optional.of(bytes);
            }
        }
    }

    private static long unsigned(byte[] bytes) {
        long value = 0;
        for (byte octet : bytes) {
            value = (value << 8) | (octet & 0xFF);
        }
        return value;
    }

    /// All is known of the entry that there is.
    private void settle() {
        Track track = entry;
        entry = null;
        if (track != null && opus == null && track.codec.equals("A_OPUS")) {
            if (track.encoded) {
                throw AudioException.notUnderstood("a track that is encoded once more");
            }
            number = track.number;
            opus = track.head.map(head -> new OpusPackets(head, out)).orElseGet(() -> new OpusPackets(out));
        }
    }

    private void block(byte[] block) {
        OpusPackets packets = opus;
        if (packets == null) {
            throw AudioException.notUnderstood("no track of Opus");
        }
        EbmlNumber track = EbmlNumber.at(block, 0);
        int flags = track.length() + 2;
        if (block.length <= flags) {
            throw AudioException.broken("half a block");
        }
        if (track.value() != number) {
            return;
        }
        int at = flags + 1;
        for (byte[] packet : Lacing.of(block[flags]).frames(Arrays.copyOfRange(block, at, block.length))) {
            packets.decode(packet);
        }
    }
}
