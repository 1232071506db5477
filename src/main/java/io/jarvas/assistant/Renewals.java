package io.jarvas.assistant;

import io.jarvas.home.HomeSnapshot;
import io.jarvas.prompt.Window;
import java.time.Duration;
import java.util.function.LongSupplier;

/// When the keyframe is renewed: the states that every prompt begins with, so that whoever writes finds those
/// of now read already. Safe to use from any thread.
///
/// It is renewed only where the home has drifted from it, and five minutes pass between two renewals: in a
/// home where much changes there is always something to renew, and the model reads all states again, and the
/// conversation that stands behind them. After these it is renewed
///
/// - as soon as somebody is about to write;
/// - at a quiet moment, for whoever writes unannounced: once after somebody was there, and then every half
///   hour;
/// - while a home that was away comes back: what was known of it is old, or nothing after a start. For ten
///   minutes, because a Home Assistant that has just started has its things together one by one.
final class Renewals {
    private static final Duration BETWEEN = Duration.ofMinutes(5);

    /// How long nobody has written at a quiet moment.
    private static final Duration QUIET = Duration.ofSeconds(20);

    private static final Duration UNATTENDED = Duration.ofMinutes(30);

    private static final Duration COMING_BACK = Duration.ofMinutes(10);

    private final Openings openings;
    private final Expectations expectations;
    private final LongSupplier nanoTime;

    private long newest;
    private boolean away;
    private long back;

    /// @param nanoTime as [System#nanoTime()]
    Renewals(Openings openings, Expectations expectations, LongSupplier nanoTime) {
        this.openings = openings;
        this.expectations = expectations;
        this.nanoTime = nanoTime;
        this.newest = nanoTime.getAsLong() - BETWEEN.toNanos();
        this.back = nanoTime.getAsLong() - COMING_BACK.toNanos();
    }

    /// Looks at the home, again and again.
    synchronized void observe(HomeSnapshot home) {
        boolean unreachable = home.source() == HomeSnapshot.Source.LAST_KNOWN;
        if (away && !unreachable) {
            back = nanoTime.getAsLong();
        }
        away = unreachable;
    }

    /// Whether the keyframe is to be renewed now.
    ///
    /// @param asked whether somebody is about to write
    synchronized boolean due(HomeSnapshot home, Window window, boolean asked) {
        return mayBe(asked) && openings.drifted(home, window);
    }

    private boolean mayBe(boolean asked) {
        long now = nanoTime.getAsLong();
        long sign = expectations.lastSign();
        boolean quiet = now - sign >= QUIET.toNanos();
        boolean once = sign - newest > 0 || now - newest >= UNATTENDED.toNanos();
        boolean comingBack = now - back < COMING_BACK.toNanos();
        return now - newest >= BETWEEN.toNanos() && (asked || comingBack || (quiet && once));
    }

    /// Makes these states the keyframe.
    synchronized void renew(HomeSnapshot home) {
        openings.renew(home);
        newest = nanoTime.getAsLong();
    }
}
