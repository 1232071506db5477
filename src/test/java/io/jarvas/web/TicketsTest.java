package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedAccessTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TicketsTest {
    private Instant now = Instant.parse("2026-11-23T08:30:00Z");
    private final Tickets tickets =
            new Tickets(() -> now, new TokenHolders(Optional.empty(), new RememberedAccessTokens()));

    @Test
    void aTicketIsForOnePersonAndOneUse() {
        String one = tickets.issue(Person.LOCAL);
        String other = tickets.issue(new Person("ha:1"));

        assertThat(one).isNotEqualTo(other).hasSize(43);
        assertThat(tickets.redeem(other)).contains(new Person("ha:1"));
        assertThat(tickets.redeem(other)).isEmpty();
        assertThat(tickets.redeem(one)).contains(Person.LOCAL);
    }

    @Test
    void aTicketRunsOutAfterThirtySeconds() {
        String early = tickets.issue(Person.LOCAL);
        String late = tickets.issue(Person.LOCAL);
        now = now.plus(Duration.ofMillis(29_999));
        assertThat(tickets.redeem(early)).isPresent();
        now = now.plusMillis(1);
        assertThat(tickets.redeem(late)).isEmpty();
    }

    @Test
    void thereAreNeverManyTickets() {
        for (int i = 0; i < 1_000; i++) {
            tickets.issue(Person.LOCAL);
        }
        assertThatThrownBy(() -> tickets.issue(Person.LOCAL))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.status()).isEqualTo(429));
        now = now.plusSeconds(30);
        tickets.issue(Person.LOCAL);
    }
}
