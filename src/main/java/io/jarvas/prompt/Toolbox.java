package io.jarvas.prompt;

import java.util.List;

/// The tools that models are told of.
///
/// @param names of those besides `homeassistant_call_service`
/// @param natively whether models that were taught to call tools get them so, and not as ACTION lines
public record Toolbox(List<String> names, boolean natively) {
    /// A model that calls services and nothing else.
    public static final Toolbox NONE = new Toolbox(List.of(), false);

    public Toolbox {
        names = List.copyOf(names);
    }
}
