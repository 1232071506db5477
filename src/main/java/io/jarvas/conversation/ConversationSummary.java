package io.jarvas.conversation;

import java.time.Instant;

/// A conversation as a list shows it.
///
/// @param title the person's own, or else how the first message begins
/// @param newest when its newest message was taken in
/// @param turns how many there are that it goes on from
/// @param hit where it was searched for: the place that was found, the words found between [#HIT_BEGINS] and
///     [#HIT_ENDS]; empty otherwise
public record ConversationSummary(String id, String title, Instant created, Instant newest, int turns, String hit) {
    /// Characters that no text holds.
    public static final char HIT_BEGINS = '\u0002';
    public static final char HIT_ENDS = '\u0003';
}
