package io.jarvas.demo.model;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the demo model answers.
///
/// @param text for the person; empty where it only asks for something
record ModelReply(String text, List<ModelAction> actions) {
    static final ModelReply NOTHING = of("");

    ModelReply {
        actions = List.copyOf(actions);
    }

    static ModelReply of(String text) {
        return new ModelReply(text, List.of());
    }

    /// All of them as one: first all that is said, then all that is done.
    static ModelReply of(List<ModelReply> replies) {
        return new ModelReply(
                replies.stream()
                        .map(ModelReply::text)
                        .filter(text -> !text.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                replies.stream()
                        .flatMap(reply -> reply.actions().stream())
                        .distinct()
                        .toList());
    }

    boolean isEmpty() {
        return text.isEmpty() && actions.isEmpty();
    }

    /// As a model writes it: the text, then each action on a line of its own.
    String written() {
        return Stream.concat(
                        Stream.of(text).filter(said -> !said.isEmpty()),
                        actions.stream().map(ModelAction::line))
                .collect(Collectors.joining("\n"));
    }
}
