package io.jarvas.sqlite;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Digest;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import io.jarvas.conversation.AccessTokens;
import io.jarvas.conversation.StoreException;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/// Tokens in SQLite. Safe to use from any thread.
public final class SqliteAccessTokens implements AccessTokens {
    private static final System.Logger LOGGER = System.getLogger(SqliteAccessTokens.class.getName());
    /// How exactly it is known when a token was used.
    private static final Duration EXACT = Duration.ofMinutes(1);

    private final Database database;
    private final InstantSource clock;

    public SqliteAccessTokens(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /// A token as it is found.
    private record Found(Name name, Digest digest, long usedMillis) {}

    @Override
    public List<AccessToken> all() {
        return database.read(
                handle -> handle.createQuery("SELECT name, created_ms, used_ms FROM access_token ORDER BY name")
                        .map(SqliteAccessTokens::token)
                        .list());
    }

    @Override
    public Optional<Secret> make(Name name) {
        Secret secret = Secret.random();
        int made = database.transaction(handle -> handle.createUpdate("""
                        INSERT INTO access_token (name, digest, created_ms) VALUES (:name, :digest, :now)
                        ON CONFLICT (name) DO NOTHING""")
                .bind("name", name.text())
                .bind("digest", secret.digest().hex())
                .bind("now", clock.millis())
                .execute());
        return made == 1 ? Optional.of(secret) : Optional.empty();
    }

    @Override
    public boolean revoke(Name name) {
        return database.transaction(handle -> handle.createUpdate("DELETE FROM access_token WHERE name = :name")
                        .bind("name", name.text())
                        .execute())
                == 1;
    }

    @Override
    public Optional<Name> use(Digest digest) {
        Optional<Found> found = database.lookUp(handle -> handle.createQuery(
                                "SELECT name, digest, used_ms FROM access_token WHERE digest = :digest")
                        .bind("digest", digest.hex())
                        .map((row, _) -> new Found(
                                new Name(row.getString("name")),
                                new Digest(row.getString("digest")),
                                row.getLong("used_ms")))
                        .findOne())
                .filter(token -> token.digest().is(digest));
        found.ifPresent(this::note);
        return found.map(Found::name);
    }

    /// A full disk keeps nobody out.
    private void note(Found token) {
        long now = clock.millis();
        if (now - token.usedMillis() < EXACT.toMillis()) {
            return;
        }
        try {
            database.transaction(
                    handle -> handle.createUpdate("UPDATE access_token SET used_ms = :now WHERE digest = :digest")
                            .bind("now", now)
                            .bind("digest", token.digest().hex())
                            .execute());
        } catch (StoreException e) {
            LOGGER.log(Level.DEBUG, "it cannot be noted that a token was used", e);
        }
    }

    @Override
    public Optional<Digest> digest(Name name) {
        return database.lookUp(handle -> handle.createQuery("SELECT digest FROM access_token WHERE name = :name")
                .bind("name", name.text())
                .mapTo(String.class)
                .findOne()
                .map(Digest::new));
    }

    private static AccessToken token(ResultSet row, StatementContext context) throws SQLException {
        long used = row.getLong("used_ms");
        return new AccessToken(
                new Name(row.getString("name")),
                Instant.ofEpochMilli(row.getLong("created_ms")),
                used > 0 ? Optional.of(Instant.ofEpochMilli(used)) : Optional.empty());
    }
}
