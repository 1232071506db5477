package io.jarvas.home;

/// A service (action) that Home Assistant offers.
public record ServiceDescription(String domain, String service, Response response) {
    /// Whether a call of the service brings data back.
    public enum Response {
        NONE,
        OPTIONAL,
        ONLY
    }

    /// `light.turn_on`.
    public String id() {
        return domain + "." + service;
    }
}
