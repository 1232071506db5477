package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jarvas.action.Door;
import io.jarvas.action.Doors;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.ServiceResult;
import io.jarvas.llm.ChatMessage;
import io.jarvas.prompt.HomeForm;
import io.jarvas.prompt.Homes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What prompts begin with, before and after a restart.
@Timeout(60)
class RestartTest {
    private final StillHome home = new StillHome();
    private final Ratios ratios = new Ratios();
    private ScriptedModel model = new ScriptedModel();
    private Optional<Assistant> assistant = Optional.empty();

    @AfterEach
    void close() {
        assistant.ifPresent(Assistant::close);
    }

    @Test
    void aHomeThatIsShownWholeOnceTheModelsTokensAreKnownIsShownSoAfterARestart() {
        home.now = Optional.of(lights(150));
        model.charactersPerToken = 4;
        start();
        assertThat(form()).as("at three characters a token").isEqualTo(HomeForm.INDEX);
        await().until(() -> form() == HomeForm.WHOLE && read());
        List<ChatMessage> before = model.readings.getLast().messages();

        model = new ScriptedModel();
        model.charactersPerToken = 4;
        start();

        assertThat(form()).isEqualTo(HomeForm.WHOLE);
        await().until(this::read);
        assertThat(model.readings.getLast().messages()).isEqualTo(before);
        assertThat(model.readings)
                .allSatisfy(reading -> assertThat(before.getFirst().content())
                        .startsWith(reading.messages().getFirst().content()));
    }

    @Test
    void statesAreReadAsSoonAsTheHomeIsBackAfterAStartThatKnewItsCatalogueAlone() {
        HomeSnapshot live = lights(20);
        home.now = Optional.of(StillHome.away(live));
        start();
        await().until(this::read);
        assertThat(system()).endsWith("STATES\n");

        home.now = Optional.of(live);

        await().until(() -> system().contains("number_019 on") && read());
    }

    private static HomeSnapshot lights(int count) {
        List<Entity> entities = new ArrayList<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (int i = 0; i < count; i++) {
            Entity entity = Homes.entity(
                    "light.room_light_number_%03d".formatted(i), "Lamp %03d of someone".formatted(i), List.of());
            entities.add(entity);
            states.put(entity.id(), Homes.state("on", Map.of()));
        }
        return Homes.of(entities, states);
    }

    private void start() {
        assistant.ifPresent(Assistant::close);
        MemoryStore store = new MemoryStore();
        Clock clock = Clock.systemUTC();
        Door door = Doors.of(home, _ -> new ServiceResult(Map.of()), clock);
        assistant = Optional.of(new Assistant(
                new Assistant.Parts(home, model, door, door, store, store, ratios, _ -> {}, clock),
                new Assistant.Limits(8, 8, Optional.empty())));
    }

    private HomeForm form() {
        return assistant.orElseThrow().window().form();
    }

    private boolean read() {
        return assistant.orElseThrow().window().read() == 1;
    }

    /// The system message as it was last read.
    private String system() {
        return model.readings.getLast().messages().getFirst().content();
    }

    /// Kept as long as the test runs.
    private static final class Ratios implements TokenRatios {
        private Map<String, Double> kept = Map.of();

        @Override
        public synchronized Map<String, Double> load() {
            return kept;
        }

        @Override
        public synchronized void save(Map<String, Double> charactersPerToken) {
            kept = Map.copyOf(charactersPerToken);
        }
    }
}
