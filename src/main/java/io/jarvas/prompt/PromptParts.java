package io.jarvas.prompt;

/// What a prompt is made of, in characters.
///
/// @param rules how to answer and to act
/// @param services what can be called
/// @param catalogue the entities, or places and counts
/// @param states of the keyframe
/// @param conversation earlier messages
/// @param turn the newest message
public record PromptParts(int rules, int services, int catalogue, int states, int conversation, int turn) {
    public static final PromptParts NONE = new PromptParts(0, 0, 0, 0, 0, 0);

    /// What is the same in every conversation.
    public int beginning() {
        return rules + services + catalogue + states;
    }

    /// With so much more in the turn.
    PromptParts with(int more) {
        return new PromptParts(rules, services, catalogue, states, conversation, turn + more);
    }

    public int total() {
        return beginning() + conversation + turn;
    }
}
