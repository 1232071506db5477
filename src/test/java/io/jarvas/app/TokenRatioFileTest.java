package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRatioFileTest {
    @TempDir
    private Path directory;

    @Test
    void beforeTheFirstTimeThereIsNothing() {
        assertThat(file().load()).isEmpty();
    }

    @Test
    void whatWasKeptIsReadExactly() {
        Map<String, Double> ratios = Map.of("qwen3:8b", 10 / 3.0, "hf.co/a b/ç:Q4", 4.0);
        file().save(ratios);

        assertThat(file().load()).isEqualTo(ratios);
    }

    @Test
    void itIsReplacedWholeAndTheOwnersAlone() throws IOException {
        file().save(Map.of("one", 3.0, "two", 4.0));
        file().save(Map.of("one", 3.5));

        assertThat(file().load()).isEqualTo(Map.of("one", 3.5));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files).containsExactly(path());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"one\":3.0", "[3.0]", "{\"one\":\"three\"}", "\u0000\u0001"})
    void whatCannotBeReadIsLearntAnew(String content) throws IOException {
        Files.writeString(path(), content);

        assertThat(file().load()).isEmpty();
        file().save(Map.of("one", 3.5));
        assertThat(file().load()).isEqualTo(Map.of("one", 3.5));
    }

    @Test
    void aDirectoryInItsPlaceCostsNothingElse() throws IOException {
        Files.createDirectories(path().resolve("x"));

        assertThat(file().load()).isEmpty();
        file().save(Map.of("one", 3.5));
        assertThat(file().load()).isEmpty();
    }

    private TokenRatioFile file() {
        return new TokenRatioFile(path());
    }

    private Path path() {
        return directory.resolve("token-ratios.json");
    }
}
