package io.jarvas.app;

import java.util.List;

/// Settings that cannot be used. It names all that is wrong with them, not only the first.
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<String> problems;

    /// @param problems a sentence each, at least one
    public SettingsException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
