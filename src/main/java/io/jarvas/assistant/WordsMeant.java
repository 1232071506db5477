package io.jarvas.assistant;

import io.jarvas.action.Asking;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Wish;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.search.EntitySearch;
import io.jarvas.search.Meant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the person's own words want, and which entities they lead to: found out when the first action of a turn asks
/// for it. Words that name nothing ("and off again") are read with the person's messages before them; what was said
/// aloud, as said in its area. Used by one thread.
final class WordsMeant {
    /// How many messages are looked back for words that name something.
    private static final int EARLIER = 3;

    private final PromptBuilder prompts;
    private final ConversationKey conversation;
    private final String turn;
    private final UserTurn said;
    private final Optional<HomeSnapshot> home;
    private final History history;
    private Optional<Asking> asking = Optional.empty();

    WordsMeant(
            PromptBuilder prompts,
            ConversationKey conversation,
            String turn,
            UserTurn said,
            Optional<HomeSnapshot> home,
            History history) {
        this.prompts = prompts;
        this.conversation = conversation;
        this.turn = turn;
        this.said = said;
        this.home = home;
        this.history = history;
    }

    Asking asking() {
        if (asking.isEmpty()) {
            Meant meant = home.map(this::meant).orElseGet(() -> new Meant(Set.of(), false));
            String words = said.text();
            asking = Optional.of(new Asking(
                    conversation,
                    turn,
                    words,
                    Wish.of(words),
                    meant.entities()::contains,
                    meant.leftOut()::contains,
                    earlier()));
        }
        return asking.get();
    }

    private Meant meant(HomeSnapshot known) {
        EntitySearch search = prompts.search(known);
        Optional<String> area = said.spoken().flatMap(UserTurn.Spoken::area);
        Meant meant = search.meant(said.text(), area);
        for (String message : earlier()) {
            if (!meant.names()) {
                meant = meant.or(search.meant(message, area));
            }
        }
        return meant;
    }

    /// The person's messages just before, the newest first.
    private List<String> earlier() {
        return history.newest().reversed().stream()
                .map(PromptBuilder::words)
                .filter(each -> !each.isBlank())
                .limit(EARLIER)
                .toList();
    }
}
