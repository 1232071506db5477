package io.jarvas.home;

/// A label that the owner put on entities, devices or areas.
public record Label(String id, String name) {}
