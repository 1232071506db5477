package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns clauses into service calls on entities of the catalogue, and says in one sentence what it does.
final class ModelCommands {
    private static final Set<String> PLAYER = Set.of("play", "pause", "stop", "next", "previous", "mute", "unmute");

    private static final String MARK = "\0";

    private final PromptReading prompt;
    private final ModelFinder finder;
    private final ModelServices services;
    private final ModelVoice voice;
    /// What is done with which, by the phrase with a mark where the names go.
    private final Map<String, Set<ModelEntity>> phrases = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private final List<ModelAction> actions = new ArrayList<>();
    private List<ModelEntity> meant = List.of();

    ModelCommands(PromptReading prompt, ModelFinder finder, ModelServices services, ModelVoice voice) {
        this.prompt = prompt;
        this.finder = finder;
        this.services = services;
        this.voice = voice;
    }

    /// The answer to them all.
    ///
    /// @param spokenOf what a pronoun means before anything is named
    ModelReply answer(List<ModelClause> clauses, List<ModelEntity> spokenOf) {
        String done = phrases(clauses, spokenOf);
        return reply(done.isEmpty() ? "" : voice.say("act", done), actions);
    }

    /// The answer to them all, to be done later.
    ModelReply answer(List<ModelClause> clauses, List<ModelEntity> spokenOf, ModelPlans plans, ModelWhen when) {
        String done = phrases(clauses, spokenOf);
        return reply(done.isEmpty() ? "" : voice.say("plan", plans.said(when), done), plans.later(when, actions));
    }

    /// What the last clause was about.
    List<ModelEntity> meant() {
        return meant;
    }

    private ModelReply reply(String done, List<ModelAction> wanted) {
        return new ModelReply(
                Stream.concat(Stream.of(done), refusals.stream())
                        .filter(sentence -> !sentence.isEmpty())
                        .distinct()
                        .collect(Collectors.joining(" ")),
                wanted);
    }

    private String phrases(List<ModelClause> clauses, List<ModelEntity> spokenOf) {
        meant = List.copyOf(spokenOf);
        for (ModelClause clause : clauses) {
            act(clause);
        }
        List<String> parts = new ArrayList<>();
        phrases.forEach((phrase, entities) -> parts.add(phrase.replace(MARK, voice.names(List.copyOf(entities)))));
        return voice.list(parts, "and");
    }

    private void act(ModelClause clause) {
        if (clause.negated()) {
            refusals.add(voice.say("left"));
            return;
        }
        String intent = clause.intent().orElseThrow();
        Set<String> domains = domains(clause, intent);
        switch (find(clause, intent, domains)) {
            case ModelFinder.Found.Those those -> callAllBut(clause, intent, those.entities());
            case ModelFinder.Found.Unclear unclear -> refusals.add(which(unclear.entities()));
            case ModelFinder.Found.Nothing nothing -> refusals.add(voice.say("not.found", nothing.name()));
            case ModelFinder.Found.Unnamed _ -> refusals.add(voice.say("not.understood"));
        }
    }

    /// What is to be left out must be there: whoever names it wrongly means something.
    private void callAllBut(ModelClause clause, String intent, List<ModelEntity> found) {
        List<ModelEntity> targets = new ArrayList<>(found);
        Set<String> domains = found.stream().map(ModelEntity::domain).collect(Collectors.toSet());
        for (List<ModelWord> words : clause.except()) {
            switch (finder.find(words, domains)) {
                case ModelFinder.Found.Those those -> targets.removeAll(those.entities());
                case ModelFinder.Found.Unclear unclear -> targets.removeAll(unclear.entities());
                case ModelFinder.Found.Nothing nothing -> {
                    refusals.add(voice.say("not.found", nothing.name()));
                    return;
                }
                case ModelFinder.Found.Unnamed _ -> {
                    refusals.add(voice.say("not.understood"));
                    return;
                }
            }
        }
        if (targets.isEmpty()) {
            refusals.add(voice.say("left"));
        } else {
            call(clause, intent, targets);
        }
    }

    private String which(List<ModelEntity> entities) {
        return voice.say(
                "which", voice.list(entities.stream().limit(6).map(voice::name).toList(), "or"));
    }

    private Set<String> domains(ModelClause clause, String intent) {
        Set<String> domains = new LinkedHashSet<>(services.of(intent).keySet());
        clause.measures().stream()
                .map(services::domainsOfMeasure)
                .filter(measured -> !measured.isEmpty())
                .forEach(domains::retainAll);
        if (clause.colour().filter(c -> clause.mode().isEmpty()).isPresent()
                && clause.measures().isEmpty()) {
            domains.retainAll(Set.of("light"));
        }
        boolean kindOrName =
                clause.said().stream().anyMatch(word -> word.content() && (word.is(Sense.KIND) || word.distinctive()));
        if (kindOrName || !clause.measures().isEmpty()) {
            return domains;
        }
        Set<String> usual = clause.all() && Set.of("on", "off").contains(intent)
                ? services.domainsOfEverything()
                : services.domainsOfPlace(intent);
        if (clause.namesSomething() && !usual.isEmpty() && clause.mode().isEmpty()) {
            domains.retainAll(usual);
        }
        return domains;
    }

    private ModelFinder.Found find(ModelClause clause, String intent, Set<String> domains) {
        if (!clause.namesSomething() && !meant.isEmpty() && (clause.refers() || !actions.isEmpty())) {
            List<ModelEntity> same =
                    meant.stream().filter(e -> domains.contains(e.domain())).toList();
            if (!same.isEmpty()) {
                return new ModelFinder.Found.Those(same);
            }
        }
        return switch (finder.find(clause.said(), domains)) {
            case ModelFinder.Found.Unclear unclear -> narrowed(unclear, intent);
            case ModelFinder.Found.Unnamed unnamed -> unnamed(clause, intent, domains, unnamed);
            case ModelFinder.Found found -> found;
        };
    }

    /// A player that plays is meant before one that does not.
    private ModelFinder.Found narrowed(ModelFinder.Found.Unclear unclear, String intent) {
        List<ModelEntity> playing = unclear.entities().stream()
                .filter(e -> e.domain().equals("media_player"))
                .filter(e -> prompt.state(e).filter(s -> active(s, intent)).isPresent())
                .toList();
        return playing.size() == 1 ? new ModelFinder.Found.Those(playing) : unclear;
    }

    private static boolean active(ModelState state, String intent) {
        return state.value().equals(intent.equals("play") ? "paused" : "playing");
    }

    private ModelFinder.Found unnamed(
            ModelClause clause, String intent, Set<String> domains, ModelFinder.Found.Unnamed unnamed) {
        Set<String> usual = new LinkedHashSet<>(domains);
        if (PLAYER.contains(intent)) {
            usual.retainAll(Set.of("media_player"));
        } else if (clause.measures().isEmpty() && clause.mode().isEmpty()) {
            if (clause.weak()) {
                return unnamed;
            }
            usual.retainAll(services.domainsOfPlace(intent));
        }
        List<ModelEntity> candidates = prompt.entities().stream()
                .filter(e -> usual.contains(e.domain()))
                .toList();
        return switch (candidates.size()) {
            case 0 -> unnamed;
            case 1 -> new ModelFinder.Found.Those(candidates);
            default -> narrowed(new ModelFinder.Found.Unclear(candidates), intent);
        };
    }

    private void call(ModelClause clause, String intent, List<ModelEntity> targets) {
        Map<String, String> table = services.of(intent);
        record Key(String domain, ModelCall call) {}
        Map<Key, List<ModelEntity>> calls = new LinkedHashMap<>();
        for (ModelEntity target : targets) {
            Optional<ModelCall> call = Optional.ofNullable(table.get(target.domain()))
                    .flatMap(service -> ModelCall.of(clause, target.domain(), service, prompt.state(target)));
            call.ifPresent(found -> calls.computeIfAbsent(new Key(target.domain(), found), _ -> new ArrayList<>())
                    .add(target));
        }
        if (calls.isEmpty()) {
            refusals.add(voice.say("no.value"));
            return;
        }
        meant = targets;
        calls.forEach((key, entities) -> {
            actions.add(ModelAction.service(
                    key.domain(),
                    key.call().service(),
                    entities.stream().map(ModelEntity::id).toList(),
                    key.call().fields()));
            phrases.computeIfAbsent(phrase(key.call()), _ -> new LinkedHashSet<>())
                    .addAll(entities);
        });
    }

    private String phrase(ModelCall call) {
        Object[] values = Stream.concat(Stream.of(MARK), call.values().stream().map(this::said))
                .toArray();
        return voice.say("act." + call.phrase(), values);
    }

    private Object said(Object value) {
        return value instanceof String text && voice.has(text) ? voice.say(text) : value;
    }
}
