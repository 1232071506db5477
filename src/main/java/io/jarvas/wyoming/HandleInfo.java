package io.jarvas.wyoming;

import io.jarvas.language.Language;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What Jarvas says that it is: one program that answers in one piece, as Home Assistant wants it, and one that answers
/// piece by piece, for clients that select it.
final class HandleInfo {
    static final String PROGRAM = "jarvas";
    static final String STREAMING_PROGRAM = "jarvas-streaming";

    private HandleInfo() {}

    static Event event(String version) {
        return new Event(
                "info",
                Map.of("handle", List.of(program(PROGRAM, false, version), program(STREAMING_PROGRAM, true, version))));
    }

    private static Map<String, Object> program(String name, boolean streams, String version) {
        Map<String, Object> model = artifact(PROGRAM, version);
        model.put(
                "languages", Arrays.stream(Language.values()).map(Language::tag).toList());
        Map<String, Object> program = artifact(name, version);
        program.put("models", List.of(model));
        program.put("supports_handled_streaming", streams);
        program.put("supports_home_control", true);
        return program;
    }

    private static Map<String, Object> artifact(String name, String version) {
        Map<String, Object> artifact = new LinkedHashMap<>();
        artifact.put("name", name);
        artifact.put("attribution", Map.of("name", "Jarvas", "url", "https://github.com/jarvas/jarvas"));
        artifact.put("installed", true);
        artifact.put("description", "Jarvas, the private assistant of the house");
        artifact.put("version", version);
        return artifact;
    }
}
