package io.jarvas.conversation;

import java.util.List;

/// What a conversation's next prompt continues.
///
/// @param newest the newest messages, oldest first, in the order in which the model saw them
/// @param total how many messages the conversation has in all
/// @param note what the model must be told with the next message, since it could not know when it wrote the
///     last answer: outcomes of that answer's actions that were not what it said; empty where there is
///     nothing
public record History(List<PromptMessage> newest, int total, String note) {
    public static final History EMPTY = new History(List.of(), 0, "");

    public History {
        newest = List.copyOf(newest);
        if (total < newest.size()) {
            throw new IllegalArgumentException("more messages than there are");
        }
    }
}
