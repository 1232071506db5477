package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.RememberedAccessTokens;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenHoldersTest {
    private static final Name DASH = new Name("dash");

    private final RememberedAccessTokens tokens = new RememberedAccessTokens();
    private final TokenHolders holders = new TokenHolders(Optional.of("of-the-settings"), tokens);

    @Test
    void aTokenLetsInWhoeverItIsOf() {
        String dash = tokens.make(DASH).orElseThrow().text();

        assertThat(holders.holder(dash)).contains(new Person("token:dash"));
        assertThat(holders.holder("of-the-settings")).contains(AccessToken.OF_THE_SETTINGS);
        assertThat(holders.holder(dash.substring(1))).isEmpty();
        assertThat(holders.holder("")).isEmpty();
    }

    @Test
    void whoCameWithoutANamedTokenMayStay() {
        for (Person person : new Person[] {Person.LOCAL, new Person("ha:1"), AccessToken.OF_THE_SETTINGS}) {
            assertThat(holders.lasts(holders.stay(person))).isTrue();
        }
    }

    @Test
    void aStayEndsWithItsToken() {
        tokens.make(DASH);
        TokenHolders.Stay stay = holders.stay(DASH.person());
        assertThat(holders.lasts(stay)).isTrue();

        tokens.revoke(DASH);
        assertThat(holders.lasts(stay)).isFalse();
        tokens.make(DASH);
        assertThat(holders.lasts(stay)).isFalse();
    }

    @Test
    void aStayThatBeganAsItsTokenWentNeverLasts() {
        TokenHolders.Stay stay = holders.stay(DASH.person());

        assertThat(holders.lasts(stay)).isFalse();
    }
}
