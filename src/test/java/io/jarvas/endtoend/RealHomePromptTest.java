package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelStatus;
import io.jarvas.prompt.HomeForm;
import io.jarvas.prompt.Opening;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Toolbox;
import io.jarvas.prompt.Window;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a model reads of a real Home Assistant before a conversation begins.
@Tag("peers")
class RealHomePromptTest {
    /// Of characters, the measure in which prompts of other assistants were counted.
    private static final int CHARACTERS_PER_TOKEN = 4;

    private static final List<String> TOOLS = List.of(
            "homeassistant_get_states",
            "get_history",
            "get_weather",
            "show_agenda",
            "add_agenda_event",
            "show_shopping_list",
            "add_shopping_item",
            "look",
            "web_search",
            "schedule");

    private static final URI HOME = URI.create(Objects.requireNonNull(System.getenv("JARVAS_TEST_HA_URL")));
    private static final String TOKEN = Objects.requireNonNull(System.getenv("JARVAS_TEST_HA_TOKEN"));

    @Test
    void theWholeDemoHomeTakesAtMost2600Tokens(@TempDir Path folder) {
        HomeAssistantConfig config = new HomeAssistantConfig(HOME, TOKEN, folder.resolve("home.json"));
        try (HomeAssistant home = new HomeAssistant(config, Clock.systemUTC());
                HomeRest rest = new HomeRest(HOME, TOKEN)) {
            HomeSnapshot exposed = home.await(now -> now.source() == HomeSnapshot.Source.LIVE, Duration.ofSeconds(30))
                    .orElseThrow();
            HomeSnapshot all = withAll(exposed, rest.states());
            Window window =
                    new Window("seeing", 8_192, CHARACTERS_PER_TOKEN, EnumSet.allOf(ModelStatus.Capability.class));
            Opening opening = new PromptBuilder(Optional.empty(), new Toolbox(TOOLS, false))
                    .opening(Optional.of(all), History.EMPTY, window);
            String prompt =
                    opening.messages().stream().map(ChatMessage::content).collect(Collectors.joining());
            assertThat(all.catalog().entities()).hasSizeGreaterThanOrEqualTo(120);
            assertThat(opening.form()).isEqualTo(HomeForm.WHOLE);
            assertThat(prompt.length() / CHARACTERS_PER_TOKEN).isLessThanOrEqualTo(2_600);
        }
    }

    /// The home as if its owner had exposed everything.
    private static HomeSnapshot withAll(HomeSnapshot exposed, Map<String, HomeRest.State> states) {
        NavigableMap<EntityId, Entity> entities =
                new TreeMap<>(exposed.catalog().entities());
        Map<EntityId, EntityState> all = new HashMap<>(exposed.states());
        states.forEach((name, state) -> {
            EntityId id = new EntityId(name);
            all.putIfAbsent(id, new EntityState(state.state(), state.attributes(), exposed.asOf(), exposed.asOf()));
            entities.putIfAbsent(
                    id,
                    new Entity(
                            id,
                            String.valueOf(state.attributes().getOrDefault("friendly_name", name)),
                            List.of(),
                            Optional.empty(),
                            Optional.empty(),
                            List.of(),
                            state.attributes()));
        });
        HomeCatalog catalog = exposed.catalog();
        return new HomeSnapshot(
                new HomeCatalog(
                        catalog.config(),
                        entities,
                        catalog.devices(),
                        catalog.areas(),
                        catalog.floors(),
                        catalog.labels(),
                        catalog.services()),
                all,
                exposed.source(),
                exposed.asOf());
    }
}
