package io.jarvas.prompt;

import io.jarvas.prompt.StateLine.Step;
import java.util.Currency;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How far what a sensor measures must move to be worth telling, as `steps.txt` has it: by its device class
/// and unit, or by its unit alone.
///
/// A price is exact: it changes seldom, and a cent of it matters.
final class Steps {
    /// Of what the table does not have.
    private static final Step USUAL = new Step(0.1, 0.1);

    /// Of a sum of money that grows.
    private static final Step SUM = new Step(0.5, 0.1);

    private static final String NO_CLASS = "-";
    private static final Pattern SIGN_OF_MONEY = Pattern.compile("\\p{Sc}");
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    /// By unit.
    private static final Map<String, Step> OF_UNITS = new HashMap<>();
    /// By device class, and then by unit.
    private static final Map<String, Map<String, Step>> OF_CLASSES = new HashMap<>();

    static {
        Rules.resource("steps.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(Steps::read);
    }

    private Steps() {}

    private static void read(String line) {
        String[] fields = line.split(" \\| ");
        double share = Double.parseDouble(fields[1]);
        Map<String, Step> steps = new HashMap<>();
        for (String least : fields[2].split(", ")) {
            String[] amount = least.split(" ", 2);
            String unit = amount.length < 2 ? "" : amount[1];
            Step step = new Step(Double.parseDouble(amount[0]), share);
            steps.put(unit, step);
            if (!unit.isEmpty()) {
                OF_UNITS.putIfAbsent(unit, step);
            }
        }
        for (String deviceClass : fields[0].split(" ")) {
            if (!deviceClass.equals(NO_CLASS)) {
                OF_CLASSES.put(deviceClass, steps);
            }
        }
    }

    /// @param attributes of a sensor whose state is a number
    static Step of(Map<String, Object> attributes) {
        String unit = text(attributes, "unit_of_measurement");
        String deviceClass = text(attributes, "device_class");
        if (deviceClass.equals("monetary") || money(unit)) {
            return text(attributes, "state_class").startsWith("total") ? SUM : Step.ANY;
        }
        Map<String, Step> steps = OF_CLASSES.getOrDefault(deviceClass, OF_UNITS);
        return steps.getOrDefault(unit, USUAL);
    }

    /// `€`, `EUR`, `€/kWh`.
    private static boolean money(String unit) {
        int slash = unit.indexOf('/');
        return SIGN_OF_MONEY.matcher(unit).find() || CURRENCIES.contains(slash < 0 ? unit : unit.substring(0, slash));
    }

    private static String text(Map<String, Object> attributes, String name) {
        return attributes.get(name) instanceof String text ? text : "";
    }
}
