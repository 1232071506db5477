package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Person;
import org.junit.jupiter.api.Test;

/// Who runs when is told by [AssistantTest].
class AdmissionTest {
    private final Admission admission = new Admission(1, 8);

    @Test
    void itIsIdleUntilSomebodyReservesAndOnceAllHaveLeft() {
        assertThat(admission.idle()).isTrue();
        Admission.Reservation reservation = admission.reserve();
        assertThat(admission.idle()).as("reserved").isFalse();
        Admission.Place running = place(reservation, "one");
        assertThat(running.await(() -> {})).isTrue();
        Admission.Place waiting = place(admission.reserve(), "two");
        running.leave();
        assertThat(admission.idle()).as("waiting").isFalse();
        waiting.leave();
        assertThat(admission.idle()).isTrue();

        admission.reserve().leave();
        assertThat(admission.idle()).isTrue();
    }

    private static Admission.Place place(Admission.Reservation reservation, String conversation) {
        return reservation.of(new ConversationKey(Person.LOCAL, conversation));
    }
}
