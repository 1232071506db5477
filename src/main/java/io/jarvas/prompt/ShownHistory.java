package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The messages of a conversation that a prompt repeats, byte for byte. The first is a question of the
/// person.
///
/// It is cut in one go rather than message by message, so that the beginning moves seldom: at [#MOST]
/// messages to the last [#AFTER_CUT], and where the messages are too long for the window to half of what
/// fits. A cut never moves backwards. The first kind lies where the number of messages says. The second
/// depends on the window and on the message that needed the room, so that message says where it is, for the
/// prompts after it:
///
/// ```
/// [shown: 4 messages before this]
/// ```
///
/// @param messages without the newest, which is not a part of the history yet
/// @param tooLong how many messages are left out because they are too long for the window
/// @param cut whether the prompt before had messages that are left out from now on
record ShownHistory(List<PromptMessage> messages, int tooLong, boolean cut) {
    static final int MOST = 12;
    static final int AFTER_CUT = 6;

    /// What the model's template adds to a message, in characters, about.
    private static final int FRAME = 20;
    private static final int PICTURE = 3_000;

    private static final Pattern SHOWN = Pattern.compile("\\[shown: (\\d{1,4}) messages before this]");

    ShownHistory {
        messages = List.copyOf(messages);
    }

    static ShownHistory of(History history, int maximumCharacters) {
        List<PromptMessage> newest = history.newest();
        if (newest.isEmpty()) {
            return new ShownHistory(List.of(), kept(history.total()), history.total() > 0);
        }
        int missing = history.total() - newest.size();
        int from = beginning(newest, missing, marked(newest));
        if (characters(newest, from) > maximumCharacters) {
            while (from < newest.size() && characters(newest, from) > maximumCharacters / 2) {
                from = question(newest, from + 1);
            }
        }
        return new ShownHistory(
                newest.subList(from, newest.size()),
                from - beginning(newest, missing, 0),
                from > beginningBefore(newest, missing));
    }

    /// Where a prompt begins that continues these messages, as far as their number and they themselves say.
    ///
    /// @param missing how many messages there are before them
    private static int beginning(List<PromptMessage> messages, int missing, int marked) {
        int total = missing + messages.size();
        int from = question(messages, Math.max(marked, total - kept(total) - missing));
        int last = lastQuestion(messages);
        return from < messages.size() || last < 0 ? from : last;
    }

    /// Where the prompt began to which the last answer belongs; -1 where that is not among these messages.
    private static int beginningBefore(List<PromptMessage> messages, int missing) {
        int last = lastQuestion(messages);
        if (last < 0) {
            return 0;
        }
        int marked = marked(messages);
        List<PromptMessage> before = messages.subList(0, last);
        boolean known = missing == 0 || lastQuestion(before) >= 0 || marked > 0;
        return known ? Math.max(marked, beginning(before, missing, marked)) : -1;
    }

    /// All up to [#MOST], then the last [#AFTER_CUT] and what came since, until there are [#MOST] again.
    private static int kept(int total) {
        return total <= MOST ? total : AFTER_CUT + (total - AFTER_CUT) % (MOST - AFTER_CUT);
    }

    /// The first from which on a message said that the prompt begins; 0 where none did.
    private static int marked(List<PromptMessage> messages) {
        int from = 0;
        for (int i = 0; i < messages.size(); i++) {
            if (isQuestion(messages.get(i))) {
                Matcher mark = SHOWN.matcher(
                        messages.get(i).content().lines().skip(1).findFirst().orElse(""));
                from = mark.matches() ? Math.max(from, i - Integer.parseInt(mark.group(1))) : from;
            }
        }
        return from;
    }

    /// The first question from there on; the end where there is none.
    private static int question(List<PromptMessage> messages, int from) {
        int at = Math.max(0, from);
        while (at < messages.size() && !isQuestion(messages.get(at))) {
            at++;
        }
        return at;
    }

    private static int lastQuestion(List<PromptMessage> messages) {
        int at = messages.size() - 1;
        while (at >= 0 && !isQuestion(messages.get(at))) {
            at--;
        }
        return at;
    }

    /// Not an answer, nor what the model asked to read.
    private static boolean isQuestion(PromptMessage message) {
        return message.author() == PromptMessage.Author.PERSON
                && !message.content().startsWith(ResultLine.BEGINNING);
    }

    /// What the message that continues these says of them, as its second line; nothing where their number and
    /// the marks before say it.
    String mark() {
        return tooLong == 0 || !cut ? "" : "[shown: " + messages.size() + " messages before this]\n";
    }

    int characters() {
        return characters(messages, 0);
    }

    private static int characters(List<PromptMessage> messages, int from) {
        return messages.subList(from, messages.size()).stream()
                .mapToInt(ShownHistory::characters)
                .sum();
    }

    private static int characters(PromptMessage message) {
        return message.content().length() + FRAME + characters(message.images());
    }

    /// What pictures take in the window, in characters of text, about.
    static int characters(List<String> images) {
        return images.size() * PICTURE;
    }
}
