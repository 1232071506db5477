package io.jarvas.wyoming;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.language.Language;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceInfoTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "PORTUGUESE, pt_BR pt_PT, pt_PT",
                "PORTUGUESE, pt-br pt-pt, pt-pt",
                "PORTUGUESE, pt_BR, pt_BR",
                "PORTUGUESE, pt_BR pt_AO, pt_AO",
                "PORTUGUESE, pt_PT pt, pt",
                "PORTUGUESE, PT-PT, PT-PT",
                "PORTUGUESE, en de ptx, -",
                "ENGLISH, de en_GB en_US, en_GB",
                "ENGLISH, en-US en, en"
            })
    void theVoiceThatFitsBestIsChosen(Language language, String tags, String expected) {
        ServiceInfo info = voices(tags.split(" "));

        assertThat(info.choice(language, Optional.empty()).flatMap(ServiceInfo.Choice::model))
                .isEqualTo(Optional.ofNullable(expected).map(tag -> "voice of " + tag));
    }

    @Test
    void theOwnersVoiceIsChosenEvenWhereItIsNotListed() {
        ServiceInfo info = voices("pt_PT", "pt_BR", "en_GB");

        assertThat(info.choice(Language.PORTUGUESE, Optional.of("voice of pt_BR"))
                        .orElseThrow()
                        .model())
                .contains("voice of pt_BR");
        assertThat(info.choice(Language.ENGLISH, Optional.of("voice of pt_PT"))
                        .orElseThrow()
                        .model())
                .contains("voice of en_GB");
        assertThat(info.choice(Language.ENGLISH, Optional.of("mine"))
                        .orElseThrow()
                        .model())
                .contains("mine");
    }

    @Test
    void aServiceThatSaysNoLanguagesIsBelievedToKnowThisOne() {
        ServiceInfo info = ServiceInfo.of(
                Map.of("tts", List.of(Map.of("name", "quiet", "installed", true))), ServiceKind.SPEAKING);

        ServiceInfo.Choice choice =
                info.choice(Language.PORTUGUESE, Optional.empty()).orElseThrow();

        assertThat(choice.model()).isEmpty();
        assertThat(choice.language()).isEqualTo("pt");
    }

    @Test
    void whatIsNotInstalledIsNotThere() {
        ServiceInfo info = ServiceInfo.of(
                Map.of(
                        "asr",
                        List.of(
                                Map.of("name", "absent", "installed", false),
                                Map.of(
                                        "name",
                                        "present",
                                        "installed",
                                        true,
                                        "models",
                                        List.of(
                                                Map.of("name", "a", "installed", false, "languages", List.of("pt")),
                                                Map.of("name", "b", "installed", true, "languages", List.of("en")))))),
                ServiceKind.LISTENING);

        assertThat(info.languages()).containsExactly("en");
        assertThat(info.choice(Language.PORTUGUESE, Optional.empty())).isEmpty();
        ServiceInfo.Program program =
                info.choice(Language.ENGLISH, Optional.empty()).orElseThrow().program();
        assertThat(program.name()).isEqualTo("present");
        assertThat(program.first()).isFalse();
    }

    @Test
    void whateverElseIsSaidDoesNoHarm() {
        ServiceInfo info = ServiceInfo.of(
                Map.of("asr", List.of("x", Map.of("installed", true, "models", "none"), 5)), ServiceKind.LISTENING);

        assertThat(info.programs()).hasSize(1);
        assertThat(ServiceInfo.of(Map.of("asr", "x"), ServiceKind.LISTENING).programs())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "tcp://core-whisper:10300, tcp://core-whisper:10300",
                "core-whisper:10300, tcp://core-whisper:10300",
                "192.168.1.4:10200, tcp://192.168.1.4:10200",
                "tcp://faster_whisper:10300, tcp://faster_whisper:10300",
                "TCP://core-whisper:10300/, tcp://core-whisper:10300",
                "a:b://c, -",
                "tcp://me@host:1, -",
                "tcp://host:0, -",
                "tcp://[fd00::1]:10300, tcp://[fd00::1]:10300",
                "tcp://host, -",
                "http://host:1, -",
                "tcp://host:1/path, -",
                "tcp://host:70000, -",
                "host, -",
                "'a b:3', -",
                "'', -"
            })
    void aPlaceIsReadFromItsAddress(String address, String expected) {
        assertThat(WyomingPlace.of(address).map(WyomingPlace::address)).isEqualTo(Optional.ofNullable(expected));
    }

    private static ServiceInfo voices(String... tags) {
        List<Map<String, Object>> voices = Arrays.stream(tags)
                .<Map<String, Object>>map(
                        tag -> Map.of("name", "voice of " + tag, "installed", true, "languages", List.of(tag)))
                .toList();
        return ServiceInfo.of(
                Map.of("tts", List.of(Map.of("name", "piper", "installed", true, "voices", voices))),
                ServiceKind.SPEAKING);
    }
}
