package io.jarvas.demo.home;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A refusal, in the words and with the code that Home Assistant's WebSocket API has for it.
final class HomeError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String code;
    private final @Nullable Translation translation;

    /// Where the sentence is found in other languages.
    private record Translation(
            String domain, String key, @Nullable Map<String, String> placeholders) {}

    private HomeError(String code, String message, @Nullable Translation translation) {
        super(message);
        this.code = code;
        this.translation = translation;
    }

    static HomeError of(String code, String message) {
        return new HomeError(code, message, null);
    }

    static HomeError invalidFormat(String message) {
        return of("invalid_format", message);
    }

    static HomeError unauthorized() {
        return of("unauthorized", "Unauthorized");
    }

    static HomeError serviceNotFound(String domain, String service) {
        return new HomeError(
                "not_found",
                "Service " + domain + "." + service + " not found.",
                new Translation("homeassistant", "service_not_found", Map.of("domain", domain, "service", service)));
    }

    /// A service that was called in a way its entity cannot follow.
    static HomeError validation(String message, String domain, String key, @Nullable Map<String, String> placeholders) {
        return new HomeError("service_validation_error", message, new Translation(domain, key, placeholders));
    }

    String code() {
        return code;
    }

    /// The words alone, as REST answers them.
    String words() {
        return String.valueOf(getMessage());
    }

    /// The member `error` of a WebSocket answer.
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("message", code.equals("service_validation_error") ? "Validation error: " + words() : words());
        if (translation != null) {
            json.put("translation_key", translation.key());
            json.put("translation_placeholders", translation.placeholders());
            json.put("translation_domain", translation.domain());
        }
        return json;
    }
}
