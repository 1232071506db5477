package io.jarvas.action;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.Label;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// What the owner adds to the [Policy]: it can only become stricter by it. Immutable.
///
/// Each item is a domain (`vacuum`), an entity or a service (`switch.heater`, `climate.set_hvac_mode`), either with
/// `*` and `?` for letters (`switch.heater*`), a label (`label:dangerous`, by id or name) or a device class
/// (`class:outlet`).
public final class OwnerRules {
    public static final OwnerRules NONE = new OwnerRules(List.of(), List.of());

    private static final Pattern FORM =
            Pattern.compile("(label:\\S.*|class:[a-z_]+|[a-z0-9_*?]+(\\.[a-z0-9_*?]+)?)", Pattern.CASE_INSENSITIVE);

    private final List<Item> confirm;
    private final List<Item> never;

    /// @param confirm what needs a confirmation
    /// @param never what nobody may do
    /// @throws IllegalArgumentException where an item is not [#valid(String)]
    public OwnerRules(List<String> confirm, List<String> never) {
        this.confirm = confirm.stream().map(Item::of).toList();
        this.never = never.stream().map(Item::of).toList();
    }

    public static boolean valid(String item) {
        return FORM.matcher(item).matches();
    }

    /// What the owner says to a service, whatever it is called on.
    Risk of(String service) {
        return risk(item -> item.names(service));
    }

    /// What the owner says to anything that changes the entity.
    Risk of(EntityId entity, HomeSnapshot home) {
        return risk(item -> item.names(entity.value()) || item.describes(entity, home));
    }

    private Risk risk(Predicate<Item> meant) {
        if (any(never, meant)) {
            return Risk.NEVER;
        }
        return any(confirm, meant) ? Risk.CONFIRM : Risk.READ;
    }

    /// Asked for each of a thousand entities: without a stream.
    private static boolean any(List<Item> items, Predicate<Item> meant) {
        for (Item item : items) {
            if (meant.test(item)) {
                return true;
            }
        }
        return false;
    }

    private sealed interface Item {
        /// @param id of an entity or a service
        default boolean names(String id) {
            return false;
        }

        default boolean describes(EntityId entity, HomeSnapshot home) {
            return false;
        }

        static Item of(String text) {
            if (!valid(text)) {
                throw new IllegalArgumentException("not an entity, a service or a domain: " + text);
            }
            if (text.regionMatches(true, 0, "label:", 0, 6)) {
                return new Labelled(text.substring(6).strip());
            }
            String lower = text.toLowerCase(Locale.ROOT);
            if (lower.startsWith("class:")) {
                return new Classed(lower.substring(6));
            }
            return new Named(Glob.of(lower.contains(".") ? lower : lower + ".*"));
        }
    }

    private record Named(Predicate<String> ids) implements Item {
        @Override
        public boolean names(String id) {
            return ids.test(id);
        }
    }

    private record Labelled(String label) implements Item {
        @Override
        public boolean describes(EntityId entity, HomeSnapshot home) {
            return home.catalog().entity(entity).map(Entity::labels).orElse(List.of()).stream()
                    .anyMatch(
                            id -> id.equalsIgnoreCase(label) || nameOf(id, home).equalsIgnoreCase(label));
        }

        private static String nameOf(String id, HomeSnapshot home) {
            Label known = home.catalog().labels().get(id);
            return known == null ? "" : known.name();
        }
    }

    private record Classed(String deviceClass) implements Item {
        @Override
        public boolean describes(EntityId entity, HomeSnapshot home) {
            return Members.deviceClass(entity, home).equals(deviceClass);
        }
    }
}
