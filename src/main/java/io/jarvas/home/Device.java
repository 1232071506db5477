package io.jarvas.home;

/// A device with one entity or more.
public record Device(String id, String name) {}
