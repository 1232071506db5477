package io.jarvas.demo.home;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// How what is measured changes: by the hour of the day, with a little noise that the seed decides. The same
/// seed and the same moment give the same values.
final class HomeDrift {
    /// How long a value's noise stays as it is.
    private static final long NOISE_SECONDS = 60;

    private final HomeCore core;
    private final long seed;

    HomeDrift(HomeCore core, long seed) {
        this.core = core;
        this.seed = seed;
    }

    /// The usual temperature outside at that moment, in degrees.
    static double outside(Instant time) {
        return daily(time, 13.5, 4.5, 15);
    }

    private static double daily(Instant time, double mean, double swing, double peakHour) {
        return mean + swing * Math.cos((hour(time) - peakHour) / 24 * 2 * Math.PI);
    }

    private static double hour(Instant time) {
        ZonedDateTime local = time.atZone(HomeCalendar.ZONE);
        return local.getHour() + local.getMinute() / 60.0;
    }

    /// What the sensor with that detail measures at that moment, as its state.
    String measured(String entityId, Map<String, @Nullable Object> drift, Instant time) {
        long minute = time.getEpochSecond() / NOISE_SECONDS;
        double noise = new Random(seed ^ (entityId.hashCode() * 31L) ^ (minute * 0x9E3779B97F4A7C15L)).nextGaussian();
        double value = daily(time, number(drift, "mean"), number(drift, "swing"), number(drift, "peak_hour"))
                + number(drift, "noise") * Math.clamp(noise, -2, 2);
        return String.format(Locale.ROOT, "%." + (int) number(drift, "decimals") + "f", value);
    }

    /// How the entity's measured state drifts; empty where it is none.
    Map<String, @Nullable Object> of(String entityId) {
        return core.detail(entityId, "drift");
    }

    private static double number(Map<String, @Nullable Object> drift, String name) {
        return drift.get(name) instanceof Number number ? number.doubleValue() : 0;
    }

    /// Brings every measured state in line with the time.
    void tick() {
        Instant now = core.bus().now();
        HomeContext context = core.bus().context(null);
        for (HomeState state : List.copyOf(core.states().all())) {
            Map<String, @Nullable Object> drift = core.detail(state.entityId(), "drift");
            if (!drift.isEmpty() && state.available()) {
                core.states()
                        .set(state.entityId(), measured(state.entityId(), drift, now), state.attributes(), context);
            }
        }
        double room = Double.parseDouble(
                core.states().get("sensor.living_room_temperature").value());
        HomeState thermostat = core.states().get("climate.living_room");
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>(thermostat.attributes());
        attributes.put("current_temperature", room);
        attributes.put("hvac_action", HomeAir.action(thermostat.value(), attributes));
        core.states().set(thermostat.entityId(), thermostat.value(), attributes, context);
        double outside = Double.parseDouble(
                core.states().get("sensor.outside_temperature").value());
        HomeState weather = core.states().get("weather.home");
        core.states().update(weather.entityId(), weather.value(), Map.of("temperature", outside), context);
        sun(now, context);
    }

    private void sun(Instant now, HomeContext context) {
        double hour = hour(now);
        double elevation = Math.rint(60 * Math.cos((hour - 12.5) / 24 * 2 * Math.PI) - 5);
        ZonedDateTime local = now.atZone(HomeCalendar.ZONE);
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("next_rising", HomeState.iso(next(local, 7, 10)));
        attributes.put("next_setting", HomeState.iso(next(local, 18, 5)));
        attributes.put("elevation", elevation);
        attributes.put("azimuth", Math.rint(hour * 15));
        attributes.put("rising", hour < 12.5);
        boolean day = next(local, 18, 5).isBefore(next(local, 7, 10));
        core.states().update("sun.sun", day ? "above_horizon" : "below_horizon", attributes, context);
    }

    private static Instant next(ZonedDateTime now, int hour, int minute) {
        ZonedDateTime today = now.toLocalDate().atTime(hour, minute).atZone(now.getZone());
        return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
    }
}
