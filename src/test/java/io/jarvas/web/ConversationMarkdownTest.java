package io.jarvas.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.ConversationSummary;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoredConversation;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationMarkdownTest {
    private static final Instant AT = Instant.parse("2026-11-23T08:30:00Z");

    @Test
    void aConversationReadsWell() {
        String file = of(
                "The hall",
                turn("Turn on the lights:\nhall_light, *all* of them", "Done:\n\n- **Hall**\n- Stairs", WHOLE, true),
                turn("wrong", "wrong", WHOLE, false),
                turn("1. and now?", "Once upon", StoredTurn.State.CUT_SHORT, true),
                turn("# why", "", StoredTurn.State.CUT_SHORT, true));

        assertThat(file).isEqualTo("""
                # The hall

                2026-11-23 08:30 UTC

                **You**, 2026-11-23 08:30 UTC

                > Turn on the lights:\s\s
                > hall\\_light, \\*all\\* of them

                **Jarvas**, 2026-11-23 08:30 UTC

                > Done:
                >
                > - **Hall**
                > - Stairs

                **You**, 2026-11-23 08:30 UTC

                > 1\\. and now?

                **Jarvas**, 2026-11-23 08:30 UTC

                > Once upon

                (the answer was cut short)

                **You**, 2026-11-23 08:30 UTC

                > \\# why

                **Jarvas**, 2026-11-23 08:30 UTC

                (no answer)
                """);
    }

    @Test
    void noTextBreaksOutOfItsQuote() {
        List<String> pieces = List.of(
                "\n",
                "\r",
                "\r\n",
                "\u2028",
                "\u0085",
                "\u000b",
                "\u000c",
                "```",
                "`",
                "~~~",
                "</blockquote>",
                "<script>",
                "<!--",
                "-->",
                "**You**",
                "# ",
                "---",
                "[x](javascript:1)",
                "![x](http://evil)",
                "[x]: http://evil",
                "\\",
                "&lt;",
                "    ",
                "\t",
                "> ",
                "$$",
                "<a href=\"x\">",
                "\u0000",
                "\u001b[31m",
                "word",
                "1.",
                "- ",
                "|",
                "==");
        Random random = new Random(20261123);
        for (int i = 0; i < 2_000; i++) {
            StringBuilder text = new StringBuilder("x");
            for (int n = random.nextInt(12); n > 0; n--) {
                text.append(pieces.get(random.nextInt(pieces.size())));
            }
            String file = of(text.toString(), turn(text.toString(), text.toString(), WHOLE, true));

            List<String> lines = List.of(file.split("\\R", -1));
            assertThat(lines.stream().filter(line -> !line.startsWith(">") && !line.isEmpty()))
                    .as(text.toString())
                    .hasSize(4)
                    .element(0)
                    .asString()
                    .startsWith("# ");
            // Whatever an unescaped one of these would begin: HTML, an entity, a link or picture.
            assertThat(file.replaceAll("(?m)^>", "").replaceAll("\\\\[\\\\`*_\\[\\]<>&~|!#+=.)-]", ""))
                    .as(text.toString())
                    .doesNotContainPattern("[<>&\\[\\]]")
                    .doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '→',
            value = {
                "The hall light → jarvas-the-hall-light",
                "Está a chover? → jarvas-esta-a-chover",
                "../../etc/passwd → jarvas-etc-passwd",
                "a\"; filename=\"b.exe → jarvas-a-filename-b-exe",
                "🏠 → jarvas-conversation",
                "con → jarvas-con",
                "--- → jarvas-conversation"
            })
    void aFileNameIsSafeEverywhere(String title, String name) {
        assertThat(ConversationMarkdown.fileName(title)).isEqualTo(name);
        assertThat(ConversationMarkdown.fileName(title + "x".repeat(500))).hasSizeBetween(59, 60);
    }

    private static final StoredTurn.State WHOLE = StoredTurn.State.WHOLE;

    private static String of(String title, StoredTurn... turns) {
        ConversationSummary summary = new ConversationSummary("c", title, AT, AT, turns.length, "");
        return new ConversationMarkdown(Sentences.in(Language.ENGLISH))
                .of(new StoredConversation(summary, List.of(turns)));
    }

    private static StoredTurn turn(String text, String answer, StoredTurn.State state, boolean current) {
        return new StoredTurn(
                new ConversationKey(Person.LOCAL, "c"), "t", text, answer, state, current, AT, Optional.of(AT));
    }
}
