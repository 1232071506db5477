package io.jarvas.demo.model;

import java.util.ArrayList;
import java.util.List;

/// A prompt of a home for tests: a catalogue under headings, states, and a person's words.
final class SamplePrompt {
    static final String SYSTEM = """
            You are Jarvas, the assistant of a home. To act, write a line such as
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_on", "data": {"entity_id": "light.example"}}}
            Never call light.turn_on for something that is not listed, and answer in the person's language, in one short sentence.

            HOME
            ## Ground floor (rés do chão)
            # Kitchen (cozinha)
            light.kitchen_ceiling | Kitchen Lights, Luzes da cozinha
            light.kitchen_counter | Counter light, Luz da bancada
            switch.coffee_machine | Coffee machine, Máquina de café
            binary_sensor.kitchen_window | Kitchen window, Janela da cozinha
            sensor.fridge_power | Fridge power
            # Living room (sala de estar, sala)
            light.sofa_lamp | Sofa lamp, Candeeiro do sofá
            light.living_room_ceiling | Living room ceiling light
            cover.living_room_blind | Living room blinds, Estores da sala
            cover.living_room_curtain | Curtains, Cortinas
            media_player.tv | TV, Televisão
            media_player.speaker | Living room speaker, Coluna da sala
            climate.living_room | Living room heating, Aquecimento da sala
            vacuum.rosie | Rosie
            fan.living_room | Ceiling fan, Ventoinha de teto
            scene.movie_night | Movie night, Noite de cinema
            alarm_control_panel.home | House alarm, Alarme
            # Garage (garagem)
            cover.garage_door | Garage door, Porta da garagem
            light.garage | Garage light, Luz da garagem
            # Entrance (entrada)
            lock.front_door | Front door, Porta da frente
            scene.good_night | Good night, Boa noite
            ## First floor (primeiro andar)
            # Bedroom (quarto)
            light.bedroom_ceiling | Bedroom light, Luz do quarto
            light.bedside_lamp | Bedside lamp, Candeeiro da mesa de cabeceira
            climate.bedroom | Bedroom heating, Aquecimento do quarto
            sensor.bedroom_temperature | Bedroom temperature, Temperatura do quarto
            cover.bedroom_blind | Bedroom blind, Estore do quarto
            humidifier.bedroom | Humidifier, Humidificador
            # Office (escritório)
            light.office_desk | Desk light, Luz da secretária
            switch.printer | Printer, Impressora
            ## (no floor)
            # (no area)
            automation.garage_light_at_dusk | Garage light at dusk, Luz da garagem ao anoitecer
            todo.shopping_list | Shopping list, Lista de compras
            person.ana | Ana
            person.rui | Rui
            weather.home | Weather, Tempo
            """;

    static final String STATES = """
            STATES
            light: kitchen_ceiling off; kitchen_counter on, brightness 60%; sofa_lamp off; living_room_ceiling off; bedroom_ceiling off; bedside_lamp on; office_desk off; garage off
            switch: coffee_machine off; printer off
            binary_sensor: kitchen_window on
            sensor: fridge_power 42 W; bedroom_temperature 18.4 °C
            cover: living_room_blind open, position 100; living_room_curtain closed; bedroom_blind closed; garage_door closed
            media_player: tv playing, media_title "Casablanca"; speaker idle
            climate: living_room heat, temperature 21, current_temperature 19.5; bedroom off, temperature 18, current_temperature 18.4
            vacuum: rosie docked
            fan: living_room off
            alarm_control_panel: home disarmed
            humidifier: bedroom off
            lock: front_door locked
            person: ana home; rui not_home
            weather: home sunny, temperature 14 °C
            """;

    /// As the rules list them.
    static final String TOOLS = """
            Other tools, with their args. What they find is given to you; read only what STATES does not say:
            get_history: entity_id, from, to
            get_weather: days
            show_agenda: days
            add_agenda_event: title, start, end
            show_shopping_list
            add_shopping_item: item
            schedule: in "20 min" or at "23:00", action {tool, args}; list; cancel

            """;

    private SamplePrompt() {}

    /// The same with the tools there are.
    static List<ModelMessage> withTools(String words) {
        List<ModelMessage> messages = of(words);
        messages.set(0, new ModelMessage("system", TOOLS + SYSTEM + STATES));
        return messages;
    }

    /// What was read, in the message that follows the model's own.
    static void goOn(List<ModelMessage> messages, ModelReply reply, String results) {
        messages.add(new ModelMessage("assistant", reply.written()));
        messages.add(new ModelMessage("user", results + "\nContinue your answer."));
    }

    /// The whole prompt of a first turn.
    static List<ModelMessage> of(String words) {
        return new ArrayList<>(List.of(
                new ModelMessage("system", SYSTEM + STATES),
                new ModelMessage("user", "[2026-05-04 14:05, Monday]\n" + words)));
    }
}
