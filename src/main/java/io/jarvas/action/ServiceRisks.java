package io.jarvas.action;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// The risk of each service: `service-risks.txt`, which explains its own signs. What stands in no line of it
/// needs a confirmation.
final class ServiceRisks {
    private static final String SCRIPT = "script";

    private static final Map<String, Line> LINES = new HashMap<>();
    private static final List<PatternLine> PATTERNS = new ArrayList<>();
    private static final Map<String, String> GENERIC = new HashMap<>();
    private static final Set<String> KNOWN = new HashSet<>();
    private static final Set<String> OTHER_DOMAINS = new HashSet<>();

    static {
        read();
    }

    /// @param classes device classes for which it needs a confirmation
    /// @param scripted whether owners write scripts for it
    private record Line(Risk risk, Set<String> classes, boolean scripted) {}

    private record PatternLine(Predicate<String> services, Line line) {}

    private ServiceRisks() {}

    /// The risk of the service itself.
    ///
    /// @param id `light.turn_on`
    static Risk of(String id) {
        return line(id).map(Line::risk).orElse(Risk.CONFIRM);
    }

    /// The same within a script, a scene or an automation, which the owner wrote.
    static Risk within(String id) {
        return line(id).map(line -> line.scripted() ? Risk.CONFIRM : line.risk())
                .orElse(Risk.CONFIRM);
    }

    /// The device classes of an entity for which the service needs a confirmation.
    static Set<String> riskyClasses(String id) {
        return line(id).map(Line::classes).orElse(Set.of());
    }

    /// Whether a line is about the service, rather than none.
    static boolean classified(String id) {
        return line(id).isPresent();
    }

    /// The services that have a line of their own.
    static Set<String> services() {
        return Set.copyOf(LINES.keySet());
    }

    /// Whether the domain has services of ours, so that we know what their targets are.
    static boolean known(String domain) {
        return KNOWN.contains(domain);
    }

    /// Whether `domain.something` is the id of an entity rather than ordinary text.
    static boolean ofEntities(String domain) {
        return known(domain) || OTHER_DOMAINS.contains(domain);
    }

    /// Whether it runs one script, whose own name it bears: `script.good_night` rather than `script.turn_on`.
    static boolean runsScript(String id) {
        return id.startsWith("script.") && !LINES.containsKey(id);
    }

    /// The service that a generic one (`turn_on`) is for an entity of the domain: `cover.open_cover`.
    static String own(String domain, String generic) {
        String same = domain + "." + generic;
        return GENERIC.getOrDefault(same, same);
    }

    private static Optional<Line> line(String id) {
        Line own = LINES.get(id);
        if (own != null) {
            return Optional.of(own);
        }
        return PATTERNS.stream()
                .filter(pattern -> pattern.services().test(id))
                .map(PatternLine::line)
                .reduce((one, other) -> {
                    int order = one.risk().compareTo(other.risk());
                    boolean stricter = order > 0 || (order == 0 && !one.scripted());
                    return stricter ? one : other;
                });
    }

    private static void read() {
        try (InputStream in = ServiceRisks.class.getResourceAsStream("service-risks.txt")) {
            if (in == null) {
                throw new IllegalStateException("service-risks.txt is missing");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(ServiceRisks::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(String text) {
        if (text.startsWith("@ ")) {
            OTHER_DOMAINS.addAll(List.of(text.substring(2).split(" ")));
            return;
        }
        if (text.contains(" > ")) {
            String[] sides = text.split(" > ");
            GENERIC.put(sides[0], sides[1]);
            return;
        }
        String[] columns = text.split(" *\\| *");
        Set<String> more = columns.length < 3 ? Set.of() : Set.of(columns[2].split(" "));
        Risk risk = Risk.valueOf(columns[1].toUpperCase(Locale.ROOT));
        boolean scripted = risk == Risk.NEVER && more.contains(SCRIPT);
        Line line = new Line(risk, scripted ? Set.of() : more, scripted);
        String service = columns[0];
        if (service.contains("*")) {
            PATTERNS.add(new PatternLine(Glob.of(service), line));
        } else if (LINES.put(service, line) != null) {
            throw new IllegalStateException("service-risks.txt: " + service + " has two lines");
        }
        if (risk.compareTo(Risk.SAFE) <= 0) {
            KNOWN.add(service.substring(0, service.indexOf('.')));
        }
    }
}
