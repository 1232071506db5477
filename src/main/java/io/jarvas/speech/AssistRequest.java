package io.jarvas.speech;

import java.util.Optional;

/// What a pipeline of Assist asks, after the Wyoming protocol's `transcript`.
///
/// @param text what was said, as it was understood; may be blank
/// @param language a BCP 47 tag: `pt-PT`
/// @param conversation that Home Assistant goes on with
/// @param device the id, in Home Assistant's registry, of the device that was spoken to
/// @param satellite the entity of it: `assist_satellite.kitchen`
public record AssistRequest(
        String text,
        Optional<String> language,
        Optional<String> conversation,
        Optional<String> device,
        Optional<String> satellite) {}
