package io.jarvas.web;

import java.util.HashMap;
import java.util.Map;

/// A request that is not answered as it asked, with the sentence that says why.
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Object[] values;
    private final transient Map<String, String> headers;

    /// @param key of the sentence
    private Refusal(int status, String key, Map<String, String> headers, Object... values) {
        super(key, null, false, false);
        this.status = status;
        this.headers = headers;
        this.values = values.clone();
    }

    /// @param key of the sentence in `sentences_*.properties`
    /// @param values what stands at its `%s`
    static Refusal of(int status, String key, Object... values) {
        return new Refusal(status, key, Map.of(), values);
    }

    /// The request is not what it should be.
    static Refusal badRequest(String key, Object... values) {
        return of(400, key, values);
    }

    Refusal with(String header, String value) {
        Map<String, String> all = new HashMap<>(headers);
        all.put(header, value);
        return new Refusal(status, key(), Map.copyOf(all), values);
    }

    int status() {
        return status;
    }

    String key() {
        return String.valueOf(getMessage());
    }

    Object[] values() {
        return values.clone();
    }

    Map<String, String> headers() {
        return headers;
    }
}
