package io.jarvas.demo.model;

import io.jarvas.demo.model.ModelWord.Sense;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What the demo model thinks: a prompt goes in, an answer with its actions comes out. The same prompt has
/// the same answer.
final class ModelMind {
    private static final Pattern SENTENCE = Pattern.compile("[^.,;!?\\n]+(?:[.,](?=\\S)[^.,;!?\\n]+)*[.,;!?]*");
    private static final Pattern CLOCK =
            Pattern.compile("(?i)\\b\\d{1,2}:\\d{2}\\b|\\b\\d{1,2} ?[ap]m\\b|(?<=\\s)às \\d{1,2}\\b");
    private static final Pattern LIST = Pattern.compile("(?i)^\\W*(?:(?:please|can you|could you|por favor|podes) )*"
            + "(?:add|put|adiciona[r]?|acrescenta[r]?|coloca[r]?|põe|mete|junta)\\s+(.+?)\\s+"
            + "(?:to|on|onto|in|à|a|na|para a)\\s+(?:the |my |our |minha |nossa )*"
            + "((?:\\S+ ){0,3}(?:list|tasks|to-?do)|lista\\b.*?)[.!? ]*$");
    private static final Pattern ITEMS =
            Pattern.compile("\\s*(?:,|\\band\\b|(?<=\\s)e(?=\\s))\\s*(?:and\\b|e(?=\\s))?\\s*");
    private static final String LIST_TOOL = "add_shopping_item";

    private final ModelWords words = new ModelWords();
    private final ModelServices services = new ModelServices();

    ModelReply answer(List<ModelMessage> messages) {
        PromptReading prompt = new PromptReading(messages, words);
        String said = prompt.personsWords();
        ModelVoice voice = ModelVoice.in(language(prompt, said));
        if (said.isBlank()) {
            return ModelReply.of(voice.say("empty"));
        }
        return voice.smallTalk(said)
                .map(ModelReply::of)
                .or(() -> listed(prompt, said, voice))
                .orElseGet(() -> understood(prompt, said, voice));
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

    private ModelReply understood(PromptReading prompt, String said, ModelVoice voice) {
        ModelFinder finder = new ModelFinder(prompt.entities(), words, services);
        List<ModelClause> commands = new ArrayList<>();
        List<String> questions = new ArrayList<>();
        boolean later = false;
        for (String sentence :
                SENTENCE.matcher(said).results().map(match -> match.group()).toList()) {
            List<ModelWord> read = words.read(sentence);
            if (read.isEmpty()) {
                continue;
            }
            if (waits(sentence, read)) {
                later = true;
            } else if (asks(sentence, read)) {
                questions.add(sentence);
            } else {
                for (List<ModelWord> part : parts(read)) {
                    if (part.stream()
                            .findFirst()
                            .filter(word -> word.is(Sense.QUESTION))
                            .isPresent()) {
                        questions.add(part.stream().map(ModelWord::written).collect(Collectors.joining(" ")));
                    } else {
                        add(part, commands);
                    }
                }
            }
        }
        ModelQuestions answers = new ModelQuestions(prompt, finder, words, voice);
        List<String> told = questions.stream().map(answers::answer).distinct().toList();
        ModelReply acted = later
                ? ModelReply.of(voice.say("later"))
                : new ModelCommands(prompt, finder, services, voice)
                        .answer(commands, answers.meant().isEmpty() ? prompt.actedOn() : answers.meant());
        String text = Stream.concat(Stream.of(acted.text()), told.stream())
                .filter(Predicate.not(String::isEmpty))
                .collect(Collectors.joining(" "));
        return text.isEmpty() ? ModelReply.of(voice.say("not.understood")) : new ModelReply(text, acted.actions());
    }

    /// Whether a sentence is about a time to come, or a condition.
    private static boolean waits(String sentence, List<ModelWord> said) {
        ModelWord first = said.getFirst();
        boolean word = said.stream().anyMatch(w -> w.is(Sense.LATER));
        return (word && !first.is(Sense.QUESTION)) || CLOCK.matcher(sentence).find();
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

    /// A part without a verb goes on with the one before: "turn on the lamp and the fan", "red and 50%".
    private static void add(List<ModelWord> part, List<ModelClause> clauses) {
        ModelClause clause = ModelClause.of(part);
        Optional<ModelClause> before = clauses.isEmpty() ? Optional.empty() : Optional.of(clauses.getLast());
        if (clause.intent().isPresent()) {
            clauses.add(clause);
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

    private Optional<ModelReply> listed(PromptReading prompt, String said, ModelVoice voice) {
        Matcher list = LIST.matcher(said.strip());
        if (!list.matches()) {
            return Optional.empty();
        }
        List<String> items = Stream.of(ITEMS.split(list.group(1)))
                .filter(Predicate.not(String::isBlank))
                .toList();
        Optional<ModelEntity> todo = todo(prompt, list.group(2));
        boolean shopping = todo.isEmpty() || todo.get().words().contains("shopping");
        if (todo.isEmpty()) {
            return Optional.of(ModelReply.of(voice.say("not.list")));
        }
        List<ModelAction> actions = items.stream()
                .map(item -> shopping && prompt.offers(LIST_TOOL)
                        ? new ModelAction(LIST_TOOL, Map.of("item", item))
                        : ModelAction.service(
                                "todo",
                                "add_item",
                                List.of(todo.get().id()),
                                new LinkedHashMap<>(Map.of("item", item))))
                .toList();
        return Optional.of(new ModelReply(voice.say("act", voice.say("act.add", voice.list(items, "and"))), actions));
    }

    private Optional<ModelEntity> todo(PromptReading prompt, String name) {
        List<ModelEntity> lists = prompt.entities().stream()
                .filter(e -> e.domain().equals("todo"))
                .toList();
        Set<String> keys = new java.util.HashSet<>();
        words.read(name).stream()
                .filter(ModelWord::distinctive)
                .map(ModelWord::key)
                .filter(key -> !Set.of("list", "lista").contains(key))
                .forEach(keys::add);
        Optional<ModelEntity> named =
                lists.stream().filter(e -> e.words().containsAll(keys)).findFirst();
        return keys.isEmpty() || lists.size() == 1
                ? lists.stream()
                        .filter(e -> e.words().contains("shopping"))
                        .findFirst()
                        .or(() -> lists.stream().findFirst())
                        .filter(e -> keys.isEmpty() || e.words().containsAll(keys))
                : named;
    }
}
