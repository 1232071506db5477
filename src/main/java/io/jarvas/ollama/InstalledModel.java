package io.jarvas.ollama;

import java.util.Locale;
import java.util.Map;

/// A model as `/api/tags` lists it.
///
/// @param name without `:latest`
/// @param digest changes with the model's files
/// @param bytes of its file
/// @param parameters how many it has; 0 where the server does not say
/// @param remote whether another company's machines would answer
record InstalledModel(String name, String digest, long bytes, long parameters, String family, boolean remote) {
    static InstalledModel of(Map<?, ?> listed) {
        Map<?, ?> details = Fields.object(listed, "details");
        String name = Fields.text(listed, "name");
        return new InstalledModel(
                plainName(name),
                Fields.text(listed, "digest"),
                Fields.number(listed, "size"),
                parameters(Fields.text(details, "parameter_size")),
                Fields.text(details, "family").toLowerCase(Locale.ROOT),
                !Fields.text(listed, "remote_host").isEmpty() || name.endsWith("-cloud") || name.endsWith(":cloud"));
    }

    /// The name without `:latest`, which Ollama adds and takes as said.
    static String plainName(String name) {
        return name.endsWith(":latest") ? name.substring(0, name.length() - ":latest".length()) : name;
    }

    /// `8.0B`, `1.52M`, `135000` as a number; 0 for anything else.
    private static long parameters(String size) {
        if (size.isEmpty()) {
            return 0;
        }
        long unit = switch (size.charAt(size.length() - 1)) {
            case 'K' -> 1_000L;
            case 'M' -> 1_000_000L;
            case 'B' -> 1_000_000_000L;
            case 'T' -> 1_000_000_000_000L;
            default -> 1;
        };
        String digits = unit == 1 ? size : size.substring(0, size.length() - 1);
        return digits.matches("\\d{1,9}(\\.\\d{1,9})?") ? Math.round(Double.parseDouble(digits) * unit) : 0;
    }
}
