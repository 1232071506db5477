package io.jarvas.home;

import java.time.ZoneId;

/// What Home Assistant says of itself and of the place it runs in.
///
/// @param version of Home Assistant: `2026.11.0`
/// @param language as a BCP 47 tag: `en`, `pt`
/// @param temperatureUnit `°C` or `°F`
public record HomeConfig(String name, String version, ZoneId zone, String language, String temperatureUnit) {}
