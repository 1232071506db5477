package io.jarvas.voice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Language;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SentenceSplitterTest {
    private static final String SMILEY = "[:;]-?[)(DPp](?=\\s|$)";

    /// A text, and its sentences.
    private record Sample(String text, List<String> sentences) {
        static Sample of(String line) {
            String text = line.replace('⏎', '\n');
            return new Sample(text.replace("¦", ""), spoken(Stream.of(text.split("¦"))));
        }
    }

    /// Without what is not spoken.
    private static List<String> spoken(Stream<String> written) {
        return written.map(SentenceSplitterTest::words)
                .filter(sentence -> sentence.chars().anyMatch(Character::isLetterOrDigit))
                .toList();
    }

    private static String words(String text) {
        StringBuilder words = new StringBuilder();
        text.replaceAll(SMILEY, "")
                .codePoints()
                .filter(each -> !Spans.isEmoji(each))
                .forEach(words::appendCodePoint);
        return words.toString().replaceAll("\\s+", " ").strip();
    }

    private static List<Sample> samples(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(SentenceSplitterTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Sample::of)
                    .toList();
        }
    }

    private static Language language(String tag) {
        return Language.ofTag(tag).orElseThrow();
    }

    private static List<Piece> split(Language language, String... cuts) {
        SentenceSplitter splitter = new SentenceSplitter(language);
        List<Piece> pieces = new ArrayList<>();
        Arrays.stream(cuts).map(splitter::feed).forEach(pieces::addAll);
        pieces.addAll(splitter.finish());
        return pieces;
    }

    /// Clauses joined to their sentences.
    private static List<String> whole(List<Piece> pieces) {
        List<String> sentences = new ArrayList<>();
        StringBuilder open = new StringBuilder();
        for (Piece piece : pieces) {
            open.append(open.isEmpty() ? "" : " ").append(piece.text());
            if (piece.ends()) {
                sentences.add(open.toString());
                open.setLength(0);
            }
        }
        if (!open.isEmpty()) {
            sentences.add(open.toString());
        }
        return spoken(sentences.stream());
    }

    @ParameterizedTest
    @CsvSource({
        "sentences, en",
        "sentences, pt",
        "sentences_held_out, en",
        "sentences_held_out, pt",
        "sentences_unseen, en",
        "sentences_unseen, pt"
    })
    void textsAreSplitAsPeopleWouldSplitThem(String half, String tag) throws IOException {
        List<Sample> samples = samples(half + "_" + tag + ".txt");
        List<String> wrong = samples.stream()
                .filter(sample -> !whole(split(language(tag), sample.text())).equals(sample.sentences()))
                .map(sample -> sample.sentences() + "\n  as " + whole(split(language(tag), sample.text())))
                .toList();

        assertThat(samples).hasSizeGreaterThanOrEqualTo(125);
        assertThat(wrong.size())
                .as("%d of %d:%n%s", wrong.size(), samples.size(), String.join("\n", wrong))
                .isLessThanOrEqualTo(samples.size() / 100);
    }

    @ParameterizedTest
    @CsvSource({
        "sentences, en",
        "sentences, pt",
        "sentences_held_out, en",
        "sentences_held_out, pt",
        "sentences_unseen, en",
        "sentences_unseen, pt"
    })
    void howATextIsCutDoesNotMatter(String half, String tag) throws IOException {
        for (Sample sample : samples(half + "_" + tag + ".txt")) {
            String text = sample.text();
            List<Piece> whole = split(language(tag), text);
            assertThat(split(language(tag), text.split(""))).as(text).isEqualTo(whole);
            for (int cut = 1; cut < text.length(); cut++) {
                assertThat(split(language(tag), text.substring(0, cut), text.substring(cut)))
                        .as("%s | %s", text.substring(0, cut), text.substring(cut))
                        .isEqualTo(whole);
            }
        }
    }

    /// `piece>sentence>…|piece>…`: what leaves after each piece of text; `_` is a space, `/` the end of a line.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Done!|_|T>Done!|he",
                "Is it?|_|I>Is it?|",
                "Is it?|/>Is it?",
                "It is on.|_|T>It is on.|he door.",
                "It is 21.|5_°|C.|_Sh>It is 21.5 °C.",
                "It is on.|/>It is on.|The",
                "He said \"stop!\"|_|a|nd left._Th>He said \"stop!\" and left.",
                "He said \"stop!\"_|I>He said \"stop!\"|_did.",
                "The light in the kitchen,|_>The light in the kitchen,|which",
                "Well, yes, it,|_|is on,_>Well, yes, it, is on,|and",
                "It is on. _Well,_>It is on.|Yes, indeed, it is, as ever, on,_",
                "Between 1,5 and 2,5 kWh,_>Between 1,5 and 2,5 kWh,",
                "The light – in the kitchen –|_>The light – in the kitchen –|is on",
                "The blinds (all of them, I think, and the lamp)|,_>The blinds (all of them, I think, and the lamp),",
                "```yaml/a: 1. B/```|/>```yaml/a: 1. B/```|D",
                "-_Hall: on|/>-_Hall: on|-_Attic",
                "|1.|_Open it.|_T>1. Open it.",
            })
    void aSentenceLeavesAsSoonAsItsEndIsCertain(String steps) {
        SentenceSplitter splitter = new SentenceSplitter(Language.ENGLISH);
        for (String step : steps.split("\\|")) {
            String[] parts = step.replace('_', ' ').replace('/', '\n').split(">", -1);
            List<String> expected = Stream.of(parts).skip(1).map(String::strip).toList();
            assertThat(splitter.feed(parts[0]).stream().map(Piece::text).toList())
                    .as(step)
                    .isEqualTo(expected);
        }
    }

    @Test
    void theFirstClauseIsNoSentenceAndTheOthersAreWhole() {
        assertThat(split(
                        Language.ENGLISH,
                        "I have turned it all off, as you said, Anna. The hall lamp, which is old, is on."))
                .containsExactly(
                        new Piece("I have turned it all off,", true, false),
                        new Piece("as you said, Anna.", false, true),
                        new Piece("The hall lamp, which is old, is on.", false, true));
    }

    @Test
    void aVeryLongSentenceIsCutAtItsLastClause() {
        String clause = "and then there is one more lamp, ";
        List<Piece> pieces = split(Language.ENGLISH, "Yes. The lamp is on, " + clause.repeat(30));

        assertThat(pieces).hasSizeGreaterThan(4).allMatch(piece -> piece.text().length() <= SentenceSplitter.LONG + 1);
        assertThat(pieces.subList(1, pieces.size()))
                .allMatch(piece -> piece.text().endsWith(","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"word ", "(word ", "\"word ", "[word ", "`word ", "a.b", "... ", "x", "|", "*_", "1. "})
    void nothingIsHeldForEverAndNothingIsLost(String part) {
        String text = part.repeat(20_000 / part.length());
        String spoken = String.join(
                "",
                split(Language.ENGLISH, text.split("(?<=\\G.{7})")).stream()
                        .map(Piece::text)
                        .toList());

        assertThat(spoken.replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
    }
}
