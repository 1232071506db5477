package io.jarvas.assistant;

import io.jarvas.action.Asking;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Wish;
import io.jarvas.prompt.PromptBuilder;
import java.util.Optional;

/// What the person's own words want, and which entities they lead to: found out when the first action of a turn
/// asks for it. Words that name nothing ("and off again") are read with the person's message before them.
/// Used by one thread.
final class WordsMeant {
    private final PromptBuilder prompts;
    private final ConversationKey conversation;
    private final String turn;
    private final String words;
    private final Optional<HomeSnapshot> home;
    private final History history;
    private Optional<Asking> asking = Optional.empty();

    WordsMeant(
            PromptBuilder prompts,
            ConversationKey conversation,
            String turn,
            String words,
            Optional<HomeSnapshot> home,
            History history) {
        this.prompts = prompts;
        this.conversation = conversation;
        this.turn = turn;
        this.words = words;
        this.home = home;
        this.history = history;
    }

    Asking asking() {
        return new Asking(conversation, turn, words, Wish.of(words), _ -> true);
    }
}
