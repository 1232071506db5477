package io.jarvas.prompt;

import java.util.List;
import java.util.Map;

/// What a model asked to read.
///
/// @param tool that it asked
/// @param data JSON values by name, as the tool gave them
/// @param images in base64, for a model with vision
public record ToolResult(String tool, Map<String, Object> data, List<String> images) {
    public ToolResult {
        images = List.copyOf(images);
    }

    public ToolResult(String tool, Map<String, Object> data) {
        this(tool, data, List.of());
    }
}
