package io.jarvas.action;

import io.jarvas.action.SpokenNumbers.Quantity;
import io.jarvas.action.SpokenNumbers.Unit;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceField;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks and mends the numbers of a call. Their range is the targets' own where they say one, else the one
/// that Home Assistant describes.
final class NumberValues {
    /// The attributes in which an entity says its own least and most.
    private static final Map<String, List<String>> BOUNDS = Map.of(
            "temperature", List.of("min_temp", "max_temp"),
            "target_temp_high", List.of("min_temp", "max_temp"),
            "target_temp_low", List.of("min_temp", "max_temp"),
            "humidity", List.of("min_humidity", "max_humidity"),
            "color_temp_kelvin", List.of("min_color_temp_kelvin", "max_color_temp_kelvin"));

    private static final Set<String> TEMPERATURES = Set.of("temperature", "target_temp_high", "target_temp_low");

    /// Fields in seconds whose descriptions do not say so.
    private static final Set<String> SECONDS = Set.of("seek_position");

    private static final double ENDLESS = 1e9;

    private final String service;
    private final List<Target> targets;
    private final HomeSnapshot home;

    NumberValues(String service, List<Target> targets, HomeSnapshot home) {
        this.service = service;
        this.targets = targets;
        this.home = home;
    }

    /// The least and the most that every target takes.
    record Range(double least, double most) {
        boolean has(double number) {
            return number >= least - 1e-9 && number <= most + 1e-9;
        }
    }

    Range range(String name, ServiceField field) {
        Range said = new Range(limit(field, "min", -Double.MAX_VALUE), limit(field, "max", Double.MAX_VALUE));
        List<String> own = name.equals("value")
                ? service.startsWith("counter.") ? List.of("minimum", "maximum") : List.of("min", "max")
                : BOUNDS.getOrDefault(name, List.of());
        if (own.isEmpty()) {
            return said;
        }
        double least = -Double.MAX_VALUE;
        double most = Double.MAX_VALUE;
        for (Target target : targets) {
            least = Math.max(least, target.number(own.getFirst()).orElse(said.least()));
            most = Math.min(most, target.number(own.getLast()).orElse(said.most()));
        }
        return targets.isEmpty() ? said : new Range(least, most);
    }

    private static double limit(ServiceField field, String name, double otherwise) {
        return field.limits().get(name) instanceof Number number ? number.doubleValue() : otherwise;
    }

    Number number(String name, ServiceField field, Object value) {
        Range range = range(name, field);
        String unit = unit(field);
        if (value instanceof Number number) {
            return range.has(number.doubleValue()) ? number : inPercent(name, range, number.doubleValue(), unit);
        }
        if (!(value instanceof String text)) {
            throw outside(name, range, unit);
        }
        if (unit.startsWith("second") || SECONDS.contains(name)) {
            Optional<Duration> duration = SpokenTimes.duration(text);
            if (duration.isPresent()) {
                return checked(name, range, duration.get().toMillis() / 1000.0, unit);
            }
        }
        Quantity quantity = SpokenNumbers.read(text).orElseThrow(() -> outside(name, range, unit));
        return checked(name, range, converted(name, range, unit, quantity), unit);
    }

    private String unit(ServiceField field) {
        if (field.limits().get("unit_of_measurement") instanceof String unit && !unit.equals("°")) {
            return unit;
        }
        return targets.stream()
                .map(target -> target.attribute("unit_of_measurement"))
                .distinct()
                .map(String::valueOf)
                .reduce((a, b) -> "")
                .orElse("");
    }

    private double converted(String name, Range range, String unit, Quantity quantity) {
        boolean share = range.least() == 0 && range.most() == 1;
        boolean temperature = TEMPERATURES.contains(name) || unit.startsWith("°");
        UnusableArgumentsException wrong = outside(name, range, unit);
        return switch (quantity.unit()) {
            case NONE ->
                range.has(quantity.number())
                        ? quantity.number()
                        : inPercent(name, range, quantity.number(), unit).doubleValue();
            case PERCENT -> {
                if (!unit.equals("%") && !share) {
                    throw wrong;
                }
                yield share ? quantity.number() / 100 : quantity.number();
            }
            case SHARE -> {
                if (!unit.equals("%") && !share) {
                    throw wrong;
                }
                yield share ? quantity.number() : quantity.number() * 100;
            }
            case MOST -> {
                if (range.most() > ENDLESS) {
                    throw wrong;
                }
                yield range.most();
            }
            case LEAST -> least(name, range);
            case DEGREES, CELSIUS, FAHRENHEIT -> {
                if (!temperature) {
                    throw wrong;
                }
                yield inUnitOfHome(quantity);
            }
            case KELVIN -> throw wrong;
        };
    }

    /// The least that is not off: a fan at its minimum turns.
    private double least(String name, Range range) {
        if (range.least() < -ENDLESS) {
            throw new UnusableArgumentsException(name + " has no least");
        }
        if (name.equals("brightness") || name.equals("brightness_pct")) {
            return 1;
        }
        return name.equals("percentage")
                ? targets.stream()
                        .flatMap(target -> target.number("percentage_step").stream())
                        .mapToDouble(Math::ceil)
                        .max()
                        .orElseThrow(() -> new UnusableArgumentsException(name + " must be 1 to 100"))
                : range.least();
    }

    private double inUnitOfHome(Quantity quantity) {
        boolean fahrenheit = home.catalog().config().temperatureUnit().equals("°F");
        double number = quantity.number();
        if (quantity.unit() == Unit.CELSIUS && fahrenheit) {
            return Math.round(number * 18 + 320) / 10.0;
        }
        return quantity.unit() == Unit.FAHRENHEIT && !fahrenheit ? Math.round((number - 32) / 0.18) / 10.0 : number;
    }

    /// Where the most is 1, a number above any scale of ten can only be a percentage.
    private static Number inPercent(String name, Range range, double number, String unit) {
        if (range.least() == 0 && range.most() == 1 && number > 10 && number <= 100) {
            return number / 100;
        }
        throw outside(name, range, unit);
    }

    private static Number checked(String name, Range range, double number, String unit) {
        if (!range.has(number)) {
            throw outside(name, range, unit);
        }
        return whole(number);
    }

    static Number whole(double number) {
        if (number == Math.rint(number) && Math.abs(number) < Integer.MAX_VALUE) {
            return (int) number;
        }
        return number;
    }

    private static UnusableArgumentsException outside(String name, Range range, String unit) {
        String suffix = unit.isEmpty() || unit.equals("null") ? "" : unit.equals("%") ? " %" : " " + unit;
        if (range.least() < -ENDLESS || range.most() > ENDLESS) {
            String from = range.least() < -ENDLESS ? "" : ", at least " + whole(range.least());
            return new UnusableArgumentsException(name + " must be a number" + from + suffix);
        }
        return new UnusableArgumentsException(
                name + " must be " + whole(range.least()) + " to " + whole(range.most()) + suffix);
    }

    Number kelvins(String name, ServiceField field, Object value) {
        Range range = range(name, field);
        if (value instanceof Number number) {
            if (range.has(number.doubleValue())) {
                return number;
            }
            return checked(name, range, fromMireds(number.doubleValue()), "K");
        }
        if (value instanceof String text) {
            Optional<Integer> white = ColourNames.kelvins(text);
            if (white.isPresent()) {
                return whole(Math.clamp((double) white.get(), range.least(), range.most()));
            }
            Optional<Quantity> quantity = SpokenNumbers.read(text);
            if (quantity.isPresent()) {
                return switch (quantity.get().unit()) {
                    case NONE -> checked(name, range, fromMireds(quantity.get().number()), "K");
                    case KELVIN -> checked(name, range, quantity.get().number(), "K");
                    case MOST -> whole(range.most());
                    case LEAST -> whole(range.least());
                    case PERCENT, DEGREES, CELSIUS, FAHRENHEIT, SHARE -> throw outside(name, range, "K");
                };
            }
        }
        throw outside(name, range, "K");
    }

    /// Older models know colour temperatures in mireds, which no number of kelvins looks like.
    private static double fromMireds(double number) {
        return number >= 150 && number <= 500 ? Math.rint(1_000_000 / number) : number;
    }
}
