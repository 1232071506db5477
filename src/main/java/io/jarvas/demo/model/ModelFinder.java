package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Finds the entities that a person's words mean.
///
/// Every word that can only name a thing must be explained by an entity: by its names, its place, or its
/// kind. Words that name a kind and a place alone mean all such things there, unless one bears exactly that
/// name.
final class ModelFinder {
    /// What was found.
    sealed interface Found {
        /// The words mean these, at least one.
        record Those(List<ModelEntity> entities) implements Found {}

        /// They may mean any one of these.
        record Unclear(List<ModelEntity> entities) implements Found {}

        /// There is nothing of that name.
        record Nothing(String name) implements Found {}

        /// The words name no thing at all.
        record Unnamed() implements Found {}
    }

    private static final Set<String> ROUTINES = Set.of("automation", "scene", "script");
    private static final Set<String> WITHIN = Set.of("in", "on", "inside", "na", "no", "nas", "nos", "dentro");

    private final List<ModelEntity> entities;
    private final Set<String> here;
    private final ModelWords words;
    private final ModelServices services;

    /// @param here the keys of the place in which the words were said; none where that is not known
    ModelFinder(List<ModelEntity> entities, Set<String> here, ModelWords words, ModelServices services) {
        this.entities = List.copyOf(entities);
        this.here = Set.copyOf(here);
        this.words = words;
        this.services = services;
    }

    /// @param said without the words that say what to do
    /// @param domains what can be meant, the preferred first
    Found find(List<ModelWord> said, Collection<String> domains) {
        List<ModelWord> content = said.stream().filter(ModelWord::content).toList();
        boolean all = said.stream().anyMatch(word -> word.is(Sense.ALL));
        if (content.isEmpty() && said.stream().noneMatch(this::named)) {
            List<ModelEntity> any =
                    entities.stream().filter(e -> domains.contains(e.domain())).toList();
            return all && !any.isEmpty() ? new Found.Those(any) : new Found.Unnamed();
        }
        List<ModelEntity> explained = entities.stream()
                .filter(entity -> domains.contains(entity.domain()))
                .filter(entity -> content.stream().allMatch(word -> explains(entity, word)))
                .filter(entity -> !content.isEmpty() || score(entity, said).complete())
                .filter(entity -> !ROUTINES.contains(entity.domain()) || called(entity, said))
                .toList();
        if (explained.isEmpty()) {
            return new Found.Nothing(text(said));
        }
        boolean plural = all || content.stream().anyMatch(ModelWord::plural);
        boolean distinctive = content.isEmpty() || content.stream().anyMatch(ModelWord::distinctive);
        List<ModelEntity> best = best(explained, said);
        if (distinctive) {
            return choose(best, plural, domains);
        }
        boolean called =
                best.size() < explained.size() && score(best.getFirst(), said).whole();
        if (called && !all && inOneBreath(best.getFirst(), said) && (!plural || pluralName(best.getFirst()))) {
            return choose(best, plural, domains);
        }
        boolean placed = content.stream().anyMatch(word -> word.is(Sense.PLACE));
        List<ModelEntity> near = explained.stream()
                .filter(entity -> !here.isEmpty() && entity.places().containsAll(here))
                .toList();
        if (!placed && !all && !near.isEmpty()) {
            return new Found.Those(near);
        }
        if (plural || placed || explained.size() == 1) {
            return new Found.Those(explained);
        }
        return new Found.Unclear(explained);
    }

    private static Found choose(List<ModelEntity> best, boolean plural, Collection<String> domains) {
        if (plural || best.size() == 1) {
            return new Found.Those(best);
        }
        List<ModelEntity> preferred = domains.stream()
                .map(domain ->
                        best.stream().filter(e -> e.domain().equals(domain)).toList())
                .filter(list -> !list.isEmpty())
                .findFirst()
                .orElse(best);
        return preferred.size() == 1 ? new Found.Those(preferred) : new Found.Unclear(preferred);
    }

    /// As it was written, from the first word that names something to the last.
    private static String text(List<ModelWord> said) {
        int from = 0;
        int to = said.size();
        while (from < to && !said.get(from).content()) {
            from++;
        }
        while (to > from && !said.get(to - 1).content()) {
            to--;
        }
        return said.subList(from, to).stream().map(ModelWord::written).collect(Collectors.joining(" "));
    }

    /// Whether a word that also means something else is a thing's whole name: a scene called Away.
    private boolean named(ModelWord word) {
        return !word.is(Sense.STOP)
                && entities.stream().anyMatch(e -> e.nameKeys().stream().anyMatch(Set.of(word.key())::equals));
    }

    /// A routine is none of what its name tells of: `Garage light at dusk` is no light.
    private boolean called(ModelEntity routine, List<ModelWord> said) {
        return score(routine, said).whole()
                || said.stream()
                        .filter(ModelWord::content)
                        .anyMatch(word -> word.distinctive()
                                || word.as(Sense.KIND)
                                        .filter(kind -> isOfKind(routine, kind))
                                        .isPresent());
    }

    private boolean explains(ModelEntity entity, ModelWord word) {
        if (word.is(Sense.KIND) && isOfKind(entity, word.as(Sense.KIND).orElseThrow())) {
            return true;
        }
        if (word.is(Sense.PLACE)) {
            return entity.places().contains(word.key()) || entity.words().contains(word.key());
        }
        return (!word.is(Sense.KIND) && entity.words().contains(word.key())) || nameHas(entity, word.key());
    }

    private static boolean nameHas(ModelEntity entity, String key) {
        return entity.nameKeys().stream().anyMatch(keys -> keys.contains(key));
    }

    /// A blind is a cover; a cover whose words say curtain is no blind.
    private boolean isOfKind(ModelEntity entity, String kind) {
        if (!services.domainsOfKind(kind).contains(entity.domain())) {
            return false;
        }
        if (words.generic(kind) || entity.words().contains(kind)) {
            return true;
        }
        return Set.of("cover", "media_player").contains(entity.domain())
                && entity.words().stream()
                        .noneMatch(key -> !words.generic(key)
                                && services.domainsOfKind(key).contains(entity.domain()))
                && entities.stream()
                        .filter(other -> other.domain().equals(entity.domain()))
                        .noneMatch(other -> other.words().contains(kind));
    }

    /// @param hits words of a name that were said
    /// @param misses words of it that were not, and that neither its place nor its kind explains
    /// @param named whether the words said are more than its kind
    private record Score(int hits, int misses, boolean named) {
        boolean whole() {
            return misses == 0 && named;
        }

        boolean complete() {
            return misses == 0 && hits > 0;
        }

        int value() {
            return 10 * hits - 3 * misses;
        }
    }

    private List<ModelEntity> best(List<ModelEntity> explained, List<ModelWord> said) {
        int highest =
                explained.stream().mapToInt(e -> score(e, said).value()).max().orElse(0);
        return explained.stream().filter(e -> score(e, said).value() == highest).toList();
    }

    private Score score(ModelEntity entity, List<ModelWord> said) {
        Set<String> keys = said.stream()
                .filter(word -> !word.is(Sense.STOP))
                .map(ModelWord::key)
                .collect(Collectors.toSet());
        List<Score> scores = new ArrayList<>();
        for (Set<String> name : entity.nameKeys()) {
            Set<String> hits = new HashSet<>(name);
            hits.retainAll(keys);
            long misses = name.stream()
                    .filter(key -> !keys.contains(key))
                    .filter(key -> !entity.places().contains(key)
                            && !services.domainsOfKind(key).contains(entity.domain()))
                    .count();
            boolean named =
                    hits.stream().anyMatch(key -> !services.domainsOfKind(key).contains(entity.domain()));
            scores.add(new Score(hits.size(), (int) misses, named));
        }
        return scores.stream().max(Comparator.comparingInt(Score::value)).orElse(new Score(0, 0, false));
    }

    /// Whether a name was said as such: "the kitchen lights", not "the lights in the kitchen".
    private boolean inOneBreath(ModelEntity entity, List<ModelWord> said) {
        String breath = breath(said);
        return said.stream().anyMatch(word -> word.is(Sense.KIND))
                && entity.names().stream().anyMatch(name -> breath.contains(breath(words.read(name))));
    }

    private static String breath(List<ModelWord> said) {
        return said.stream()
                .filter(word -> !word.is(Sense.STOP) || WITHIN.contains(word.text()))
                .map(word -> word.is(Sense.STOP) ? word.text() : word.key())
                .collect(Collectors.joining(" ", " ", " "));
    }

    private static boolean pluralName(ModelEntity entity) {
        return entity.names().stream().anyMatch(name -> name.endsWith("s"));
    }
}
