package io.jarvas.home;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A field that a service takes, as Home Assistant describes it.
///
/// @param selector what it takes: `number`, `select`, `text`, `boolean`; empty where nothing is said
/// @param limits what the selector says besides, as JSON values: `min`, `max`, `options`, `unit_of_measurement`
/// @param features of an entity (`supported_features`), one of which it needs; empty where it needs none
/// @param attributes of an entity, with values one of which each must have: `supported_color_modes`
public record ServiceField(
        boolean required,
        String selector,
        Map<String, Object> limits,
        List<Long> features,
        Map<String, List<Object>> attributes) {
    public ServiceField {
        limits = Collections.unmodifiableMap(limits);
        features = List.copyOf(features);
        attributes = Map.copyOf(attributes);
    }
}
