package io.jarvas.web;

import io.jarvas.conversation.Person;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Tickets for clients that cannot send a header. Each lets one person in, once, within 30 seconds. Safe to
/// use from any thread.
final class Tickets {
    /// Where they are to be had.
    static final String PATH = "/api/tickets";
    static final Duration VALID = Duration.ofSeconds(30);
    /// Held at most; who asks for more waits until some have run out.
    private static final int MOST = 1_000;

    private record Held(TokenHolders.Stay stay, Instant until) {}

    private final InstantSource clock;
    private final TokenHolders holders;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Held> held = new HashMap<>();

    Tickets(InstantSource clock, TokenHolders holders) {
        this.clock = clock;
        this.holders = holders;
    }

    /// A new ticket.
    ///
    /// @throws Refusal where there are too many
    String issue(Person person) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        TokenHolders.Stay stay = holders.stay(person);
        Instant now = clock.instant();
        synchronized (held) {
            held.values().removeIf(other -> !other.until().isAfter(now));
            if (held.size() >= MOST) {
                throw Refusal.of(429, "web.too_many_tickets").with("Retry-After", String.valueOf(VALID.toSeconds()));
            }
            held.put(ticket, new Held(stay, now.plus(VALID)));
        }
        return ticket;
    }

    /// Who the ticket lets in. It is used up by that.
    Optional<Person> redeem(String ticket) {
        Held found;
        synchronized (held) {
            found = held.remove(ticket);
        }
        return Optional.ofNullable(found)
                .filter(ticketOf -> ticketOf.until().isAfter(clock.instant()))
                .map(Held::stay)
                .filter(holders::lasts)
                .map(TokenHolders.Stay::person);
    }
}
