package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatMessage.Role;
import io.jarvas.prompt.Window;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final Window WINDOW = new Window(8_192, 3);

    @Test
    void theBeginningOfAPromptIsItsFirstCharacters() {
        List<ChatMessage> prompt =
                List.of(message(Role.SYSTEM, "Rules"), message(Role.USER, "Hello"), message(Role.ASSISTANT, "Hi"));

        assertThat(Slices.beginning(prompt, 0)).isEmpty();
        assertThat(Slices.beginning(prompt, 3)).containsExactly(message(Role.SYSTEM, "Rul"));
        assertThat(Slices.beginning(prompt, 5)).isEqualTo(prompt.subList(0, 1));
        assertThat(Slices.beginning(prompt, 11))
                .containsExactly(prompt.get(0), prompt.get(1), message(Role.ASSISTANT, "H"));
        assertThat(Slices.beginning(prompt, 12)).isEqualTo(prompt);
    }

    @Test
    void noCharacterIsCutInTwo() {
        List<ChatMessage> prompt = List.of(message(Role.SYSTEM, "ab\uD83D\uDE00cd"));

        assertThat(Slices.beginning(prompt, 3)).containsExactly(message(Role.SYSTEM, "ab"));
        assertThat(Slices.beginning(prompt, 4)).containsExactly(message(Role.SYSTEM, "ab\uD83D\uDE00"));
        assertThat(Slices.beginning(List.of(prompt.getFirst(), message(Role.USER, "Hello")), 3))
                .containsExactly(message(Role.SYSTEM, "ab"));
    }

    @Test
    void picturesStayWithTheirMessage() {
        ChatMessage shown = new ChatMessage(Role.USER, "What is this?", List.of("picture"));

        assertThat(Slices.beginning(List.of(shown), 4))
                .containsExactly(new ChatMessage(Role.USER, "What", List.of("picture")));
    }

    @Test
    void aSliceIsASixteenthOfTheWhole() {
        List<ChatMessage> prompt = List.of(message(Role.SYSTEM, "x".repeat(48_000)));

        assertThat(length(Slices.next(prompt, 0, WINDOW))).isEqualTo(3 * 512);
        assertThat(length(Slices.next(prompt, 1_000, WINDOW))).isEqualTo(1_000 + 3 * 512);
        List<ChatMessage> smaller = List.of(message(Role.SYSTEM, "x".repeat(4_800)));
        assertThat(length(Slices.next(smaller, 0, WINDOW))).isEqualTo(300);
        List<ChatMessage> small = List.of(message(Role.SYSTEM, "x".repeat(1_000)));
        assertThat(length(Slices.next(small, 0, WINDOW))).isEqualTo(3 * 64);
    }

    @Test
    void aSliceEndsWithALineOrAMessageWhereOneEndsInItsSecondHalf() {
        List<ChatMessage> lines = List.of(message(Role.SYSTEM, ("x".repeat(149) + "\n").repeat(10)));
        assertThat(length(Slices.next(lines, 0, WINDOW))).isEqualTo(150);
        List<ChatMessage> messages =
                List.of(message(Role.SYSTEM, "x".repeat(150)), message(Role.USER, "x".repeat(1_000)));
        assertThat(Slices.next(messages, 0, WINDOW)).isEqualTo(messages.subList(0, 1));
        List<ChatMessage> early = List.of(message(Role.SYSTEM, "x\n" + "x".repeat(1_000)));
        assertThat(length(Slices.next(early, 0, WINDOW))).isEqualTo(192);
    }

    @Test
    void theLastSliceIsTheWhole() {
        List<ChatMessage> prompt = List.of(message(Role.SYSTEM, "x".repeat(1_000)));

        assertThat(Slices.next(prompt, 720, WINDOW)).isEqualTo(prompt);
        assertThat(Slices.next(prompt, 1_000, WINDOW)).isEqualTo(prompt);
    }

    private static int length(List<ChatMessage> prompt) {
        return PrefixLedger.characters(prompt);
    }

    private static ChatMessage message(Role role, String content) {
        return new ChatMessage(role, content);
    }
}
