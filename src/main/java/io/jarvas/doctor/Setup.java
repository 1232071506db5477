package io.jarvas.doctor;

import io.jarvas.conversation.StoreSoundness;
import io.jarvas.language.Language;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.speech.SpeechStatus;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;

/// What is examined: the settings as far as they lead somewhere, and the machine.
///
/// @param container whether Jarvas runs in one, where localhost is the container
public record Setup(Home home, Model model, Web web, Machine machine, Voice voice, boolean container) {
    /// @param url as it was set
    /// @param api `http://homeassistant.local:8123/api`
    /// @param socket `ws://homeassistant.local:8123/api/websocket`
    public record Home(URI url, URI api, URI socket, String token) {
        @Override
        public String toString() {
            return "Home[url=" + url + "]";
        }
    }

    /// @param urls where Ollama is, or may be
    /// @param usualPlaces whether nobody set `urls`
    /// @param named the default model; empty for the best that is installed
    /// @param listed what may be asked for besides
    /// @param contextTokens the window as set
    /// @param keepAlive as set
    /// @param model opens the model as Jarvas uses it, at that one address
    /// @param sample what it is asked for some words; empty where it is not to be disturbed
    public record Model(
            List<URI> urls,
            boolean usualPlaces,
            Optional<String> named,
            List<String> listed,
            int contextTokens,
            String keepAlive,
            Function<URI, OpenModel> model,
            Optional<Supplier<ChatRequest>> sample) {
        public Model {
            urls = List.copyOf(urls);
            listed = List.copyOf(listed);
        }
    }

    /// A model, to be closed when the doctor is done with it.
    public interface OpenModel extends AutoCloseable {
        LanguageModel model();

        @Override
        void close();
    }

    /// @param port where Jarvas listens, or will
    /// @param needsToken whether whoever comes to `url` needs one
    public record Web(Optional<URI> url, String host, int port, boolean needsToken, Optional<String> token) {
        @Override
        public String toString() {
            return "Web[url=" + url + ", host=" + host + ", port=" + port + "]";
        }
    }

    /// @param listening what may listen; empty where the owner wants none
    /// @param speaking what may speak; empty where the owner wants none
    /// @param languages that they should know
    /// @param assistPort where Home Assistant's Assist finds Jarvas; empty for nowhere
    public record Voice(
            Optional<Look> listening,
            Optional<Look> speaking,
            List<Language> languages,
            String assistHost,
            OptionalInt assistPort) {
        public Voice {
            languages = List.copyOf(languages);
        }
    }

    /// Looks for services.
    @FunctionalInterface
    public interface Look {
        /// Those that may do it, the best first, asked anew, which takes some seconds where one does not
        /// answer.
        ///
        /// @param home whether Home Assistant may be asked
        List<SpeechStatus> services(boolean home) throws InterruptedException;
    }

    /// @param database the file
    /// @param soundness looks at it without changing anything
    /// @param running the Jarvas that uses the data directory
    public record Machine(
            Path dataDirectory, Path database, Function<Path, StoreSoundness> soundness, Supplier<Running> running) {}

    /// Which Jarvas uses the data directory.
    public enum Running {
        /// This very process.
        THIS,
        /// Another process.
        ANOTHER,
        NONE
    }
}
