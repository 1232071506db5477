package io.jarvas.web;

import java.time.Duration;

/// How long the server waits for what.
///
/// @param heartbeat between two comment lines of an event stream
/// @param stuckWrite how long a client may leave its answer unread before it is given up
/// @param slowRequest how long a client may take to send its request's headers, and again its body
/// @param idle how long a connection may take until the first line of its next request is there
/// @param wrongToken the first wait of who tries tokens; the longest is ten times that
record WebTimes(Duration heartbeat, Duration stuckWrite, Duration slowRequest, Duration idle, Duration wrongToken) {
    static final WebTimes USUAL = new WebTimes(
            Duration.ofSeconds(15), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(60));

    WebTimes(Duration heartbeat, Duration stuckWrite, Duration slowRequest, Duration idle) {
        this(heartbeat, stuckWrite, slowRequest, idle, Duration.ofSeconds(1));
    }
}
