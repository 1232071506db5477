package io.jarvas.language;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class SentencesTest {
    @Test
    void everySentenceExistsInEveryLanguageWithTheSameValues() throws Exception {
        Properties english = load(Language.ENGLISH);
        for (Language language : Language.values()) {
            Properties other = load(language);
            assertThat(other.stringPropertyNames()).as(language.tag()).isEqualTo(english.stringPropertyNames());
            for (String key : english.stringPropertyNames()) {
                assertThat(values(other.getProperty(key)))
                        .as(key + " in " + language.tag())
                        .isEqualTo(values(english.getProperty(key)));
            }
        }
    }

    @Test
    void aSentenceIsSaidWithItsValues() {
        assertThat(Sentences.in(Language.ENGLISH).say("action.failed.unavailable", "Bed Light"))
                .startsWith("Bed Light cannot");
        assertThat(Sentences.in(Language.PORTUGUESE).say("action.failed.unavailable", "Luz da sala"))
                .startsWith("Luz da sala não");
    }

    private static int values(String sentence) {
        return sentence.split("%s", -1).length - 1;
    }

    private static Properties load(Language language) throws Exception {
        Properties properties = new Properties();
        try (var in = Sentences.class.getResourceAsStream("sentences_" + language.tag() + ".properties")) {
            properties.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
        }
        return properties;
    }
}
