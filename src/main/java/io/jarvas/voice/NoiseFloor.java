package io.jarvas.voice;

import java.util.ArrayDeque;
import java.util.Deque;

/// How loud it is where nobody speaks: the quietest moment of the last two seconds, since whoever speaks makes pauses,
/// however short, and noise makes none. Not for several threads.
final class NoiseFloor {
    /// Microphones that are being opened, and those that cut noise off, send zeros: these say nothing of the
    /// room.
    static final double DIGITAL_SILENCE = -80;

    private static final double LOWEST = -70;
    /// What is believed until a second was heard, lest the first word is taken for noise.
    private static final double AT_FIRST = -45;

    private static final int ENOUGH = 50;
    private static final int WINDOW = 100;

    private record At(long frame, double level) {}

    /// The levels of which none that came later was lower; the first is the lowest.
    private final Deque<At> lowest = new ArrayDeque<>();

    private long frames;

    /// @param level of the next 20 ms, in decibels of full scale
    void hear(double level) {
        if (level <= DIGITAL_SILENCE) {
            return;
        }
        while (!lowest.isEmpty() && lowest.getLast().level() >= level) {
            lowest.removeLast();
        }
        lowest.add(new At(frames, level));
        if (lowest.getFirst().frame() <= frames - WINDOW) {
            lowest.removeFirst();
        }
        frames++;
    }

    /// In decibels of full scale.
    double level() {
        double least = lowest.isEmpty() ? AT_FIRST : lowest.getFirst().level();
        return Math.max(LOWEST, frames < ENOUGH ? Math.min(AT_FIRST, least) : least);
    }
}
