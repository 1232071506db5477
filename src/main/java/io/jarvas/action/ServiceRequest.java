package io.jarvas.action;

import io.jarvas.home.EntityId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a model asks `homeassistant_call_service` for, read but not looked up.
///
/// ```
/// {"domain": "light", "service": "turn_on", "data": {"entity_id": "light.kitchen", "brightness_pct": 40}}
/// {"service": "light.turn_on", "target": {"area_id": ["kitchen", "Hall"]}}
/// {"action": "turn_on", "target": "light.kitchen"}
/// ```
///
/// Targets and fields may stand in `data`, in `target` or beside them: all of them count. A field that is
/// given twice, differently, is malformed, and so is a target by `device_id`, which would reach what is not
/// exposed. Where no domain is given, the targets' own is meant if it is one.
///
/// @param named entity ids, or what stands for them, as they were written
/// @param fields the service's own
record ServiceRequest(
        String domain,
        String service,
        List<String> named,
        List<String> areas,
        List<String> floors,
        List<String> labels,
        Map<String, Object> fields) {
    private static final Set<String> OWN = Set.of("domain", "service", "action", "data", "service_data", "target");

    /// What else the targets are called. A script may have a field of that name.
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("entity_id", "entity_id"),
            Map.entry("entity", "entity_id"),
            Map.entry("entity_ids", "entity_id"),
            Map.entry("area_id", "area_id"),
            Map.entry("area", "area_id"),
            Map.entry("areas", "area_id"),
            Map.entry("area_ids", "area_id"),
            Map.entry("room", "area_id"),
            Map.entry("floor_id", "floor_id"),
            Map.entry("floor", "floor_id"),
            Map.entry("label_id", "label_id"),
            Map.entry("label", "label_id"));

    ServiceRequest {
        named = List.copyOf(named);
        areas = List.copyOf(areas);
        floors = List.copyOf(floors);
        labels = List.copyOf(labels);
    }

    String id() {
        return domain + "." + service;
    }

    boolean targeted() {
        return !(named.isEmpty() && areas.isEmpty() && floors.isEmpty() && labels.isEmpty());
    }

    /// The same for another service.
    ServiceRequest with(String otherService) {
        return new ServiceRequest(domain, otherService, named, areas, floors, labels, fields);
    }

    /// @throws UnusableArgumentsException where the arguments have no meaning
    static ServiceRequest of(Map<String, Object> arguments) {
        boolean action = !arguments.containsKey("service") && arguments.containsKey("action");
        String service = word(arguments, action ? "action" : "service");
        String domain = arguments.containsKey("domain") ? Words.snake(word(arguments, "domain")) : "";
        int dot = service.indexOf('.');
        if (dot >= 0) {
            String before = Words.snake(service.substring(0, dot));
            if (!domain.isEmpty() && !domain.equals(before)) {
                throw new UnusableArgumentsException("two domains: " + domain + " and " + before);
            }
            domain = before;
            service = service.substring(dot + 1);
        }
        service = Words.snake(service);
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Map<String, Object> beside = new LinkedHashMap<>(arguments);
        beside.keySet().removeAll(OWN);
        if (arguments.get("target") instanceof String || arguments.get("target") instanceof List<?>) {
            beside.put("target", arguments.get("target"));
        }
        boolean script = domain.equals("script");
        for (Map<?, ?> place : List.of(
                object(arguments, "data"), object(arguments, "service_data"), object(arguments, "target"), beside)) {
            place.forEach((name, value) -> {
                String key = (String) name;
                String target = key.equals("target") && place.equals(beside)
                        ? "entity_id"
                        : script && !key.endsWith("_id") ? null : TARGETS.get(key);
                if (target != null) {
                    targets.computeIfAbsent(target, _ -> new ArrayList<>()).addAll(names(key, value));
                } else if (key.equals("device_id")) {
                    throw new UnusableArgumentsException("device_id is no target here");
                } else {
                    Object other = fields.putIfAbsent(key, value);
                    if (other != null && !other.equals(value)) {
                        throw new UnusableArgumentsException(key + " is given twice");
                    }
                }
            });
        }
        List<String> named =
                targets.getOrDefault("entity_id", List.of()).stream().distinct().toList();
        if (domain.isEmpty()) {
            domain = domainOf(named);
        }
        if (!domain.matches("[a-z0-9_]+") || !service.matches("[a-z0-9_]+")) {
            throw new UnusableArgumentsException("no domain and service");
        }
        return new ServiceRequest(
                domain,
                service,
                named,
                targets.getOrDefault("area_id", List.of()),
                targets.getOrDefault("floor_id", List.of()),
                targets.getOrDefault("label_id", List.of()),
                fields);
    }

    /// The one domain that all of these ids have; empty where there is none.
    private static String domainOf(List<String> named) {
        Set<String> domains = named.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(text -> EntityId.parse(text.strip().toLowerCase(Locale.ROOT))
                        .map(EntityId::domain)
                        .orElse(""))
                .collect(Collectors.toUnmodifiableSet());
        return domains.size() == 1 ? domains.iterator().next() : "";
    }

    private static String word(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof String text && !text.isBlank()) {
            return text.strip();
        }
        throw new UnusableArgumentsException("no " + name);
    }

    private static Map<?, ?> object(Map<String, Object> arguments, String name) {
        return switch (arguments.get(name)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
            case String _ when name.equals("target") -> Map.of();
            case List<?> _ when name.equals("target") -> Map.of();
            default -> throw new UnusableArgumentsException(name + " is no object");
        };
    }

    /// One name or several.
    private static List<String> names(String key, Object value) {
        List<?> list = value instanceof List<?> several ? several : List.of(value);
        List<String> names = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof String text)) {
                throw new UnusableArgumentsException(key + " is no text");
            }
            if (!text.isBlank()) {
                names.add(text.strip());
            }
        }
        return names;
    }
}
