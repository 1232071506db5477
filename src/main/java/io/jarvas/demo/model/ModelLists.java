package io.jarvas.demo.model;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Writes on to-do lists: "add milk to the shopping list", "põe leite na lista".
final class ModelLists {
    private static final String TOOL = "add_shopping_item";
    private static final Pattern ADD = Pattern.compile("(?i)^\\W*(?:(?:please|can you|could you|por favor|podes) )*"
            + "(?:add|put|adiciona[r]?|acrescenta[r]?|coloca[r]?|põe|mete|junta)\\s+(.+?)\\s+"
            + "(?:to|on|onto|in|à|a|na|para a)\\s+(?:the |my |our |minha |nossa )*"
            + "((?:\\S+ ){0,3}(?:list|tasks|to-?do)|lista\\b.*?)[.!? ]*$");
    private static final Pattern BUY = Pattern.compile("(?i)^\\W*(?:(?:please|por favor) )?"
            + "(?:remember to |don['’]t forget to |lembra-te de |não te esqueças de )?"
            + "(?:buy|compra[r]?)\\s+(.+?)()[.! ]*$");
    private static final Pattern ITEMS =
            Pattern.compile("\\s*(?:,|\\band\\b|(?<=\\s)e(?=\\s))\\s*(?:and\\b|e(?=\\s))?\\s*");
    /// Of what stands before a thing's name.
    private static final Pattern ARTICLE = Pattern.compile("(?i)^(?:some|the|a|an|o|os|as|um|uma)\\s+(?=\\S)");

    private final PromptReading prompt;
    private final ModelWords words;
    private final ModelVoice voice;

    ModelLists(PromptReading prompt, ModelWords words, ModelVoice voice) {
        this.prompt = prompt;
        this.words = words;
        this.voice = voice;
    }

    Optional<ModelReply> answer(String said) {
        return Stream.of(ADD, BUY)
                .map(pattern -> pattern.matcher(said.strip()))
                .filter(Matcher::matches)
                .findFirst()
                .map(found -> add(found.group(1), found.group(2)));
    }

    private ModelReply add(String written, String list) {
        List<String> items = Stream.of(ITEMS.split(written))
                .map(item -> ARTICLE.matcher(item).replaceFirst(""))
                .filter(Predicate.not(String::isBlank))
                .toList();
        Set<String> keys = keys(list);
        Optional<ModelEntity> todo = todo(keys);
        boolean shopping = todo.map(entity -> entity.words().contains("shopping"))
                .orElse(Set.of("shopping").containsAll(keys));
        if (shopping && prompt.offers(TOOL)) {
            return adding(items, item -> new ModelAction(TOOL, Map.of("item", item)));
        }
        return todo.map(entity -> adding(
                        items,
                        item -> ModelAction.service(
                                "todo", "add_item", List.of(entity.id()), new LinkedHashMap<>(Map.of("item", item)))))
                .orElseGet(() -> ModelReply.of(voice.say("not.list")));
    }

    private ModelReply adding(List<String> items, java.util.function.Function<String, ModelAction> action) {
        return new ModelReply(
                voice.say("act", voice.say("act.add", voice.list(items, "and"))),
                items.stream().map(action).toList());
    }

    /// What a list is called besides list.
    private Set<String> keys(String name) {
        Set<String> keys = new HashSet<>();
        words.read(name).stream()
                .filter(ModelWord::distinctive)
                .map(ModelWord::key)
                .filter(key -> !Set.of("list", "lista").contains(key))
                .forEach(keys::add);
        return keys;
    }

    private Optional<ModelEntity> todo(Set<String> keys) {
        List<ModelEntity> lists = prompt.entities().stream()
                .filter(e -> e.domain().equals("todo"))
                .toList();
        if (!keys.isEmpty() && lists.size() != 1) {
            return lists.stream().filter(e -> e.words().containsAll(keys)).findFirst();
        }
        return lists.stream()
                .filter(e -> e.words().contains("shopping"))
                .findFirst()
                .or(() -> lists.stream().findFirst())
                .filter(e -> e.words().containsAll(keys));
    }
}
