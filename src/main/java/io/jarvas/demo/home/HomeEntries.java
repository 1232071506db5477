package io.jarvas.demo.home;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The members of a registry's entries, each with what it is where nobody has said otherwise.
final class HomeEntries {
    private HomeEntries() {}

    /// An entry of which only the id and the time are known.
    static Map<String, @Nullable Object> blank(HomeRegistry.Kind kind, String id, double created) {
        Map<String, @Nullable Object> entry = new LinkedHashMap<>();
        switch (kind) {
            case AREA -> {
                entry.put("aliases", List.of());
                nulls(entry, "area_id", "floor_id", "humidity_entity_id", "icon");
                entry.put("labels", List.of());
                nulls(entry, "name", "picture", "temperature_entity_id", "created_at");
            }
            case FLOOR -> {
                entry.put("aliases", List.of());
                nulls(entry, "created_at", "floor_id", "icon", "level", "name");
            }
            case LABEL -> nulls(entry, "color", "created_at", "description", "icon", "label_id", "name");
            case DEVICE -> {
                nulls(entry, "area_id", "configuration_url", "config_entries", "config_entries_subentries");
                nulls(entry, "config_entry_id", "config_subentry_id", "connections", "created_at", "disabled_by");
                nulls(entry, "entry_type", "hw_version", "id", "identifiers", "labels", "manufacturer", "model");
                nulls(entry, "model_id", "modified_at", "name_by_user", "name", "next_name_part", "parent_device_id");
                nulls(entry, "primary_config_entry", "serial_number", "sw_version", "via_device_id");
                entry.put("config_entries", List.of("demo"));
                entry.put("config_entries_subentries", Map.of("demo", Arrays.asList((Object) null)));
                entry.put("config_entry_id", "demo");
                entry.put("connections", List.of());
                entry.put("identifiers", List.of(List.of("demo", id)));
                entry.put("labels", List.of());
                entry.put("manufacturer", "Demo");
                entry.put("primary_config_entry", "demo");
            }
            case ENTITY -> {
                nulls(entry, "area_id", "categories", "config_entry_id", "config_subentry_id", "created_at");
                nulls(entry, "device_id", "disabled_by", "entity_category", "entity_id", "hidden_by", "icon", "id");
                nulls(entry, "labels", "modified_at", "name", "next_name_part", "options", "original_name");
                nulls(entry, "platform", "translation_key", "unique_id", "aliases", "capabilities");
                nulls(entry, "device_class", "original_device_class", "original_icon");
                entry.put("categories", Map.of());
                entry.put("labels", List.of());
                entry.put("options", Map.of());
                entry.put("aliases", List.of());
            }
        }
        entry.put(kind == HomeRegistry.Kind.DEVICE ? "id" : kind.key(), id);
        entry.put("created_at", created);
        entry.put("modified_at", created);
        return entry;
    }

    private static void nulls(Map<String, @Nullable Object> entry, String... names) {
        for (String name : names) {
            entry.put(name, null);
        }
    }
}
