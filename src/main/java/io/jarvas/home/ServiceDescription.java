package io.jarvas.home;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A service (action) that Home Assistant offers.
///
/// @param fields by name, those of sections among them; empty where Home Assistant describes none
/// @param features of a target (`supported_features`), one of which it needs; empty where it needs none
public record ServiceDescription(
        String domain, String service, Response response, Map<String, ServiceField> fields, List<Long> features) {
    /// Whether a call of the service brings data back.
    public enum Response {
        NONE,
        OPTIONAL,
        ONLY
    }

    public ServiceDescription {
        fields = Collections.unmodifiableMap(new TreeMap<>(fields));
        features = List.copyOf(features);
    }

    /// One of which no field is known.
    public ServiceDescription(String domain, String service, Response response) {
        this(domain, service, response, Map.of(), List.of());
    }

    /// `light.turn_on`.
    public String id() {
        return domain + "." + service;
    }
}
