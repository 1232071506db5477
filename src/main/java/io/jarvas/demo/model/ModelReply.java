package io.jarvas.demo.model;

import java.util.List;
import java.util.stream.Collectors;

/// What the demo model answers.
///
/// @param text for the person
record ModelReply(String text, List<ModelAction> actions) {
    ModelReply {
        actions = List.copyOf(actions);
    }

    static ModelReply of(String text) {
        return new ModelReply(text, List.of());
    }

    /// As a model writes it: the text, then each action on a line of its own.
    String written() {
        return text + actions.stream().map(action -> "\n" + action.line()).collect(Collectors.joining());
    }
}
