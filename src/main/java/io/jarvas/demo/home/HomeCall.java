package io.jarvas.demo.home;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A service call that has been checked, as the device that it is for sees it.
///
/// @param data the service's own fields, read by its schema
record HomeCall(String domain, String service, Map<String, @Nullable Object> data, HomeContext context) {
    /// What a service does to one entity.
    interface Action {
        void apply(HomeCall call, HomeState state);
    }

    /// What a service answers about one entity.
    interface Question {
        Map<String, Object> answer(HomeCall call, HomeState state);
    }

    boolean has(String field) {
        return data.get(field) != null;
    }

    /// The field as a text, or nothing where it was not given.
    Optional<String> text(String field) {
        return Optional.ofNullable(data.get(field)).map(Object::toString);
    }

    /// The field as a number, or the other where it was not given.
    double number(String field, double otherwise) {
        return data.get(field) instanceof Number number ? number.doubleValue() : otherwise;
    }

    /// Which of the three a `turn_on`, `turn_off` or `toggle` comes down to.
    boolean turnsOn(boolean isOn) {
        return service.equals("toggle") ? !isOn : !service.equals("turn_off");
    }
}
