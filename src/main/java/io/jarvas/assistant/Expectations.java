package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Who is about to write, in which conversation and to which model, as far as can be told from what they did.
/// The newest sign counts: a conversation that was opened, or a turn that ended. Safe to use from any thread.
final class Expectations {
    /// How long somebody may take to go on with a conversation.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// Somebody who is about to write.
    ///
    /// @param conversation in which; empty for a new one
    /// @param model to which, as in [io.jarvas.llm.ChatRequest#model()]
    /// @param asked whether its opening was asked for, and is still to be read
    record Expected(Optional<ConversationKey> conversation, Optional<String> model, long since, boolean asked) {
        private Expected wasRead() {
            return new Expected(conversation, model, since, false);
        }
    }

    private final LongSupplier nanoTime;
    private Optional<Expected> newest = Optional.empty();
    private long lastSign;

    /// @param nanoTime as [System#nanoTime()]
    Expectations(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSign = nanoTime.getAsLong();
    }

    /// Somebody is about to write in that conversation, or in a new one: to the model of the newest sign where
    /// that was of this very conversation, else to the default one.
    synchronized Expected expect(Optional<ConversationKey> conversation) {
        Optional<String> model = newest.filter(before -> before.conversation().isPresent())
                .filter(before -> before.conversation().equals(conversation))
                .flatMap(Expected::model);
        return newest(conversation, model, true);
    }

    /// A turn has ended. Most likely its conversation goes on, with the model that the turn asked for.
    ///
    /// @param model see [io.jarvas.llm.ChatRequest#model()]
    synchronized void turnEnded(ConversationKey conversation, Optional<String> model) {
        newest(Optional.of(conversation), model, false);
    }

    private Expected newest(Optional<ConversationKey> conversation, Optional<String> model, boolean asked) {
        sign();
        Expected person = new Expected(conversation, model, lastSign, asked);
        newest = Optional.of(person);
        return person;
    }

    /// The opening of that person's conversation was read, as far as it can be.
    ///
    /// @return the person, who waits for it no more
    synchronized Expected read(Expected person) {
        if (newest.filter(person::equals).isPresent()) {
            newest = Optional.of(person.wasRead());
        }
        return person.wasRead();
    }

    /// Who is about to write now.
    synchronized Optional<Expected> person() {
        return newest.filter(person -> nanoTime.getAsLong() - person.since() < LONGEST.toNanos());
    }

    /// The model of whoever came last, be it long ago. Empty for the default one.
    synchronized Optional<String> lastModel() {
        return newest.flatMap(Expected::model);
    }

    /// Somebody writes.
    synchronized void sign() {
        lastSign = nanoTime.getAsLong();
    }

    /// When somebody last wrote, or was about to.
    synchronized long lastSign() {
        return lastSign;
    }
}
