package io.jarvas.reply;

import io.jarvas.reply.ReplyPart.ActionLine;
import io.jarvas.reply.ReplyPart.Speech;
import java.util.ArrayList;
import java.util.List;

/// Splits a model's reply, as it streams in, into words for the person and actions. One per reply; not for
/// several threads.
///
/// ```
/// feed("The light is on.\nAC")  → Speech("The light is on.\n")
/// feed("TION: {\"tool\": ")     →
/// feed("\"x\"}\nAnything el")   → ActionLine("ACTION: {\"tool\": \"x\"}", …), Speech("Anything el")
/// feed("se?")                   → Speech("se?")
/// ```
///
/// An action stands on a line of its own: `ACTION:` ([ActionPrefix] says what may stand around it) and an
/// object, which begins on that line or on the next and may go over several ([OpenObject] says which lines
/// continue it). What can become an action is held; what no longer can leaves at once, which within a line
/// that has begun with other text is every character.
///
/// An action's line disappears whole: the spaces and marks before it, the spaces and closing marks after it,
/// and the line break that ends it. The line break before it stays, it has left long before. Text after the
/// object, on the same line, stays as it is, its leading space included; so does an `ACTION` in it, which is
/// not at the start of a line.
///
/// `ACTION:` in capitals without an object is a malformed action to the line's end; in another case it is
/// text.
///
/// A code fence in which only actions stand, at least one, disappears with its blank lines. So its opening
/// line is held until something in it decides: other text releases it unchanged (actions that came before are
/// gone from it by then), a closing line drops it. An action in a fence that also holds other text is an
/// action all the same.
///
/// The time is linear in the reply: a character is looked at again only once, when the line of an open object
/// turns out not to continue it.
public final class ReplySplitter {
    private enum State {
        /// The line may still become an action or a fence; all of it is in `line`.
        UNDECIDED,
        /// Other text on this line, or after an action on it.
        TEXT,
        /// `ACTION:` was read, an object may come.
        COLON,
        /// `ACTION:` and no object.
        MALFORMED,
        OBJECT,
        /// A line break came inside the object; everything from it on is in `raw`, and not yet in `object`.
        NEXT_LINE,
        /// The object is complete; spaces and closing marks are in `line`.
        AFTER
    }

    private enum Fence {
        NONE,
        /// Open, and held: nothing but actions and blank lines so far.
        HELD,
        /// Open, and text.
        TEXT
    }

    private final List<ReplyPart> parts = new ArrayList<>();
    private final StringBuilder speech = new StringBuilder();

    private State state = State.UNDECIDED;
    private final StringBuilder line = new StringBuilder();
    private ActionPrefix prefix = new ActionPrefix();
    private FenceLine fenceLine = new FenceLine();

    private Fence fence = Fence.NONE;
    private final StringBuilder heldFence = new StringBuilder();
    private boolean fenceActed;

    private final StringBuilder raw = new StringBuilder();
    private String openMark = "";
    private int closed;
    private int lineEnd = -1;
    private int objectStart = -1;
    private OpenObject object = new OpenObject();
    private OpenObject.NextLine nextLine = object.nextLine();

    /// What the next piece of the reply settles. A surrogate pair that the piece cuts is kept together.
    public List<ReplyPart> feed(String chunk) {
        take(chunk);
        if (!speech.isEmpty()) {
            int last = speech.length() - 1;
            char end = speech.charAt(last);
            boolean half = Character.isHighSurrogate(end);
            if (half) {
                speech.setLength(last);
            }
            speak();
            if (half) {
                speech.append(end);
            }
        }
        return settled();
    }

    /// The reply is over: what was held is settled.
    public List<ReplyPart> finish() {
        switch (state) {
            case UNDECIDED -> finishLine();
            case TEXT -> {}
            case COLON -> withoutObject(true);
            case MALFORMED -> act(raw.length(), ActionLine.End.REPLY);
            case OBJECT, NEXT_LINE -> act(raw.length(), ActionLine.End.REPLY);
            case AFTER -> finishAfter();
        }
        if (state == State.UNDECIDED && !line.isEmpty()) {
            finishLine();
        }
        if (fence == Fence.HELD && !fenceActed) {
            say("");
        }
        speak();
        return settled();
    }

    private void take(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            take(text.charAt(i));
        }
    }

    private void take(char c) {
        switch (state) {
            case UNDECIDED -> undecided(c);
            case TEXT -> text(c);
            case COLON -> afterColon(c);
            case MALFORMED -> malformed(c);
            case OBJECT -> inObject(c);
            case NEXT_LINE -> inNextLine(c);
            case AFTER -> afterObject(c);
        }
    }

    private void undecided(char c) {
        line.append(c);
        if (c == '\n') {
            endUndecidedLine();
            return;
        }
        fenceLine.feed(c);
        if (prefix.feed(c) == ActionPrefix.Progress.COLON) {
            raw.append(line);
            openMark = prefix.openMark();
            closed = 0;
            state = State.COLON;
            return;
        }
        boolean held = prefix.possible()
                || switch (fence) {
                    case NONE -> fenceLine.mayOpen();
                    case HELD -> fenceActed && fenceLine.mayClose();
                    case TEXT -> false;
                };
        if (!held) {
            say(line);
            state = State.TEXT;
        }
    }

    private void endUndecidedLine() {
        if (fence == Fence.NONE && fenceLine.opens()) {
            heldFence.append(line);
            fence = Fence.HELD;
            fenceActed = false;
        } else if (fence == Fence.HELD && prefix.blank()) {
            heldFence.append(line);
        } else if (fence == Fence.HELD && fenceActed && fenceLine.closes()) {
            dropHeldFence();
        } else {
            say(line);
            endFence();
        }
        newLine();
    }

    private void dropHeldFence() {
        heldFence.setLength(0);
        fence = Fence.NONE;
    }

    private void text(char c) {
        speech.append(c);
        if (c == '\n') {
            endFence();
            newLine();
        } else {
            fenceLine.feed(c);
        }
    }

    /// A line of text has ended: it may have been the first or last one of a fence.
    private void endFence() {
        if (fence == Fence.NONE && fenceLine.opens()) {
            fence = Fence.TEXT;
        } else if (fence == Fence.TEXT && fenceLine.closes()) {
            fence = Fence.NONE;
        }
    }

    private void afterColon(char c) {
        raw.append(c);
        boolean closing = closed > 0 && closed < openMark.length();
        if (c == '{' && !closing) {
            objectStart = raw.length() - 1;
            object = new OpenObject();
            object.feed(c);
            state = State.OBJECT;
        } else if (c == '\n' && lineEnd < 0) {
            lineEnd = raw.length() - 1;
        } else if (lineEnd < 0 && closed < openMark.length() && c == openMark.charAt(closed)) {
            closed++;
        } else if (!Spaces.isSpace(c) || closing) {
            withoutObject(false);
        }
    }

    /// There is a colon and no object: a malformed action, or text. What was read of the next line is read
    /// again.
    private void withoutObject(boolean end) {
        if (prefix.capitals() && lineEnd < 0) {
            if (end) {
                act(raw.length(), ActionLine.End.REPLY);
            } else {
                state = State.MALFORMED;
            }
            return;
        }
        boolean nextLineBegun = lineEnd >= 0;
        String rest = !nextLineBegun ? "" : raw.substring(lineEnd + 1);
        if (prefix.capitals()) {
            act(lineEnd, ActionLine.End.LINE);
            newLine();
        } else {
            say(raw.substring(0, raw.length() - rest.length()));
            state = State.TEXT;
            forgetAction();
            if (nextLineBegun) {
                newLine();
            }
        }
        take(rest);
    }

    private void malformed(char c) {
        if (c == '\n') {
            act(raw.length(), ActionLine.End.LINE);
            newLine();
        } else {
            raw.append(c);
        }
    }

    private void inObject(char c) {
        raw.append(c);
        if (c == '\n') {
            object.feed(c);
            awaitNextLine();
        } else if (object.feed(c)) {
            balanced();
        }
    }

    private void awaitNextLine() {
        lineEnd = raw.length() - 1;
        nextLine = object.nextLine();
        state = State.NEXT_LINE;
    }

    private void inNextLine(char c) {
        raw.append(c);
        switch (nextLine.feed(c)) {
            case UNDECIDED -> {}
            case CONTINUES -> {
                boolean complete = false;
                for (int i = lineEnd + 1; i < raw.length(); i++) {
                    complete = object.feed(raw.charAt(i));
                }
                if (complete) {
                    balanced();
                } else if (c == '\n') {
                    awaitNextLine();
                } else {
                    state = State.OBJECT;
                }
            }
            case ENDS -> {
                String rest = raw.substring(lineEnd + 1);
                act(lineEnd, ActionLine.End.LINE);
                newLine();
                take(rest);
            }
        }
    }

    private void balanced() {
        String mark = closed == openMark.length() ? "" : openMark;
        act(raw.length(), ActionLine.End.BALANCED);
        fenceLine.feed('A');
        openMark = mark;
        state = State.AFTER;
    }

    private void afterObject(char c) {
        if (c == '\n') {
            if (Spaces.isBlank(line)) {
                newLine();
            } else {
                line.append(c);
                say(line);
                newLine();
            }
            return;
        }
        line.append(c);
        if (closed < openMark.length() && c == openMark.charAt(closed)) {
            closed++;
            if (closed == openMark.length()) {
                line.setLength(0);
            }
        } else if (!Spaces.isSpace(c) || (closed > 0 && closed < openMark.length())) {
            say(line);
            state = State.TEXT;
        }
    }

    private void finishAfter() {
        if (!Spaces.isBlank(line)) {
            say(line);
        }
    }

    private void finishLine() {
        if (fence == Fence.HELD && fenceActed && (prefix.blank() || fenceLine.closes())) {
            dropHeldFence();
        } else {
            say(line);
        }
        newLine();
    }

    private void act(int end, ActionLine.End how) {
        speak();
        int last = end > 0 && raw.charAt(end - 1) == '\r' ? end - 1 : end;
        String text = raw.substring(0, last);
        parts.add(new ActionLine(text, objectStart < 0 ? "" : text.substring(objectStart), how));
        fenceActed = true;
        forgetAction();
        newLine();
    }

    private void forgetAction() {
        raw.setLength(0);
        openMark = "";
        closed = 0;
        lineEnd = -1;
        objectStart = -1;
    }

    private void newLine() {
        state = State.UNDECIDED;
        line.setLength(0);
        prefix = new ActionPrefix();
        fenceLine = new FenceLine();
    }

    private void say(CharSequence text) {
        if (fence == Fence.HELD) {
            speech.append(heldFence);
            heldFence.setLength(0);
            fence = Fence.TEXT;
        }
        speech.append(text);
    }

    private void speak() {
        if (!speech.isEmpty()) {
            parts.add(new Speech(speech.toString()));
            speech.setLength(0);
        }
    }

    private List<ReplyPart> settled() {
        List<ReplyPart> settled = List.copyOf(parts);
        parts.clear();
        return settled;
    }
}
