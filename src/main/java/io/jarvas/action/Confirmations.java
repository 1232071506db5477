package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import io.jarvas.home.ServiceCall;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What waits for a person's yes. It is kept in memory alone, so that a restart ends all of it. Safe to use
/// from any thread.
///
/// Whoever gets an action out of here is the only one who does: two taps at once, a tap and a spoken yes, a yes
/// at the last moment find it once or not at all. What was taken is run by the taker, outside of the lock.
public final class Confirmations {
    public static final Duration LIFE = Duration.ofSeconds(60);
    static final int TRIES = 3;
    /// How long a person who used up the tries has none.
    static final Duration PENALTY = Duration.ofMinutes(5);

    /// How many of a person wait at most; the oldest is given up for a new one.
    static final int MOST = 20;

    private static final int REMEMBERED = 1_000;

    /// An action that waits.
    ///
    /// @param calls that it comes to, for the audit log
    /// @param effect does it, the very same that was asked about; whatever goes wrong is an outcome
    record Pending(
            Case what,
            ActionOutcome.NeedsConfirmation question,
            List<ServiceCall> calls,
            Supplier<ActionOutcome> effect) {
        String id() {
            return what.id();
        }

        ConversationKey conversation() {
            return what.asking().conversation();
        }
    }

    /// What a yes or a no found.
    sealed interface Taken {
        record Found(Pending pending) implements Taken {}

        record Missed(Reaction reaction) implements Taken {}
    }

    private final InstantSource clock;
    private final Optional<byte[]> pin;
    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<String, Pending> waiting = new LinkedHashMap<>();
    /// Whose those were that wait no more, the oldest first.
    private final SequencedMap<String, Person> ended = new LinkedHashMap<>();

    /// By [#whoTries].
    private final Map<Person, Tries> tries = new HashMap<>();

    private record Tries(int wrong, Instant last) {}

    /// What was found of the PIN that came with a yes.
    private enum Pin {
        RIGHT,
        MISSING,
        WRONG,
        /// It was wrong once too often.
        LOCKED
    }

    Confirmations(InstantSource clock, Optional<String> pin) {
        this.clock = clock;
        this.pin = pin.map(Confirmations::digest);
    }

    boolean hasPin() {
        return pin.isPresent();
    }

    private boolean isPin(String text) {
        return pin.isPresent() && MessageDigest.isEqual(pin.get(), digest(text));
    }

    /// Until when a yes would count that is asked for now.
    Instant expiry() {
        return clock.instant().plus(LIFE);
    }

    void ask(Pending pending) {
        lock.lock();
        try {
            expire();
            waiting.put(pending.id(), pending);
            Person person = pending.conversation().person();
            List<Pending> mine = waiting.values().stream()
                    .filter(other -> other.conversation().person().equals(person))
                    .toList();
            mine.subList(0, Math.max(0, mine.size() - MOST)).forEach(this::end);
        } finally {
            lock.unlock();
        }
    }

    /// What waits for an answer in the conversation, the oldest first.
    List<Pending> in(ConversationKey conversation) {
        lock.lock();
        try {
            expire();
            return waiting.values().stream()
                    .filter(pending -> pending.conversation().equals(conversation))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    /// Takes out what a person says yes to in one breath. The PIN is looked at once: a wrong one is one try,
    /// however many wait for it.
    ///
    /// @return what each found, in order
    List<Taken> yes(List<String> ids, Person person, Consent consent) {
        lock.lock();
        try {
            List<Taken> found = ids.stream().map(id -> find(id, person)).toList();
            Pin pin = found.stream().anyMatch(Confirmations::wantsPin) ? tried(person, consent.pin()) : Pin.MISSING;
            return found.stream()
                    .map(each -> consent.spoken() && unspeakable(each)
                            ? new Taken.Missed(new Reaction.Unspeakable(
                                    ((Taken.Found) each).pending().id()))
                            : yes(each, person, pin))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private static boolean wantsPin(Taken found) {
        return found instanceof Taken.Found(Pending pending)
                && pending.question().pin();
    }

    /// What is risky is not done because a voice says yes, which may be anybody's: it would have to say the
    /// PIN.
    private static boolean unspeakable(Taken found) {
        return found instanceof Taken.Found(Pending pending)
                && pending.question().yes() == ActionOutcome.NeedsConfirmation.Yes.UNSPOKEN;
    }

    private Taken yes(Taken found, Person person, Pin pin) {
        if (!wantsPin(found) || pin == Pin.RIGHT) {
            take(found);
            return found;
        }
        String id = ((Taken.Found) found).pending().id();
        if (pin == Pin.LOCKED) {
            take(found);
            return new Taken.Missed(new Reaction.TooLate(id));
        }
        return new Taken.Missed(new Reaction.PinWanted(id, pin == Pin.WRONG, triesLeft(person)));
    }

    private Pin tried(Person person, Optional<String> given) {
        int left = triesLeft(person);
        if (left == 0) {
            return Pin.LOCKED;
        }
        if (given.isEmpty()) {
            return Pin.MISSING;
        }
        if (isPin(given.get())) {
            tries.remove(whoTries(person));
            return Pin.RIGHT;
        }
        tries.put(whoTries(person), new Tries(TRIES - left + 1, clock.instant()));
        return left == 1 ? Pin.LOCKED : Pin.WRONG;
    }

    /// Takes out what a person says no to.
    Taken no(String id, Person person) {
        lock.lock();
        try {
            Taken found = find(id, person);
            take(found);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /// Gives up whatever waits in the conversation.
    List<Pending> giveUp(ConversationKey conversation) {
        lock.lock();
        try {
            List<Pending> given = in(conversation);
            given.forEach(this::end);
            return given;
        } finally {
            lock.unlock();
        }
    }

    /// Gives up whatever waits for a person, and forgets what did.
    void giveUp(Person person) {
        lock.lock();
        try {
            waiting.values().removeIf(pending -> pending.conversation().person().equals(person));
            ended.values().removeIf(person::equals);
        } finally {
            lock.unlock();
        }
    }

    /// One who is not meant ends it too, and learns nothing.
    private Taken find(String id, Person person) {
        expire();
        Pending pending = waiting.get(id);
        if (pending == null) {
            return new Taken.Missed(person.equals(ended.get(id)) ? new Reaction.TooLate(id) : new Reaction.Unknown(id));
        }
        if (!pending.conversation().person().equals(person)) {
            end(pending);
            return new Taken.Missed(new Reaction.Unknown(id));
        }
        return new Taken.Found(pending);
    }

    private void take(Taken taken) {
        if (taken instanceof Taken.Found(Pending pending)) {
            end(pending);
        }
    }

    private void end(Pending pending) {
        waiting.remove(pending.id());
        ended.putLast(pending.id(), pending.conversation().person());
        if (ended.size() > REMEMBERED) {
            ended.pollFirstEntry();
        }
    }

    /// What was asked in the future, on a clock that was set back since, has expired too.
    private void expire() {
        Instant now = clock.instant();
        List.copyOf(waiting.values()).stream()
                .filter(pending -> {
                    Instant expires = pending.question().expires();
                    return !now.isBefore(expires) || now.isBefore(expires.minus(LIFE));
                })
                .forEach(this::end);
        tries.replaceAll((_, past) -> past.last().isAfter(now) ? new Tries(past.wrong(), now) : past);
        tries.values().removeIf(past -> !now.isBefore(past.last().plus(PENALTY)));
    }

    private int triesLeft(Person person) {
        Tries past = tries.get(whoTries(person));
        return past == null ? TRIES : TRIES - past.wrong();
    }

    /// Whoever has a voice alone can be anybody, in front of one device after the other: they have their tries
    /// together.
    private static Person whoTries(Person person) {
        return person.speaks() ? Person.ASSIST : person;
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
