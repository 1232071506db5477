package io.jarvas.action;

import io.jarvas.home.EntityState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which service brings about which state: `service-states.txt`, which explains its own signs.
final class ServiceStates {
    /// How the states of a domain come back.
    enum Way {
        SCENE,
        SERVICE,
        NOTHING
    }

    /// A call without its target.
    record Service(String domain, String service, Map<String, Object> data) {
        String id() {
            return domain + "." + service;
        }

        Service with(String field, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(data);
            more.put(field, value);
            return new Service(domain, service, more);
        }
    }

    /// An attribute that is part of a state.
    ///
    /// @param tolerance within which two numbers are the same
    /// @param toward whether being on the way is enough
    /// @param mode the attribute whose value begins this one's name where it counts; empty where it always does
    /// @param service that brings it back alone; empty where none does
    /// @param field of the service
    /// @param out whether the scene leaves it out: `-` always, `=` while the state is off
    record Attribute(
            String name, double tolerance, boolean toward, String mode, String service, String field, String out) {
        private static final Pattern FORM =
                Pattern.compile("(?<out>[-=]?)(?<name>\\w+)(?:(?<kind>[~^])(?<tolerance>[0-9.]+))?(?:\\?(?<mode>\\w+))?"
                        + "(?:>(?<service>\\w+)(?::(?<field>\\w+))?)?");

        private static Attribute parse(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new IllegalStateException("service-states.txt: " + text);
            }
            String tolerance = form.group("tolerance");
            return new Attribute(
                    form.group("name"),
                    tolerance == null ? 0 : Double.parseDouble(tolerance),
                    "^".equals(form.group("kind")),
                    orElse(form.group("mode"), ""),
                    orElse(form.group("service"), ""),
                    orElse(form.group("field"), form.group("name")),
                    form.group("out"));
        }

        private static String orElse(@Nullable String text, String otherwise) {
            return text == null ? otherwise : text;
        }

        /// Whether it is part of this state: the state has it, and it is the one in use.
        boolean counts(EntityState state) {
            return state.attributes().containsKey(name)
                    && (mode.isEmpty()
                            || (state.attributes().get(mode) instanceof String used && name.startsWith(used + "_")));
        }

        /// Whether our scene brings it back with this state.
        boolean inScene(EntityState state) {
            return out.isEmpty() || (out.equals("=") && !state.value().equals("off"));
        }

        boolean same(EntityState one, EntityState other) {
            Object a = one.attributes().get(name);
            Object b = other.attributes().get(name);
            return a != null && b != null && ServiceAims.same(a, b, tolerance);
        }
    }

    private record State(String service, String field) {}

    private record Row(Way way, List<Attribute> attributes, Map<String, State> states) {}

    /// What takes back a call.
    ///
    /// @param wanted fields that it must have, with the text that each must be; empty for any
    /// @param open whether it may have others
    /// @param fields of the opposite: text, or `@` and a field of the call
    private record Opposite(
            String service, Map<String, String> wanted, boolean open, String back, Map<String, String> fields) {
        private static final Pattern FORM =
                Pattern.compile("(?<service>[\\w.]+)\\((?<wanted>[^)]*)\\) > (?<back>[\\w.]+)\\((?<fields>[^)]*)\\)");

        private boolean fits(String id, Map<String, Object> data) {
            return service.equals(id)
                    && (open || data.keySet().equals(wanted.keySet()))
                    && wanted.entrySet().stream()
                            .allMatch(entry -> data.get(entry.getKey()) instanceof String text
                                    && (entry.getValue().isEmpty()
                                            || entry.getValue().equals(text)));
        }

        private Service of(Map<String, Object> data) {
            Map<String, Object> given = new LinkedHashMap<>();
            fields.forEach((name, from) -> {
                Object value = from.startsWith("@") ? data.get(from.substring(1)) : from;
                given.put(name, String.valueOf(value));
            });
            int dot = back.indexOf('.');
            return new Service(back.substring(0, dot), back.substring(dot + 1), given);
        }
    }

    private static final Set<String> UNKNOWN = Set.of("unavailable", "unknown");
    private static final Map<String, Row> ROWS = new HashMap<>();
    private static final List<Opposite> OPPOSITES = new ArrayList<>();

    static {
        read();
    }

    private ServiceStates() {}

    static Set<String> domains() {
        return Set.copyOf(ROWS.keySet());
    }

    static Way way(String domain) {
        Row row = ROWS.get(domain);
        return row == null ? Way.NOTHING : row.way();
    }

    /// The attributes that count in this state.
    static List<Attribute> attributes(String domain, EntityState state) {
        Row row = ROWS.get(domain);
        return row == null
                ? List.of()
                : row.attributes().stream()
                        .filter(attribute -> attribute.counts(state))
                        .toList();
    }

    /// The service that brings about the state alone, its attributes left aside.
    static Optional<Service> service(String domain, String state) {
        Row row = ROWS.get(domain);
        if (row == null || UNKNOWN.contains(state)) {
            return Optional.empty();
        }
        return Optional.ofNullable(row.states().getOrDefault(state, row.states().get("*")))
                .map(found -> new Service(
                        domain, found.service(), found.field().isEmpty() ? Map.of() : Map.of(found.field(), state)));
    }

    /// Every service, by its id, that bringing about the state and its attributes comes to. None where that is
    /// unknown.
    ///
    /// @param attributes by name; the position of what is closed is nothing beside closing it
    static Set<String> services(String domain, String state, Map<String, ?> attributes) {
        Optional<Service> main = service(domain, state);
        if (main.isEmpty()) {
            return Set.of();
        }
        Set<String> services = new TreeSet<>(Set.of(main.get().id()));
        for (Attribute attribute : ROWS.getOrDefault(domain, new Row(Way.NOTHING, List.of(), Map.of()))
                .attributes()) {
            Object value = attributes.get(attribute.name());
            boolean nothing = value == null || (value instanceof Number number && number.doubleValue() == 0);
            if (!nothing && !attribute.service().isEmpty()) {
                services.add(domain + "." + attribute.service());
            }
        }
        return services;
    }

    /// Every service, by its id, that any state of the domain comes to.
    static Set<String> services(String domain) {
        Row row = ROWS.get(domain);
        return row == null
                ? Set.of()
                : row.states().values().stream()
                        .map(state -> domain + "." + state.service())
                        .collect(Collectors.toUnmodifiableSet());
    }

    /// What takes back a call that shows in no state.
    static Optional<Service> opposite(String id, Map<String, Object> data) {
        return OPPOSITES.stream()
                .filter(opposite -> opposite.fits(id, data))
                .findFirst()
                .map(opposite -> opposite.of(data));
    }

    private static void read() {
        try (InputStream in = ServiceStates.class.getResourceAsStream("service-states.txt")) {
            if (in == null) {
                throw new IllegalStateException("service-states.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(ServiceStates::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String line) {
        Matcher opposite = Opposite.FORM.matcher(line);
        if (opposite.matches()) {
            Map<String, String> wanted = fields(opposite.group("wanted"));
            boolean open = wanted.remove("…") != null;
            OPPOSITES.add(new Opposite(
                    opposite.group("service"), wanted, open, opposite.group("back"), fields(opposite.group("fields"))));
            return;
        }
        String[] columns = line.split(" *\\| *");
        Map<String, State> states = new LinkedHashMap<>();
        words(columns[3]).forEach(word -> {
            String[] sides = word.split(">");
            String[] service = sides[1].split(":");
            State state = new State(service[0], service.length > 1 ? service[1] : "");
            Stream.of(sides[0].split(",")).forEach(value -> states.put(value, state));
        });
        ROWS.put(
                columns[0],
                new Row(
                        Way.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                        words(columns[2]).map(Attribute::parse).toList(),
                        Map.copyOf(states)));
    }

    private static Map<String, String> fields(String text) {
        Map<String, String> fields = new LinkedHashMap<>();
        Stream.of(text.split(",")).filter(field -> !field.isEmpty()).forEach(field -> {
            String[] sides = field.split("=");
            fields.put(sides[0], sides.length > 1 ? sides[1] : "");
        });
        return fields;
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.split(" ")).filter(word -> !word.isEmpty());
    }
}
