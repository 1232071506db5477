package io.jarvas.homeassistant;

import io.jarvas.home.ServiceDescription;
import io.jarvas.home.ServiceDescription.Response;
import io.jarvas.home.ServiceField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads services as `get_services` describes them, and writes them in the same form, to be kept.
///
/// What only a user interface needs is left out. A home's own scripts are services, too, so all is bounded.
final class Descriptions {
    /// The most fields of a service, the most values of a choice, and the longest text that is kept.
    static final int MOST_FIELDS = 100;

    static final int MOST_OPTIONS = 500;
    private static final int LONGEST_TEXT = 100;

    /// What of a selector says what a value may be.
    private static final List<String> LIMITS = List.of(
            "min",
            "max",
            "step",
            "unit_of_measurement",
            "unit",
            "options",
            "multiple",
            "custom_value",
            "attribute",
            "domain",
            "value",
            "allow_negative");

    private Descriptions() {}

    /// @param answer services by name by domain
    static NavigableMap<String, ServiceDescription> read(Map<?, ?> answer) {
        NavigableMap<String, ServiceDescription> services = new TreeMap<>();
        answer.forEach((domain, offered) -> {
            if (domain instanceof String of && offered instanceof Map<?, ?> names) {
                names.forEach((name, description) -> {
                    if (name instanceof String service && description instanceof Map<?, ?> map) {
                        services.put(of + "." + service, read(of, service, map));
                    }
                });
            }
        });
        return services;
    }

    private static ServiceDescription read(String domain, String service, Map<?, ?> description) {
        Map<String, ServiceField> fields = new LinkedHashMap<>();
        collect(Fields.object(description, "fields"), fields);
        return new ServiceDescription(
                domain, service, response(description), fields, targetFeatures(Fields.object(description, "target")));
    }

    private static Response response(Map<?, ?> service) {
        if (!(service.get("response") instanceof Map<?, ?> response)) {
            return Response.NONE;
        }
        return Boolean.TRUE.equals(response.get("optional")) ? Response.OPTIONAL : Response.ONLY;
    }

    /// The fields of a section stand among the others.
    private static void collect(Map<?, ?> described, Map<String, ServiceField> fields) {
        described.forEach((name, value) -> {
            if (value instanceof Map<?, ?> field && fields.size() < MOST_FIELDS) {
                if (field.get("fields") instanceof Map<?, ?> section) {
                    collect(section, fields);
                } else {
                    fields.put((String) name, field(field));
                }
            }
        });
    }

    private static ServiceField field(Map<?, ?> field) {
        Map<?, ?> selectors = Fields.object(field, "selector");
        String selector =
                selectors.keySet().stream().findFirst().map(String::valueOf).orElse("");
        Map<?, ?> filter = Fields.object(field, "filter");
        Map<String, List<Object>> attributes = new LinkedHashMap<>();
        Fields.object(filter, "attribute").forEach((name, values) -> {
            if (values instanceof List<?> list) {
                attributes.put((String) name, List.copyOf(list));
            }
        });
        return new ServiceField(
                Boolean.TRUE.equals(field.get("required")),
                selector,
                limits(Fields.object(selectors, selector)),
                features(filter),
                attributes);
    }

    private static Map<String, Object> limits(Map<?, ?> said) {
        Map<String, Object> limits = new LinkedHashMap<>();
        for (String name : LIMITS) {
            Object limit = bounded(said.get(name));
            if (limit != null) {
                limits.put(name, limit);
            }
        }
        return limits;
    }

    private static @Nullable Object bounded(@Nullable Object value) {
        return switch (value) {
            case Number number -> number;
            case String text -> text.length() > LONGEST_TEXT ? null : text;
            case Boolean flag -> flag ? true : null;
            case List<?> list -> values(list);
            case null, default -> null;
        };
    }

    /// The values of a choice, each written plainly or with a label. None of them where there are too many to
    /// be kept: a part would seem to forbid the rest.
    private static @Nullable List<Object> values(List<?> list) {
        List<Object> values = list.stream()
                .map(item -> item instanceof Map<?, ?> option ? option.get("value") : item)
                .<Object>mapMulti((item, next) -> {
                    if (item instanceof Number || (item instanceof String text && text.length() <= LONGEST_TEXT)) {
                        next.accept(item);
                    }
                })
                .toList();
        return values.isEmpty() || values.size() < list.size() || values.size() > MOST_OPTIONS ? null : values;
    }

    /// The features of which a target needs one; none where a kind of target needs none.
    private static List<Long> targetFeatures(Map<?, ?> target) {
        List<List<Long>> kinds = (target.get("entity") instanceof Map<?, ?> one
                        ? Stream.<Map<?, ?>>of(one)
                        : Fields.objects(Fields.list(target, "entity")))
                .map(Descriptions::features)
                .toList();
        return kinds.stream().anyMatch(List::isEmpty)
                ? List.of()
                : kinds.stream().flatMap(List::stream).distinct().toList();
    }

    private static List<Long> features(Map<?, ?> filter) {
        return Fields.list(filter, "supported_features").stream()
                .filter(Number.class::isInstance)
                .map(number -> ((Number) number).longValue())
                .toList();
    }

    /// What [#read(Map)] reads as the same services again.
    static Map<String, Object> written(Map<String, ServiceDescription> services) {
        Map<String, Object> domains = new TreeMap<>();
        services.values().forEach(service -> {
            @SuppressWarnings("unchecked")
            Map<String, Object> names =
                    (Map<String, Object>) domains.computeIfAbsent(service.domain(), _ -> new TreeMap<String, Object>());
            names.put(service.service(), written(service));
        });
        return domains;
    }

    private static Map<String, Object> written(ServiceDescription service) {
        Map<String, Object> description = new LinkedHashMap<>();
        Map<String, Object> fields = new LinkedHashMap<>();
        service.fields().forEach((name, field) -> fields.put(name, written(field)));
        description.put("fields", fields);
        if (!service.features().isEmpty()) {
            description.put("target", Map.of("entity", List.of(Map.of("supported_features", service.features()))));
        }
        switch (service.response()) {
            case NONE -> {}
            case OPTIONAL -> description.put("response", Map.of("optional", true));
            case ONLY -> description.put("response", Map.of("optional", false));
        }
        return description;
    }

    private static Map<String, Object> written(ServiceField field) {
        Map<String, Object> members = new LinkedHashMap<>();
        if (field.required()) {
            members.put("required", true);
        }
        if (!field.selector().isEmpty()) {
            members.put("selector", Map.of(field.selector(), field.limits()));
        }
        Optional.of(field.features())
                .filter(features -> !features.isEmpty() || !field.attributes().isEmpty())
                .ifPresent(features ->
                        members.put("filter", Map.of("supported_features", features, "attribute", field.attributes())));
        return members;
    }
}
