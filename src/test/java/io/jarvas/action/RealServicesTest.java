package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// The services that a real Home Assistant offers are the ones that the table of risks was written for.
@Tag("peers")
@EnabledIfEnvironmentVariable(named = "JARVAS_TEST_HA_URL", matches = ".+")
class RealServicesTest {
    @Test
    void theListOfServicesIsHomeAssistants(@TempDir Path directory) throws IOException {
        try (RealHouse house = new RealHouse(directory)) {
            assertThat(house.services())
                    .containsExactlyElementsOf(ServiceRisksTest.offered().toList());
        }
    }
}
