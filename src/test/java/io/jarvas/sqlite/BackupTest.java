package io.jarvas.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jarvas.conversation.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupTest {
    @TempDir
    private Path directory;

    @Test
    void aCopyMadeWhileAnotherProcessWritesHoldsAllThatWasAcceptedBefore() throws Exception {
        Path file = Files.createDirectory(directory.resolve("data")).resolve("jarvas.db");
        KilledProcessTest.Truth truth = new KilledProcessTest.Truth();
        try (Child child = Child.start(
                List.of(), Child.options(directory), KilledProcessTest.Working.class, file.toString(), "b-")) {
            assertThat(child.line()).isEqualTo("ready");
            child.go();
            for (int copy = 0; copy < 5; copy++) {
                for (int i = 0; i < 40; i++) {
                    truth.note(List.of(child.line()));
                }
                Path backup = Database.backup(file);
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                        .isEqualTo("rw-------");

                // As a restored backup has it: the copy, and no live file.
                Path restored = Files.createDirectory(directory.resolve("restored" + copy));
                Files.copy(backup, restored.resolve("jarvas.db.backup"));
                try (Database database = Database.open(restored.resolve("jarvas.db"))) {
                    KilledProcessTest.isWhole(database);
                    truth.areAccepted(database);
                }
            }
            child.kill();
            child.lines();
        }
    }

    @Test
    void aNewCopyTakesThePlaceOfTheLastOne() throws Exception {
        Path file = directory.resolve("jarvas.db");
        try (Database _ = Database.open(file)) {
            Path first = Database.backup(file);
            Files.writeString(first, "changed");
            assertThat(Database.backup(file)).isEqualTo(first);
            assertThat(Files.size(first)).isGreaterThan(10_000);
            assertThat(directory).isDirectoryNotContaining("glob:**new");
        }
    }

    @Test
    void whereThereIsNoDatabaseNothingIsMade() {
        assertThatThrownBy(() -> Database.backup(directory.resolve("jarvas.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("There is no database");
        assertThat(directory).isEmptyDirectory();
    }
}
