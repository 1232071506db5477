package io.jarvas.bench;

import io.jarvas.conversation.History;
import io.jarvas.home.LiveHome;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Window;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Jarvas's prompts, made into such as others write, for comparison.
final class Rewriting {
    private static final String STATES = "\nSTATES\n";
    private static final Window LARGE = new Window(1_000_000, 3);

    private Rewriting() {}

    /// The time first.
    static UnaryOperator<ChatRequest> timeFirst(Clock clock) {
        return request -> {
            List<ChatMessage> messages = new ArrayList<>(request.messages());
            ChatMessage system = messages.getFirst();
            messages.set(
                    0, new ChatMessage(system.role(), "The time is " + clock.instant() + ".\n" + system.content()));
            return new ChatRequest(request.model(), messages, request.tools(), request.wanted());
        };
    }

    /// All states, as they are now, with the newest message, and nothing of them in earlier ones.
    static UnaryOperator<ChatRequest> statesLast(LiveHome home) {
        return request -> {
            List<ChatMessage> messages = request.messages().stream()
                    .map(Rewriting::withoutStates)
                    .collect(Collectors.toCollection(ArrayList::new));
            ChatMessage newest = messages.getLast();
            if (newest.role() == ChatMessage.Role.USER) {
                messages.set(messages.size() - 1, new ChatMessage(newest.role(), states(home) + newest.content()));
            }
            return new ChatRequest(request.model(), messages, request.tools(), request.wanted());
        };
    }

    private static ChatMessage withoutStates(ChatMessage message) {
        String content = message.content();
        return switch (message.role()) {
            case SYSTEM ->
                new ChatMessage(
                        message.role(), content.contains(STATES) ? content.substring(0, states(content)) : content);
            case USER ->
                new ChatMessage(
                        message.role(),
                        content.lines()
                                .filter(line -> !line.startsWith("[changed: "))
                                .collect(Collectors.joining("\n")));
            case ASSISTANT -> message;
        };
    }

    private static int states(String system) {
        return system.indexOf(STATES) + 1;
    }

    private static String states(LiveHome home) {
        String system = new PromptBuilder(Optional.empty())
                .opening(home.snapshot(), History.EMPTY, LARGE)
                .messages()
                .getFirst()
                .content();
        return system.substring(states(system));
    }
}
