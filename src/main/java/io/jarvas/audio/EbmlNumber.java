package io.jarvas.audio;

import java.util.OptionalLong;

/// A whole number as EBML writes it, which says how long it is.
///
/// @param length in bytes
record EbmlNumber(long value, int length) {
    static final int LONGEST = 8;

    /// By its first byte.
    static int length(byte first) {
        int length = Integer.numberOfLeadingZeros(first & 0xFF) - 24 + 1;
        if (length > LONGEST) {
            throw AudioException.broken("no number");
        }
        return length;
    }

    static EbmlNumber at(byte[] bytes, int at) {
        if (at >= bytes.length || at + length(bytes[at]) > bytes.length) {
            throw AudioException.broken("half a number");
        }
        int length = length(bytes[at]);
        long value = bytes[at] & (0xFF >>> length);
        for (int i = 1; i < length; i++) {
            value = (value << 8) | (bytes[at + i] & 0xFF);
        }
        return new EbmlNumber(value, length);
    }

    /// The size of an element; none where it is not known.
    static OptionalLong size(byte[] bytes, int at, int length) {
        long value = at(bytes, at).value();
        return value == highest(length) ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /// What a number of that length is from zero, where half of them are below it.
    long signed() {
        return value - highest(length) / 2;
    }

    private static long highest(int length) {
        return (1L << (7 * length)) - 1;
    }
}
