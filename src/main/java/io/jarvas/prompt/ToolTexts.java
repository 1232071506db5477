package io.jarvas.prompt;

import io.jarvas.language.Language;
import io.jarvas.llm.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The words in which models are told of tools: a line each in the rules, or a description of their own.
///
/// `tools.txt` has a line a tool: its name, its arguments as the rules show them, its arguments as a schema (`!`
/// where one is required, and a type where it is no text). `tools_en.txt` and `tools_pt.txt` say what it does.
final class ToolTexts {
    private record Form(String shown, String schema) {}

    private static final String CALL = "homeassistant_call_service";
    private static final Map<String, Form> FORMS = lines("tools.txt").stream()
            .collect(Collectors.toMap(List::getFirst, line -> new Form(line.get(1), line.get(2))));
    private static final Map<Language, Map<String, String>> DESCRIPTIONS =
            List.of(Language.values()).stream().collect(Collectors.toMap(Function.identity(), ToolTexts::descriptions));

    private ToolTexts() {}

    /// A line each, in this order; nothing where there are none.
    static String lines(List<String> names) {
        return names.stream()
                .map(name -> FORMS.containsKey(name) && !form(name).shown().isEmpty()
                        ? name + ": " + form(name).shown() + "\n"
                        : name + "\n")
                .collect(Collectors.joining());
    }

    /// These tools and `homeassistant_call_service`, as a model with native tool calls is told of them.
    static List<ToolSpec> specs(List<String> names, Language language) {
        List<String> all = new ArrayList<>(List.of(CALL));
        all.addAll(names);
        return all.stream()
                .filter(FORMS::containsKey)
                .map(name -> new ToolSpec(
                        name,
                        DESCRIPTIONS.getOrDefault(language, Map.of()).getOrDefault(name, ""),
                        schema(form(name).schema())))
                .toList();
    }

    private static Form form(String name) {
        return FORMS.getOrDefault(name, new Form("", ""));
    }

    private static Map<String, Object> schema(String arguments) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (String argument : arguments.isEmpty() ? new String[0] : arguments.split(" ")) {
            boolean needed = argument.endsWith("!");
            String plain = needed ? argument.substring(0, argument.length() - 1) : argument;
            int colon = plain.indexOf(':');
            String name = colon < 0 ? plain : plain.substring(0, colon);
            properties.put(name, type(colon < 0 ? "string" : plain.substring(colon + 1)));
            if (needed) {
                required.add(name);
            }
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static Map<String, Object> type(String name) {
        return name.equals("list") ? Map.of("type", "array", "items", Map.of("type", "string")) : Map.of("type", name);
    }

    private static Map<String, String> descriptions(Language language) {
        return lines("tools_" + Rules.tag(language) + ".txt").stream()
                .collect(Collectors.toMap(List::getFirst, List::getLast));
    }

    private static List<List<String>> lines(String resource) {
        return Rules.resource(resource)
                .lines()
                .map(line -> List.of(line.split("\\s*\\|\\s*", -1)))
                .toList();
    }
}
