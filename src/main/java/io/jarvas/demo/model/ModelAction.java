package io.jarvas.demo.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A tool call that the demo model writes.
record ModelAction(String tool, Map<String, Object> args) {
    /// A service call, with the entity ids first among its data.
    static ModelAction service(String domain, String service, List<String> entities, Map<String, Object> fields) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("entity_id", entities.size() == 1 ? entities.getFirst() : entities);
        data.putAll(fields);
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("domain", domain);
        args.put("service", service);
        args.put("data", data);
        return new ModelAction("homeassistant_call_service", args);
    }

    /// `ACTION: {"tool": …, "args": …}`.
    String line() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("tool", tool);
        members.put("args", args);
        return "ACTION: " + io.jarvas.json.Json.text(members);
    }
}
