package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog;
import io.jarvas.prompt.PromptBuilder;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;

/// What is kept of one turn. Where that fails the person still gets an answer, and is told. Used by the turn's
/// own thread.
final class TurnRecord {
    private static final System.Logger LOG = System.getLogger(TurnRecord.class.getName());

    private final Assistant.Parts parts;
    private final ConversationKey conversation;
    private final String turn;
    private final ReentrantLock writing = new ReentrantLock();
    private boolean forgotten;
    private boolean broken;
    private boolean appended;
    private String told = "";

    TurnRecord(Assistant.Parts parts, ConversationKey conversation, String turn) {
        this.parts = parts;
        this.conversation = conversation;
        this.turn = turn;
    }

    /// What the turn's prompt continues; nothing where it cannot be read.
    History history() {
        try {
            History history = parts.conversations().history(conversation, PromptBuilder.HISTORY);
            told = history.note();
            return history;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "a conversation could not be read", e);
            broken = true;
            return History.EMPTY;
        }
    }

    void append(PromptMessage message) {
        appended = keep("a message", () -> parts.log().appended(conversation, turn, message));
    }

    /// Takes back the message that was appended last, where it could be kept.
    void withdraw() {
        if (appended) {
            keep("what was taken back", () -> parts.log().withdrawn(conversation, turn));
            appended = false;
        }
    }

    /// See [TurnLog#noted].
    void note(String note) {
        keep("a note", () -> parts.log().noted(conversation, note));
    }

    /// See [TurnLog#ended].
    void end(String answer, String note, TurnLog.End end, Instant at) {
        keep("an answer", () -> parts.log().ended(conversation, turn, new TurnLog.Ending(answer, told, note, end, at)));
    }

    /// Keeps nothing any more, from whatever thread: what is being written is written when this returns.
    void forget() {
        writing.lock();
        try {
            forgotten = true;
        } finally {
            writing.unlock();
        }
    }

    /// Whether something could not be read or kept.
    boolean broken() {
        return broken;
    }

    /// @return whether it was kept
    private boolean keep(String what, Runnable write) {
        writing.lock();
        try {
            if (forgotten) {
                return false;
            }
            write.run();
            return true;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, what + " could not be stored", e);
            broken = true;
            return false;
        } finally {
            writing.unlock();
        }
    }
}
