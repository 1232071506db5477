package io.jarvas.assistant;

import io.jarvas.llm.ChatMessage;
import io.jarvas.prompt.Window;
import java.util.ArrayList;
import java.util.List;

/// Cuts prompts into beginnings of themselves, each a slice longer than the one before.
///
/// A slice is a sixteenth of the prompt, so that whoever comes while one is read waits for little of the whole;
/// but not so small that the fixed costs of requests add up, nor so large that a slow machine is long at it.
final class Slices {
    private static final int COUNT = 16;

    /// In tokens.
    private static final int SMALLEST = 64;

    private static final int LARGEST = 512;

    private Slices() {}

    /// What is to be read next.
    ///
    /// It ends with a line where one ends there, because half a word is other tokens than the whole one; and
    /// with the prompt rather than shortly before its end.
    ///
    /// @param held how many characters of it were read
    static List<ChatMessage> next(List<ChatMessage> prompt, int held, Window window) {
        int all = PrefixLedger.characters(prompt);
        int tokens = Math.clamp(window.tokensOf(all) / COUNT, SMALLEST, LARGEST);
        int size = (int) (tokens * window.charactersPerToken());
        if (all - held <= size + size / 2) {
            return prompt;
        }
        int most = held + size;
        int line = lineEnd(prompt, most);
        return beginning(prompt, line > held + size / 2 ? line : most);
    }

    /// The last place up to a limit, in characters, where a line or a message ends.
    private static int lineEnd(List<ChatMessage> prompt, int limit) {
        int begin = 0;
        for (ChatMessage message : prompt) {
            int end = begin + message.content().length();
            if (end > limit) {
                return begin + message.content().lastIndexOf('\n', limit - begin - 1) + 1;
            }
            begin = end;
        }
        return begin;
    }

    /// The first so many characters of a prompt.
    static List<ChatMessage> beginning(List<ChatMessage> prompt, int characters) {
        List<ChatMessage> beginning = new ArrayList<>();
        int left = characters;
        for (ChatMessage message : prompt) {
            if (left <= 0) {
                break;
            }
            String content = message.content();
            if (left < content.length()) {
                beginning.add(
                        new ChatMessage(message.role(), content.substring(0, whole(content, left)), message.images()));
                break;
            }
            beginning.add(message);
            left -= content.length();
        }
        return List.copyOf(beginning);
    }

    /// The same length, or one less where it would cut a character in two.
    private static int whole(String text, int length) {
        boolean cut = length > 1 && length < text.length() && Character.isHighSurrogate(text.charAt(length - 1));
        return cut ? length - 1 : length;
    }
}
