package io.jarvas.home;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/// A call of a Home Assistant service, its targets resolved to entities.
///
/// @param targets none for a service that acts on no entity
/// @param data the service's own fields, as JSON values, without the targets
public record ServiceCall(String domain, String service, List<EntityId> targets, Map<String, Object> data) {
    public ServiceCall {
        targets = List.copyOf(targets);
        data = Collections.unmodifiableMap(data);
    }

    /// `light.turn_on`.
    public String id() {
        return domain + "." + service;
    }
}
