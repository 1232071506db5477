package io.jarvas.doctor;

import java.time.Duration;

/// The stream by which it is seen whether anything on the way holds streams back.
public final class SelfTest {
    public static final int PIECES = 5;
    /// Between two of them.
    public static final Duration PAUSE = Duration.ofMillis(200);

    private SelfTest() {}
}
