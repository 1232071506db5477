package io.jarvas.conversation;

import io.jarvas.conversation.AccessToken.Digest;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Tokens in memory.
public final class RememberedAccessTokens implements AccessTokens {
    private static final Instant MADE = Instant.parse("2026-11-23T08:30:00Z");

    private final Map<String, Digest> digests = new TreeMap<>();

    @Override
    public synchronized List<AccessToken> all() {
        return digests.keySet().stream()
                .map(name -> new AccessToken(new Name(name), MADE, Optional.empty()))
                .toList();
    }

    @Override
    public synchronized Optional<Secret> make(Name name) {
        Secret secret = Secret.random();
        return digests.putIfAbsent(name.text(), secret.digest()) == null ? Optional.of(secret) : Optional.empty();
    }

    @Override
    public synchronized boolean revoke(Name name) {
        return digests.remove(name.text()) != null;
    }

    @Override
    public synchronized Optional<Name> use(Digest digest) {
        return digests.entrySet().stream()
                .filter(entry -> entry.getValue().is(digest))
                .map(entry -> new Name(entry.getKey()))
                .findFirst();
    }

    @Override
    public synchronized Optional<Digest> digest(Name name) {
        return Optional.ofNullable(digests.get(name.text()));
    }
}
