package io.jarvas.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words that stand where an entity's id should: `all lights`, `kitchen lights`, `todas as luzes da cozinha`.
///
/// @param all whether all of a kind are meant, in so many words
/// @param domain of the kind that is named; empty where none is
/// @param several whether the kind is named in the plural
/// @param place what is left: the name of a place; may be empty
record TargetPhrase(boolean all, Optional<String> domain, boolean several, String place) {
    private static final Set<String> ALL =
            Set.of("all", "every", "each", "everything", "todos", "todas", "todo", "toda", "tudo", "cada");

    private static final Set<String> BETWEEN = Set.of(
            "the", "in", "of", "on", "at", "from", "o", "a", "os", "as", "do", "da", "dos", "das", "no", "na", "nos",
            "nas", "de", "em");

    private static final Map<String, String> ONE = Map.ofEntries(
            Map.entry("light", "light"),
            Map.entry("lamp", "light"),
            Map.entry("luz", "light"),
            Map.entry("lampada", "light"),
            Map.entry("switch", "switch"),
            Map.entry("interruptor", "switch"),
            Map.entry("fan", "fan"),
            Map.entry("ventoinha", "fan"),
            Map.entry("ventilador", "fan"),
            Map.entry("cover", "cover"),
            Map.entry("lock", "lock"),
            Map.entry("fechadura", "lock"),
            Map.entry("thermostat", "climate"),
            Map.entry("climate", "climate"),
            Map.entry("termostato", "climate"),
            Map.entry("speaker", "media_player"),
            Map.entry("media player", "media_player"),
            Map.entry("vacuum", "vacuum"),
            Map.entry("aspirador", "vacuum"),
            Map.entry("valve", "valve"),
            Map.entry("valvula", "valve"),
            Map.entry("humidifier", "humidifier"),
            Map.entry("humidificador", "humidifier"));

    private static final Map<String, String> SEVERAL = Map.ofEntries(
            Map.entry("lights", "light"),
            Map.entry("lamps", "light"),
            Map.entry("luzes", "light"),
            Map.entry("lampadas", "light"),
            Map.entry("switches", "switch"),
            Map.entry("interruptores", "switch"),
            Map.entry("fans", "fan"),
            Map.entry("ventoinhas", "fan"),
            Map.entry("ventiladores", "fan"),
            Map.entry("covers", "cover"),
            Map.entry("locks", "lock"),
            Map.entry("fechaduras", "lock"),
            Map.entry("thermostats", "climate"),
            Map.entry("termostatos", "climate"),
            Map.entry("speakers", "media_player"),
            Map.entry("media players", "media_player"),
            Map.entry("vacuums", "vacuum"),
            Map.entry("aspiradores", "vacuum"),
            Map.entry("valves", "valve"),
            Map.entry("valvulas", "valve"),
            Map.entry("humidifiers", "humidifier"),
            Map.entry("humidificadores", "humidifier"));

    /// @param domains that there are, which may be written as they are: `light.all`
    static TargetPhrase of(String text, Set<String> domains) {
        int dot = text.indexOf('.');
        if (dot > 0 && text.substring(dot + 1).equals("*")) {
            return new TargetPhrase(true, Optional.of(text.substring(0, dot)), true, "");
        }
        boolean all = false;
        boolean several = false;
        Optional<String> domain = Optional.empty();
        List<String> place = new ArrayList<>();
        List<String> words = List.of(Words.plain(text).split(" "));
        for (int i = 0; i < words.size(); i++) {
            String two = i + 1 < words.size() ? words.get(i) + " " + words.get(i + 1) : "";
            boolean pair = ONE.containsKey(two) || SEVERAL.containsKey(two);
            String word = pair ? two : words.get(i);
            i += pair ? 1 : 0;
            boolean known = ONE.containsKey(word) || SEVERAL.containsKey(word) || (dot > 0 && domains.contains(word));
            if (ALL.contains(word)) {
                all = true;
            } else if (known && domain.isEmpty()) {
                several = SEVERAL.containsKey(word);
                domain = Optional.of(SEVERAL.getOrDefault(word, ONE.getOrDefault(word, word)));
            } else if (!place.isEmpty() || !BETWEEN.contains(word)) {
                place.add(word);
            }
        }
        while (!place.isEmpty() && BETWEEN.contains(place.getLast())) {
            place.removeLast();
        }
        return new TargetPhrase(all, domain, several || all, String.join(" ", place));
    }
}
