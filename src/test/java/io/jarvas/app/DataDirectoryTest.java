package io.jarvas.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    @TempDir
    private Path directory;

    @Test
    void aNewDirectoryIsTheOwnersAlone() throws Exception {
        Path path = directory.resolve("share/jarvas");

        try (DataDirectory data = DataDirectory.open(path)) {
            assertThat(data.path()).isEqualTo(path);
            assertThat(permissions(path)).isEqualTo("rwx------");
            assertThat(permissions(path.resolve("jarvas.lock"))).isEqualTo("rw-------");
        }
    }

    @Test
    void anExistingDirectoryKeepsItsPermissions() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataDirectory.open(directory).close();

        assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void onlyOneMayHaveIt() throws Exception {
        DataDirectory first = DataDirectory.open(directory);
        assertThatThrownBy(() -> DataDirectory.open(directory))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("Another Jarvas uses the data directory " + directory);

        first.close();

        DataDirectory.open(directory).close();
    }

    @Test
    void aFileInItsPlaceIsASentence() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> DataDirectory.open(file.resolve("jarvas")))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("JARVAS_DATA_DIR");
    }

    @Test
    void aTemporaryOneIsDeletedWithAllThatIsInIt() throws Exception {
        DataDirectory.Temporary temporary = DataDirectory.temporary();
        Files.createDirectories(temporary.path().resolve("a/b"));
        Files.writeString(temporary.path().resolve("a/b/c"), "text");
        assertThat(permissions(temporary.path())).isEqualTo("rwx------");

        temporary.close();

        assertThat(temporary.path()).doesNotExist();
    }

    private static String permissions(Path path) throws java.io.IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
