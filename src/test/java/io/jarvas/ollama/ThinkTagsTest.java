package io.jarvas.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ModelChunk;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThinkTagsTest {
    private final List<ModelChunk> out = new ArrayList<>();

    @ParameterizedTest
    @CsvSource(textBlock = """
            'Hello there',                       '',         'Hello there'
            '<think>Hm.</think>Hello',           'Hm.',      'Hello'
            ' \n<think>Hm.</think>\n\n Hello',   'Hm.',      'Hello'
            '<think></think>Hello',              '',         'Hello'
            '<think>a </ b </thin c</think>d',   'a </ b </thin c', 'd'
            '<think>never ends',                 'never ends', ''
            '<think>ends in </thi',              'ends in </thi', ''
            '<thin',                             '',         '<thin'
            '  <b>bold</b>',                     '',         '  <b>bold</b>'
            'Hello <think>no</think>',           '',         'Hello <think>no</think>'
            '<think>a</think><think>b</think>',  'a',        '<think>b</think>'
            """)
    void thoughtsAreToldFromWordsAtEveryCut(String answer, String thinking, String text) {
        String whole = answer.replace("\\n", "\n");
        for (int size = 1; size <= whole.length(); size++) {
            out.clear();
            ThinkTags tags = new ThinkTags(false, out::add);
            for (int at = 0; at < whole.length(); at += size) {
                tags.accept(whole.substring(at, Math.min(whole.length(), at + size)));
            }
            tags.finish();
            assertThat(thinking()).as("in pieces of %s", size).isEqualTo(thinking);
            assertThat(text()).as("in pieces of %s", size).isEqualTo(text);
        }
    }

    @Test
    void anAnswerThatBeginsInsideIsThinkingUntilTheClosingTag() {
        ThinkTags tags = new ThinkTags(true, out::add);
        tags.accept("Hm.</th");
        tags.accept("ink> Hello");
        tags.finish();
        assertThat(out).containsExactly(new ModelChunk.Thinking("Hm."), new ModelChunk.Text("Hello"));
    }

    @Test
    void whatCanNoLongerBecomeATagLeavesAtOnce() {
        ThinkTags tags = new ThinkTags(false, out::add);
        tags.accept("<th");
        assertThat(out).isEmpty();
        tags.accept("e");
        assertThat(out).containsExactly(new ModelChunk.Text("<the"));
        tags.accept("<think>");
        assertThat(out).hasSize(2);
    }

    private String thinking() {
        StringBuilder all = new StringBuilder();
        out.forEach(chunk -> all.append(chunk instanceof ModelChunk.Thinking thought ? thought.content() : ""));
        return all.toString();
    }

    private String text() {
        StringBuilder all = new StringBuilder();
        out.forEach(chunk -> all.append(chunk instanceof ModelChunk.Text text ? text.content() : ""));
        return all.toString();
    }
}
