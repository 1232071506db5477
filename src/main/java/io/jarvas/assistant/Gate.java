package io.jarvas.assistant;

import io.jarvas.conversation.Person;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/// Where a person's messages and taps come in: many at once, or one thing alone while all others wait. Nobody waits for
/// another person. Safe to use from any thread.
final class Gate {
    private final Map<Person, ReentrantReadWriteLock> locks = new ConcurrentHashMap<>();

    <T> T among(Person person, Supplier<T> work) {
        return within(of(person).readLock(), work);
    }

    <T> T alone(Person person, Supplier<T> work) {
        return within(of(person).writeLock(), work);
    }

    private ReentrantReadWriteLock of(Person person) {
        return locks.computeIfAbsent(person, _ -> new ReentrantReadWriteLock());
    }

    private static <T> T within(Lock lock, Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
