package io.jarvas.llm;

import java.util.List;
import java.util.Map;

/// A tool as a model with native tool calls is told of it.
///
/// @param description when to use it, and what it gives
/// @param parameters a JSON schema of an object, as JSON values
public record ToolSpec(String name, String description, Map<String, Object> parameters) {
    /// How much they take in a prompt, about.
    public static int characters(List<ToolSpec> tools) {
        return tools.stream().mapToInt(tool -> tool.toString().length()).sum();
    }
}
