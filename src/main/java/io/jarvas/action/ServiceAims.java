package io.jarvas.action;

import io.jarvas.home.EntityState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The table that says which state each service aims at: `service-aims.txt`, which explains its own signs.
/// Immutable.
///
/// What an entity does not report cannot be claimed: a call with a field that shows in no attribute of the
/// entity has no aim, and neither has one on an entity whose state Home Assistant only assumes.
final class ServiceAims {
    private static final ServiceAims STANDARD = read();

    private final Map<String, Row> rows;
    private final Map<String, String> capabilities;

    private ServiceAims(Map<String, Row> rows, Map<String, String> capabilities) {
        this.rows = Map.copyOf(rows);
        this.capabilities = Map.copyOf(capabilities);
    }

    static ServiceAims standard() {
        return STANDARD;
    }

    Set<String> services() {
        return rows.keySet();
    }

    /// Which states prove the service, for an entity that was in this state before; nothing where none would.
    ///
    /// @param service in the entity's own domain: `light.turn_on`
    /// @param data the service's own fields
    Optional<Predicate<EntityState>> of(String service, Map<String, Object> data, EntityState before) {
        Row row = rows.get(service);
        if (row == null || Boolean.TRUE.equals(before.attributes().get("assumed_state"))) {
            return Optional.empty();
        }
        List<Predicate<EntityState>> aims = new ArrayList<>();
        for (Map.Entry<String, Object> entry : data.entrySet()) {
            if (row.silent.contains(entry.getKey()) || row.aim.equals("=" + entry.getKey())) {
                continue;
            }
            Field field = row.fields.get(entry.getKey());
            if (field == null || (!field.isState() && !reports(before, field.attribute))) {
                return Optional.empty();
            }
            if (field.zeroIsOff
                    && number(entry.getValue()).filter(value -> value == 0).isPresent()) {
                return Optional.of(state -> state.value().equals("off"));
            }
            Optional<Predicate<EntityState>> aim = field.aim(entry.getValue(), before);
            if (aim.isEmpty()) {
                return Optional.empty();
            }
            aims.add(aim.get());
        }
        if (row.aim.equals("?")) {
            return aims.stream().reduce(Predicate::and);
        }
        return stateAim(row.aim, data, before).map(aim -> aims.stream().reduce(aim, Predicate::and));
    }

    private Optional<Predicate<EntityState>> stateAim(String aim, Map<String, Object> data, EntityState before) {
        int otherwise = aim.indexOf(';');
        if (otherwise >= 0) {
            return stateAim(aim.substring(0, otherwise), data, before)
                    .or(() -> stateAim(aim.substring(otherwise + 1), data, before));
        }
        if (aim.startsWith("@")) {
            return attributeAim(aim, before);
        }
        if (aim.contains(">")) {
            return caseOf(aim, before.value()).flatMap(then -> stateAim(then, data, before));
        }
        return switch (aim.charAt(0)) {
            case '?' -> Optional.empty();
            case '!' -> {
                Set<String> states = Set.of(aim.substring(1).split(","));
                yield Optional.of(state -> !states.contains(state.value()) && known(state));
            }
            case '=' ->
                Optional.ofNullable(
                                aim.startsWith("=@")
                                        ? before.attributes().get(aim.substring(2))
                                        : data.get(aim.substring(1)))
                        .map(wanted -> state -> same(state.value(), wanted, 0));
            case '[', ']' ->
                before.attributes().get(aim.substring(1)) instanceof List<?> list && !list.isEmpty()
                        ? Optional.of(aim.startsWith("[") ? list.getFirst() : list.getLast())
                                .map(wanted -> state -> same(state.value(), wanted, 0))
                        : Optional.empty();
            case '+', '-' -> moved(number(before.value()), aim, limit(before, aim), state -> number(state.value()));
            case '~' -> Optional.of(state -> !state.value().equals(before.value()) && known(state));
            default -> {
                Set<String> states = Set.of(aim.split(","));
                yield Optional.of(state -> states.contains(state.value()));
            }
        };
    }

    private Optional<Predicate<EntityState>> attributeAim(String aim, EntityState before) {
        int toward = aim.indexOf('^');
        if (toward >= 0) {
            String attribute = aim.substring(1, toward);
            Field field = new Field(attribute, Kind.TOWARD, 2, 1, false);
            return reports(before, attribute)
                    ? field.aim(Double.valueOf(aim.substring(toward + 1)), before)
                    : Optional.empty();
        }
        String attribute = aim.substring(1, aim.length() - 1);
        String direction = aim.substring(aim.length() - 1);
        Optional<Double> limit =
                Optional.of(direction.equals("-") ? 0.0 : attribute.equals("percentage") ? 100.0 : 1.0);
        return moved(
                number(before.attributes().get(attribute)),
                direction,
                limit,
                state -> number(state.attributes().get(attribute)));
    }

    /// Greater or lesser than before; what has reached its limit is where it was to go.
    private static Optional<Predicate<EntityState>> moved(
            Optional<Double> from,
            String direction,
            Optional<Double> limit,
            Function<EntityState, Optional<Double>> read) {
        int sign = direction.equals("+") ? 1 : -1;
        return from.map(start -> state -> read.apply(state)
                .filter(now -> sign * Double.compare(now, start) > 0
                        || limit.filter(end -> sign * Double.compare(now, end) >= 0)
                                .isPresent())
                .isPresent());
    }

    private static Optional<Double> limit(EntityState before, String direction) {
        String bound = direction.equals("+") ? "max" : "min";
        return number(before.attributes().get(bound))
                .or(() -> number(before.attributes().get(bound + "imum")));
    }

    private static Optional<String> caseOf(String cases, String before) {
        for (String each : cases.split(" ")) {
            int arrow = each.indexOf('>');
            String from = each.substring(0, arrow);
            if (from.equals(before)
                    || (from.equals("*") && !Set.of("unknown", "unavailable").contains(before))) {
                return Optional.of(each.substring(arrow + 1));
            }
        }
        return Optional.empty();
    }

    private boolean reports(EntityState state, String attribute) {
        String capability = capabilities.get(attribute);
        Object value = capability == null ? null : state.attributes().get(capability);
        if (value == null || !"supported_color_modes".equals(capability)) {
            return value != null || state.attributes().containsKey(attribute);
        }
        List<String> modes = value instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
        return switch (attribute) {
            case "brightness" -> modes.stream().anyMatch(mode -> !mode.equals("onoff") && !mode.equals("unknown"));
            case "rgb_color" -> modes.stream().anyMatch(Set.of("hs", "rgb", "rgbw", "rgbww", "xy")::contains);
            default -> modes.contains("color_temp");
        };
    }

    private static boolean known(EntityState state) {
        return !state.value().equals("unavailable") && !state.value().equals("unknown");
    }

    /// Numbers within the tolerance, lists element by element, text apart from its case, yes and no as `on`
    /// and `off`.
    static boolean same(Object now, Object wanted, double tolerance) {
        if (now instanceof List<?> a && wanted instanceof List<?> b) {
            boolean equal = a.size() == b.size();
            for (int i = 0; equal && i < a.size(); i++) {
                equal = same(a.get(i), b.get(i), tolerance);
            }
            return equal;
        }
        Optional<Double> a = number(now);
        Optional<Double> b = number(wanted);
        if (a.isPresent() && b.isPresent()) {
            return Math.abs(a.get() - b.get()) <= tolerance + 1e-9;
        }
        if (wanted instanceof Boolean yes && now instanceof String text) {
            return text.equals(yes ? "on" : "off");
        }
        String shown = now.toString();
        String asked = wanted.toString();
        return shown.equalsIgnoreCase(asked) || (shown.equals(asked + ":00") && asked.matches("\\d\\d:\\d\\d"));
    }

    static Optional<Double> number(@Nullable Object value) {
        if (value instanceof Number number) {
            return Optional.of(number.doubleValue());
        }
        return value instanceof String text && text.matches("-?\\d+(\\.\\d+)?")
                ? Optional.of(Double.valueOf(text))
                : Optional.empty();
    }

    private record Row(String aim, Map<String, Field> fields, Set<String> silent) {}

    /// How a field is to be compared.
    private enum Kind {
        EQUAL,
        /// Being on the way counts.
        TOWARD,
        /// The field is a difference from before.
        STEP,
        /// Whatever the brightness, which lights keep apart.
        COLOUR,
        /// The field is the state's date, its time, or both.
        PART
    }

    /// How a field of a call shows.
    ///
    /// @param attribute where; `=state` for the state itself
    private record Field(String attribute, Kind kind, double tolerance, double scale, boolean zeroIsOff) {
        private static final Pattern FORM =
                Pattern.compile("(?<name>\\w+)>(?<step>\\+?)(?<attribute>=?\\w+)(?<kind>[~^#&]?)(?<tolerance>[0-9.]+)?"
                        + "(?:\\*(?<scale>[0-9.]+))?(?<zero>:0)?");

        private static final double COLOURS_APART = 40;

        private boolean isState() {
            return attribute.equals("=state");
        }

        private Optional<Predicate<EntityState>> aim(Object value, EntityState before) {
            Optional<Double> number = number(value);
            Optional<Double> was = shown(before).flatMap(ServiceAims::number);
            return switch (kind) {
                case TOWARD -> number.flatMap(to -> was.map(from -> state -> reached(to, from, state, before)));
                case STEP ->
                    number.map(by -> Math.clamp(was.orElse(0.0) + by * scale, 0, 255))
                            .map(to -> state -> shown(state)
                                    .filter(now -> same(now, to, tolerance))
                                    .isPresent());
                case EQUAL -> {
                    Object wanted = scale == 1 || number.isEmpty() ? value : (Object) (number.get() * scale);
                    yield Optional.of(state -> shown(state)
                            .filter(now -> same(now, wanted, tolerance))
                            .isPresent());
                }
                case COLOUR ->
                    bright(value instanceof String name ? ColourNames.rgb(name).orElse(List.of()) : value)
                            .map(wanted -> state -> shown(state)
                                    .flatMap(Field::bright)
                                    .filter(now -> same(now, wanted, COLOURS_APART))
                                    .isPresent());
                case PART ->
                    part(value.toString())
                            .map(wanted -> state -> shown(state)
                                    .map(Object::toString)
                                    .filter(now -> now.startsWith(wanted) || now.endsWith(wanted))
                                    .isPresent());
            };
        }

        /// The colour as bright as it can be; nothing where it is none.
        private static Optional<Object> bright(Object colour) {
            if (!(colour instanceof List<?> rgb) || rgb.size() != 3) {
                return Optional.empty();
            }
            List<Double> parts = rgb.stream()
                    .map(ServiceAims::number)
                    .flatMap(Optional::stream)
                    .toList();
            double most = parts.stream().mapToDouble(Double::doubleValue).max().orElse(0);
            return parts.size() < 3
                    ? Optional.empty()
                    : Optional.of(parts.stream()
                            .map(part -> most == 0 ? 255 : part * 255 / most)
                            .toList());
        }

        private static Optional<String> part(String value) {
            String plain = value.replace('T', ' ');
            return plain.matches("(\\d{4}-\\d\\d-\\d\\d)?( ?\\d\\d:\\d\\d(:\\d\\d)?)?")
                    ? Optional.of(plain.matches(".*(?<!:)\\d\\d:\\d\\d") ? plain + ":00" : plain)
                    : Optional.empty();
        }

        /// Whether the number is there, or has begun to go there since.
        private boolean reached(double to, double from, EntityState state, EntityState before) {
            double now = shown(state).flatMap(ServiceAims::number).orElse(from);
            if (Math.abs(now - to) <= tolerance) {
                return true;
            }
            boolean moving = state.value().equals(to > from ? "opening" : "closing")
                    && !before.value().equals(state.value());
            return moving || Math.abs(now - to) < Math.abs(from - to);
        }

        private Optional<Object> shown(EntityState state) {
            return isState()
                    ? Optional.of(state.value())
                    : Optional.ofNullable(state.attributes().get(attribute));
        }

        private static Field parse(Matcher form) {
            String tolerance = form.group("tolerance");
            String scale = form.group("scale");
            Kind kind = !form.group("step").isEmpty()
                    ? Kind.STEP
                    : switch (form.group("kind")) {
                        case "^" -> Kind.TOWARD;
                        case "#" -> Kind.COLOUR;
                        case "&" -> Kind.PART;
                        default -> Kind.EQUAL;
                    };
            return new Field(
                    form.group("attribute"),
                    kind,
                    tolerance == null ? 0 : Double.parseDouble(tolerance),
                    scale == null ? 1 : Double.parseDouble(scale),
                    form.group("zero") != null);
        }
    }

    private static ServiceAims read() {
        Map<String, Row> rows = new HashMap<>();
        Map<String, String> capabilities = new HashMap<>();
        try (InputStream in = ServiceAims.class.getResourceAsStream("service-aims.txt")) {
            if (in == null) {
                throw new IllegalStateException("service-aims.txt is missing");
            }
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("@")) {
                    String[] words = line.substring(1).split(" ");
                    capabilities.put(words[0], words[1]);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    String[] columns = line.split(" *\\| *", -1);
                    Map<String, Field> fields = new HashMap<>();
                    for (String word : words(columns, 2)) {
                        Matcher form = Field.FORM.matcher(word);
                        if (!form.matches()) {
                            throw new IllegalStateException("service-aims.txt: " + word);
                        }
                        fields.put(form.group("name"), Field.parse(form));
                    }
                    rows.put(columns[0], new Row(columns[1], Map.copyOf(fields), Set.copyOf(words(columns, 3))));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServiceAims(rows, capabilities);
    }

    private static List<String> words(String[] columns, int index) {
        return columns.length <= index || columns[index].isEmpty()
                ? List.of()
                : Arrays.asList(columns[index].split(" "));
    }
}
