package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    private static final Pattern CHANGE = Pattern.compile("([a-z0-9_]+\\.[a-z0-9_]+): (.*)");
    private static final Pattern FOUND = Pattern.compile("\\[([a-z0-9_]+\\.[a-z0-9_]+) \\|(?:.* \\|)? (.*)]");

    private final Map<EntityId, String> lines = new LinkedHashMap<>();

    Told(List<PromptMessage> messages) {
        messages.stream()
                .filter(message -> message.author() == PromptMessage.Author.PERSON)
                .flatMap(message -> message.content().lines().takeWhile(line -> line.startsWith("[")))
                .forEach(this::read);
    }

    private void read(String line) {
        if (line.startsWith(CHANGED) && line.endsWith("]")) {
            for (String change :
                    line.substring(CHANGED.length(), line.length() - 1).split(BETWEEN_CHANGES)) {
                read(CHANGE.matcher(change));
            }
        } else {
            read(FOUND.matcher(line));
        }
    }

    private void read(Matcher told) {
        if (told.matches()) {
            lines.put(new EntityId(told.group(1)), told.group(2));
        }
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
        List<String> fields = new ArrayList<>(List.of(description, state));
        return "[" + String.join(BETWEEN_FIELDS, fields) + "]\n";
    }
}
