package io.jarvas.web;

import io.jarvas.conversation.StoredConversation;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.language.Sentences;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A conversation as a Markdown file: what the conversation goes on from, without what others came in the place
/// of.
///
/// Everything that was said stands in a quote, and nothing else does, so no text can pass for a heading of ours or
/// for somebody else's words. Within it, a person's text reads as it was written. An answer keeps its lists and its
/// emphasis, but can hold neither HTML nor a link or picture, which would lead, or call, out of the house.
final class ConversationMarkdown {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int LONGEST_NAME = 60;

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}&&[^\\t]]");
    /// Whatever Markdown reads as more than itself, anywhere in a line.
    private static final Pattern INLINE = Pattern.compile("[\\\\`*_\\[\\]<>&~|!]");
    /// And at its beginning.
    private static final Pattern BEGINNING = Pattern.compile("^(?:([#+=-])|([0-9]{1,9})([.)]))");
    /// What an answer may not hold.
    private static final Pattern FOREIGN = Pattern.compile("[\\\\\\[\\]<>&]");

    private final Sentences sentences;

    /// @param sentences in the language of the headings
    ConversationMarkdown(Sentences sentences) {
        this.sentences = sentences;
    }

    String of(StoredConversation conversation) {
        StringBuilder file = new StringBuilder();
        file.append("# ")
                .append(plain(ChatBody.oneLine(conversation.summary().title())))
                .append("\n\n")
                .append(time(conversation.summary().created()))
                .append("\n");
        conversation.turns().stream().filter(StoredTurn::current).forEach(turn -> append(file, turn));
        return file.toString();
    }

    private void append(StringBuilder file, StoredTurn turn) {
        file.append("\n**")
                .append(sentences.say("web.export_you"))
                .append("**, ")
                .append(time(turn.accepted()))
                .append("\n\n")
                .append(quote(turn.text(), ConversationMarkdown::plain, "  "));
        file.append("\n**Jarvas**");
        turn.ended().ifPresent(ended -> file.append(", ").append(time(ended)));
        file.append("\n\n");
        if (turn.answer().isBlank()) {
            file.append(sentences.say("web.export_no_answer")).append("\n");
            return;
        }
        file.append(quote(turn.answer(), line -> FOREIGN.matcher(line).replaceAll("\\\\$0"), ""));
        if (turn.state() != StoredTurn.State.WHOLE) {
            file.append("\n").append(sentences.say("web.export_cut")).append("\n");
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }

    /// @param end of a line that is not the last: two spaces break it
    private static String quote(String text, UnaryOperator<String> escape, String end) {
        return Arrays.stream(text.strip().split("\\R", -1))
                .map(line -> CONTROL.matcher(line).replaceAll(""))
                .map(line -> line.isBlank() ? ">" : "> " + escape.apply(line))
                .collect(Collectors.joining(end + "\n", "", "\n"));
    }

    /// A line that reads as it is.
    static String plain(String line) {
        String escaped = INLINE.matcher(line.strip()).replaceAll("\\\\$0");
        return BEGINNING
                .matcher(escaped)
                .replaceFirst(match -> match.group(1) != null
                        ? "\\\\" + Matcher.quoteReplacement(match.group(1))
                        : match.group(2) + "\\\\" + match.group(3));
    }

    /// Of small letters, digits and hyphens alone, which every system takes.
    static String fileName(String title) {
        String letters = Normalizer.normalize(title, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-");
        String name = ("jarvas-" + letters)
                .substring(0, Math.min(LONGEST_NAME, letters.length() + 7))
                .replaceAll("-+", "-")
                .replaceAll("-$", "");
        return name.equals("jarvas") ? "jarvas-conversation" : name;
    }
}
