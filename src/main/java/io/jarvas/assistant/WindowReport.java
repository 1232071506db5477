package io.jarvas.assistant;

import io.jarvas.prompt.HomeForm;
import java.util.Map;

/// How the model's window is used.
///
/// @param tokens the whole window
/// @param answer tokens that are kept for the answer
/// @param parts tokens of each part, by name: `rules`, `services`, `catalogue`, `states` as the next prompt will
///     have them, `conversation`, `turn` as the newest had them; about, from the characters
/// @param form how the home is shown
/// @param read the share of the beginning of every prompt that the model has read in advance, 0 to 1
public record WindowReport(int tokens, int answer, Map<String, Integer> parts, HomeForm form, double read) {
    public WindowReport {
        parts = Map.copyOf(parts);
    }
}
