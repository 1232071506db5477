package io.jarvas.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.app.RunningJarvas;
import io.jarvas.demo.home.DemoHome;
import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Remembering, through the whole program on the demo home and the demo model.
@Timeout(120)
class MemoriesTest {
    @TempDir
    private Path data;

    private final DemoHome home = DemoHome.start("127.0.0.1", 0, Clock.systemUTC(), 7);
    private final DemoModel model = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);

    @AfterEach
    void stop() {
        model.close();
        home.close();
    }

    @Test
    void whatWasSaidInOneConversationIsKnownInAnotherAndAfterARestart() throws Exception {
        try (RunningJarvas jarvas = start(Map.of());
                Client client = new Client(jarvas.uri())) {
            Answer kept = client.say("remember that the spare key is under the blue flowerpot", "one");
            assertThat(kept.outcomes()).containsExactly("executed");
            assertThat(client.say("lembra-te que a Rita calça o 38", "one").outcomes())
                    .containsExactly("executed");
            assertThat(client.say("do you remember where the spare key is?", "two")
                            .finalText())
                    .isEqualTo("You told me: the spare key is under the blue flowerpot.");
        }
        try (RunningJarvas jarvas = start(Map.of());
                Client client = new Client(jarvas.uri())) {
            assertThat(client.say("lembras-te do que a Rita calça?", "three").finalText())
                    .isEqualTo("Disseste-me: a Rita calça o 38.");
            assertThat(client.say("forget the spare key", "three").outcomes()).containsExactly("executed");
            assertThat(client.say("do you remember where the spare key is?", "four")
                            .finalText())
                    .doesNotContain("flowerpot");
            assertThat(client.get("/metrics").body()).contains("jarvas_cache_requests_total{cache=\"memories\"");
        }
    }

    @Test
    void aSecretIsNotRemembered() throws Exception {
        try (RunningJarvas jarvas = start(Map.of());
                Client client = new Client(jarvas.uri())) {
            Answer refused = client.say("remember that my PIN is 4711", "one");
            assertThat(refused.outcomes()).containsExactly("denied");
            assertThat(refused.finalText()).contains("I do not remember PINs");
        }
    }

    @Test
    void turnedOffNothingIsRemembered() throws Exception {
        try (RunningJarvas jarvas = start(Map.of("remember", "off"));
                Client client = new Client(jarvas.uri())) {
            Answer answer = client.say("remember that the spare key is under the blue flowerpot", "one");
            assertThat(answer.outcomes()).isEmpty();
            assertThat(answer.finalText()).isEqualTo("Remembering is turned off here.");
        }
    }

    private RunningJarvas start(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("home_assistant_url", home.uri().toString());
        all.put("home_assistant_token", home.token());
        all.put("ollama_url", model.uri().toString());
        return RunningJarvas.start(data, all);
    }
}
