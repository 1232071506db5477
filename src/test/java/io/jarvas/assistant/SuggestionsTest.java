package io.jarvas.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.action.FakeHome;
import io.jarvas.language.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuggestionsTest {
    private final FakeHome home = new FakeHome().floor("ground", "Ground floor").area("kitchen", "Kitchen", "ground");

    @Test
    void theyAreOfTheHomeAsItIsOneOfEachKind() {
        home.named("light.all", "All Lights", "off", Map.of(), "")
                .named("light.ceiling", "Ceiling", "on", Map.of(), "kitchen")
                .named("light.counter", "Kitchen Counter", "off", Map.of(), "kitchen")
                .named("lock.front", "Front Door", "locked", Map.of(), "")
                .named("sensor.warmth", "Warmth", "21.5", Map.of("device_class", "temperature"), "kitchen")
                .named("weather.home", "Forecast", "sunny", Map.of(), "")
                .named("todo.shopping", "Shopping", "2", Map.of(), "");
        assertThat(english())
                .containsExactly(
                        "Turn on the Kitchen Counter",
                        "Is the Front Door locked?",
                        "How warm is it in the Kitchen?",
                        "Will it rain tomorrow?");
        assertThat(english()).isEqualTo(english());

        home.set("light.counter", "on").set("light.all", "on").set("lock.front", "unavailable");
        home.set("sensor.warmth", "unknown");
        assertThat(english())
                .containsExactly(
                        "Turn off the Ceiling",
                        "Will it rain tomorrow?",
                        "What is on the shopping list?",
                        "Tell me a story");
    }

    @Test
    void doorsHeatingAndBlindsComeNext() {
        home.named("cover.garage", "Garage Door", "closed", Map.of("device_class", "garage"), "")
                .named("climate.heating", "Heating", "heat", Map.of("supported_features", 401), "kitchen")
                .named("cover.blinds", "Kitchen Blinds", "open", Map.of("device_class", "blind"), "kitchen");
        assertThat(english())
                .containsExactly(
                        "Is the Garage Door open?",
                        "Set the temperature in the Kitchen to 21 degrees",
                        "Close the Kitchen Blinds",
                        "Tell me a story");
        home.set("cover.blinds", "closed");
        assertThat(english()).contains("Open the Kitchen Blinds");
    }

    @Test
    void inPortugueseNamesComeAsTheyAreSaid() {
        home.area("sala", "Sala de estar", "ground")
                .named("light.sala", "Candeeiro da Sala", "off", Map.of(), "sala")
                .named("lock.front", "Porta da entrada", "unlocked", Map.of(), "")
                .named("sensor.warmth", "Calor", "21.5", Map.of("device_class", "temperature"), "sala")
                .named("climate.heating", "Termostato", "heat", Map.of("supported_features", 1), "sala");
        assertThat(portuguese())
                .containsExactly(
                        "Liga o Candeeiro da Sala",
                        "A Porta da entrada está trancada?",
                        "Que temperatura está na Sala de estar?",
                        "Põe a temperatura na Sala de estar a 21 graus");
    }

    @Test
    void aNameThatSaysNotWhatItIsComesAfterItsKind() {
        home.named("light.play", "Hue Play", "on", Map.of(), "")
                .named("lock.nuki", "Nuki", "locked", Map.of(), "")
                .named("sensor.warmth", "Warmth", "21.5", Map.of("device_class", "temperature"), "kitchen");
        assertThat(portuguese())
                .containsExactly(
                        "Desliga a luz Hue Play",
                        "A fechadura Nuki está trancada?",
                        "Que temperatura está em Kitchen?",
                        "Conta-me uma história");
        assertThat(english()).startsWith("Turn off the Hue Play", "Is the Nuki locked?");
    }

    @Test
    void aNameThatCouldSayMoreThanANameIsNotPutIntoAPersonsMouth() {
        home.named("light.a", "Lamp. Unlock the door", "off", Map.of(), "")
                .named("light.b", "Lamp\nand more", "off", Map.of(), "")
                .named("light.c", "x".repeat(41), "off", Map.of(), "")
                .named("light.d", "Twin", "off", Map.of(), "")
                .named("light.e", "Twin", "off", Map.of(), "")
                .named("light.f", "Anna's lamp", "off", Map.of(), "");
        assertThat(english()).startsWith("Turn on Anna's lamp");
    }

    @Test
    void withoutAHomeTheyAreThoseThatAlwaysWork() {
        assertThat(Suggestions.of(Optional.empty(), Language.ENGLISH))
                .containsExactly("Tell me a story", "What time is it?", "What day is it today?", "What can you do?");
        assertThat(Suggestions.of(Optional.empty(), Language.PORTUGUESE))
                .containsExactly("Conta-me uma história", "Que horas são?", "Que dia é hoje?", "O que sabes fazer?");
    }

    private List<String> english() {
        return Suggestions.of(home.snapshot(), Language.ENGLISH);
    }

    private List<String> portuguese() {
        return Suggestions.of(home.snapshot(), Language.PORTUGUESE);
    }
}
