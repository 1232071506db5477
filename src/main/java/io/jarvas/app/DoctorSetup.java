package io.jarvas.app;

import io.jarvas.doctor.Setup;
import io.jarvas.doctor.Setup.Running;
import io.jarvas.doctor.SharedPrefix;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.sqlite.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the doctor examines: of this running Jarvas, or of one that is described by its settings alone.
final class DoctorSetup {
    private DoctorSetup() {}

    /// @param model as the running Jarvas asks it
    static Setup running(Settings settings, HomeAssistantConfig home, SharedPrefix model) {
        return setup(settings, home, () -> Running.THIS, _ -> new Lent(model.model()), Optional.of(model::sample));
    }

    /// @param askModel whether the model is asked for some words although a running Jarvas uses it
    static Setup described(
            Settings settings, HomeAssistantConfig home, OllamaConfig ollama, boolean askModel, Clock clock) {
        Running running = DataDirectory.held(settings.dataDir()) ? Running.ANOTHER : Running.NONE;
        return setup(
                settings,
                home,
                () -> running,
                url -> new Own(new Ollama(ollama.at(List.of(url)), clock)),
                askModel || running == Running.NONE ? Optional.of(SharedPrefix::alone) : Optional.empty());
    }

    private static Setup setup(
            Settings settings,
            HomeAssistantConfig home,
            Supplier<Running> running,
            Function<URI, Setup.OpenModel> model,
            Optional<Supplier<ChatRequest>> sample) {
        Settings.Ollama ollama = settings.ollama();
        Settings.Web web = settings.web();
        Path directory = settings.dataDir();
        return new Setup(
                new Setup.Home(home.url(), home.api(), home.socket(), home.token()),
                new Setup.Model(
                        ollama.urls(),
                        ollama.usualPlaces(),
                        ollama.model(),
                        ollama.models(),
                        ollama.contextTokens(),
                        ollama.keepAlive(),
                        model,
                        sample),
                new Setup.Web(web.publicUrl(), web.host(), web.port(), true, web.apiToken()),
                new Setup.Machine(
                        directory,
                        DataDirectory.database(directory),
                        file -> Database.soundness(file, running.get() != Running.NONE),
                        running),
                OllamaPlaces.container(Path.of("/")));
    }

    /// The model that the running Jarvas goes on using.
    private record Lent(LanguageModel model) implements Setup.OpenModel {
        @Override
        public void close() {
            // It is not the doctor's.
        }
    }

    private record Own(Ollama ollama) implements Setup.OpenModel {
        @Override
        public LanguageModel model() {
            return ollama;
        }

        @Override
        public void close() {
            ollama.close();
        }
    }
}
