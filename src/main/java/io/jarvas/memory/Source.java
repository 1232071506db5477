package io.jarvas.memory;

/// Where a memory came from.
///
/// @param conversation in which it was said, and `turn` of it; both empty where it was written down
public record Source(Kind kind, String conversation, String turn) {
    public enum Kind {
        /// A person asked to remember it.
        ASKED,
        /// It was drawn from a conversation.
        LEARNED,
        /// A person wrote it into the list of memories.
        WRITTEN
    }

    public static final Source WRITTEN = new Source(Kind.WRITTEN, "", "");
}
