package io.jarvas.prompt;

import io.jarvas.home.Entity;

final class Abilities {
    private Abilities() {}

    static String of(Entity entity) {
        return entity.capabilities().containsKey("supported_color_modes") ? "dims" : "";
    }
}
