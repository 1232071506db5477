package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the demo model thinks: a prompt goes in, an answer with its actions comes out. The same prompt has
/// the same answer.
final class ModelMind {
    private final ModelWords words = new ModelWords();
    private final ModelServices services = new ModelServices();

    /// The answer of a model that writes ACTION lines.
    ModelReply answer(List<ModelMessage> messages) {
        return answer(messages, Set.of());
    }

    /// @param tools that can be called natively
    ModelReply answer(List<ModelMessage> messages, Set<String> tools) {
        PromptReading prompt = new PromptReading(messages, tools, words);
        String said = prompt.personsWords();
        ModelVoice voice = ModelVoice.in(language(prompt, said));
        if (prompt.asksForFacts()) {
            return new ModelNotes(prompt, voice).facts();
        }
        if (said.isBlank()) {
            return ModelReply.of(voice.say("empty"));
        }
        ModelAsking asking = new ModelAsking(prompt, voice);
        ModelPlans plans = new ModelPlans(prompt, voice, asking);
        if (prompt.goesOn()) {
            ModelReply rest = understood(prompt, said, voice, asking, plans);
            return rest.isEmpty() ? ModelReply.of(voice.say("all")) : rest;
        }
        return plans.answer(said)
                .or(() -> new ModelNotes(prompt, voice).answer(said))
                .or(() -> voice.smallTalk(said).map(ModelReply::of))
                .or(() -> new ModelLists(prompt, words, voice).answer(said))
                .orElseGet(() -> {
                    ModelReply reply = understood(prompt, said, voice, asking, plans);
                    Optional<ModelReply> remembered =
                            leads(reply, voice) ? Optional.empty() : new ModelNotes(prompt, voice).recalled(said);
                    return remembered.orElseGet(
                            () -> reply.isEmpty() ? ModelReply.of(voice.say("not.understood")) : reply);
                });
    }

    /// Whether an answer is about something that there is in the home.
    private static boolean leads(ModelReply reply, ModelVoice voice) {
        boolean unknown = Stream.of("unknown", "not.found", "not.understood")
                .map(key -> voice.say(key).split("%s", 2)[0])
                .anyMatch(reply.text()::startsWith);
        return !reply.actions().isEmpty() || !(reply.isEmpty() || unknown);
    }

    private ModelLanguage language(PromptReading prompt, String said) {
        return words.language(said)
                .or(() -> Stream.of(ModelLanguage.values())
                        .filter(language ->
                                ModelVoice.in(language).smallTalk(said).isPresent())
                        .findFirst())
                .or(() -> prompt.earlierWords().stream()
                        .flatMap(text -> words.language(text).stream())
                        .findFirst())
                .orElse(ModelLanguage.ENGLISH);
    }

    private ModelReply understood(
            PromptReading prompt, String said, ModelVoice voice, ModelAsking asking, ModelPlans plans) {
        ModelFinder finder = new ModelFinder(prompt.entities(), prompt.saidIn(), words, services);
        ModelQuestions answers = new ModelQuestions(prompt, finder, words, voice);
        ModelReadings readings = new ModelReadings(prompt, finder, words, voice, asking);
        ModelHistory history = new ModelHistory(prompt, finder, words, voice, asking, answers);
        ModelEvents events = new ModelEvents(prompt, finder, words, voice);
        List<ModelReply> replies = new ArrayList<>();
        List<ModelClause> commands = new ArrayList<>();
        Map<ModelWhen, List<ModelClause>> planned = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>();
        Set<String> refusals = new LinkedHashSet<>();
        LocalDate today = prompt.today().orElse(LocalDate.EPOCH);
        for (String sentence : ModelSentences.of(said, words, today)) {
            Optional<ModelReply> told = plans.answer(sentence)
                    .or(() -> readings.answer(sentence))
                    .or(() -> history.answer(sentence))
                    .or(() -> events.answer(sentence));
            told.ifPresent(replies::add);
            if (told.isPresent() || prompt.goesOn()) {
                continue;
            }
            Optional<ModelWhen> when = ModelTimes.read(sentence, today);
            List<ModelWord> read = words.read(when.map(ModelWhen::rest).orElse(sentence));
            if (read.isEmpty()) {
                continue;
            }
            boolean question = asks(sentence, read);
            boolean timed = when.filter(
                            at -> at.exact() || at.day().filter(today::isBefore).isPresent())
                    .isPresent();
            boolean plannable = prompt.offers(ModelPlans.TOOL);
            if (waits(read) || (timed && (question || !plannable))) {
                refusals.add(voice.say(plannable ? "later.condition" : "later"));
            } else if (timed && !when.get().exact()) {
                refusals.add(voice.say("when.time"));
            } else if (question) {
                questions.add(sentence);
            } else {
                List<ModelClause> wanted = when.filter(_ -> timed)
                        .map(at -> planned.computeIfAbsent(at.of(""), _ -> new ArrayList<>()))
                        .orElse(commands);
                clauses(read, wanted, questions);
            }
        }
        List<String> told = questions.stream().map(answers::answer).distinct().toList();
        List<ModelReply> all = new ArrayList<>();
        if (refusals.isEmpty()) {
            ModelCommands now = new ModelCommands(prompt, finder, services, voice);
            all.add(now.answer(commands, answers.meant().isEmpty() ? prompt.actedOn() : answers.meant()));
            planned.forEach((when, clauses) -> {
                ModelCommands later = new ModelCommands(prompt, finder, services, voice);
                all.add(later.answer(clauses, now.meant(), plans, when));
            });
        }
        all.addAll(replies);
        Stream.concat(refusals.stream(), told.stream()).map(ModelReply::of).forEach(all::add);
        return ModelReply.of(all);
    }

    private static void clauses(List<ModelWord> read, List<ModelClause> commands, List<String> questions) {
        for (List<ModelWord> part : parts(read)) {
            boolean question = part.stream()
                    .findFirst()
                    .filter(word -> word.is(Sense.QUESTION))
                    .isPresent();
            if (question) {
                questions.add(part.stream().map(ModelWord::written).collect(Collectors.joining(" ")));
            } else {
                add(part, commands);
            }
        }
    }

    /// Whether a sentence is about a condition, or a time that is none of the clock's.
    private static boolean waits(List<ModelWord> said) {
        return said.stream().anyMatch(word -> word.is(Sense.LATER))
                && !said.getFirst().is(Sense.QUESTION);
    }

    /// Whether a sentence only wants to know.
    private static boolean asks(String sentence, List<ModelWord> said) {
        List<ModelWord> meaningful = said.stream()
                .dropWhile(word -> !word.is(Sense.QUESTION) && (word.is(Sense.STOP) || word.is(Sense.AND)))
                .toList();
        if (meaningful.isEmpty()) {
            return false;
        }
        ModelWord first = meaningful.getFirst();
        boolean request = said.stream().anyMatch(word -> word.is(Sense.REQUEST));
        boolean verb = first.is(Sense.INTENT) || first.is(Sense.FIRST);
        if (first.is(Sense.REQUEST) || verb || first.is(Sense.NOT)) {
            return said.stream()
                            .skip(1)
                            .anyMatch(w ->
                                    w.as(Sense.QUESTION).filter("how"::equals).isPresent())
                    && !verb;
        }
        return first.is(Sense.QUESTION)
                || (sentence.strip().endsWith("?") && !request)
                || said.stream()
                        .anyMatch(
                                w -> w.as(Sense.QUESTION).filter("yes"::equals).isPresent());
    }

    private static List<List<ModelWord>> parts(List<ModelWord> said) {
        List<List<ModelWord>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        for (ModelWord word : said) {
            if (word.is(Sense.AND)) {
                parts.add(new ArrayList<>());
            } else {
                parts.getLast().add(word);
            }
        }
        return parts;
    }

    /// A part without a verb goes on with the one before: "turn on the lamp and the fan", "red and 50%", "all
    /// except the
    /// lamp and the fan".
    private static void add(List<ModelWord> part, List<ModelClause> clauses) {
        Optional<ModelClause> before = clauses.isEmpty() ? Optional.empty() : Optional.of(clauses.getLast());
        if (!part.isEmpty()
                && part.getFirst().is(Sense.EXCEPT)
                && before.filter(ModelClause::all).isPresent()) {
            clauses.set(clauses.size() - 1, before.get().without(part.subList(1, part.size())));
            return;
        }
        ModelClause clause = ModelClause.of(part);
        if (clause.intent().isPresent()) {
            clauses.add(clause);
        } else if (clause.namesSomething()
                && before.filter(all -> !all.except().isEmpty()).isPresent()) {
            clauses.set(clauses.size() - 1, before.get().without(clause.said()));
        } else if (before.isPresent() && clause.namesSomething()) {
            if (before.get().places().isEmpty() && !clause.places().isEmpty() && kindOnly(before.get())) {
                clauses.set(clauses.size() - 1, before.get().with(clause.places()));
            }
            clauses.add(clause.after(before.get()));
        }
    }

    private static boolean kindOnly(ModelClause clause) {
        return clause.said().stream().filter(ModelWord::content).allMatch(word -> word.is(Sense.KIND));
    }
}
