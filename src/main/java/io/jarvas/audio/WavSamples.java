package io.jarvas.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/// Reads samples as WAV knows them, and joins the channels of a moment.
final class WavSamples {
    private static final int INTEGERS = 1;
    private static final int FLOATS = 3;
    /// Where the format stands further down.
    private static final int EXTENSIBLE = 0xFFFE;

    private static final int EXTENDED = 40;
    private static final int MOST_CHANNELS = 8;
    private static final int LOWEST_RATE = 4_000;
    private static final int HIGHEST_RATE = 192_000;

    /// How one sample is written.
    private enum Form {
        U8(1) {
            @Override
            float read(ByteBuffer in, int at) {
                return ((in.get(at) & 0xFF) - 128) / 128f;
            }
        },
        S16(2) {
            @Override
            float read(ByteBuffer in, int at) {
                return in.getShort(at) / 32_768f;
            }
        },
        S24(3) {
            @Override
            float read(ByteBuffer in, int at) {
                return ((in.get(at + 2) << 16) | (in.getShort(at) & 0xFFFF)) / 8_388_608f;
            }
        },
        S32(4) {
            @Override
            float read(ByteBuffer in, int at) {
                return in.getInt(at) / -(float) Integer.MIN_VALUE;
            }
        },
        F32(4) {
            @Override
            float read(ByteBuffer in, int at) {
                return in.getFloat(at);
            }
        },
        F64(8) {
            @Override
            float read(ByteBuffer in, int at) {
                return (float) in.getDouble(at);
            }
        };

        private final int bytes;

        Form(int bytes) {
            this.bytes = bytes;
        }

        abstract float read(ByteBuffer in, int at);

        static Form of(int format, int bits) {
            Form form = switch (bits) {
                case 8 -> U8;
                case 16 -> S16;
                case 24 -> S24;
                case 32 -> format == FLOATS ? F32 : S32;
                default -> F64;
            };
            boolean floats = form == F32 || form == F64;
            if (bits != 8 * form.bytes || format != (floats ? FLOATS : INTEGERS)) {
                throw AudioException.notUnderstood("WAV of format " + format + " with " + bits + " bits");
            }
            return form;
        }
    }

    private final Form form;
    private final int channels;
    private final Resampler resampler;
    /// A moment that was cut.
    private final ByteBuffer cut;

    private WavSamples(Form form, int channels, Resampler resampler) {
        this.form = form;
        this.channels = channels;
        this.resampler = resampler;
        this.cut = ByteBuffer.allocate(form.bytes * channels).order(ByteOrder.LITTLE_ENDIAN);
    }

    /// @param chunk the format's, little-endian
    static WavSamples of(ByteBuffer chunk, Consumer<ByteBuffer> out) {
        int format = chunk.getShort(0) & 0xFFFF;
        int channels = chunk.getShort(2) & 0xFFFF;
        int rate = chunk.getInt(4);
        int bits = chunk.getShort(14) & 0xFFFF;
        if (format == EXTENSIBLE) {
            if (chunk.limit() < EXTENDED) {
                throw AudioException.broken("a short format");
            }
            format = chunk.getShort(24) & 0xFFFF;
        }
        if (channels < 1 || channels > MOST_CHANNELS || rate < LOWEST_RATE || rate > HIGHEST_RATE) {
            throw AudioException.notUnderstood("WAV of " + channels + " channels, " + rate + " Hz, " + bits + " bits");
        }
        return new WavSamples(Form.of(format, bits), channels, new Resampler(rate, out));
    }

    void read(ByteBuffer piece) {
        while (cut.position() > 0 && cut.hasRemaining() && piece.hasRemaining()) {
            cut.put(piece.get());
        }
        if (!cut.hasRemaining()) {
            resampler.take(moment(cut, 0));
            cut.clear();
        }
        ByteBuffer in = piece.slice().order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        for (; in.limit() - at >= cut.capacity(); at += cut.capacity()) {
            resampler.take(moment(in, at));
        }
        cut.put(in.position(at));
        resampler.pass();
    }

    void flush() {
        cut.clear();
        resampler.flush();
    }

    private float moment(ByteBuffer in, int at) {
        float sum = 0;
        for (int channel = 0; channel < channels; channel++) {
            sum += form.read(in, at + channel * form.bytes);
        }
        return Float.isFinite(sum) ? sum / channels : 0;
    }
}
