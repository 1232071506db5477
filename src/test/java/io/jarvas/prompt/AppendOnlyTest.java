package io.jarvas.prompt;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
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
        for (int turn = 0; turn < 120; turn++) {
            home = changed(home, random, random.nextInt(6));
            if (random.nextInt(10) == 0) {
                builder.renew(home);
            }
            Prompt prompt = talks.get(random.nextInt(3)).turn(home, "hello", "Hi.");
            Map<String, String> read = read(prompt);
            home.states()
                    .forEach((id, state) ->
                            assertThat(read.get(id.value())).as(id.value()).isEqualTo(shown(id, state)));
        }
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
        List<EntityId> ids = List.copyOf(home.catalog().entities().keySet());
        HomeSnapshot changed = home;
        for (int i = 0; i < count; i++) {
            EntityState state = Homes.state(
                    VALUES[random.nextInt(VALUES.length)],
                    random.nextBoolean() ? Map.of("brightness", random.nextInt(256)) : Map.of());
            changed = Homes.with(changed, ids.get(random.nextInt(ids.size())), state);
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
        messages.stream()
                .skip(1)
                .flatMap(message -> message.content().lines())
                .filter(line -> line.startsWith("[changed: "))
                .forEach(line -> {
                    for (String change : line.substring("[changed: ".length(), line.length() - 1)
                            .split("; ")) {
                        Matcher parts = CHANGE.matcher(change);
                        assertThat(parts.matches()).as(change).isTrue();
                        read.put(parts.group(1), parts.group(2));
                    }
                });
        return read;
    }
}
