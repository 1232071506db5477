package io.jarvas.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a model asks `homeassistant_call_service` for, read but not looked up.
///
/// ```
/// {"domain": "light", "service": "turn_on", "data": {"entity_id": "light.kitchen", "brightness_pct": 40}}
/// {"service": "light.turn_on", "target": {"area_id": ["kitchen", "Hall"]}}
/// ```
///
/// Targets and fields may stand in `data`, in `target` or beside them: all of them count. A field that is
/// given twice, differently, is malformed, and so is a target by `device_id`, which would reach what is not
/// exposed.
///
/// @param named entity ids as they were written, in lower case
/// @param fields the service's own
record ServiceRequest(
        String domain,
        String service,
        List<String> named,
        List<String> areas,
        List<String> floors,
        List<String> labels,
        Map<String, Object> fields) {
    private static final Set<String> OWN = Set.of("domain", "service", "data", "target");

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

    /// @throws UnusableArgumentsException where the arguments have no meaning
    static ServiceRequest of(Map<String, Object> arguments) {
        String service = word(arguments, "service");
        String domain = arguments.containsKey("domain") ? word(arguments, "domain") : "";
        int dot = service.indexOf('.');
        if (dot >= 0) {
            String before = service.substring(0, dot);
            if (!domain.isEmpty() && !domain.equals(before)) {
                throw new UnusableArgumentsException("two domains: " + domain + " and " + before);
            }
            domain = before;
            service = service.substring(dot + 1);
        }
        if (!domain.matches("[a-z0-9_]+") || !service.matches("[a-z0-9_]+")) {
            throw new UnusableArgumentsException("no domain and service");
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        Map<String, List<String>> targets = new LinkedHashMap<>();
        Map<String, Object> beside = new LinkedHashMap<>(arguments);
        beside.keySet().removeAll(OWN);
        for (Map<?, ?> place : List.of(object(arguments, "data"), object(arguments, "target"), beside)) {
            place.forEach((name, value) -> {
                String key = (String) name;
                switch (key) {
                    case "entity_id", "area_id", "floor_id", "label_id" ->
                        targets.computeIfAbsent(key, _ -> new ArrayList<>()).addAll(names(key, value));
                    case "device_id" -> throw new UnusableArgumentsException("device_id is no target here");
                    default -> {
                        Object other = fields.putIfAbsent(key, value);
                        if (other != null && !other.equals(value)) {
                            throw new UnusableArgumentsException(key + " is given twice");
                        }
                    }
                }
            });
        }
        List<String> named = targets.getOrDefault("entity_id", List.of()).stream()
                .flatMap(text -> List.of(text.split(",")).stream())
                .map(text -> text.strip().toLowerCase(Locale.ROOT))
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
        return new ServiceRequest(
                domain,
                service,
                named,
                targets.getOrDefault("area_id", List.of()),
                targets.getOrDefault("floor_id", List.of()),
                targets.getOrDefault("label_id", List.of()),
                fields);
    }

    private static String word(Map<String, Object> arguments, String name) {
        if (arguments.get(name) instanceof String text && !text.isBlank()) {
            return text.strip().toLowerCase(Locale.ROOT);
        }
        throw new UnusableArgumentsException("no " + name);
    }

    private static Map<?, ?> object(Map<String, Object> arguments, String name) {
        return switch (arguments.get(name)) {
            case null -> Map.of();
            case Map<?, ?> map -> map;
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
