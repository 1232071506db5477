package io.jarvas.home;

import java.util.Collections;
import java.util.Map;

/// What Home Assistant answered to a call that it accepted.
///
/// @param response the service's response data as JSON values; empty where it has none
public record ServiceResult(Map<String, Object> response) {
    public ServiceResult {
        response = Collections.unmodifiableMap(response);
    }
}
