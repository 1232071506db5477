package io.jarvas.action;

import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceDescription.Response;
import io.jarvas.home.ServiceField;
import io.jarvas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The services of Home Assistant 2026.11 as it describes them: `services.json`, a part of what it answers to
/// `get_services`.
public final class DescribedServices {
    private static final NavigableMap<String, ServiceDescription> ALL = read();

    private DescribedServices() {}

    public static NavigableMap<String, ServiceDescription> all() {
        return new TreeMap<>(ALL);
    }

    private static NavigableMap<String, ServiceDescription> read() {
        try (InputStream in = DescribedServices.class.getResourceAsStream("services.json")) {
            if (in == null) {
                throw new IllegalStateException("services.json is missing");
            }
            TreeMap<String, ServiceDescription> services = new TreeMap<>();
            Json.object(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .forEach((domain, names) -> ((Map<?, ?>) names).forEach((name, said) -> {
                        Map<?, ?> service = (Map<?, ?>) said;
                        Map<String, ServiceField> fields = new HashMap<>();
                        collect(object(service, "fields"), fields);
                        ServiceDescription description = new ServiceDescription(
                                domain,
                                (String) name,
                                service.containsKey("response") ? Response.OPTIONAL : Response.NONE,
                                fields,
                                features(service));
                        services.put(description.id(), description);
                    }));
            return services;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void collect(Map<?, ?> said, Map<String, ServiceField> fields) {
        said.forEach((name, value) -> {
            Map<?, ?> field = (Map<?, ?>) value;
            if (field.containsKey("fields")) {
                collect(object(field, "fields"), fields);
            } else {
                fields.put((String) name, field(field));
            }
        });
    }

    private static ServiceField field(Map<?, ?> said) {
        Map<String, Object> limits = new HashMap<>();
        String selector = "";
        for (Map.Entry<?, ?> each : object(said, "selector").entrySet()) {
            selector = (String) each.getKey();
            object(object(said, "selector"), selector).forEach((name, limit) -> limits.put((String) name, limit));
        }
        Map<String, List<Object>> attributes = new HashMap<>();
        object(object(said, "filter"), "attribute")
                .forEach((name, values) -> attributes.put((String) name, List.copyOf((List<?>) values)));
        return new ServiceField(
                Boolean.TRUE.equals(said.get("required")),
                selector,
                limits,
                numbers(object(said, "filter").get("supported_features")),
                attributes);
    }

    private static List<Long> features(Map<?, ?> service) {
        Object entities = object(service, "target").get("entity");
        return entities instanceof List<?> kinds
                ? kinds.stream()
                        .flatMap(kind -> numbers(((Map<?, ?>) kind).get("supported_features")).stream())
                        .toList()
                : List.of();
    }

    private static List<Long> numbers(Object list) {
        return list instanceof List<?> values
                ? Stream.of(values.toArray())
                        .map(value -> ((Number) value).longValue())
                        .toList()
                : List.of();
    }

    private static Map<?, ?> object(Map<?, ?> of, String name) {
        return of.get(name) instanceof Map<?, ?> map ? map : Map.of();
    }
}
