package io.jarvas.ollama;

import io.jarvas.demo.model.DemoModel;
import io.jarvas.demo.model.DemoModelConfig;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.LanguageModelContract;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// The contract on the demo model.
class DemoOllamaTest extends LanguageModelContract {
    private static DemoModel server;

    @BeforeAll
    static void startServer() {
        server = DemoModel.start("127.0.0.1", 0, DemoModelConfig.INSTANT);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Override
    protected LanguageModel open() {
        return new Ollama(
                new OllamaConfig(
                        List.of(server.uri()),
                        Optional.of(DemoModel.MODEL),
                        List.of("absent"),
                        OllamaConfig.CONTEXT_TOKENS,
                        "-1"),
                Clock.systemUTC());
    }

    @Override
    protected void close(LanguageModel model) {
        ((Ollama) model).close();
    }

    @Override
    protected String absentModel() {
        return "absent";
    }

    @Override
    protected String system() {
        return """
                HOME
                # Kitchen (cozinha)
                light.kitchen_ceiling | Kitchen lights, Luzes da cozinha
                """;
    }
}
