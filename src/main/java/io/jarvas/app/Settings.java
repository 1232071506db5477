package io.jarvas.app;

import io.jarvas.choice.Wanted;
import io.jarvas.language.Language;
import io.jarvas.memory.Remember;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What the owner decided, whole and checked. [SettingsReader] makes it, once, at the start.
///
/// @param addOn whether Home Assistant's Supervisor runs Jarvas
/// @param language of the answers; empty where each message's own decides
/// @param historyDays how long a conversation is kept in which nothing is written any more
/// @param remember what is remembered
/// @param auditDays how long the audit log is kept
/// @param searchUrl of a SearXNG server; empty for no search of the web
/// @param voice what listens and speaks, and how Home Assistant's Assist comes to Jarvas
/// @param dataDir where everything that must outlive a restart is kept
public record Settings(
        boolean addOn,
        HomeAssistant homeAssistant,
        Ollama ollama,
        Optional<Language> language,
        Web web,
        Limits limits,
        Rules rules,
        int historyDays,
        Remember remember,
        int auditDays,
        Optional<URI> searchUrl,
        Voice voice,
        Path dataDir,
        Log log) {

    /// @param url without a slash at its end: `http://homeassistant.local:8123`
    public record HomeAssistant(URI url, String token) {
        @Override
        public String toString() {
            return "HomeAssistant[url=" + url + "]";
        }
    }

    /// @param urls where to look, in this order; at least one
    /// @param usualPlaces whether nobody named them: Ollama is looked for
    /// @param model that answers where a request names none; empty for the best that is installed
    /// @param models what a request may ask for, `model` first where there is one; empty for the default one
    ///     alone
    /// @param contextTokens the window, the same in every request
    /// @param keepAlive how long Ollama keeps the model in memory, as Ollama writes it: `-1` for ever, `300`
    ///     seconds, `10m`
    /// @param nativeTools whether the model is given tools to call, where it can, rather than told of actions
    /// to write
    /// @param firstToken the longest wait for the first token
    /// @param betweenTokens the longest silence after it
    public record Ollama(
            List<URI> urls,
            boolean usualPlaces,
            Optional<String> model,
            List<String> models,
            int contextTokens,
            String keepAlive,
            boolean nativeTools,
            Duration firstToken,
            Duration betweenTokens) {
        public Ollama {
            urls = List.copyOf(urls);
            models = List.copyOf(models);
        }
    }

    /// @param host a name or an address of this machine, `0.0.0.0` for all of them
    /// @param apiPort of the listener for automations and other machines; empty for none
    /// @param apiToken that a client beyond loopback must send
    /// @param publicUrl under which people reach Jarvas, where a proxy stands in front
    /// @param origins of other pages that may use Jarvas: `https://dash.example`
    public record Web(
            String host,
            int port,
            OptionalInt apiPort,
            Optional<String> apiToken,
            Optional<URI> publicUrl,
            List<String> origins) {
        public Web {
            origins = List.copyOf(origins);
        }

        @Override
        public String toString() {
            return "Web[host=%s, port=%d, apiPort=%s, publicUrl=%s, origins=%s]"
                    .formatted(host, port, apiPort, publicUrl, origins);
        }
    }

    /// @param turns that run at once
    /// @param queue how many more may wait
    public record Limits(int turns, int queue) {}

    /// What the owner adds to what may be done, each item as [io.jarvas.action.OwnerRules] takes it.
    ///
    /// @param confirm what needs a confirmation
    /// @param never what nobody may do
    /// @param pin that the yes to a risky action needs
    public record Rules(List<String> confirm, List<String> never, Optional<String> pin) {
        public Rules {
            confirm = List.copyOf(confirm);
            never = List.copyOf(never);
        }

        @Override
        public String toString() {
            return "Rules[confirm=%s, never=%s]".formatted(confirm, never);
        }
    }

    /// @param speechToText what listens
    /// @param textToSpeech what speaks
    /// @param name of the voice that speaks; empty for the best in the language
    /// @param endOfSpeech the silence after which a person has finished
    /// @param wyomingPort where Home Assistant's Assist finds Jarvas; empty for nowhere
    /// @param wyomingClients names and addresses that may connect there besides Home Assistant
    /// @param supervisorToken with which Home Assistant's Supervisor is told of that; in an add-on alone
    public record Voice(
            Wanted speechToText,
            Wanted textToSpeech,
            Optional<String> name,
            Duration endOfSpeech,
            OptionalInt wyomingPort,
            List<String> wyomingClients,
            Optional<String> supervisorToken) {
        public Voice {
            wyomingClients = List.copyOf(wyomingClients);
        }

        @Override
        public String toString() {
            return "Voice[speechToText=%s, textToSpeech=%s, name=%s, endOfSpeech=%s, wyomingPort=%s, wyomingClients=%s]"
                    .formatted(speechToText, textToSpeech, name, endOfSpeech, wyomingPort, wyomingClients);
        }
    }

    /// @param json whether each line is a JSON object
    public record Log(System.Logger.Level level, boolean json) {}
}
