package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.AccessToken;
import io.jarvas.conversation.AccessToken.Name;
import io.jarvas.conversation.AccessToken.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAccessTokensTest {
    private static final Name DASH = new Name("dash");
    private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

    @TempDir
    private Path directory;

    private Instant now = NOW;
    private Path file;
    private Database database;
    private SqliteAccessTokens tokens;

    @BeforeEach
    void open() {
        file = directory.resolve("jarvas.db");
        database = Database.open(file);
        tokens = new SqliteAccessTokens(database, () -> now);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aTokenIsFoundByWhatIsKeptOfIt() {
        Secret secret = tokens.make(DASH).orElseThrow();

        assertThat(tokens.use(secret.digest())).contains(DASH);
        assertThat(tokens.digest(DASH)).contains(secret.digest());
        assertThat(tokens.use(Secret.random().digest())).isEmpty();
    }

    @Test
    void aNameIsGivenOnceAndTheFirstTokenStays() {
        Secret secret = tokens.make(DASH).orElseThrow();

        assertThat(tokens.make(DASH)).isEmpty();
        assertThat(tokens.use(secret.digest())).contains(DASH);
    }

    @Test
    void aRevokedTokenIsGone() {
        Secret secret = tokens.make(DASH).orElseThrow();

        assertThat(tokens.revoke(DASH)).isTrue();
        assertThat(tokens.revoke(DASH)).isFalse();
        assertThat(tokens.use(secret.digest())).isEmpty();
        assertThat(tokens.digest(DASH)).isEmpty();
        assertThat(tokens.all()).isEmpty();
    }

    @Test
    void whenItWasUsedIsKnownToTheMinute() {
        Secret secret = tokens.make(DASH).orElseThrow();
        assertThat(tokens.all()).containsExactly(new AccessToken(DASH, NOW, Optional.empty()));

        tokens.use(secret.digest());
        assertThat(used()).contains(NOW);
        now = NOW.plusSeconds(59);
        tokens.use(secret.digest());
        assertThat(used()).contains(NOW);
        now = NOW.plusSeconds(60);
        tokens.use(secret.digest());
        assertThat(used()).contains(now);
    }

    @Test
    void anotherProcessMakesAndRevokesBesideThisOneAndItCountsAtOnce() {
        try (Database beside = Database.beside(file).orElseThrow()) {
            SqliteAccessTokens other = new SqliteAccessTokens(beside, () -> now);
            Secret secret = other.make(DASH).orElseThrow();

            assertThat(tokens.use(secret.digest())).contains(DASH);
            assertThat(other.all()).hasSize(1);
            other.revoke(DASH);
            assertThat(tokens.use(secret.digest())).isEmpty();
        }
        assertThat(tokens.make(DASH)).isPresent();
    }

    @Test
    void besideNoDatabaseOrAnOlderOneNothingIsDone() throws Exception {
        assertThat(Database.beside(directory.resolve("none.db"))).isEmpty();
        Path old = directory.resolve("old.db");
        Earlier.copy(2, old);
        byte[] before = Files.readAllBytes(old);
        assertThat(Database.beside(old)).isEmpty();
        assertThat(Files.readAllBytes(old)).isEqualTo(before);
    }

    @Test
    void neitherTheFilesNorABackupHoldTheToken() throws Exception {
        Secret secret = tokens.make(DASH).orElseThrow();
        tokens.use(secret.digest());
        Database.backup(file);

        try (var files = Files.list(directory)) {
            for (Path one : files.toList()) {
                assertThat(new String(Files.readAllBytes(one), StandardCharsets.ISO_8859_1))
                        .as(one.toString())
                        .doesNotContain(secret.text(), secret.text().substring(7));
            }
        }
        assertThat(new String(Files.readAllBytes(directory.resolve("jarvas.db.backup")), StandardCharsets.ISO_8859_1))
                .contains(secret.digest().hex());
    }

    private Optional<Instant> used() {
        return tokens.all().getFirst().lastUsed();
    }
}
