package io.jarvas.action;

import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;

/// The services that are called without a yes, where the entity does not ask for one.
public final class HarmlessServices {
    private HarmlessServices() {}

    /// The ids of those that Home Assistant 2026.11 offers for these domains.
    public static Set<String> of(Set<String> domains) throws IOException {
        return ServiceRisksTest.offered()
                .filter(id -> domains.contains(id.substring(0, id.indexOf('.'))))
                .filter(id -> ServiceRisks.of(id).compareTo(Risk.SAFE) <= 0)
                .collect(Collectors.toUnmodifiableSet());
    }
}
