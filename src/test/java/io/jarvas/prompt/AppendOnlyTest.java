package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.json.Json;
import io.jarvas.llm.ChatMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Long, random histories of a home and its conversations, with keyframes renewed at any moment.
class AppendOnlyTest {
    private static final String[] VALUES = {"on", "off", "unavailable", "playing; [x]", "open: now"};
    private static final Pattern ITEM = Pattern.compile("(\\S+) (.*)");
    private static final Pattern CHANGE = Pattern.compile("(\\S+): (.*)");

    private final PromptBuilder builder = new PromptBuilder(Optional.empty());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theLastThatAPromptSaysOfAnEntityIsItsState(long seed) {
        Random random = new Random(seed);
        HomeSnapshot home = home();
        List<Talk> talks = List.of(new Talk(builder), new Talk(builder), new Talk(builder));
        for (int turn = 0; turn < 240; turn++) {
            home = changed(home, random, random.nextInt(6));
            if (random.nextInt(10) == 0) {
                builder.renew(home);
            }
            Talk talk = talks.get(random.nextInt(3));
            EntityId id = any(home, random);
            boolean acts = random.nextInt(3) == 0;
            EntityState reached = Homes.state(acts ? "on" : "off", Map.of("brightness", random.nextInt(256)));
            Prompt prompt = talk.turn(home, "hello", acts ? "ACTION " + id + ": " + shown(id, reached) : "Hi.");
            assertTrue(prompt, home);
            if (acts) {
                home = Homes.with(home, id, reached);
                talk.changed(id, reached);
            } else if (random.nextInt(3) == 0) {
                talk.reads(prompt, states(home, random), "Hi.");
            }
        }
    }

    private static void assertTrue(Prompt prompt, HomeSnapshot home) {
        Map<String, String> read = read(prompt);
        home.states()
                .forEach((id, state) ->
                        assertThat(read.get(id.value())).as(id.value()).isEqualTo(shown(id, state)));
    }

    /// Some of the states, as the model is told them when it asks.
    private static ToolResult states(HomeSnapshot home, Random random) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            EntityId id = any(home, random);
            EntityState state = home.state(id).orElseThrow();
            rows.add(Map.of("entity_id", id.value(), "state", state.value(), "attributes", state.attributes()));
        }
        return new ToolResult("homeassistant_get_states", Map.of("states", rows));
    }

    private static EntityId any(HomeSnapshot home, Random random) {
        List<EntityId> ids = List.copyOf(home.catalog().entities().keySet());
        return ids.get(random.nextInt(ids.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aPromptBeginsAsTheOneBeforeItUnlessTheHistoryWasCutOrTheKeyframeRenewed(long seed) {
        Random random = new Random(seed);
        HomeSnapshot home = home();
        Talk talk = new Talk(builder);
        List<ChatMessage> before = List.of();
        for (int turn = 0; turn < 60; turn++) {
            home = changed(home, random, random.nextInt(3));
            List<ChatMessage> now =
                    talk.turn(home, "turn " + turn, "Hi.").request().messages();
            boolean cut = now.size() <= before.size();
            boolean renewed = !before.isEmpty() && !before.getFirst().equals(now.getFirst());
            if (!cut && !renewed) {
                assertThat(now.subList(0, before.size())).isEqualTo(before);
            } else if (cut && !renewed) {
                assertThat(before).containsSequence(now.subList(1, now.size() - 2));
            }
            before = now;
        }
    }

    private static HomeSnapshot home() {
        List<Entity> entities = new ArrayList<>();
        Map<EntityId, EntityState> states = new HashMap<>();
        for (int i = 0; i < 60; i++) {
            String domain = i % 3 == 0 ? "light" : i % 3 == 1 ? "switch" : "media_player";
            Entity entity = Homes.entity(domain + ".e" + i, "Entity " + i, List.of());
            entities.add(entity);
            states.put(entity.id(), Homes.state("off", Map.of()));
        }
        return Homes.of(entities, states);
    }

    private static HomeSnapshot changed(HomeSnapshot home, Random random, int count) {
        HomeSnapshot changed = home;
        for (int i = 0; i < count; i++) {
            EntityState state = Homes.state(
                    VALUES[random.nextInt(VALUES.length)],
                    random.nextBoolean() ? Map.of("brightness", random.nextInt(256)) : Map.of());
            changed = Homes.with(changed, any(home, random), state);
        }
        return changed;
    }

    private static String shown(EntityId id, EntityState state) {
        return StateLine.of(id, state, Homes.withOneLight().catalog().config().zone())
                .text();
    }

    /// As a reader would: from the top, the later replacing the earlier.
    private static Map<String, String> read(Prompt prompt) {
        Map<String, String> read = new HashMap<>();
        List<ChatMessage> messages = prompt.request().messages();
        messages.getFirst()
                .content()
                .lines()
                .dropWhile(line -> !line.equals("STATES"))
                .skip(1)
                .forEach(line -> {
                    String domain = line.substring(0, line.indexOf(':'));
                    for (String item : line.substring(domain.length() + 2).split("; ")) {
                        Matcher parts = ITEM.matcher(item);
                        assertThat(parts.matches()).as(item).isTrue();
                        read.put(domain + "." + parts.group(1), parts.group(2));
                    }
                });
        messages.stream().skip(1).flatMap(message -> message.content().lines()).forEach(line -> read(line, read));
        return read;
    }

    private static void read(String line, Map<String, String> read) {
        if (line.startsWith("[changed: ")) {
            for (String change :
                    line.substring("[changed: ".length(), line.length() - 1).split("; ")) {
                put(change, read);
            }
        } else if (line.startsWith("ACTION ")) {
            put(line.substring("ACTION ".length()), read);
        } else if (line.startsWith("[result of ")) {
            Map<String, Object> data = Json.object(line.substring(line.indexOf(": ") + 2, line.length() - 1));
            for (Object row : (List<?>) data.get("states")) {
                Map<String, Object> state = Json.object(Json.text(row));
                EntityId id = new EntityId((String) state.get("entity_id"));
                Map<String, Object> attributes = Json.object(Json.text(state.get("attributes")));
                read.put(id.value(), shown(id, Homes.state((String) state.get("state"), attributes)));
            }
        }
    }

    private static void put(String change, Map<String, String> read) {
        Matcher parts = CHANGE.matcher(change);
        assertThat(parts.matches()).as(change).isTrue();
        read.put(parts.group(1), parts.group(2));
    }
}
