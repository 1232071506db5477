package io.jarvas.demo.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which service answers which intent, and what kinds of things there are. It stands in `model-services.txt`.
final class ModelServices {
    private final Map<String, List<String>> table = new LinkedHashMap<>();

    ModelServices() {
        for (String line : ModelResources.lines("model-services.txt")) {
            int equals = line.indexOf('=');
            table.put(
                    line.substring(0, equals).strip(),
                    List.of(line.substring(equals + 1).strip().split("\\s+")));
        }
    }

    /// The service by domain, in the order in which domains are preferred.
    Map<String, String> of(String intent) {
        Map<String, String> services = new LinkedHashMap<>();
        for (String service : table.getOrDefault(intent, List.of())) {
            int dot = service.indexOf('.');
            services.put(service.substring(0, dot), service.substring(dot + 1));
        }
        return Collections.unmodifiableMap(services);
    }

    Set<String> domainsOfKind(String kind) {
        return Set.copyOf(table.getOrDefault("kind." + kind, List.of()));
    }

    Set<String> domainsOfMeasure(String measure) {
        return Set.copyOf(table.getOrDefault("measure." + measure, List.of()));
    }

    Set<String> domainsOfPlace(String intent) {
        return Set.copyOf(table.getOrDefault("place." + intent, List.of()));
    }

    Set<String> domainsOfEverything() {
        return Set.copyOf(table.getOrDefault("all", List.of()));
    }
}
