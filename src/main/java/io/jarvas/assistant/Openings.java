package io.jarvas.assistant;

import io.jarvas.conversation.History;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.prompt.Opening;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Window;
import java.util.Optional;

/// What prompts begin with, and the keyframe among it. Safe to use from any thread.
interface Openings {
    /// See [PromptBuilder#opening].
    Opening opening(HomeSnapshot home, History history, Window window);

    /// See [PromptBuilder#drifted].
    boolean drifted(HomeSnapshot home, Window window);

    /// See [PromptBuilder#renew].
    void renew(HomeSnapshot home);

    static Openings of(PromptBuilder prompts) {
        return new Openings() {
            @Override
            public Opening opening(HomeSnapshot home, History history, Window window) {
                return prompts.opening(Optional.of(home), history, window);
            }

            @Override
            public boolean drifted(HomeSnapshot home, Window window) {
                return prompts.drifted(home, window);
            }

            @Override
            public void renew(HomeSnapshot home) {
                prompts.renew(home);
            }
        };
    }
}
