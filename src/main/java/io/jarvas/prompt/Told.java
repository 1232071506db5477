package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
/// ```
final class Told {
    static final String CHANGED = "[changed: ";
    static final String BETWEEN_CHANGES = "; ";
    static final String BETWEEN_FIELDS = " | ";

    private final Map<EntityId, String> lines = new LinkedHashMap<>();
    private final Set<EntityId> described = new HashSet<>();

    Told(List<PromptMessage> messages) {
        messages.stream()
                .filter(message -> message.author() == PromptMessage.Author.PERSON)
                .flatMap(message -> message.content().lines().takeWhile(line -> line.startsWith("[")))
                .forEach(this::read);
    }

    private void read(String line) {
        if (!line.endsWith("]")) {
            return;
        }
        if (line.startsWith(CHANGED)) {
            for (String change :
                    line.substring(CHANGED.length(), line.length() - 1).split(BETWEEN_CHANGES)) {
                int colon = change.indexOf(": ");
                if (colon > 0) {
                    tell(change.substring(0, colon), change.substring(colon + 2));
                }
            }
        } else if (line.contains(BETWEEN_FIELDS)) {
            int first = line.indexOf(BETWEEN_FIELDS);
            int last = line.lastIndexOf(BETWEEN_FIELDS);
            tell(line.substring(1, first), line.substring(last + BETWEEN_FIELDS.length(), line.length() - 1))
                    .ifPresent(described::add);
        }
    }

    private Optional<EntityId> tell(String entity, String state) {
        Optional<EntityId> id = EntityId.parse(entity);
        id.ifPresent(known -> lines.put(known, state));
        return id;
    }

    /// What was told last of an entity; null where nothing was.
    @Nullable
    String line(EntityId id) {
        return lines.get(id);
    }

    /// The entities of which something was told.
    Set<EntityId> entities() {
        return lines.keySet();
    }

    /// Those that were brought with their names and what they can do.
    Set<EntityId> described() {
        return described;
    }

    /// `[changed: …]` and a line's end; nothing where there is no change.
    static String changed(Map<EntityId, StateLine> changes) {
        return changes.isEmpty()
                ? ""
                : changes.entrySet().stream()
                        .map(change ->
                                change.getKey() + ": " + change.getValue().text())
                        .collect(Collectors.joining(BETWEEN_CHANGES, CHANGED, "]\n"));
    }

    /// `[light.desk | Desk lamp | Office | dims | on, 20 %]` and a line's end.
    static String found(String description, String state) {
        return "[" + description + BETWEEN_FIELDS + state + "]\n";
    }
}
