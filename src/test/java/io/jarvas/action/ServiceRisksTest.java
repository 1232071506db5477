package io.jarvas.action;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ServiceRisksTest {
    /// Every service that the demo integration of Home Assistant 2026.11 offers.
    static Stream<String> offered() throws IOException {
        try (InputStream in = ServiceRisksTest.class.getResourceAsStream("services-2026.11.txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("offered")
    void everyServiceOfTheDemoHasALineOfItsOwn(String service) {
        // A script of the home's own is a service by its name; a line with `*` is about all of them.
        assertThat(ServiceRisks.services().contains(service) || service.equals("script.good_night"))
                .isTrue();
        assertThat(ServiceRisks.classified(service)).isTrue();
        // Whatever it is within a script, it is no less than it is from there but where owners write scripts for it.
        assertThat(ServiceRisks.within(service)).isIn(ServiceRisks.of(service), Risk.CONFIRM);
    }

    @ParameterizedTest
    @CsvSource({
        "light.turn_on, SAFE",
        "todo.get_items, READ",
        "lock.lock, SAFE",
        "lock.unlock, CONFIRM",
        "lock.open, CONFIRM",
        "alarm_control_panel.alarm_disarm, CONFIRM",
        "valve.open_valve, CONFIRM",
        "siren.turn_on, CONFIRM",
        "notify.mobile_app_phone, CONFIRM",
        "notify.send_message, CONFIRM",
        "persistent_notification.create, CONFIRM",
        "tts.speak, SAFE",
        "tts.cloud_say, CONFIRM",
        "assist_satellite.announce, SAFE",
        "assist_satellite.start_conversation, NEVER",
        "homeassistant.restart, NEVER",
        "homeassistant.made_tomorrow, NEVER",
        "anything.reload, NEVER",
        "anything.reload_all, NEVER",
        "hassio.addon_restart, NEVER",
        "shell_command.x, NEVER",
        "python_script.x, NEVER",
        "own_script.x, NEVER",
        "mqtt.publish, NEVER",
        "rest_command.x, NEVER",
        "conversation.process, NEVER",
        "google_assistant_sdk.send_text_command, NEVER",
        "scene.apply, NEVER",
        "scene.create, NEVER",
        "group.set, NEVER",
        "script.good_night, SAFE",
        "made_tomorrow.explode, CONFIRM"
    })
    void aServiceHasTheRiskOfItsLine(String service, Risk risk) {
        assertThat(ServiceRisks.of(service)).isEqualTo(risk);
    }

    @ParameterizedTest
    @CsvSource({
        "shell_command.x, CONFIRM",
        "python_script.x, CONFIRM",
        "mqtt.publish, CONFIRM",
        "scene.apply, CONFIRM",
        "conversation.process, NEVER",
        "homeassistant.restart, NEVER",
        "light.turn_on, SAFE"
    })
    void withinAScriptWhatOwnersWriteScriptsForNeedsAYes(String service, Risk risk) {
        assertThat(ServiceRisks.within(service)).isEqualTo(risk);
    }

    @Test
    void everyStateComesAboutByAServiceWithALineOfItsOwn() {
        assertThat(ServiceStates.domains())
                .allSatisfy(domain -> assertThat(ServiceRisks.services()).containsAll(ServiceStates.services(domain)));
    }
}
