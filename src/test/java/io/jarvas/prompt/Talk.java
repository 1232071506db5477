package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.home.EntityId;
import io.jarvas.home.EntityState;
import io.jarvas.home.HomeSnapshot;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation, turn by turn, each a minute after the one before.
final class Talk {
    private PromptBuilder builder;
    private final Window window;
    private final List<PromptMessage> messages = new ArrayList<>();
    private String note = "";
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
        return new History(messages.subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, note);
    }

    /// What is kept of the conversation, message by message.
    List<PromptMessage> messages() {
        return List.copyOf(messages);
    }

    /// The program ends and begins again.
    void restart() {
        builder = new PromptBuilder(Optional.empty());
    }

    /// What the next message has to tell of the last answer's actions.
    void noted(String words, Map<EntityId, EntityState> changed, Map<EntityId, EntityState> already) {
        String more = Note.of(words, changed, already, now.getZone()).text();
        note = note.isEmpty() ? more : note + "; " + more;
    }

    void changed(EntityId id, EntityState state) {
        noted("", Map.of(id, state), Map.of());
    }

    /// The prompt for these words, after which the answer is kept.
    Prompt turn(HomeSnapshot home, String words, String answer) {
        return turn(home, words, answer, Optional.empty());
    }

    /// The prompt for words that were said aloud in an area.
    Prompt heard(HomeSnapshot home, String area, String words, String answer) {
        return turn(home, words, answer, Optional.of(new TurnContext.Spoken(Optional.of(area))));
    }

    private Prompt turn(HomeSnapshot home, String words, String answer, Optional<TurnContext.Spoken> spoken) {
        Prompt prompt = builder.build(new TurnContext(
                Optional.of(home),
                history(),
                window,
                now,
                words,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                spoken));
        messages.add(prompt.newest());
        messages.add(new PromptMessage(Author.ASSISTANT, answer));
        note = "";
        now = now.plus(Duration.ofMinutes(1));
        return prompt;
    }

    /// The prompt in which the model, whose last answer asked for it, goes on with a result.
    Prompt reads(Prompt asked, ToolResult result, String answer) {
        Prompt next = builder.after(asked, messages.getLast().content(), List.of(result));
        messages.add(next.newest());
        messages.add(new PromptMessage(Author.ASSISTANT, answer));
        return next;
    }
}
