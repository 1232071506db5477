package io.jarvas.tools;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.action.Tool;
import io.jarvas.action.UnusableArgumentsException;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.LiveHome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `homeassistant_get_states`: states and attributes of entities, now.
///
/// ```
/// {"entity_ids": ["light.desk", "Kitchen Lights"]}
/// {"domain": "cover", "area": "Living Room"}
/// ```
///
/// Attributes that open a door (a camera's token), or name an entity that is not exposed, are left out.
final class GetStates implements Tool.Reading {
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_ITEMS = 12;
    private static final int MOST_MEMBERS = 40;
    private static final Set<String> NOT_TOLD = Set.of(
            "access_token",
            "attribution",
            "editable",
            "entity_picture",
            "entity_picture_local",
            "friendly_name",
            "icon",
            "supported_features",
            "supported_color_modes");

    private final LiveHome home;

    GetStates(LiveHome home) {
        this.home = home;
    }

    @Override
    public String name() {
        return "homeassistant_get_states";
    }

    @Override
    public ActionOutcome read(Map<String, Object> arguments, Asking asking) {
        return Answers.of(name(), () -> read(new Arguments(arguments), home.fresh()));
    }

    private static Map<String, Object> read(Arguments arguments, HomeSnapshot now) {
        Telling telling = new Telling(now);
        List<String> unknown = new ArrayList<>();
        Set<Entity> wanted = wanted(arguments, new Exposed(now), unknown);
        if (wanted.isEmpty()) {
            throw new UnknownNameException(String.join(", ", unknown));
        }
        Map<String, Object> before = new LinkedHashMap<>();
        if (now.source() != HomeSnapshot.Source.LIVE) {
            before.put("as_of", Times.shown(now.asOf(), now.catalog().config().zone()));
        }
        if (!unknown.isEmpty()) {
            before.put("unknown", unknown);
        }
        List<Map<String, Object>> rows =
                wanted.stream().map(entity -> telling.row(entity, true)).toList();
        boolean whole = before.toString().length() + rows.toString().length() <= Answers.LONGEST;
        return Answers.rows(
                before,
                "states",
                whole
                        ? rows
                        : wanted.stream()
                                .map(entity -> telling.row(entity, false))
                                .toList());
    }

    private static Set<Entity> wanted(Arguments arguments, Exposed exposed, List<String> unknown) {
        Optional<String> domain = arguments.text("domain").map(text -> text.toLowerCase(Locale.ROOT));
        Optional<String> area = arguments.text("area", "area_id");
        Set<Entity> wanted = new LinkedHashSet<>();
        for (String name : arguments.texts("entity_ids", "entity_id", "entities")) {
            try {
                wanted.add(exposed.named(name));
            } catch (UnknownNameException e) {
                unknown.add(e.name());
            }
        }
        if (wanted.isEmpty() && unknown.isEmpty()) {
            List<Entity> all = area.map(exposed::inArea)
                    .or(() -> domain.map(exposed::of))
                    .orElseThrow(
                            () -> new UnusableArgumentsException("\"entity_ids\", \"domain\" or \"area\" is needed"));
            wanted.addAll(all);
            domain.ifPresent(
                    only -> wanted.removeIf(entity -> !entity.id().domain().equals(only)));
            if (wanted.isEmpty()) {
                throw new UnknownNameException(domain.orElseThrow());
            }
        }
        return wanted;
    }

    /// What is told of the entities of one moment.
    private static final class Telling {
        private final HomeSnapshot now;
        private final HomeCatalog catalog;
        /// Of entities: a text of this form is an id.
        private final Set<String> domains;

        Telling(HomeSnapshot now) {
            this.now = now;
            this.catalog = now.catalog();
            this.domains = Stream.concat(
                            catalog.entities().keySet().stream().map(EntityId::domain),
                            catalog.services().keySet().stream().map(id -> id.substring(0, id.indexOf('.'))))
                    .collect(Collectors.toSet());
        }

        Map<String, Object> row(Entity entity, boolean attributes) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("entity_id", entity.id().value());
            row.put("name", Texts.line(entity.name(), LONGEST_TEXT));
            Optional<EntityState> state = now.state(entity.id());
            row.put(
                    "state",
                    state.map(known -> Texts.line(known.value(), LONGEST_TEXT)).orElse("unknown"));
            state.ifPresent(known -> {
                row.put("since", Times.shown(known.changed(), catalog.config().zone()));
                if (attributes) {
                    Map<String, Object> told = new LinkedHashMap<>(known.attributes());
                    told.keySet().removeAll(NOT_TOLD);
                    row.put("attributes", members(told));
                }
            });
            return row;
        }

        /// A value without what is not exposed, bounded.
        private Optional<Object> told(Object value) {
            return switch (value) {
                case String text -> secret(text) ? Optional.empty() : Optional.of(Texts.line(text, LONGEST_TEXT));
                case Number number -> Optional.of(number);
                case Boolean truth -> Optional.of(truth);
                case Collection<?> list ->
                    Optional.of(list.stream()
                            .limit(MOST_ITEMS)
                            .flatMap(item -> told(item).stream())
                            .toList());
                case Map<?, ?> map -> Optional.of(members(map));
                default -> Optional.empty();
            };
        }

        private Map<String, Object> members(Map<?, ?> map) {
            Map<String, Object> told = new LinkedHashMap<>();
            map.forEach((key, value) -> {
                if (told.size() < MOST_MEMBERS && !secret(String.valueOf(key))) {
                    told(value).ifPresent(known -> told.put(Texts.line(key, LONGEST_TEXT), known));
                }
            });
            return told;
        }

        /// Whether a text opens a door, or names an entity that is not exposed.
        private boolean secret(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            return lower.contains("token=")
                    || Stream.of(lower.split("[,\\s]+"))
                            .flatMap(part -> EntityId.parse(part).stream())
                            .anyMatch(id -> !catalog.entities().containsKey(id) && domains.contains(id.domain()));
        }
    }
}
