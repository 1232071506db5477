package io.jarvas.app;

import io.jarvas.choice.SpeechServices;
import io.jarvas.choice.Wanted;
import io.jarvas.doctor.Setup;
import io.jarvas.doctor.Setup.Running;
import io.jarvas.doctor.SharedPrefix;
import io.jarvas.homeassistant.HomeAssistant;
import io.jarvas.homeassistant.HomeAssistantConfig;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.speech.SpeechStatus;
import io.jarvas.sqlite.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What the doctor examines: of this running Jarvas, or of one that is described by its settings alone.
final class DoctorSetup {
    private static final Duration FIRST_LOOK = Duration.ofSeconds(3);

    private DoctorSetup() {}

    /// @param model as the running Jarvas asks it
    /// @param speech of the running Jarvas's home
    static Setup running(Settings settings, HomeAssistantConfig home, SharedPrefix model, HomeSpeech speech) {
        return setup(
                settings,
                home,
                () -> Running.THIS,
                _ -> new Lent(model.model()),
                Optional.of(model::sample),
                search -> search.in(Optional.of(speech)));
    }

    /// Looks for services that listen, or that speak.
    @FunctionalInterface
    private interface SpeechLook {
        List<SpeechStatus> in(Optional<HomeSpeech> home) throws InterruptedException;
    }

    /// Lets somebody look who may ask Home Assistant.
    @FunctionalInterface
    private interface HomeLoan {
        List<SpeechStatus> look(SpeechLook search) throws InterruptedException;
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
                askModel || running == Running.NONE ? Optional.of(SharedPrefix::alone) : Optional.empty(),
                search -> looked(home, search, clock));
    }

    /// With a connection of its own, which keeps nothing.
    private static List<SpeechStatus> looked(HomeAssistantConfig config, SpeechLook search, Clock clock)
            throws InterruptedException {
        try (DataDirectory.Temporary scratch = DataDirectory.temporary();
                HomeAssistant home = new HomeAssistant(
                        new HomeAssistantConfig(
                                config.url(), config.token(), scratch.path().resolve("home.json")),
                        clock)) {
            var _ = home.await(_ -> true, FIRST_LOOK);
            return search.in(Optional.of(home.speech()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Setup.Voice voice(Settings settings, HomeLoan homes) {
        Settings.Voice voice = settings.voice();
        SpeechLook listeners = home -> SpeechServices.look(SpeechSources.listening(voice, home));
        SpeechLook speakers = home -> SpeechServices.look(SpeechSources.speaking(voice, home));
        return new Setup.Voice(
                look(voice.speechToText(), listeners, homes),
                look(voice.textToSpeech(), speakers, homes),
                settings.language().stream().toList(),
                SettingsReader.everywhere(settings.web().host())
                        ? "127.0.0.1"
                        : settings.web().host(),
                voice.wyomingPort());
    }

    private static Optional<Setup.Look> look(Wanted wanted, SpeechLook search, HomeLoan homes) {
        return switch (wanted) {
            case Wanted.Nobody _ -> Optional.empty();
            case Wanted.Wyoming _ -> Optional.of(_ -> search.in(Optional.empty()));
            case Wanted.Found _ -> Optional.of(ask -> ask ? homes.look(search) : search.in(Optional.empty()));
            case Wanted.Entity(String entity) -> Optional.of(ask -> ask ? homes.look(search) : List.of(away(entity)));
        };
    }

    private static SpeechStatus away(String entity) {
        return SpeechStatus.untried(entity).after(Optional.of(SpeechSources.away()));
    }

    private static Setup setup(
            Settings settings,
            HomeAssistantConfig home,
            Supplier<Running> running,
            Function<URI, Setup.OpenModel> model,
            Optional<Supplier<ChatRequest>> sample,
            HomeLoan homes) {
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
                voice(settings, homes),
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
