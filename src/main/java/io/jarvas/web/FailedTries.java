package io.jarvas.web;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.Person;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// Slows down who tries tokens, and tells the log. Safe to use from any thread.
///
/// Behind a proxy everybody has one address, so only wrong tokens wait, and a right one is never kept back by what
/// others tried. But where all of an address's places to wait are taken, a token that could be guessed (the owner's own
/// words) is not even looked at: otherwise whoever guesses would learn from the refusal all the same. A token that
/// Jarvas made cannot be guessed, and is looked at always.
final class FailedTries {
    static final String WRONG = "web.wrong_token";
    /// So many cost nothing: a token is copied wrong now and then.
    static final int FREE = 5;
    /// So many of one address may wait at once.
    static final int PLACES = 4;

    private static final int ALL_PLACES = 64;
    private static final int LONGEST = 10;
    private static final int MOST_ADDRESSES = 10_000;
    private static final int MOST_LINES = 20;
    private static final System.Logger LOG = System.getLogger(FailedTries.class.getName());

    /// Lets time pass.
    @FunctionalInterface
    interface Pause {
        void pass(Duration time) throws InterruptedException;
    }

    private final Duration step;
    private final Pause pause;
    private final ConcurrentMap<String, Integer> failures;
    private final ConcurrentMap<String, Integer> untold;
    private final Map<String, Integer> waiting = new HashMap<>();
    private final Semaphore places = new Semaphore(ALL_PLACES);

    /// @param step the first wait; the longest is ten times that
    FailedTries(Duration step, Pause pause, Ticker ticker) {
        this.step = step;
        this.pause = pause;
        Cache<String, Integer> recent = Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterWrite(Duration.ofMinutes(1))
                .ticker(ticker)
                .build();
        this.failures = recent.asMap();
        Cache<String, Integer> counted =
                Caffeine.newBuilder().maximumSize(MOST_ADDRESSES).build();
        this.untold = counted.asMap();
    }

    FailedTries(Duration step) {
        this(step, Thread::sleep, Ticker.systemTicker());
    }

    /// Signs in who comes with a token.
    ///
    /// @param isCounted whether a failure is one; not where the same request will be tried once more
    /// @throws Refusal as `signIn` does, or where too many wait
    Person attempt(Knock knock, boolean isCounted, Supplier<Person> signIn) {
        if (!knock.sent("authorization")) {
            return signIn.get();
        }
        String address = network(knock.peer());
        boolean isSuspect = failures.getOrDefault(address, 0) >= FREE;
        boolean hasPlace = isSuspect && takePlace(address);
        if (isSuspect && !hasPlace && !isUnguessable(knock)) {
            throw tooMany();
        }
        try {
            return signIn.get();
        } catch (Refusal refusal) {
            if (isCounted && refusal.key().equals(WRONG)) {
                failed(address, isSuspect, hasPlace);
            }
            throw refusal;
        } finally {
            if (hasPlace) {
                leavePlace(address);
            }
        }
    }

    private void failed(String address, boolean isSuspect, boolean hasPlace) {
        int count = failures.merge(address, 1, Integer::sum);
        untold.merge(address, 1, Integer::sum);
        if (!isSuspect) {
            return;
        }
        if (!hasPlace) {
            throw tooMany();
        }
        try {
            pause.pass(step.multipliedBy(Math.clamp((long) count - FREE, 1, LONGEST)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Tells the log of what failed since it was told last.
    void tell() {
        List<String> addresses = untold.keySet().stream().sorted().toList();
        addresses.stream().limit(MOST_LINES).forEach(address -> {
            Integer count = untold.remove(address);
            if (count != null) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        () -> "In the last minute, requests with a wrong token came from " + address + ": " + count
                                + ".");
            }
        });
        if (addresses.size() > MOST_LINES) {
            untold.clear();
            LOG.log(
                    System.Logger.Level.WARNING,
                    () -> "Requests with a wrong token came from " + (addresses.size() - MOST_LINES)
                            + " more addresses in the last minute.");
        }
    }

    /// How many wait, by address.
    Map<String, Integer> waiting() {
        synchronized (waiting) {
            return Map.copyOf(waiting);
        }
    }

    private boolean takePlace(String address) {
        if (!places.tryAcquire()) {
            return false;
        }
        synchronized (waiting) {
            int taken = waiting.getOrDefault(address, 0);
            if (taken < PLACES) {
                waiting.put(address, taken + 1);
                return true;
            }
        }
        places.release();
        return false;
    }

    private void leavePlace(String address) {
        synchronized (waiting) {
            int taken = waiting.getOrDefault(address, 0);
            if (taken > 1) {
                waiting.put(address, taken - 1);
            } else {
                waiting.remove(address);
            }
        }
        places.release();
    }

    private static boolean isUnguessable(Knock knock) {
        return knock.bearer().flatMap(Secret::of).isPresent();
    }

    private static Refusal tooMany() {
        return Refusal.of(429, "web.too_many_tries").with("Retry-After", String.valueOf(LONGEST));
    }

    /// Whoever has one IPv6 address has all of its network.
    private static String network(InetAddress address) {
        return address instanceof Inet6Address
                ? HexFormat.of().formatHex(address.getAddress(), 0, 8).replaceAll("(.{4})(?=.)", "$1:") + "::/64"
                : address.getHostAddress();
    }
}
