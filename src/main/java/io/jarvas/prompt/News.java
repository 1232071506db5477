package io.jarvas.prompt;

import io.jarvas.home.Entity;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.search.Findings;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What a message tells of the home: the states that are not as the conversation was told, and, where the
/// model knows the home's index only, the entities that the words are about.
final class News {
    /// How many entities come with a message at most.
    private static final int MOST_FOUND = 20;

    /// Of how many entities that the words are about the exact state is told, at most.
    private static final int MOST_ASKED = 8;

    private static final String NOTHING = "[found: nothing]\n";

    private final Beginning beginning;
    private final Catalogue catalogue;
    private final Told told;
    private final HomeSnapshot home;
    private final StateLines lines;
    private final Map<EntityId, StateLine> changes = new TreeMap<>();
    /// Numbers that moved by less than is worth telling unasked.
    private final Map<EntityId, StateLine> slight = new TreeMap<>();
    private int sinceKeyframe;

    News(Beginning beginning, Told told, HomeSnapshot home, StateLines lines) {
        this.beginning = beginning;
        this.catalogue = beginning.catalogue().orElseThrow();
        this.told = told;
        this.home = home;
        this.lines = lines;
        if (!home.states().isEmpty()) {
            beginning.keyframe().ifPresent(this::sinceKeyframe);
            told.entities().forEach(this::sinceTold);
        }
    }

    private void sinceKeyframe(Keyframe keyframe) {
        for (Keyframe.Change change : keyframe.changes(home, lines)) {
            if (told.line(change.id()) == null) {
                (change.worthTelling() ? changes : slight).put(change.id(), change.line());
            }
        }
        sinceKeyframe = changes.size();
    }

    private void sinceTold(EntityId id) {
        String before = told.line(id);
        if (before != null && home.catalog().entities().containsKey(id)) {
            lines.of(id, home)
                    .filter(line -> !line.text().equals(before))
                    .ifPresent(line -> (line.differsFrom(before) ? changes : slight).put(id, line));
        }
    }

    /// How many changes come from the keyframe's age rather than from the conversation's.
    int sinceKeyframe() {
        return sinceKeyframe;
    }

    /// As lines in brackets.
    ///
    /// @param earlier entities that the conversation was about before the messages that the model still sees
    /// @param room for entities that are brought, in characters
    String told(String words, Set<EntityId> earlier, int room) {
        boolean index = beginning.form() == HomeForm.INDEX;
        Findings findings = index || !slight.isEmpty()
                ? catalogue.search().find(words, home.states(), index ? MOST_FOUND : MOST_ASKED)
                : Findings.NONE;
        for (EntityId id : findings.best()) {
            StateLine exact = slight.get(id);
            if (exact != null) {
                changes.put(id, exact);
            }
        }
        String changed = Told.changed(changes);
        return index ? changed + found(findings, earlier, room - changed.length()) : changed;
    }

    private String found(Findings findings, Set<EntityId> earlier, int room) {
        Set<EntityId> shown = new HashSet<>(told.described());
        Set<EntityId> wanted = new LinkedHashSet<>(findings.best());
        wanted.addAll(earlier);
        StringBuilder text = new StringBuilder();
        for (EntityId id : wanted) {
            Entity entity = home.catalog().entities().get(id);
            if (entity != null && !shown.contains(id)) {
                String line = Told.found(
                        catalogue.description(entity),
                        lines.of(id, home).map(StateLine::text).orElse("-"));
                if (text.length() + line.length() > room) {
                    break;
                }
                text.append(line);
                shown.add(id);
            }
        }
        long known = findings.best().stream().filter(shown::contains).count();
        if (findings.best().isEmpty() && findings.names()) {
            return NOTHING + text;
        }
        return known < findings.total()
                ? "[found: " + known + " of " + findings.total() + "]\n" + text
                : text.toString();
    }
}
