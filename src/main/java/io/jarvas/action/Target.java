package io.jarvas.action;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entity that a call is for, with what it says of itself now.
///
/// @param named whether somebody named it, rather than a room that it is in
record Target(Entity entity, Optional<EntityState> state, boolean named) {
    static Target of(Entity entity, HomeSnapshot home, boolean named) {
        return new Target(entity, home.state(entity.id()).filter(EntityState::available), named);
    }

    EntityId id() {
        return entity.id();
    }

    /// What its state says, else what was last known.
    @Nullable
    Object attribute(String name) {
        Object said =
                state.map(EntityState::attributes).map(all -> all.get(name)).orElse(null);
        return said != null ? said : entity.capabilities().get(name);
    }

    Optional<Double> number(String name) {
        return attribute(name) instanceof Number number ? Optional.of(number.doubleValue()) : Optional.empty();
    }

    List<String> texts(String name) {
        return switch (attribute(name)) {
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case Map<?, ?> map -> map.values().stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    /// Whether it has one of these sets of features; where it says nothing of its features, it may.
    boolean supports(List<Long> features) {
        if (features.isEmpty() || !(attribute("supported_features") instanceof Number number)) {
            return true;
        }
        long own = number.longValue();
        return features.stream().anyMatch(each -> (own & each) == each);
    }

    /// Whether each attribute has one of its values; what it says nothing of, it may have.
    boolean has(Map<String, List<Object>> attributes) {
        return attributes.entrySet().stream().allMatch(each -> switch (attribute(each.getKey())) {
            case null -> true;
            case List<?> list -> list.stream().anyMatch(each.getValue()::contains);
            case Object one -> each.getValue().contains(one);
        });
    }
}
