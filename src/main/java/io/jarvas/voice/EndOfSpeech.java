package io.jarvas.voice;

import io.jarvas.speech.PcmFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/// Hears where an utterance begins and ends, by its energy: sound that stands out from the noise, until it has been
/// quiet long enough. Its time is that of the samples. One per microphone; not for several threads.
///
/// ```
/// listen()
///   hear(20 ms of silence) → Quiet … hear(20 ms of speech) → Quiet … Begun(what was spoken, from before its beginning)
///   hear(20 ms of speech) → Goes … hear(20 ms of silence) → Goes … Ended
/// ```
///
/// Sound stands out where it is some decibels above the [NoiseFloor] and not far below what was loudest in the
/// utterance. It begins an utterance where it does so for a while and varies: a fan and a hum do not, however loud, nor
/// does a click last. While it is held neither silence nor the lack of a word ends it. Over Jarvas's own voice it must
/// also be much louder, and voiced.
final class EndOfSpeech {
    /// How much is heard at once.
    static final int FRAME = PcmFormat.SPEECH.bytes(Duration.ofMillis(20));

    private static final double BEGINS = 9;
    private static final double GOES_ON = 6;
    private static final double LOUDNESS = 28;
    private static final double QUIETEST = -55;
    private static final double VARIES = 6;
    private static final int VARYING = 16;
    private static final double BEGINS_OVER = 12;
    private static final double QUIETEST_OVER = -42;
    /// Of so many frames one may be weak.
    private static final int SLACK = 4;
    /// Sound that is shorter, in frames, is a click and does not lengthen an utterance.
    private static final int CLICK = 3;

    /// What is tunable.
    ///
    /// @param silence that ends an utterance
    /// @param least speech that begins one
    /// @param over speech that begins one while Jarvas answers
    /// @param before what is kept of the sound before an utterance was noticed, its beginning included
    /// @param longest utterance
    /// @param patience how long it is waited for one
    record Limits(
            Duration silence, Duration least, Duration over, Duration before, Duration longest, Duration patience) {
        static final Limits USUAL = new Limits(
                Duration.ofMillis(800),
                Duration.ofMillis(120),
                Duration.ofMillis(100),
                Duration.ofMillis(500),
                Duration.ofSeconds(30),
                Duration.ofSeconds(8));

        Limits withSilence(Duration other) {
            return new Limits(other, least, over, before, longest, patience);
        }
    }

    /// What a frame tells.
    sealed interface Heard {
        /// Nobody speaks.
        record Quiet() implements Heard {}

        /// Somebody speaks.
        ///
        /// @param sound from a little before the beginning until now
        record Begun(ByteBuffer sound) implements Heard {}

        /// The utterance goes on.
        record Goes(ByteBuffer sound) implements Heard {}

        /// The utterance has ended with this frame.
        ///
        /// @param silence how long it had been quiet
        record Ended(Duration silence) implements Heard {}

        /// Nobody has said anything for so long that it is no use to wait.
        record Nothing() implements Heard {}
    }

    private enum Mode {
        OFF,
        WAITING,
        OVER,
        UTTERANCE
    }

    private static final Heard QUIET = new Heard.Quiet();

    private final Limits limits;
    private final NoiseFloor floor = new NoiseFloor();
    private final Deque<ByteBuffer> recent = new ArrayDeque<>();
    private final Deque<Double> levels = new ArrayDeque<>();
    /// For the latest frames, whether each stood out; and whether it was voiced.
    private long standing;

    private long voiced;
    private Mode mode = Mode.OFF;
    private boolean held;
    private double loudest;
    private int frames;
    private int silent;
    private int loud;

    EndOfSpeech(Limits limits) {
        this.limits = limits;
    }

    /// Waits for an utterance.
    void listen() {
        held = false;
        begin(Mode.WAITING);
    }

    /// @param goesOn whether what is said, or will be, goes on through silence
    void hold(boolean goesOn) {
        held = goesOn;
    }

    /// Waits for one that is spoken while Jarvas answers.
    void listenOver() {
        held = false;
        begin(Mode.OVER);
        recent.clear();
    }

    /// Waits for nothing.
    void rest() {
        held = false;
        begin(Mode.OFF);
        recent.clear();
        levels.clear();
    }

    private void begin(Mode next) {
        mode = next;
        standing = 0;
        voiced = 0;
        frames = 0;
        silent = 0;
        loud = 0;
    }

    /// @param frame [#FRAME] bytes, which stay as they are
    Heard hear(ByteBuffer frame) {
        double level = Level.of(frame);
        floor.hear(level);
        keep(frame, level);
        return switch (mode) {
            case OFF -> QUIET;
            case WAITING -> waiting(level);
            case OVER -> over(level);
            case UTTERANCE -> utterance(frame, level);
        };
    }

    private void keep(ByteBuffer frame, double level) {
        recent.add(frame);
        if (recent.size() > count(limits.before())) {
            recent.remove();
        }
        if (level > NoiseFloor.DIGITAL_SILENCE) {
            levels.add(level);
            if (levels.size() > VARYING) {
                levels.remove();
            }
        }
    }

    private Heard waiting(double level) {
        frames++;
        standing = standing << 1 | (level > Math.max(floor.level() + BEGINS, QUIETEST) ? 1 : 0);
        if (stands(standing, count(limits.least())) && varies()) {
            return begun(level);
        }
        if (frames >= count(limits.patience()) && !held) {
            mode = Mode.OFF;
            return new Heard.Nothing();
        }
        return QUIET;
    }

    private Heard over(double level) {
        boolean stands = level > Math.max(floor.level() + BEGINS_OVER, QUIETEST_OVER);
        standing = standing << 1 | (stands ? 1 : 0);
        voiced = voiced << 1 | (stands && isVoiced() ? 1 : 0);
        int least = count(limits.over());
        boolean speech = stands(standing, least) && Long.bitCount(voiced & (1L << least) - 1) >= (least + 1) / 2;
        return speech && varies() ? begun(level) : QUIET;
    }

    private boolean isVoiced() {
        return recent.size() > 1 && Level.isVoiced(joined(2));
    }

    /// Whether so many of the latest frames, and a few more, stand out.
    private static boolean stands(long standing, int count) {
        int window = count + count / SLACK;
        return Long.bitCount(standing & (1L << window) - 1) >= count;
    }

    private boolean varies() {
        double least = levels.stream().mapToDouble(level -> level).min().orElse(0);
        double most = levels.stream().mapToDouble(level -> level).max().orElse(0);
        return most - least >= VARIES;
    }

    private Heard begun(double level) {
        begin(Mode.UTTERANCE);
        loudest = level;
        frames = recent.size();
        return new Heard.Begun(joined(recent.size()));
    }

    private ByteBuffer joined(int latest) {
        ByteBuffer joined = ByteBuffer.allocate(latest * FRAME);
        recent.stream().skip(recent.size() - latest).forEach(frame -> joined.put(frame.duplicate()));
        return joined.flip().asReadOnlyBuffer();
    }

    private Heard utterance(ByteBuffer frame, double level) {
        frames++;
        loudest = Math.max(level, loudest);
        boolean speech = level > Math.max(Math.max(floor.level() + GOES_ON, QUIETEST), loudest - LOUDNESS);
        loud = speech ? loud + 1 : 0;
        silent++;
        if (loud >= CLICK) {
            silent = 0;
        }
        boolean over = silent >= count(limits.silence()) && !held;
        if (over || frames >= count(limits.longest())) {
            mode = Mode.OFF;
            return new Heard.Ended(Duration.ofMillis(20L * silent));
        }
        return new Heard.Goes(frame);
    }

    private static int count(Duration duration) {
        return Math.toIntExact(duration.toMillis() / 20);
    }
}
