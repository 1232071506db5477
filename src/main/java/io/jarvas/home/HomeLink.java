package io.jarvas.home;

/// Whether the home can be reached. Safe to use from any thread.
public interface HomeLink {
    /// Costs no call and never waits.
    HomeStatus status();
}
