package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.app.RunningJarvas;
import io.jarvas.assistant.Suggestions;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.json.Json;
import io.jarvas.language.Language;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a person is suggested to say works, through the whole program on the demo home and the demo model.
@Timeout(180)
class SuggestionsTest {
    @TempDir
    private Path data;

    private final DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
    private final DemoModel model = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);

    @AfterEach
    void stop() {
        model.close();
        home.close();
    }

    @Test
    void whateverIsSuggestedIsDoneOrAnswered() {
        try (RunningJarvas jarvas = start();
                Client client = new Client(jarvas.uri())) {
            for (Language language : Language.values()) {
                assertThat(suggested(client, language)).hasSize(4);
                for (String suggestion : kinds(language)) {
                    Answer answer = client.say(suggestion);
                    assertThat(answer.finished()).as(suggestion).isTrue();
                    assertThat(answer.finalText())
                            .as(suggestion)
                            .isNotBlank()
                            .doesNotContain("Sorry", "Desculpe", "I am jarvas-demo", "Sou o jarvas-demo");
                    assertThat(answer.outcomes())
                            .as(suggestion)
                            .isSubsetOf("executed", "already", "sent")
                            .hasSize(acts(suggestion) ? 1 : answer.outcomes().size());
                }
            }
        }
    }

    @Test
    void whatWasLookedUpAndPlannedIsToldWithItsConversation() {
        try (RunningJarvas jarvas = start();
                Client client = new Client(jarvas.uri())) {
            client.say("Will it rain tomorrow?", "c");
            client.say("turn off the coffee machine in 20 minutes", "c");
            assertThat(client.get("/api/conversations/c?language=en").body())
                    .contains("\"tool\":\"get_weather\"", "\"message\":\"Looked up.\"", "\"message\":\"Planned for ");
        }
    }

    private RunningJarvas start() {
        return RunningJarvas.start(
                data,
                Map.of(
                        "home_assistant_url", home.uri().toString(),
                        "home_assistant_token", home.token(),
                        "ollama_url", model.uri().toString()));
    }

    private static boolean acts(String suggestion) {
        return Stream.of("Turn", "Set", "Close", "Open", "Lig", "Desl", "Põe", "Fecha", "Abre")
                .anyMatch(suggestion::startsWith);
    }

    private static List<?> suggested(Client client, Language language) {
        Object list = Json.object(client.get("/api/suggestions?language=" + language.tag())
                        .body())
                .get("suggestions");
        return (List<?>) list;
    }

    /// Those of the demo home, of smaller parts of it, and of no home.
    private Set<String> kinds(Language language) {
        HomeAssistantConfig config = new HomeAssistantConfig(home.uri(), home.token(), data.resolve("seen.json"));
        Set<String> kinds = new LinkedHashSet<>(Suggestions.of(Optional.empty(), language));
        try (HomeAssistant seen = new HomeAssistant(config, Clock.systemUTC())) {
            HomeSnapshot whole = seen.await(known -> known.source() == HomeSnapshot.Source.LIVE, Duration.ofSeconds(30))
                    .orElseThrow();
            Set<String> first = Set.of("light", "lock", "sensor", "weather");
            kinds.addAll(Suggestions.of(Optional.of(whole), language));
            kinds.addAll(Suggestions.of(Optional.of(part(whole, entity -> !first.contains(domain(entity)))), language));
            for (Entity entity : whole.catalog().entities().values()) {
                kinds.addAll(Suggestions.of(Optional.of(part(whole, entity::equals)), language));
            }
        }
        return kinds;
    }

    private static String domain(Entity entity) {
        return entity.id().domain();
    }

    private static HomeSnapshot part(HomeSnapshot home, Predicate<Entity> which) {
        HomeCatalog all = home.catalog();
        TreeMap<EntityId, Entity> entities = new TreeMap<>(all.entities());
        entities.values().removeIf(which.negate());
        return new HomeSnapshot(
                new HomeCatalog(
                        all.config(), entities, all.devices(), all.areas(), all.floors(), all.labels(), all.services()),
                home.states(),
                home.source(),
                home.asOf());
    }
}
