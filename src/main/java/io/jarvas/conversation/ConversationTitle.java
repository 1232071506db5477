package io.jarvas.conversation;

/// What a conversation is called that its person has given no name: how its first message begins.
public final class ConversationTitle {
    private static final int LONGEST = 60;

    private ConversationTitle() {}

    /// One line of at most 60 characters, cut between words where there are any: `Acende as luzes da cozinha
    /// e…`
    public static String of(String firstMessage) {
        String line = firstMessage.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (line.codePointCount(0, line.length()) <= LONGEST) {
            return line;
        }
        int end = line.offsetByCodePoints(0, LONGEST - 1);
        int space = line.lastIndexOf(' ', end);
        // A word as long as half the title is cut.
        return line.substring(0, space > LONGEST / 2 ? space : end).stripTrailing() + "…";
    }
}
