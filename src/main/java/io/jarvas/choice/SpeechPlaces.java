package io.jarvas.choice;

import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Where Wyoming services usually are, for those who do not say: names with the ports of whisper and piper, the nearest
/// first.
///
/// @param listening where speech is understood
/// @param speaking where it is made
public record SpeechPlaces(List<URI> listening, List<URI> speaking) {
    private static final int WHISPER_PORT = 10_300;
    private static final int PIPER_PORT = 10_200;

    public SpeechPlaces {
        listening = List.copyOf(listening);
        speaking = List.copyOf(speaking);
    }

    /// In an add-on the apps of Home Assistant's own store bear these names. Elsewhere the same machine is
    /// asked, the containers beside this one, and where Home Assistant and Ollama are.
    public static SpeechPlaces hosts(boolean addOn, URI homeAssistant, List<URI> ollama) {
        if (addOn) {
            return new SpeechPlaces(
                    List.of(place("core-whisper", WHISPER_PORT)), List.of(place("core-piper", PIPER_PORT)));
        }
        return new SpeechPlaces(
                places("whisper", WHISPER_PORT, homeAssistant, ollama),
                places("piper", PIPER_PORT, homeAssistant, ollama));
    }

    private static List<URI> places(String container, int port, URI homeAssistant, List<URI> ollama) {
        UnaryOperator<String> plain = host -> host.equals("127.0.0.1") || host.equals("[::1]") ? "localhost" : host;
        return Stream.concat(
                        Stream.of("localhost", container),
                        Stream.concat(Stream.of(homeAssistant), ollama.stream())
                                .map(URI::getHost)
                                .filter(Objects::nonNull)
                                .map(plain))
                .distinct()
                .map(host -> place(host, port))
                .toList();
    }

    private static URI place(String host, int port) {
        return URI.create("tcp://" + host + ":" + port);
    }
}
