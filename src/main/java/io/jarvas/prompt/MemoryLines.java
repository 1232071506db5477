package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.memory.Memory;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a message tells of what is remembered: a line each, made fit for a prompt as texts of the house are. A line
/// that the model still sees in an earlier message is not told again.
///
/// ```
/// [memory: Rita takes her coffee black]
/// ```
final class MemoryLines {
    private static final String BEGINNING = "[memory: ";

    private MemoryLines() {}

    /// @param shown the messages that the model still sees
    static String of(List<String> memories, List<PromptMessage> shown) {
        if (memories.isEmpty()) {
            return "";
        }
        Set<String> told = shown.stream()
                .filter(message -> message.author() == PromptMessage.Author.PERSON)
                .flatMap(message -> message.content().lines().takeWhile(line -> line.startsWith("[")))
                .filter(line -> line.startsWith(BEGINNING))
                .collect(Collectors.toSet());
        return memories.stream()
                .map(memory -> BEGINNING + HouseText.line(memory, Memory.LONGEST) + "]")
                .filter(line -> !told.contains(line))
                .distinct()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }
}
