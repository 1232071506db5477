package io.jarvas.ollama;

import io.jarvas.llm.ModelChunk;
import java.util.function.Consumer;

/// Takes `<think>…</think>` at the very start of an answer for thinking, and everything after it for text.
///
/// Some models' templates leave their thoughts in the content. White space before the opening tag and after
/// the closing one belongs to neither. What may still become a tag is held; all else is handed on at once:
/// ```
/// "<th" → nothing   "ink>Hm" → Thinking("Hm")   "</thi" → nothing   "nk>\n\nOlá" → Text("Olá")
/// ```
final class ThinkTags {
    private static final String OPEN = "<think>";
    private static final String CLOSE = "</think>";

    private enum State {
        /// Nothing but white space and perhaps a part of the opening tag came yet.
        START,
        THINKING,
        /// The closing tag came, and nothing but white space since.
        AFTER,
        TEXT
    }

    private final Consumer<ModelChunk> out;
    private final StringBuilder held = new StringBuilder();
    private State state;

    /// @param inside whether the answer begins inside the tag, because the prompt ended with it
    ThinkTags(boolean inside, Consumer<ModelChunk> out) {
        this.state = inside ? State.THINKING : State.START;
        this.out = out;
    }

    void accept(String content) {
        held.append(content);
        while (step()) {}
    }

    /// The end of the answer: what was held leaves as what it looked like.
    void finish() {
        emit(state == State.THINKING, held.length());
    }

    /// One step; whether there is more to do.
    private boolean step() {
        return switch (state) {
            case START -> start();
            case THINKING -> thinking();
            case AFTER -> after();
            case TEXT -> {
                emit(false, held.length());
                yield false;
            }
        };
    }

    private boolean start() {
        int begin = blanks();
        String rest = held.substring(begin);
        if (rest.startsWith(OPEN)) {
            held.delete(0, begin + OPEN.length());
            state = State.THINKING;
            return true;
        }
        if (OPEN.startsWith(rest)) {
            return false;
        }
        state = State.TEXT;
        return true;
    }

    private boolean thinking() {
        int close = held.indexOf(CLOSE);
        if (close >= 0) {
            emit(true, close);
            held.delete(0, CLOSE.length());
            state = State.AFTER;
            return true;
        }
        emit(true, held.length() - overlap());
        return false;
    }

    private boolean after() {
        held.delete(0, blanks());
        if (held.isEmpty()) {
            return false;
        }
        state = State.TEXT;
        return true;
    }

    private int blanks() {
        int count = 0;
        while (count < held.length() && Character.isWhitespace(held.charAt(count))) {
            count++;
        }
        return count;
    }

    /// How many of the last characters may be the closing tag's first.
    private int overlap() {
        for (int length = Math.min(held.length(), CLOSE.length() - 1); length > 0; length--) {
            if (CLOSE.startsWith(held.substring(held.length() - length))) {
                return length;
            }
        }
        return 0;
    }

    private void emit(boolean thought, int length) {
        if (length > 0) {
            String piece = held.substring(0, length);
            held.delete(0, length);
            out.accept(thought ? new ModelChunk.Thinking(piece) : new ModelChunk.Text(piece));
        }
    }
}
