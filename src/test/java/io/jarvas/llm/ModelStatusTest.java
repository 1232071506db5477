package io.jarvas.llm;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.llm.ModelStatus.Memory;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ModelStatusTest {
    private static final ModelStatus STATUS = new ModelStatus(
            Optional.of("home"),
            List.of("home", "small"),
            8_192,
            Map.of("small", 2_048),
            Map.of("small", Set.of(Capability.VISION)),
            Memory.ABSENT,
            "gpu:11434",
            "0.17.4",
            Optional.of(ModelException.Code.STALLED),
            "nothing came",
            Instant.EPOCH);

    @Test
    void whatWasNotFoundOutAnewStays() {
        Instant later = Instant.EPOCH.plusSeconds(1);

        assertThat(STATUS.withMemory(Memory.LOADED)
                        .withProblem(Optional.empty(), "")
                        .withCheck("nas:11434", later))
                .isEqualTo(new ModelStatus(
                        Optional.of("home"),
                        List.of("home", "small"),
                        8_192,
                        Map.of("small", 2_048),
                        Map.of("small", Set.of(Capability.VISION)),
                        Memory.LOADED,
                        "nas:11434",
                        "0.17.4",
                        Optional.empty(),
                        "",
                        later));
    }

    @Test
    void whatARequestsModelCanIsNothingWhereItIsNotKnown() {
        assertThat(STATUS.capabilities(Optional.of("small"))).containsExactly(Capability.VISION);
        assertThat(STATUS.capabilities(Optional.empty())).isEmpty();
        assertThat(STATUS.window(Optional.of("small"))).isEqualTo(2_048);
        assertThat(STATUS.window(Optional.empty())).isEqualTo(8_192);
    }
}
