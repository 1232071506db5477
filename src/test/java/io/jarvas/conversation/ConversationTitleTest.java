package io.jarvas.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConversationTitleTest {
    @Test
    void aShortMessageIsItsOwnTitle() {
        assertThat(ConversationTitle.of("  Acende\n\n a\tluz ")).isEqualTo("Acende a luz");
        assertThat(ConversationTitle.of("x".repeat(60))).hasSize(60);
        assertThat(ConversationTitle.of("")).isEmpty();
    }

    @Test
    void aLongOneIsCutBetweenWords() {
        assertThat(ConversationTitle.of("Turn on the lights in the kitchen and in the hall, and close all blinds"))
                .isEqualTo("Turn on the lights in the kitchen and in the hall, and…");
    }

    @Test
    void aWordThatIsLongerIsCutButNoCharacter() {
        assertThat(ConversationTitle.of("x".repeat(61))).isEqualTo("x".repeat(59) + "…");
        String title = ConversationTitle.of("👩".repeat(100));
        assertThat(title.codePointCount(0, title.length())).isEqualTo(60);
        assertThat(title).startsWith("👩👩").endsWith("👩…");
    }
}
