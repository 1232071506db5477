package io.jarvas.web;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Digest;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.conversation.Person;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/// Whom tokens let in, and for how long. Safe to use from any thread.
final class TokenHolders {
    private final Optional<byte[]> apiToken;
    private final AccessTokens tokens;

    /// @param apiToken of the settings
    TokenHolders(Optional<String> apiToken, AccessTokens tokens) {
        this.apiToken = apiToken.map(TokenHolders::sha256);
        this.tokens = tokens;
    }

    /// Somebody who came in, and may stay as long as the token is there.
    ///
    /// @param digest of the named token; empty for whoever came without one, and where it is gone
    record Stay(Person person, Optional<Digest> digest) {}

    Optional<Person> holder(String token) {
        if (apiToken.filter(ours -> MessageDigest.isEqual(ours, sha256(token))).isPresent()) {
            return Optional.of(AccessToken.OF_THE_SETTINGS);
        }
        return Secret.of(token).map(Secret::digest).flatMap(tokens::use).map(Name::person);
    }

    /// @param person who was let in just now
    Stay stay(Person person) {
        return new Stay(person, digest(person));
    }

    /// Whether whoever was let in some time ago would be now.
    boolean lasts(Stay stay) {
        return named(stay.person()).isEmpty()
                || (stay.digest().isPresent() && stay.digest().equals(digest(stay.person())));
    }

    private Optional<Digest> digest(Person person) {
        return named(person).flatMap(tokens::digest);
    }

    private static Optional<Name> named(Person person) {
        return Name.of(person).filter(name -> !name.isReserved());
    }

    private static byte[] sha256(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
