package io.jarvas.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How a block of Matroska holds several frames.
enum Lacing {
    NONE,
    XIPH,
    FIXED,
    EBML;

    /// Of the block's flags.
    static Lacing of(byte flags) {
        return switch (flags & 0x06) {
            case 0x02 -> XIPH;
            case 0x04 -> FIXED;
            case 0x06 -> EBML;
            default -> NONE;
        };
    }

    /// @param block without its header
    List<byte[]> frames(byte[] block) {
        if (this == NONE) {
            return List.of(block);
        }
        Reader reader = new Reader(block);
        int count = reader.octet() + 1;
        long[] sizes = new long[count];
        long before = 0;
        for (int i = 0; i < count - 1 && this != FIXED; i++) {
            sizes[i] = this == XIPH
                    ? reader.xiph()
                    : i == 0
                            ? reader.number().value()
                            : sizes[i - 1] + reader.number().signed();
            before += sizes[i];
            if (sizes[i] < 0 || before > block.length) {
                throw AudioException.broken("frames longer than their block");
            }
        }
        int rest = block.length - reader.at;
        if (this == FIXED) {
            Arrays.fill(sizes, rest / count);
            before = (long) (count - 1) * (rest / count);
        }
        sizes[count - 1] = rest - before;
        if (sizes[count - 1] < 0 || (this == FIXED && rest % count != 0)) {
            throw AudioException.broken("frames that do not fill their block");
        }
        List<byte[]> frames = new ArrayList<>();
        for (long size : sizes) {
            frames.add(Arrays.copyOfRange(block, reader.at, reader.at += (int) size));
        }
        return frames;
    }

    private static final class Reader {
        private final byte[] block;
        private int at;

        private Reader(byte[] block) {
            this.block = block;
        }

        private int octet() {
            if (at >= block.length) {
                throw AudioException.broken("half a lace");
            }
            return block[at++] & 0xFF;
        }

        private long xiph() {
            long size = 0;
            int octet = 255;
            while (octet == 255) {
                octet = octet();
                size += octet;
            }
            return size;
        }

        private EbmlNumber number() {
            EbmlNumber number = EbmlNumber.at(block, at);
            at += number.length();
            return number;
        }
    }
}
