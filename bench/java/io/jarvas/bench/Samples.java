package io.jarvas.bench;

import java.util.Arrays;
import java.util.Locale;

/// Durations that were measured, and how they are spread. For one thread.
final class Samples {
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-48s %7s %9s %9s %9s %9s %9s",
            "milliseconds",
            "samples",
            "min",
            "median",
            "p90",
            "p99",
            "max");

    private long[] nanos = new long[1024];
    private int size;

    void add(long duration) {
        if (size == nanos.length) {
            nanos = Arrays.copyOf(nanos, size * 2);
        }
        nanos[size++] = duration;
    }

    /// Forgets what was measured while the program warmed up.
    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    /// In nanoseconds. There must be one at least.
    double median() {
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return at(sorted, 0.50);
    }

    /// A row of the table that [#HEAD] begins.
    String row(String name) {
        if (size == 0) {
            return String.format(Locale.ROOT, "%-48s %7d", name, 0);
        }
        long[] sorted = Arrays.copyOf(nanos, size);
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT,
                "%-48s %7d %9.3f %9.3f %9.3f %9.3f %9.3f",
                name,
                size,
                sorted[0] / 1e6,
                at(sorted, 0.50) / 1e6,
                at(sorted, 0.90) / 1e6,
                at(sorted, 0.99) / 1e6,
                sorted[size - 1] / 1e6);
    }

    private static long at(long[] sorted, double share) {
        return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
