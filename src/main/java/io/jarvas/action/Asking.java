package io.jarvas.action;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.home.EntityId;
import io.jarvas.language.Wish;
import java.util.List;
import java.util.function.Predicate;

/// For whom something is proposed, and what the person's own words allow. No text of the house, and nothing
/// that a model wrote, has a part in it.
///
/// @param turn its id
/// @param words of the person, for the audit log; never a PIN
/// @param wish what the words are for
/// @param meant whether the words lead to an exposed entity
/// @param leftOut whether the words say that an entity is to be left alone
/// @param earlier what the person wrote in the messages just before, the newest first
public record Asking(
        ConversationKey conversation,
        String turn,
        String words,
        Wish wish,
        Predicate<EntityId> meant,
        Predicate<EntityId> leftOut,
        List<String> earlier) {
    public Asking {
        earlier = List.copyOf(earlier);
    }

    /// One that leaves nothing out, with nothing before it.
    public Asking(ConversationKey conversation, String turn, String words, Wish wish, Predicate<EntityId> meant) {
        this(conversation, turn, words, wish, meant, _ -> false, List.of());
    }
}
