package io.jarvas.reply;

/// A part of a model's reply: words for the person, or an action.
public sealed interface ReplyPart {
    /// @param text never empty, and without one character of an action
    record Speech(String text) implements ReplyPart {
        public Speech {
            if (text.isEmpty()) {
                throw new IllegalArgumentException("speech without a character");
            }
        }
    }

    /// @param raw all of it as the model wrote it, list marks and `ACTION:` included
    /// @param object what stood after the colon, from its first brace on; empty where there was none
    record ActionLine(String raw, String object, End end) implements ReplyPart {
        /// Where the splitter saw the action end.
        public enum End {
            /// Its braces balanced.
            BALANCED,
            /// A line came that could not continue it.
            LINE,
            /// The reply ended inside it.
            REPLY
        }
    }
}
