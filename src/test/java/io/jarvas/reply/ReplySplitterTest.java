package io.jarvas.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.reply.ReplyPart.ActionLine;
import io.jarvas.reply.ReplyPart.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReplySplitterTest {
    /// Endings that settle what a prefix left open, each in its own way. What has left before must be the
    /// same under all of them.
    private static final List<String> CONTINUATIONS = continuations();

    static Stream<String> replies() {
        return SampleReplies.all().stream();
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyChunkingGivesWhatTheGrammarSays(String reply) {
        List<ReplyPart> expected = ReplyGrammar.split(reply);
        for (int size = 1; size <= reply.length(); size++) {
            List<String> chunks = new ArrayList<>();
            for (int at = 0; at < reply.length(); at += size) {
                chunks.add(reply.substring(at, Math.min(at + size, reply.length())));
            }
            assertThat(split(chunks)).as("chunks of " + size).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void everyCutGivesWhatTheGrammarSays(String reply) {
        List<ReplyPart> expected = ReplyGrammar.split(reply);
        for (int cut = 0; cut <= reply.length(); cut++) {
            assertThat(split(List.of(reply.substring(0, cut), reply.substring(cut))))
                    .as("cut at " + cut)
                    .isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void textLeavesAsSoonAsNoContinuationCouldMakeItAnAction(String reply) {
        for (int cut = 0; cut <= reply.length(); cut++) {
            String prefix = reply.substring(0, cut);
            String expected = settled(prefix);
            String left = speech(new ReplySplitter().feed(prefix));
            assertThat(left).as("after %s", prefix).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @MethodSource("replies")
    void anActionLeavesWithItsLastBrace(String reply) {
        ReplySplitter splitter = new ReplySplitter();
        StringBuilder fed = new StringBuilder();
        for (int i = 0; i < reply.length(); i++) {
            char c = reply.charAt(i);
            fed.append(c);
            for (ReplyPart part : splitter.feed(String.valueOf(c))) {
                if (part instanceof ActionLine(String raw, String _, ActionLine.End end)
                        && end == ActionLine.End.BALANCED) {
                    assertThat(fed.toString()).endsWith(raw);
                }
            }
        }
    }

    @Test
    void theSamplesAreManyAndActInSeveralWays() {
        assertThat(SampleReplies.all()).hasSizeGreaterThanOrEqualTo(60).doesNotHaveDuplicates();
        assertThat(SampleReplies.all().stream()
                        .flatMap(reply -> ReplyGrammar.split(reply).stream())
                        .filter(ActionLine.class::isInstance)
                        .map(part -> ((ActionLine) part).end()))
                .contains(ActionLine.End.values());
    }

    @Test
    void actionsOnAWordsWayLeaveWithTheirFirstOtherLetter() {
        ReplySplitter splitter = new ReplySplitter();
        assertThat(splitter.feed("ACTION")).isEmpty();
        assertThat(splitter.feed("S speak")).containsExactly(new Speech("ACTIONS speak"));
    }

    @Test
    void anActionLineDisappearsWithItsLineBreakAndLeavesTheOneBefore() {
        assertThat(split(List.of("On.\nACTION: {\"tool\": \"x\"}  \nDone.")))
                .containsExactly(
                        new Speech("On.\n"),
                        new ActionLine("ACTION: {\"tool\": \"x\"}", "{\"tool\": \"x\"}", ActionLine.End.BALANCED),
                        new Speech("Done."));
    }

    @Test
    void whatFollowsAnObjectOnItsLineIsText() {
        assertThat(split(List.of("ACTION: {} and more\n")))
                .containsExactly(
                        new ActionLine("ACTION: {}", "{}", ActionLine.End.BALANCED), new Speech(" and more\n"));
    }

    @Test
    void aFenceThatHoldsOnlyActionsDisappears() {
        assertThat(split(List.of("Sure.\n```json\n\nACTION: {}\nACTION: {}\n\n```\nDone.")))
                .containsExactly(
                        new Speech("Sure.\n"),
                        new ActionLine("ACTION: {}", "{}", ActionLine.End.BALANCED),
                        new ActionLine("ACTION: {}", "{}", ActionLine.End.BALANCED),
                        new Speech("Done."));
    }

    @Test
    void aFenceThatHoldsOtherTextStaysAsItIs() {
        assertThat(split(List.of("```\nACTION: {}\nlights:\n```\n")))
                .containsExactly(
                        new ActionLine("ACTION: {}", "{}", ActionLine.End.BALANCED), new Speech("```\nlights:\n```\n"));
    }

    @Test
    void anActionInCapitalsWithoutAnObjectIsMalformedToItsLinesEnd() {
        assertThat(split(List.of("ACTION: turn on the light\nDone.")))
                .containsExactly(
                        new ActionLine("ACTION: turn on the light", "", ActionLine.End.LINE), new Speech("Done."));
        assertThat(split(List.of("Action: turn on the light\nDone.")))
                .containsExactly(new Speech("Action: turn on the light\nDone."));
    }

    @Test
    void proseEndsAnOpenObject() {
        assertThat(split(List.of("ACTION: {\"tool\": \"x\", \"args\": {\nThe light is on.\n")))
                .containsExactly(
                        new ActionLine(
                                "ACTION: {\"tool\": \"x\", \"args\": {",
                                "{\"tool\": \"x\", \"args\": {",
                                ActionLine.End.LINE),
                        new Speech("The light is on.\n"));
    }

    @Test
    void aHundredThousandCharactersOfProseAfterAnOpenObjectAreText() {
        String prose = "The light in the kitchen is on now, and it shines.\n".repeat(2_000);
        List<ReplyPart> parts = split(List.of("ACTION: {\"tool\": \"x\",\n", prose));
        assertThat(parts).hasSize(2).endsWith(new Speech(prose));
    }

    @Test
    void aMillionCharactersWithoutALineBreakAreRead() {
        String long1 = "ACTION: {\"tool\": \"" + "x".repeat(1_000_000) + "\"}";
        assertThat(split(List.of(long1))).hasSize(1).allMatch(ActionLine.class::isInstance);
        for (String unit :
                List.of("a", " ", "*", "\n", "`", "```\n", "ACTION: {\n", "ACTION: {\"a\n\"b\":\n", "\uD83D\uDCA1")) {
            String reply = unit.repeat(1_000_000 / unit.length());
            ReplySplitter splitter = new ReplySplitter();
            List<ReplyPart> parts = new ArrayList<>(splitter.feed(reply));
            parts.addAll(splitter.finish());
            assertThat(parts).as(unit).isNotEmpty();
        }
        String blanks = "ACTION: {" + "\n".repeat(1_000_000) + "}";
        assertThat(split(List.of(blanks))).hasSize(1);
    }

    @Test
    void aSurrogatePairThatAChunkCutsStaysWhole() {
        ReplySplitter splitter = new ReplySplitter();
        assertThat(splitter.feed("a\uD83D")).containsExactly(new Speech("a"));
        assertThat(splitter.feed("\uDCA1b")).containsExactly(new Speech("\uD83D\uDCA1b"));
        assertThat(splitter.feed("\uD83D")).isEmpty();
        assertThat(splitter.finish()).containsExactly(new Speech("\uD83D"));
    }

    private static String settled(String prefix) {
        String common = null;
        for (String continuation : CONTINUATIONS) {
            String speech = ReplyGrammar.speech(prefix + continuation);
            if (common == null) {
                common = speech;
            }
            int length = 0;
            while (length < Math.min(common.length(), speech.length())
                    && common.charAt(length) == speech.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        boolean half = !common.isEmpty() && Character.isHighSurrogate(common.charAt(common.length() - 1));
        return half ? common.substring(0, common.length() - 1) : common;
    }

    private static List<String> continuations() {
        List<String> endings = new ArrayList<>(
                List.of("", "\u0001", "\n", "\n\u0001", " \n", "\n```", "``\nACTION: {}\n```", "```\nACTION: {}\n```"));
        String action = "ACTION: {}";
        for (int at = 0; at < action.length(); at++) {
            endings.add(action.substring(at));
            endings.add(action.substring(at) + "\u0001");
        }
        endings.addAll(List.of("_" + action, "\nACTION: {}\n```", "``", "``\n", "```\n"));
        for (String mark : List.of("*", "**", "***", "`", "_", "__")) {
            endings.addAll(List.of(mark, mark + ": {}", mark + "{}"));
        }
        for (String close : List.of("", "\"", "'", "”", "’", "\": 1", "1", ",")) {
            for (int braces = 1; braces < 6; braces++) {
                endings.add(close + "}".repeat(braces));
            }
            endings.add(close + "}}\n```\n");
            endings.add(close + "]}}}}}");
        }
        endings.add("`\nACTION: {}\n```");
        return endings;
    }

    private static String speech(List<ReplyPart> parts) {
        StringBuilder speech = new StringBuilder();
        for (ReplyPart part : parts) {
            if (part instanceof Speech(String text)) {
                speech.append(text);
            }
        }
        return speech.toString();
    }

    private static List<ReplyPart> split(List<String> chunks) {
        ReplySplitter splitter = new ReplySplitter();
        List<ReplyPart> all = new ArrayList<>();
        chunks.forEach(chunk -> all.addAll(splitter.feed(chunk)));
        all.addAll(splitter.finish());
        List<ReplyPart> parts = new ArrayList<>();
        for (ReplyPart part : all) {
            if (part instanceof Speech(String text)
                    && !parts.isEmpty()
                    && parts.getLast() instanceof Speech(String before)) {
                parts.set(parts.size() - 1, new Speech(before + text));
            } else {
                parts.add(part);
            }
        }
        return parts;
    }
}
