package io.jarvas.doctor;

import io.jarvas.conversation.StoreSoundness;
import io.jarvas.language.Language;
import io.jarvas.llm.LanguageModel;
import io.jarvas.ollama.Ollama;
import io.jarvas.ollama.OllamaConfig;
import io.jarvas.sqlite.Database;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/// A set-up that a test makes ill: public, for the tests of other rooms.
public final class Patients {
    URI home = URI.create("http://127.0.0.1:1");
    String token = "none";
    List<URI> models = List.of(URI.create("http://127.0.0.1:1"));
    boolean usualPlaces;
    Optional<String> named = Optional.empty();
    List<String> listed = List.of();
    int window = 8192;
    String keepAlive = "-1";
    boolean undisturbed;
    Optional<URI> publicUrl = Optional.empty();
    Optional<String> apiToken = Optional.of("token-of-the-tests");
    String host = "127.0.0.1";
    int port;
    Path data = Path.of(System.getProperty("java.io.tmpdir"));
    Function<Path, StoreSoundness> soundness = file -> Database.soundness(file, false);
    Setup.Running running = Setup.Running.NONE;
    boolean container;
    Optional<Setup.Look> listening = Optional.empty();
    Optional<Setup.Look> speaking = Optional.empty();
    List<Language> languages = List.of();
    OptionalInt assistPort = OptionalInt.empty();

    /// One at which nobody answers anywhere.
    public static Setup nobody() {
        return new Patients().setup();
    }

    /// The same, whose database is looked at so.
    public static Setup nobody(Function<Path, StoreSoundness> soundness) {
        Patients patient = new Patients();
        patient.soundness = soundness;
        return patient.setup();
    }

    Setup setup() {
        String socket = "ws" + home.toString().substring("http".length());
        return new Setup(
                new Setup.Home(home, URI.create(home + "/api"), URI.create(socket + "/api/websocket"), token),
                new Setup.Model(
                        models,
                        usualPlaces,
                        named,
                        listed,
                        window,
                        keepAlive,
                        this::open,
                        undisturbed ? Optional.empty() : Optional.of(SharedPrefix::alone)),
                new Setup.Web(publicUrl, host, port, true, apiToken),
                new Setup.Machine(data, data.resolve("jarvas.db"), soundness, () -> running),
                new Setup.Voice(listening, speaking, languages, host, assistPort),
                container);
    }

    private Setup.OpenModel open(URI url) {
        Ollama ollama = new Ollama(new OllamaConfig(List.of(url), named, listed, window, keepAlive), Clock.systemUTC());
        return new Setup.OpenModel() {
            @Override
            public LanguageModel model() {
                return ollama;
            }

            @Override
            public void close() {
                ollama.close();
            }
        };
    }
}
