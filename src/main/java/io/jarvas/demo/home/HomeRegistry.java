package io.jarvas.demo.home;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Home Assistant's registries: what there is, what it is called and where. Used by the home's thread alone.
final class HomeRegistry {
    /// One registry; entries are JSON objects in Home Assistant's own form.
    enum Kind {
        AREA,
        FLOOR,
        LABEL,
        DEVICE,
        ENTITY;

        private final String word = name().toLowerCase(Locale.ROOT);

        /// The member that holds an entry's id: `area_id`.
        String key() {
            return word + "_id";
        }

        String event() {
            return word + "_registry_updated";
        }

        private String missing() {
            return Character.toUpperCase(word.charAt(0)) + word.substring(1) + " ID doesn't exist";
        }
    }

    /// What only `config/entity_registry/get` tells of an entity.
    private static final Set<String> EXTENDED =
            Set.of("aliases", "capabilities", "device_class", "original_device_class", "original_icon");

    private final Map<Kind, Map<String, Map<String, @Nullable Object>>> entries = new EnumMap<>(Kind.class);
    private final Set<String> exposedWithoutEntry = new LinkedHashSet<>();
    private final HomeBus bus;

    HomeRegistry(HomeBus bus) {
        this.bus = bus;
        for (Kind kind : Kind.values()) {
            entries.put(kind, new LinkedHashMap<>());
        }
    }

    private Map<String, Map<String, @Nullable Object>> table(Kind kind) {
        return Objects.requireNonNull(entries.get(kind));
    }

    /// Adds an entry without telling anyone, as a home that starts does.
    void load(Kind kind, String id, Map<String, @Nullable Object> entry) {
        table(kind).put(id, new LinkedHashMap<>(entry));
    }

    Optional<Map<String, @Nullable Object>> find(Kind kind, @Nullable Object id) {
        return Optional.ofNullable(table(kind).get(String.valueOf(id)));
    }

    /// Every entry as the registry's `list` answers it.
    List<Map<String, @Nullable Object>> list(Kind kind) {
        return table(kind).values().stream().map(HomeRegistry::listed).toList();
    }

    static Map<String, @Nullable Object> listed(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(entry);
        if (copy.containsKey("entity_id")) {
            copy.keySet().removeAll(EXTENDED);
            copy.put("next_name_part", nextNamePart(entry));
        } else if (copy.containsKey("name_by_user")) {
            copy.put("next_name_part", entry.get("area_id") == null ? null : "area");
        }
        return copy;
    }

    static Map<String, @Nullable Object> extended(Map<String, @Nullable Object> entry) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(listed(entry));
        EXTENDED.stream().sorted().forEach(name -> copy.put(name, entry.get(name)));
        return copy;
    }

    /// Every entity in the short form of `list_for_display`.
    List<Map<String, @Nullable Object>> forDisplay() {
        return table(Kind.ENTITY).values().stream()
                .map(entry -> {
                    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
                    shown.put("ei", entry.get("entity_id"));
                    shown.put("pl", entry.get("platform"));
                    shown.put("ai", entry.get("area_id"));
                    shown.put("lb", entry.get("labels"));
                    shown.put("di", entry.get("device_id"));
                    shown.put("np", nextNamePart(entry));
                    shown.put("ec", "diagnostic".equals(entry.get("entity_category")) ? 1 : null);
                    shown.put("en", entry.get("name") == null ? entry.get("original_name") : entry.get("name"));
                    shown.values().removeIf(Objects::isNull);
                    return shown;
                })
                .toList();
    }

    private static @Nullable String nextNamePart(Map<String, @Nullable Object> entity) {
        return entity.get("area_id") != null ? "area" : entity.get("device_id") != null ? "device" : null;
    }

    /// The entity's whole name: its device's, where that is the next part, and its own.
    Optional<String> friendlyName(String entityId) {
        return find(Kind.ENTITY, entityId).map(entity -> {
            Object own = entity.get("name") == null ? entity.get("original_name") : entity.get("name");
            Object device = "device".equals(nextNamePart(entity))
                    ? find(Kind.DEVICE, entity.get("device_id"))
                            .map(entry ->
                                    entry.get("name_by_user") == null ? entry.get("name") : entry.get("name_by_user"))
                            .orElse(null)
                    : null;
            return own == null ? String.valueOf(device) : device == null ? own.toString() : device + " " + own;
        });
    }

    /// The icon that its owner gave it, else the one that it brought along.
    Optional<String> icon(String entityId) {
        return find(Kind.ENTITY, entityId)
                .map(entity -> entity.get("icon") == null ? entity.get("original_icon") : entity.get("icon"))
                .map(Object::toString);
    }

    /// The id of the entity's own area, or of its device's.
    Optional<String> areaOf(String entityId) {
        return find(Kind.ENTITY, entityId).flatMap(entity -> {
            Object area = entity.get("area_id");
            return area != null
                    ? Optional.of(area.toString())
                    : find(Kind.DEVICE, entity.get("device_id"))
                            .map(device -> device.get("area_id"))
                            .map(Object::toString);
        });
    }

    /// Whether the entity, its device or its area has the label.
    boolean hasLabel(String entityId, String label) {
        Optional<Map<String, @Nullable Object>> entity = find(Kind.ENTITY, entityId);
        return entity.filter(entry -> labels(entry).contains(label)).isPresent()
                || entity.flatMap(entry -> find(Kind.DEVICE, entry.get("device_id")))
                        .filter(entry -> labels(entry).contains(label))
                        .isPresent()
                || areaOf(entityId)
                        .flatMap(area -> find(Kind.AREA, area))
                        .filter(entry -> labels(entry).contains(label))
                        .isPresent();
    }

    private static List<?> labels(Map<String, @Nullable Object> entry) {
        return entry.get("labels") instanceof List<?> labels ? labels : List.of();
    }

    /// A new area, floor or label. Its id is made from its name.
    Map<String, @Nullable Object> create(Kind kind, Map<String, @Nullable Object> fields) {
        String name = String.valueOf(fields.get("name"));
        checkUnused(kind, name, null);
        String slug = slug(name);
        String id = slug;
        for (int i = 2; table(kind).containsKey(id); i++) {
            id = slug + "_" + i;
        }
        Map<String, @Nullable Object> entry = HomeEntries.blank(kind, id, HomeState.timestamp(bus.now()));
        entry.putAll(fields);
        table(kind).put(id, entry);
        tell(kind, "create", id, null);
        return entry;
    }

    /// Changes an entry. An update that changes nothing is told to no one.
    ///
    /// @throws HomeError where there is no such entry, or the name belongs to another
    Map<String, @Nullable Object> update(Kind kind, String id, Map<String, @Nullable Object> fields) {
        Map<String, @Nullable Object> entry = find(kind, id).orElseThrow(() -> switch (kind) {
            case ENTITY -> HomeError.of("not_found", "Entity not found");
            case DEVICE -> HomeError.of("not_found", "Device not found");
            case AREA, FLOOR, LABEL -> HomeError.of("unknown_error", "Unknown error");
        });
        if (kind != Kind.ENTITY && fields.get("name") instanceof String name) {
            checkUnused(kind, name, id);
        }
        if (kind == Kind.ENTITY
                && fields.get("area_id") != null
                && entry.get("device_id") != null
                && fields.getOrDefault("name", entry.get("name")) == null
                && entry.get("original_name") == null) {
            throw HomeError.of(
                    "invalid_info",
                    "An entity without a name of its own cannot have an area of its own, set the area on its device instead");
        }
        Map<String, @Nullable Object> before = new LinkedHashMap<>();
        fields.forEach((name, value) -> {
            if (!Objects.equals(entry.get(name), value)) {
                before.put(name, entry.get(name));
                entry.put(name, value);
            }
        });
        if (!before.isEmpty()) {
            entry.put("modified_at", HomeState.timestamp(bus.now()));
            tell(kind, "update", id, kind == Kind.DEVICE || kind == Kind.ENTITY ? before : null);
        }
        return entry;
    }

    /// Removes an area, floor or label from the registry and from whatever names it.
    void delete(Kind kind, String id) {
        if (table(kind).remove(id) == null) {
            throw HomeError.of("invalid_info", kind.missing());
        }
        tell(kind, "remove", id, null);
        for (Kind other : List.of(Kind.AREA, Kind.DEVICE, Kind.ENTITY)) {
            for (String user : List.copyOf(table(other).keySet())) {
                Map<String, @Nullable Object> entry =
                        Objects.requireNonNull(table(other).get(user));
                if (kind != other && id.equals(entry.get(kind.key()))) {
                    Map<String, @Nullable Object> without = new LinkedHashMap<>();
                    without.put(kind.key(), null);
                    update(other, user, without);
                } else if (kind == Kind.LABEL && labels(entry).contains(id)) {
                    List<Object> labels = new ArrayList<>(labels(entry));
                    labels.remove(id);
                    update(other, user, Map.of("labels", labels));
                }
            }
        }
    }

    void removeEntity(String entityId) {
        if (table(Kind.ENTITY).remove(entityId) == null) {
            throw HomeError.of("not_found", "Entity not found");
        }
        tell(Kind.ENTITY, "remove", entityId, null);
    }

    boolean exposed(String entityId) {
        return find(Kind.ENTITY, entityId)
                .map(entity -> entity.get("options") instanceof Map<?, ?> options
                        && options.get("conversation") instanceof Map<?, ?> conversation
                        && Boolean.TRUE.equals(conversation.get("should_expose")))
                .orElse(exposedWithoutEntry.contains(entityId));
    }

    void expose(String entityId, boolean expose) {
        if (find(Kind.ENTITY, entityId).isPresent()) {
            update(Kind.ENTITY, entityId, Map.of("options", Map.of("conversation", Map.of("should_expose", expose))));
        } else if (expose) {
            exposedWithoutEntry.add(entityId);
        } else {
            exposedWithoutEntry.remove(entityId);
        }
    }

    /// The answer to `homeassistant/expose_entity/list`.
    Map<String, Object> exposedEntities() {
        Map<String, Object> exposed = new LinkedHashMap<>();
        exposedWithoutEntry.forEach(id -> exposed.put(id, Map.of("conversation", true)));
        table(Kind.ENTITY).keySet().stream()
                .filter(this::exposed)
                .forEach(id -> exposed.put(id, Map.of("conversation", true)));
        return exposed;
    }

    private void checkUnused(Kind kind, String name, @Nullable String self) {
        String plain = plain(name);
        table(kind).forEach((id, entry) -> {
            if (!id.equals(self) && plain(String.valueOf(entry.get("name"))).equals(plain)) {
                throw HomeError.of("invalid_info", "The name " + name + " (" + plain + ") is already in use");
            }
        });
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace(" ", "");
    }

    private static String slug(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    private void tell(Kind kind, String action, String id, @Nullable Map<String, @Nullable Object> before) {
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        data.put("action", action);
        data.put(kind.key(), id);
        if (before != null) {
            data.put("changes", before);
        }
        bus.fire(kind.event(), data, bus.context(null));
    }
}
