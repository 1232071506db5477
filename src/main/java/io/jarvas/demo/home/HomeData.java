package io.jarvas.demo.home;

import io.jarvas.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the home from `home.json`: floors, areas, labels, devices, and entities with the state in which they
/// begin.
final class HomeData {
    /// Members of an entity in the file that its registry entry, its state or its device take up.
    private static final Set<String> TAKEN = Set.of(
            "id",
            "name",
            "area",
            "aliases",
            "labels",
            "state",
            "attributes",
            "features",
            "icon",
            "exposed",
            "registered",
            "unique_id");

    private final HomeCore core;
    private final double created;

    private HomeData(HomeCore core) {
        this.core = core;
        this.created = HomeState.timestamp(core.bus().now());
    }

    /// The text of one of the home's own files.
    static String resource(String name) {
        try (InputStream in = HomeData.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Fills the home.
    static void load(HomeCore core) {
        HomeData data = new HomeData(core);
        Map<String, @Nullable Object> home = Json.objectWithNulls(resource("home.json"));
        objects(home, "floors").forEach(floor -> data.entry(HomeRegistry.Kind.FLOOR, floor));
        objects(home, "areas").forEach(area -> data.entry(HomeRegistry.Kind.AREA, area));
        objects(home, "labels").forEach(label -> data.entry(HomeRegistry.Kind.LABEL, label));
        objects(home, "devices")
                .forEach(device -> data.device(
                        String.valueOf(device.get("id")),
                        String.valueOf(device.get("name")),
                        device.get("area"),
                        device.get("model")));
        objects(home, "entities").forEach(data::entity);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> objects(Map<String, @Nullable Object> home, String name) {
        return (List<Map<String, @Nullable Object>>) Objects.requireNonNull(home.get(name));
    }

    private void entry(HomeRegistry.Kind kind, Map<String, ? extends @Nullable Object> said) {
        String id = String.valueOf(said.get(kind.key()));
        Map<String, @Nullable Object> entry = HomeEntries.blank(kind, id, created);
        entry.putAll(said);
        core.registry().load(kind, id, entry);
    }

    private void device(String id, String name, @Nullable Object area, @Nullable Object model) {
        Map<String, @Nullable Object> device = HomeEntries.blank(HomeRegistry.Kind.DEVICE, id, created);
        device.put("name", name);
        device.put("area_id", area);
        device.put("model", model);
        core.registry().load(HomeRegistry.Kind.DEVICE, id, device);
    }

    /// An entity without a platform of its own and without a device gets a device that bears its name.
    private void entity(Map<String, @Nullable Object> said) {
        String id = String.valueOf(said.get("id"));
        String name = String.valueOf(said.get("name"));
        @SuppressWarnings("unchecked")
        Map<String, @Nullable Object> attributes =
                new LinkedHashMap<>((Map<String, @Nullable Object>) Objects.requireNonNull(said.get("attributes")));
        if (!Boolean.FALSE.equals(said.get("registered"))) {
            Map<String, @Nullable Object> entry = HomeEntries.blank(HomeRegistry.Kind.ENTITY, id, created);
            entry.put("id", core.bus().newId());
            entry.put("unique_id", said.getOrDefault("unique_id", id.replace('.', '_')));
            entry.put("platform", said.getOrDefault("platform", "demo"));
            entry.put("entity_category", said.get("category"));
            entry.put("aliases", said.getOrDefault("aliases", List.of()));
            entry.put("labels", said.getOrDefault("labels", List.of()));
            entry.put("original_device_class", attributes.get("device_class"));
            entry.put("icon", said.get("icon"));
            entry.put("original_icon", attributes.get("icon"));
            Map<String, @Nullable Object> capabilities = HomeState.capabilities(attributes);
            entry.put("capabilities", capabilities.isEmpty() ? null : capabilities);
            entry.put(
                    "options",
                    Map.of("conversation", Map.of("should_expose", !Boolean.FALSE.equals(said.get("exposed")))));
            if (said.get("device") != null) {
                entry.put("device_id", said.get("device"));
                entry.put("original_name", name);
            } else if (said.get("platform") != null) {
                entry.put("area_id", said.get("area"));
                entry.put("original_name", name);
            } else {
                String device = entry.get("unique_id") + "_device";
                device(device, name, said.get("area"), null);
                entry.put("device_id", device);
            }
            core.registry().load(HomeRegistry.Kind.ENTITY, id, entry);
        }
        if (id.startsWith("camera.")) {
            String token = core.bus().newId() + core.bus().newId();
            attributes.put("access_token", token);
            attributes.put("entity_picture", "/api/camera_proxy/" + id + "?token=" + token);
        }
        attributes.put("friendly_name", core.registry().friendlyName(id).orElse(name));
        core.registry().icon(id).ifPresent(icon -> attributes.put("icon", icon));
        if (said.get("features") != null || HomeServices.alwaysHasFeatures(id)) {
            attributes.put("supported_features", said.getOrDefault("features", 0));
        }
        Map<String, Object> details = new HashMap<>();
        said.forEach((member, value) -> {
            if (!TAKEN.contains(member) && value != null) {
                details.put(member, value);
            }
        });
        core.details().put(id, details);
        core.states()
                .set(
                        id,
                        String.valueOf(said.get("state")),
                        attributes,
                        core.bus().context(null));
    }
}
