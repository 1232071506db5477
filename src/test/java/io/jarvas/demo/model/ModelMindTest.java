package io.jarvas.demo.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.conversation.History;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.json.Json;
import io.jarvas.prompt.Homes;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.TurnContext;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelMindTest {
    private static final String ALL_LIGHTS =
            "light.kitchen_ceiling,light.kitchen_counter,light.sofa_lamp,light.living_room_ceiling,light.garage,"
                    + "light.bedroom_ceiling,light.bedside_lamp,light.office_desk";

    /// What a person says, and the calls it must lead to: service, entities, other data; each call on its own
    /// line.
    private static final String COMMANDS = """
            turn on the kitchen lights
              light.turn_on light.kitchen_ceiling
            Turn off all the lights.
              light.turn_off ALL_LIGHTS
            turn off the garage light at dusk
              automation.turn_off automation.garage_light_at_dusk
            desliga a luz da garagem ao anoitecer
              automation.turn_off automation.garage_light_at_dusk
            turn off all the lights in the garage
              light.turn_off light.garage
            turn off all the lights except the bedroom
              light.turn_off light.kitchen_ceiling,light.kitchen_counter,light.sofa_lamp,light.living_room_ceiling,light.garage,light.office_desk
            turn off every light but not the one in the bedroom and the desk light
              light.turn_off light.kitchen_ceiling,light.kitchen_counter,light.sofa_lamp,light.living_room_ceiling,light.garage
            turn off all lights except for the kitchen and the bedroom, and turn on the sofa lamp
              light.turn_off light.sofa_lamp,light.living_room_ceiling,light.garage,light.office_desk
              light.turn_on light.sofa_lamp
            turn off the lights in the kitchen
              light.turn_off light.kitchen_ceiling,light.kitchen_counter
            switch off all lights in the living room
              light.turn_off light.sofa_lamp,light.living_room_ceiling
            turn off the lights upstairs
              light.turn_off light.bedroom_ceiling,light.bedside_lamp,light.office_desk
            set the sofa lamp to 40%
              light.turn_on light.sofa_lamp {"brightness_pct":40}
            bedroom 50%
              light.turn_on light.bedroom_ceiling,light.bedside_lamp {"brightness_pct":50}
            set the desk light to fifty percent
              light.turn_on light.office_desk {"brightness_pct":50}
            make the sofa lamp red
              light.turn_on light.sofa_lamp {"color_name":"red"}
            set the counter light to warm white
              light.turn_on light.kitchen_counter {"color_temp_kelvin":2700}
            dim the bedside lamp
              light.turn_on light.bedside_lamp {"brightness_step_pct":-20}
            bedroom light on
              light.turn_on light.bedroom_ceiling
            turn on light.sofa_lamp
              light.turn_on light.sofa_lamp
            Can you turn on the desk light?
              light.turn_on light.office_desk
            turn on the coffee machine
              switch.turn_on switch.coffee_machine
            open the garage door
              cover.open_cover cover.garage_door
            close the curtains
              cover.close_cover cover.living_room_curtain
            stop the blinds
              cover.stop_cover cover.living_room_blind,cover.bedroom_blind
            open the living room blinds halfway
              cover.set_cover_position cover.living_room_blind {"position":50}
            turn on the ceiling fan
              fan.turn_on fan.living_room
            set the fan to 66%
              fan.set_percentage fan.living_room {"percentage":66}
            set the bedroom to 21 degrees
              climate.set_temperature climate.bedroom {"temperature":21}
            set the living room heating to 20.5 degrees
              climate.set_temperature climate.living_room {"temperature":20.5}
            set the bedroom heating to cool
              climate.set_hvac_mode climate.bedroom {"hvac_mode":"cool"}
            turn up the heating in the living room by 2 degrees
              climate.set_temperature climate.living_room {"temperature":23}
            pause the TV
              media_player.media_pause media_player.tv
            pause
              media_player.media_pause media_player.tv
            play music on the speaker
              media_player.media_play media_player.speaker
            set the volume of the tv to 30%
              media_player.volume_set media_player.tv {"volume_level":0.3}
            mute the tv
              media_player.volume_mute media_player.tv {"is_volume_muted":true}
            next song
              media_player.media_next_track media_player.tv
            lock the front door
              lock.lock lock.front_door
            unlock the front door
              lock.unlock lock.front_door
            start the vacuum
              vacuum.start vacuum.rosie
            send rosie back to its dock
              vacuum.return_to_base vacuum.rosie
            set the humidifier to 50%
              humidifier.set_humidity humidifier.bedroom {"humidity":50}
            activate movie night
              scene.turn_on scene.movie_night
            arm the alarm in night mode
              alarm_control_panel.alarm_arm_night alarm_control_panel.home
            disarm the alarm
              alarm_control_panel.alarm_disarm alarm_control_panel.home
            add milk and eggs to the shopping list
              todo.add_item todo.shopping_list {"item":"milk"}
              todo.add_item todo.shopping_list {"item":"eggs"}
            set the kitchen lights to 50% and close the blinds in the living room
              light.turn_on light.kitchen_ceiling {"brightness_pct":50}
              cover.close_cover cover.living_room_blind
            turn off the printer and the desk light
              switch.turn_off switch.printer
              light.turn_off light.office_desk
            turn on the sofa lamp and set it to 20%
              light.turn_on light.sofa_lamp
              light.turn_on light.sofa_lamp {"brightness_pct":20}
            acende as luzes da cozinha
              light.turn_on light.kitchen_ceiling
            apaga todas as luzes
              light.turn_off ALL_LIGHTS
            apaga todas as luzes, menos as da cozinha
              light.turn_off light.sofa_lamp,light.living_room_ceiling,light.garage,light.bedroom_ceiling,light.bedside_lamp,light.office_desk
            apaga todas as luzes exceto a do quarto e o candeeiro do sofá
              light.turn_off light.kitchen_ceiling,light.kitchen_counter,light.living_room_ceiling,light.garage,light.office_desk
            apaga as luzes da sala
              light.turn_off light.sofa_lamp,light.living_room_ceiling
            põe o candeeiro do sofá a 40%
              light.turn_on light.sofa_lamp {"brightness_pct":40}
            põe o candeeiro do sofá vermelho
              light.turn_on light.sofa_lamp {"color_name":"red"}
            podes acender a luz do quarto?
              light.turn_on light.bedroom_ceiling
            liga a máquina de café
              switch.turn_on switch.coffee_machine
            abre a porta da garagem
              cover.open_cover cover.garage_door
            para os estores
              cover.stop_cover cover.living_room_blind,cover.bedroom_blind
            abre os estores da sala a meio
              cover.set_cover_position cover.living_room_blind {"position":50}
            liga a ventoinha
              fan.turn_on fan.living_room
            põe o quarto a 21 graus
              climate.set_temperature climate.bedroom {"temperature":21}
            põe o aquecimento da sala a 20,5 graus
              climate.set_temperature climate.living_room {"temperature":20.5}
            aumenta a temperatura da sala 2 graus
              climate.set_temperature climate.living_room {"temperature":23}
            pausa a televisão
              media_player.media_pause media_player.tv
            põe o volume da televisão a 30%
              media_player.volume_set media_player.tv {"volume_level":0.3}
            tranca a porta da frente
              lock.lock lock.front_door
            destranca a porta da frente
              lock.unlock lock.front_door
            aspira a sala
              vacuum.start vacuum.rosie
            manda a rosie para a base
              vacuum.return_to_base vacuum.rosie
            põe o humidificador a 45%
              humidifier.set_humidity humidifier.bedroom {"humidity":45}
            ativa a noite de cinema
              scene.turn_on scene.movie_night
            arma o alarme
              alarm_control_panel.alarm_arm_away alarm_control_panel.home
            acrescenta leite e ovos à lista de compras
              todo.add_item todo.shopping_list {"item":"leite"}
              todo.add_item todo.shopping_list {"item":"ovos"}
            fecha os estores da sala e apaga a luz da bancada
              cover.close_cover cover.living_room_blind
              light.turn_off light.kitchen_counter
            """;

    /// What a person asks, and what the answer must hold; nothing of it may act.
    private static final String QUESTIONS = """
            is the garage door open?
              No, Garage door is closed.
            is the front door locked?
              Yes, Front door is locked.
            is the kitchen window open?
              Yes, Kitchen window is open.
            how warm is the bedroom?
              18.4 °C
            what is the temperature in the living room?
              19.5 °C
            which lights are on?
              Counter light and Bedside lamp
            what lights are on in the bedroom?
              Bedside lamp.
            how many lights are on?
              2:
            are all the lights off?
              No, not all
            is anyone home?
              At home: Ana.
            what is playing?
              "Casablanca"
            how much power is the fridge using?
              42 W
            what's the weather like?
              sunny, 14 °C
            what time is it?
              14:05
            is the sauna on?
              I find nothing called "sauna"
            a porta da garagem está aberta?
              Não, Porta da garagem está fechada.
            que luzes estão acesas?
              Luz da bancada e Candeeiro da mesa de cabeceira
            quantas luzes estão acesas?
              2:
            qual é a temperatura do quarto?
              18,4 °C
            a porta da frente está trancada?
              Sim, Porta da frente está trancada.
            está alguém em casa?
              Em casa: Ana.
            que horas são?
              14:05
            hello
              demo model
            who are you?
              Connect a real model
            help
              turn off all the lights
            thanks
              welcome
            how does a heat pump work?
              compressor
            olá
              modelo de demonstração
            quem és tu?
              modelo a sério
            ajuda
              apaga todas as luzes
            obrigado
              De nada
            como funciona uma bomba de calor?
              compressor
            what is the capital of France?
              demo model
            qual é a capital de França?
              modelo de demonstração
            turn on the sauna
              I find no device called "sauna"
            turn on the lights in the attic
              "lights in the attic"
            liga a sauna
              Não encontro nesta casa nada chamado "sauna"
            turn off all the lights except the sauna
              "sauna"
            turn on the light
              Which one do you mean
            don't turn on the lights
              I leave everything as it is
            não acendas as luzes
              deixo tudo como está
            turn off the lights in 20 minutes
              demo model
            if the garage door is open, close it
              demo model
            apaga a luz do quarto às 7
              modelo de demonstração
            """;

    private final ModelMind mind = new ModelMind();

    @TestFactory
    Stream<DynamicTest> aCommandBecomesExactlyItsCalls() {
        return table(COMMANDS).entrySet().stream()
                .map(command -> DynamicTest.dynamicTest(command.getKey(), () -> {
                    ModelReply reply = mind.answer(SamplePrompt.of(command.getKey()));
                    List<String> expected = command.getValue().stream()
                            .map(call -> call.replace("ALL_LIGHTS", ALL_LIGHTS))
                            .toList();
                    assertThat(reply.actions().stream().map(ModelMindTest::shown))
                            .containsExactlyElementsOf(expected);
                    assertThat(reply.text())
                            .isNotBlank()
                            .doesNotContain("ACTION")
                            .doesNotContain("\0");
                }));
    }

    @TestFactory
    Stream<DynamicTest> aQuestionIsAnsweredAndActsOnNothing() {
        return table(QUESTIONS).entrySet().stream()
                .map(question -> DynamicTest.dynamicTest(question.getKey(), () -> {
                    ModelReply reply = mind.answer(SamplePrompt.of(question.getKey()));
                    assertThat(reply.actions()).isEmpty();
                    assertThat(reply.text()).contains(question.getValue().getFirst());
                }));
    }

    @Test
    void anActionStandsOnALineOfItsOwnAfterTheSentence() {
        assertThat(mind.answer(SamplePrompt.of("turn on the desk light")).written())
                .isEqualTo("""
                        Okay, I am turning on Desk light.
                        ACTION: {"tool":"homeassistant_call_service","args":{"domain":"light","service":"turn_on",\
                        "data":{"entity_id":"light.office_desk"}}}""");
    }

    @Test
    void theAnswerIsInThePersonsLanguage() {
        assertThat(mind.answer(SamplePrompt.of("liga a luz da bancada")).text())
                .isEqualTo("Está bem, vou ligar Luz da bancada.");
        assertThat(mind.answer(SamplePrompt.of("turn on the counter light")).text())
                .isEqualTo("Okay, I am turning on Counter light.");
    }

    @Test
    void aStoryIsLongInBothLanguages() {
        assertThat(mind.answer(SamplePrompt.of("tell me a long story")).text().split("\\s+"))
                .hasSizeGreaterThan(200)
                .contains("lighthouse");
        assertThat(mind.answer(SamplePrompt.of("conta-me uma história")).text().split("\\s+"))
                .hasSizeGreaterThan(200)
                .contains("farol");
    }

    @Test
    void itIsWhatTheLastAnswerActedOn() {
        List<ModelMessage> messages = SamplePrompt.of("turn on the sofa lamp");
        messages.add(new ModelMessage("assistant", mind.answer(messages).written()));
        messages.add(new ModelMessage("user", "apaga-a"));
        assertThat(mind.answer(messages).actions().stream().map(ModelMindTest::shown))
                .containsExactly("light.turn_off light.sofa_lamp");
    }

    @Test
    void aCommandBesideAQuestionIsCarriedOutAndTheQuestionAnswered() {
        ModelReply reply =
                mind.answer(SamplePrompt.of("turn off the desk light and tell me how warm it is in the bedroom"));
        assertThat(reply.actions().stream().map(ModelMindTest::shown))
                .containsExactly("light.turn_off light.office_desk");
        assertThat(reply.text()).contains("18.4 °C");
    }

    @Test
    void theShoppingToolIsUsedWhereThePromptOffersIt() {
        List<ModelMessage> messages = SamplePrompt.of("add milk to the shopping list");
        messages.set(0, new ModelMessage("system", "add_shopping_item: item\n" + SamplePrompt.SYSTEM));
        assertThat(mind.answer(messages).actions())
                .containsExactly(new ModelAction("add_shopping_item", Map.of("item", "milk")));
    }

    @Test
    void withoutACatalogueNothingIsEverActedOn() {
        for (String command : table(COMMANDS).keySet()) {
            ModelReply reply = mind.answer(List.of(new ModelMessage("user", command)));
            assertThat(reply.actions()).as(command).isEmpty();
            assertThat(reply.text()).as(command).isNotBlank();
        }
    }

    @Test
    void aPromptOfJarvasOwnMakingIsUnderstood() {
        HomeSnapshot keyframe = Homes.withOneLight();
        PromptBuilder builder = new PromptBuilder(Optional.empty());
        assertThat(answer(builder, keyframe, "acende as luzes da cozinha").actions().stream()
                        .map(ModelMindTest::shown))
                .containsExactly("light.turn_on light.kitchen_lights");
        assertThat(answer(builder, keyframe, "are the kitchen lights on?").text())
                .isEqualTo("No, Kitchen Lights is off.");
        HomeSnapshot later = Homes.with(keyframe, Homes.LIGHT, Homes.state("on", Map.of("brightness", 180)));
        assertThat(answer(builder, later, "are the kitchen lights on?").text()).isEqualTo("Yes, Kitchen Lights is on.");
        assertThat(answer(builder, later, "what time is it?").text()).isEqualTo("It is 14:05.");
    }

    @ParameterizedTest
    @CsvSource({
        "turn on the light, Kitchen, light.turn_on light.kitchen_lights",
        "acende a luz, Kitchen, light.turn_on light.kitchen_lights",
        "turn on the light, Bedroom, light.turn_on light.bed",
        "acende as luzes, Bedroom, light.turn_on light.bed",
        "turn on the kitchen light, Bedroom, light.turn_on light.kitchen_lights",
        "turn on all the lights, Bedroom, 'light.turn_on light.kitchen_lights,light.bed'"
    })
    void aThingWithoutAPlaceIsThatOfTheRoomInWhichItWasSaid(String words, String area, String done) {
        List<ModelMessage> messages = List.of(
                new ModelMessage("system", """
                        HOME
                        ## (no floor)
                        # Kitchen (cozinha)
                        light.kitchen_lights
                        # Bedroom (quarto)
                        light.bed
                        STATES
                        light: kitchen_lights off; bed off
                        """),
                new ModelMessage(
                        "user",
                        "[2026-11-23 14:05, Monday]\n[said aloud in: " + area
                                + ". A thing without a place is the one there. Answer in short plain sentences,"
                                + " no markdown.]\n" + words));

        assertThat(mind.answer(messages).actions().stream().map(ModelMindTest::shown))
                .containsExactly(done);
    }

    private ModelReply answer(PromptBuilder builder, HomeSnapshot home, String words) {
        TurnContext turn = new TurnContext(
                Optional.of(home),
                History.EMPTY,
                Homes.WINDOW,
                Homes.NOW.atZone(ZoneOffset.UTC),
                words,
                List.of(),
                Optional.empty(),
                Optional.empty());
        return mind.answer(builder.build(turn).request().messages().stream()
                .map(message -> new ModelMessage(message.role().name().toLowerCase(Locale.ROOT), message.content()))
                .toList());
    }

    @Test
    void everyKeyStandsInBothLanguages() {
        assertThat(ModelVoice.in(ModelLanguage.PORTUGUESE).keys())
                .containsExactlyInAnyOrderElementsOf(
                        ModelVoice.in(ModelLanguage.ENGLISH).keys());
    }

    private static String shown(ModelAction action) {
        assertThat(action.tool()).isEqualTo("homeassistant_call_service");
        Map<String, Object> args = action.args();
        Map<?, ?> data = (Map<?, ?>) args.get("data");
        Object ids = data.get("entity_id");
        String entities = ids instanceof List<?> list
                ? list.stream().map(Object::toString).collect(Collectors.joining(","))
                : ids.toString();
        Map<?, ?> rest = data.entrySet().stream()
                .filter(field -> !field.getKey().equals("entity_id"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        String call = args.get("domain") + "." + args.get("service") + " " + entities;
        return rest.isEmpty() ? call : call + " " + Json.text(rest);
    }

    /// Lines that are indented belong to the line before them.
    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new java.util.LinkedHashMap<>();
        List<String> values = new ArrayList<>();
        for (String line : Arrays.asList(text.split("\n"))) {
            if (line.startsWith("  ")) {
                values.add(line.strip());
            } else {
                values = new ArrayList<>();
                table.put(line.strip(), values);
            }
        }
        return table;
    }
}
