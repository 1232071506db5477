package io.jarvas.prompt;

import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a conversation's next message has to tell of the actions before it, as it is kept until then: what
/// the model could not know when it wrote, and the states that the actions reached. They are the last that
/// the conversation says of those entities, so a state that is another one since is news.
///
/// As text, in which `; ` joins several:
/// ```
/// failed, unavailable: light.desk; [changed: light.hall: on, 71 %; light.bed: off]; [already: fan.a: on]
/// ```
///
/// @param words for the model, of no language; empty where there are none
/// @param changed lines of the states that the actions brought about
/// @param already lines of those that held before
public record Note(String words, Map<EntityId, String> changed, Map<EntityId, String> already) {
    static final Note NONE = new Note("", Map.of(), Map.of());

    /// In characters. The words hold what the model itself wrote, which may be anything.
    private static final int LONGEST_WORDS = 400;

    private static final String BETWEEN = "; ";
    private static final String ALREADY = "[already: ";
    private static final Pattern STATES = Pattern.compile("\\[(changed|already): ([^\\[\\]]*)]");

    public static Note of(
            String words, Map<EntityId, EntityState> changed, Map<EntityId, EntityState> already, ZoneId zone) {
        return new Note(HouseText.line(words, LONGEST_WORDS), lines(changed, zone), lines(already, zone));
    }

    private static Map<EntityId, String> lines(Map<EntityId, EntityState> states, ZoneId zone) {
        Map<EntityId, String> lines = new LinkedHashMap<>();
        states.forEach((id, state) -> {
            if (StateLine.shown(id)) {
                lines.put(id, StateLine.of(id, state, zone).text());
            }
        });
        return lines;
    }

    /// See [io.jarvas.conversation.History#note()].
    public String text() {
        return joined(Stream.of(words, Told.line(Told.CHANGED, changed), Told.line(ALREADY, already)));
    }

    /// Of what an entity has several times, the last counts.
    static Note read(String text) {
        Map<EntityId, String> changed = new LinkedHashMap<>();
        Map<EntityId, String> already = new LinkedHashMap<>();
        Matcher states = STATES.matcher(text);
        while (states.find()) {
            boolean reached = states.group(1).equals("changed");
            Told.states(states.group(2)).forEach((id, line) -> {
                (reached || changed.containsKey(id) ? changed : already).put(id, line);
                already.keySet().removeAll(changed.keySet());
            });
        }
        String words = joined(Stream.of(states.replaceAll("").split(BETWEEN)));
        return new Note(HouseText.line(words, LONGEST_WORDS), changed, already);
    }

    private static String joined(Stream<String> parts) {
        return parts.filter(part -> !part.isBlank()).collect(Collectors.joining(BETWEEN));
    }
}
