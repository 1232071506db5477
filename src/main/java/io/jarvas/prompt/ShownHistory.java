package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import java.util.List;

/// The messages of a conversation that a prompt repeats, byte for byte.
///
/// It is cut in one go rather than message by message, so that the beginning moves seldom: at [#MOST]
/// messages to the last [#AFTER_CUT], and where the messages are too long for the window to half of what fits.
/// Where the cuts lie depends on the messages alone.
///
/// @param tooLong how many messages were left out because they are too long for the window
record ShownHistory(List<PromptMessage> messages, int tooLong) {
    static final int MOST = 12;
    static final int AFTER_CUT = 6;

    /// What the model's template adds to a message, in characters, about.
    private static final int FRAME = 20;
    private static final int PICTURE = 3_000;

    static ShownHistory of(History history, int maximumCharacters) {
        List<PromptMessage> newest = history.newest();
        List<PromptMessage> counted = newest.subList(Math.max(0, newest.size() - kept(history.total())), newest.size());
        int from = firstThatFits(counted, maximumCharacters);
        boolean orphan = from < counted.size() && counted.get(from).author() == PromptMessage.Author.ASSISTANT;
        return new ShownHistory(counted.subList(orphan ? from + 1 : from, counted.size()), from);
    }

    /// All up to [#MOST], then the last [#AFTER_CUT] and what came since, until there are [#MOST] again.
    private static int kept(int total) {
        return total <= MOST ? total : AFTER_CUT + (total - AFTER_CUT) % (MOST - AFTER_CUT);
    }

    private static int firstThatFits(List<PromptMessage> messages, int maximumCharacters) {
        int from = 0;
        int sum = 0;
        for (int i = 0; i < messages.size(); i++) {
            sum += characters(messages.get(i));
            if (sum > maximumCharacters) {
                while (sum > maximumCharacters / 2 && from <= i) {
                    sum -= characters(messages.get(from));
                    from++;
                }
            }
        }
        return from;
    }

    int characters() {
        return messages.stream().mapToInt(ShownHistory::characters).sum();
    }

    private static int characters(PromptMessage message) {
        return message.content().length() + FRAME + characters(message.images());
    }

    /// What pictures take in the window, in characters of text, about.
    static int characters(List<String> images) {
        return images.size() * PICTURE;
    }
}
