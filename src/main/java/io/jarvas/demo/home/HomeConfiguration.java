package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the home says of itself, and whether it has started. Used by the home's thread alone.
final class HomeConfiguration {
    private final HomeCore core;
    private boolean running = true;

    HomeConfiguration(HomeCore core) {
        this.core = core;
    }

    /// Says that the home starts, or that it has started.
    void running(boolean running) {
        if (this.running != running) {
            this.running = running;
            if (running) {
                core.bus().fire("homeassistant_started", Map.of(), core.bus().context(null));
            }
        }
    }

    String state() {
        return running ? "RUNNING" : "STARTING";
    }

    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> config = new LinkedHashMap<>();
        config.put("allowlist_external_dirs", List.of());
        config.put("allowlist_external_urls", List.of());
        config.put(
                "components",
                core.states().all().stream().map(HomeState::domain).distinct().toList());
        config.put("config_dir", "/demo");
        config.put("config_source", "storage");
        config.put("country", "PT");
        config.put("currency", "EUR");
        config.put("debug", false);
        config.put("elevation", 10);
        config.put("external_url", null);
        config.put("internal_url", null);
        config.put("language", "en");
        config.put("latitude", 38.72);
        config.put("location_name", DemoHome.NAME);
        Map<String, @Nullable Object> logging = new LinkedHashMap<>();
        logging.put("log_file_disabled_reason", null);
        config.put("logging", logging);
        config.put("longitude", -9.14);
        config.put("radius", 100);
        config.put("recovery_mode", false);
        config.put("safe_mode", false);
        config.put("state", state());
        config.put("time_zone", HomeCalendar.ZONE.getId());
        Map<String, String> units = new LinkedHashMap<>();
        units.put("length", "km");
        units.put("accumulated_precipitation", "mm");
        units.put("area", "m²");
        units.put("mass", "g");
        units.put("pressure", "Pa");
        units.put("temperature", "°C");
        units.put("volume", "L");
        units.put("wind_speed", "m/s");
        config.put("unit_system", units);
        config.put("version", DemoHome.VERSION);
        config.put("whitelist_external_dirs", List.of());
        return config;
    }
}
