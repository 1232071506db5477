package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the messages of a conversation tell the model about states, the latest last: read from the messages
/// themselves, so that it is what the model will read whatever became of keyframes and restarts since. What
/// a person writes in the same form is taken for told as well: the model reads that too.
///
/// ```
/// [changed: light.desk: on, 20 %; cover.garage_door: open]
/// [light.desk | Desk lamp | Office | dims | on, 20 %]
/// [gone: light.bed]
/// [result of homeassistant_get_states: {"states": [{"entity_id": "light.desk", "state": "on"}]}]
/// ```
final class Told {
    static final String CHANGED = "[changed: ";
    static final String BETWEEN_CHANGES = "; ";
    static final String BETWEEN_FIELDS = " | ";
    private static final String GONE = "[gone: ";
    private static final String BETWEEN_GONE = ", ";

    /// What was told of a state.
    private sealed interface Word {
        record Line(String text) implements Word {}

        /// As a tool read it.
        record Read(ReadState state) implements Word {}
    }

    private final Map<EntityId, Word> words = new LinkedHashMap<>();
    private final Map<EntityId, String> descriptions = new LinkedHashMap<>();

    Told(List<PromptMessage> messages) {
        messages.stream()
                .filter(message -> message.author() == PromptMessage.Author.PERSON)
                .flatMap(message -> message.content().lines().takeWhile(line -> line.startsWith("[")))
                .filter(line -> line.endsWith("]"))
                .forEach(this::read);
    }

    private void read(String line) {
        if (line.startsWith(CHANGED)) {
            states(line.substring(CHANGED.length(), line.length() - 1))
                    .forEach((id, state) -> words.put(id, new Word.Line(state)));
        } else if (line.startsWith(GONE)) {
            for (String id : line.substring(GONE.length(), line.length() - 1).split(BETWEEN_GONE, -1)) {
                EntityId.parse(id).ifPresent(this::forget);
            }
        } else if (line.startsWith(ResultLine.BEGINNING)) {
            ReadState.of(line).forEach((id, state) -> words.put(id, new Word.Read(state)));
        } else if (line.contains(BETWEEN_FIELDS)) {
            int first = line.indexOf(BETWEEN_FIELDS);
            int last = line.lastIndexOf(BETWEEN_FIELDS);
            EntityId.parse(line.substring(1, first)).ifPresent(id -> {
                words.put(id, new Word.Line(line.substring(last + BETWEEN_FIELDS.length(), line.length() - 1)));
                descriptions.put(id, line.substring(1, last));
            });
        }
    }

    private void forget(EntityId id) {
        words.remove(id);
        descriptions.remove(id);
    }

    /// `light.desk: on, 20 %; cover.garage_door: open`, read.
    static Map<EntityId, String> states(String text) {
        Map<EntityId, String> states = new LinkedHashMap<>();
        for (String change : text.split(BETWEEN_CHANGES)) {
            int colon = change.indexOf(": ");
            if (colon > 0) {
                EntityId.parse(change.substring(0, colon)).ifPresent(id -> states.put(id, change.substring(colon + 2)));
            }
        }
        return states;
    }

    /// What was told last of an entity, as a line; null where nothing was.
    ///
    /// @param home of now, where a tool did not read all that a line has
    @Nullable
    String line(EntityId id, HomeSnapshot home) {
        return switch (words.get(id)) {
            case null -> null;
            case Word.Line(String text) -> text;
            case Word.Read(ReadState state) -> state.line(id, home);
        };
    }

    /// The entities of which something was told.
    Set<EntityId> entities() {
        return words.keySet();
    }

    /// Of those that were brought with their names and what they can do: as they were described last, in the
    /// order in which they came first.
    Map<EntityId, String> descriptions() {
        return descriptions;
    }

    /// `[changed: light.desk: on, 20 %]` and a line's end; nothing where there are none.
    static String changed(Map<EntityId, String> states) {
        return states.isEmpty() ? "" : line(CHANGED, states) + "\n";
    }

    /// `[changed: light.desk: on, 20 %]`; nothing where there are none.
    static String line(String beginning, Map<EntityId, String> states) {
        return states.isEmpty()
                ? ""
                : states.entrySet().stream()
                        .map(state -> state.getKey() + ": " + state.getValue())
                        .collect(Collectors.joining(BETWEEN_CHANGES, beginning, "]"));
    }

    /// `[light.desk | Desk lamp | Office | dims | on, 20 %]` and a line's end.
    static String found(String description, String state) {
        return "[" + description + BETWEEN_FIELDS + state + "]\n";
    }

    /// `[gone: light.bed, cover.garage_door]` and a line's end; nothing where there are none.
    static String gone(List<EntityId> entities) {
        return entities.isEmpty()
                ? ""
                : entities.stream().map(EntityId::value).collect(Collectors.joining(BETWEEN_GONE, GONE, "]\n"));
    }
}
