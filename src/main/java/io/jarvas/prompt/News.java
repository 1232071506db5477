package io.jarvas.prompt;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.Findings;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// What a message tells of the home: the states that are not as the conversation was told, those that its own
/// actions reached, and, where the model knows the home's index only, the entities that the words are about.
final class News {
    /// How many entities come with a message at most.
    private static final int MOST_FOUND = 20;

    /// Of how many entities that the words are about the exact state is told, at most.
    private static final int MOST_ASKED = 8;

    /// Of how many entities it is told at most that they still are as an action left them.
    private static final int MOST_REACHED = 24;

    private static final String NOTHING = "[found: nothing]\n";

    private final Beginning beginning;
    private final Catalogue catalogue;
    private final Told told;
    private final HomeSnapshot home;
    private final StateLines lines;
    private final Map<EntityId, String> changes = new TreeMap<>();
    /// Numbers that moved by less than is worth telling unasked.
    private final Map<EntityId, String> slight = new TreeMap<>();
    private int sinceKeyframe;

    /// @param note see [io.jarvas.conversation.History#note()]
    News(Beginning beginning, Told told, Note note, HomeSnapshot home, StateLines lines) {
        this.beginning = beginning;
        this.catalogue = beginning.catalogue().orElseThrow();
        this.told = told;
        this.home = home;
        this.lines = lines;
        if (home.states().isEmpty()) {
            changes.putAll(left(note));
        } else {
            beginning.keyframe().ifPresent(this::sinceKeyframe);
            told.entities().forEach(this::sinceTold);
            sinceActed(note);
        }
        changes.keySet().retainAll(home.catalog().entities().keySet());
    }

    private void sinceKeyframe(Keyframe keyframe) {
        for (Keyframe.Change change : keyframe.changes(home, lines)) {
            if (told.line(change.id(), home) == null) {
                (change.worthTelling() ? changes : slight)
                        .put(change.id(), change.line().text());
            }
        }
        sinceKeyframe = changes.size();
    }

    private void sinceTold(EntityId id) {
        String before = told.line(id, home);
        if (before != null && home.catalog().entities().containsKey(id)) {
            lines.of(id, home)
                    .filter(line -> !line.text().equals(before))
                    .ifPresent(line -> (line.differsFrom(before) ? changes : slight).put(id, line.text()));
        }
    }

    /// What an action reached is the last that the model knows of an entity, so what is otherwise now is
    /// told. What it changed is told where it still is so, too: the keyframe may be renewed later, and a
    /// message from before the action be cut. What was so before is not where the model has read it.
    private void sinceActed(Note note) {
        Set<EntityId> reached = new LinkedHashSet<>(note.changed().keySet());
        note.already().keySet().stream()
                .filter(id ->
                        told.line(id, home) == null && beginning.keyframe().isEmpty())
                .forEach(reached::add);
        reached.stream()
                .filter(id -> !changes.containsKey(id))
                .limit(MOST_REACHED)
                .forEach(id -> lines.of(id, home).ifPresent(line -> changes.put(id, line.text())));
        Map<EntityId, String> last = new TreeMap<>(note.already());
        last.putAll(note.changed());
        last.forEach((id, line) ->
                lines.of(id, home).filter(now -> now.differsFrom(line)).ifPresent(now -> changes.put(id, now.text())));
    }

    /// What the actions left, where no more is known of the home.
    static Map<EntityId, String> left(Note note) {
        Map<EntityId, String> left = new TreeMap<>();
        Stream.of(note.changed(), note.already())
                .flatMap(lines -> lines.entrySet().stream())
                .limit(MOST_REACHED)
                .forEach(line -> left.put(line.getKey(), line.getValue()));
        return left;
    }

    /// How many changes come from the keyframe's age rather than from the conversation's.
    int sinceKeyframe() {
        return sinceKeyframe;
    }

    /// As lines in brackets.
    ///
    /// @param area in which the words were said aloud
    /// @param earlier entities that the conversation was about before the messages that the model still sees
    /// @param room for entities that are brought, in characters
    String told(String words, Optional<String> area, List<EntityId> earlier, int room) {
        boolean index = beginning.form() == HomeForm.INDEX;
        Findings findings = index || !slight.isEmpty()
                ? catalogue.search().find(words, home.states(), index ? MOST_FOUND : MOST_ASKED, area)
                : Findings.NONE;
        for (EntityId id : findings.best()) {
            String exact = slight.get(id);
            if (exact != null) {
                changes.put(id, exact);
            }
        }
        String changed = Told.changed(changes);
        if (!index) {
            return changed;
        }
        String gone = Told.gone(told.entities().stream()
                .filter(id -> !home.catalog().entities().containsKey(id))
                .toList());
        return changed + gone + found(findings, earlier, room - changed.length() - gone.length());
    }

    private String found(Findings findings, List<EntityId> earlier, int room) {
        Set<EntityId> wanted = new LinkedHashSet<>(findings.best());
        wanted.addAll(earlier);
        wanted.addAll(told.descriptions().keySet());
        Set<EntityId> shown = new HashSet<>();
        StringBuilder text = new StringBuilder();
        boolean full = false;
        for (EntityId id : wanted) {
            Entity entity = home.catalog().entities().get(id);
            if (entity == null) {
                continue;
            }
            String description = catalogue.description(entity);
            if (description.equals(told.descriptions().get(id))) {
                shown.add(id);
            } else if (!full) {
                String line = Told.found(
                        description, lines.of(id, home).map(StateLine::text).orElse("-"));
                full = text.length() + line.length() > room;
                if (!full) {
                    text.append(line);
                    shown.add(id);
                }
            }
        }
        long known = findings.best().stream().filter(shown::contains).count();
        return heading(findings, known) + text;
    }

    /// How much of what the words may be about the model knows; nothing where that is all.
    private static String heading(Findings findings, long known) {
        if (findings.best().isEmpty()) {
            return findings.names() ? NOTHING : "";
        }
        String unknown = findings.unknown().isEmpty()
                ? ""
                : ", nothing called " + HouseText.line(String.join(", ", findings.unknown()));
        return known < findings.total() || !unknown.isEmpty()
                ? "[found: " + known + " of " + findings.total() + unknown + "]\n"
                : "";
    }
}
