package io.jarvas.wyoming;

/// The largest event that is read, part by part, in bytes.
record EventLimits(int line, int data, int payload) {
    /// What a service sends: its `info` may name some hundred voices, on the line itself where the server is
    /// old.
    static final EventLimits OF_SERVICE = new EventLimits(4 << 20, 4 << 20, 16 << 20);

    /// What a client sends to Jarvas: a few sentences and their context.
    static final EventLimits OF_CLIENT = new EventLimits(64 << 10, 256 << 10, 256 << 10);
}
