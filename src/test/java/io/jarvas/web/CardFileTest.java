package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class CardFileTest {
    private static final Path CARD = Path.of("src/main/resources/web/panel/jarvas-card.js");

    @Test
    void theUsualNameOfTheAppIsThatOfItsRepository() throws Exception {
        String repository = Files.readAllLines(Path.of("repository.yaml")).stream()
                .filter(line -> line.startsWith("url: "))
                .findFirst()
                .orElseThrow()
                .substring("url: ".length());
        byte[] hash = MessageDigest.getInstance("SHA-1").digest(repository.getBytes(StandardCharsets.UTF_8));

        assertThat(Files.readString(CARD))
                .contains("\"" + HexFormat.of().formatHex(hash, 0, 4) + "_jarvas\", \"local_jarvas\"");
    }

    @Test
    void theCardCanBeCopiedBecauseItImportsNothingBeforeItIsOpened() throws IOException {
        assertThat(Files.readString(CARD)).doesNotContainPattern("(?m)^(import|export)\\b");
    }
}
