package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/// Who is about to write, in which conversation and to which model, as far as can be told from what they did.
/// Safe to use from any thread.
final class Expectations {
    /// How long somebody may take to go on with a conversation.
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /// Somebody who is about to write.
    ///
    /// @param conversation in which; empty for a new one
    /// @param asked whether its opening was asked for, and is still to be read
    record Expected(Optional<ConversationKey> conversation, long since, boolean asked) {
        private Expected wasRead() {
            return new Expected(conversation, since, false);
        }
    }

    private final LongSupplier nanoTime;
    private Optional<Expected> newest = Optional.empty();
    private Optional<String> model = Optional.empty();
    private long lastSign;

    /// @param nanoTime as [System#nanoTime()]
    Expectations(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastSign = nanoTime.getAsLong();
    }

    /// Somebody is about to write in that conversation, or in a new one.
    synchronized void expect(Optional<ConversationKey> conversation) {
        sign();
        newest = Optional.of(new Expected(conversation, lastSign, true));
    }

    /// A turn has ended. Most likely its conversation goes on, unless somebody is about to write in another.
    synchronized void turnEnded(ConversationKey conversation) {
        sign();
        boolean another = person().filter(Expected::asked)
                .flatMap(Expected::conversation)
                .filter(asked -> !asked.equals(conversation))
                .isPresent();
        if (!another) {
            newest = Optional.of(new Expected(Optional.of(conversation), lastSign, false));
        }
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

    /// A turn is sent to that model.
    ///
    /// @param used see [io.jarvas.llm.ChatRequest#model()]
    synchronized void uses(Optional<String> used) {
        model = used;
    }

    /// The model that a turn was sent to last: it is in the server's memory, where there is perhaps no room for
    /// another. Empty for the default one.
    synchronized Optional<String> model() {
        return model;
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
