package io.jarvas.action;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds the field of a service that a name means.
final class FieldNames {
    /// What else fields are called, without accents: `field: name name …`.
    private static final Map<String, List<String>> OTHERWISE = synonyms("""
            brightness_pct: brightness_percent brightness_percentage brilho luminosidade intensidade intensity dim level nivel percent percentage pct
            brightness_step_pct: brightness_step_percent
            color_temp_kelvin: kelvin color_temp colour_temp color_temperature colour_temperature temperatura_de_cor temperature temp
            color_name: color colour colour_name cor
            rgb_color: rgb color_rgb rgb_colour colour_rgb hex
            hs_color: hs
            xy_color: xy
            effect: efeito
            transition: fade transicao transition_time
            temperature: temp temperatura target_temp target_temperature set_temperature setpoint degrees graus value valor
            target_temp_high: temp_high temperature_high target_temperature_high high max_temp
            target_temp_low: temp_low temperature_low target_temperature_low low min_temp
            hvac_mode: mode modo hvac operation_mode
            preset_mode: preset mode modo
            fan_mode: mode modo fan fan_speed speed
            swing_mode: swing mode modo
            operation_mode: mode modo operation
            mode: modo preset preset_mode
            humidity: target_humidity humidade value percent percentage level
            percentage: speed fan_speed velocity velocidade percent pct value level speed_pct
            fan_speed: speed velocidade suction
            oscillating: oscillate oscilar oscillation
            direction: direcao sentido
            position: pos posicao percent percentage pct level value
            tilt_position: tilt position percent percentage inclinacao
            volume_level: volume vol level nivel percent percentage volume_pct value
            is_volume_muted: mute muted is_muted silencio
            seek_position: position seconds
            source: input fonte entrada
            sound_mode: mode modo
            shuffle: aleatorio random
            repeat: repetir
            option: value selection choice opcao valor
            value: number amount valor numero text texto
            item: name title summary text task product entry artigo nome
            rename: new_name new_item
            summary: title name event titulo nome text
            description: details notes descricao
            location: place local
            start_date_time: start start_time begin inicio from
            end_date_time: end end_time fim to until
            due_date: due prazo
            due_datetime: due
            duration: time duracao length
            message: text mensagem
            code: pin password codigo
            tone: sound tom
            activity: atividade
            """);

    private FieldNames() {}

    /// The one field that the name means; nothing where it may be several.
    static Optional<String> find(String name, Collection<String> fields) {
        if (fields.contains(name)) {
            return Optional.of(name);
        }
        String plain = Words.snake(name);
        if (fields.contains(plain)) {
            return Optional.of(plain);
        }
        List<String> meant = fields.stream()
                .filter(field -> OTHERWISE.getOrDefault(field, List.of()).contains(plain))
                .toList();
        return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
    }

    /// The field whose name is most like it.
    static Optional<String> nearest(String name, Collection<String> fields) {
        return fields.stream().min(Comparator.comparingInt(field -> distance(Words.snake(name), field)));
    }

    private static int distance(String a, String b) {
        int[] before = new int[b.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int[] now = new int[b.length() + 1];
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int other = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(other, 1 + Math.min(before[j], now[j - 1]));
            }
            before = now;
        }
        return before[b.length()];
    }

    private static Map<String, List<String>> synonyms(String lines) {
        Map<String, List<String>> synonyms = new HashMap<>();
        lines.lines().forEach(line -> {
            int colon = line.indexOf(": ");
            synonyms.put(
                    line.substring(0, colon), List.of(line.substring(colon + 2).split(" ")));
        });
        return Map.copyOf(synonyms);
    }
}
