package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.home.HomeSnapshot;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A conversation, turn by turn, each a minute after the one before.
final class Talk {
    private final PromptBuilder builder;
    private final Window window;
    private final List<PromptMessage> messages = new ArrayList<>();
    private ZonedDateTime now =
            Homes.NOW.atZone(Homes.withOneLight().catalog().config().zone());

    Talk(PromptBuilder builder) {
        this(builder, Homes.WINDOW);
    }

    Talk(PromptBuilder builder, Window window) {
        this.builder = builder;
        this.window = window;
    }

    History history() {
        int total = messages.size();
        return new History(messages.subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, "");
    }

    /// The prompt for these words, after which the answer is kept.
    Prompt turn(HomeSnapshot home, String words, String answer) {
        Prompt prompt = builder.build(new TurnContext(
                Optional.of(home), history(), window, now, words, List.of(), Optional.empty(), Optional.empty()));
        messages.add(prompt.newest());
        messages.add(new PromptMessage(Author.ASSISTANT, answer));
        now = now.plus(Duration.ofMinutes(1));
        return prompt;
    }
}
