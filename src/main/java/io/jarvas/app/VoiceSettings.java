package io.jarvas.app;

import io.jarvas.choice.SpeechPlaces;
import io.jarvas.choice.Wanted;
import io.jarvas.wyoming.WyomingPlace;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the settings of the voice.
final class VoiceSettings {
    /// In an app of Home Assistant the port is the container's own, so that it is always free.
    private static final int APP_PORT = 10_700;

    private static final Pattern VOICE = Pattern.compile("\\S[^\\r\\n]{0,99}");
    private static final Pattern CLIENT = Pattern.compile("[\\w.:%-]+");

    private final GivenValues given;

    VoiceSettings(GivenValues given) {
        this.given = given;
    }

    /// @param supervisorToken empty outside an add-on
    Settings.Voice read(String supervisorToken, SpeechPlaces usual) {
        boolean addOn = !supervisorToken.isEmpty();
        Optional<Integer> port =
                given.findInteger("wyoming_port", 1, 65_535).or(() -> addOn ? Optional.of(APP_PORT) : Optional.empty());
        return new Settings.Voice(
                wanted("speech_to_text", "stt", usual.listening()),
                wanted("text_to_speech", "tts", usual.speaking()),
                given.find(
                        "voice",
                        "a voice's name such as pt_PT-tugão-medium",
                        text -> Optional.of(text).filter(VOICE.asMatchPredicate())),
                Duration.ofMillis(
                        given.findInteger("end_of_speech_ms", 200, 3000).orElse(800)),
                port.map(OptionalInt::of).orElse(OptionalInt.empty()),
                given.list(
                        "wyoming_clients",
                        "a name or an address of a machine such as 192.168.1.20",
                        text -> Optional.of(text).filter(CLIENT.asMatchPredicate())),
                addOn ? Optional.of(supervisorToken) : Optional.empty());
    }

    /// @param domain of the entities that do it
    /// @param usual where it is looked for
    private Wanted wanted(String key, String domain, List<URI> usual) {
        Pattern entity = Pattern.compile(domain + "\\.[a-z0-9_]+");
        Function<String, Optional<Wanted>> parse = text -> switch (text.toLowerCase(Locale.ROOT)) {
            case "auto" -> Optional.of(new Wanted.Found(usual));
            // YAML takes a bare off for false.
            case "off", "false" -> Optional.of(new Wanted.Nobody());
            default ->
                entity.matcher(text).matches()
                        ? Optional.of(new Wanted.Entity(text))
                        : wyoming(text).map(Wanted.Wyoming::new);
        };
        return given.find(
                        key,
                        "auto, off, a Wyoming service such as tcp://192.168.1.20:10300, or an entity of Home Assistant"
                                + " such as " + domain + ".my_service",
                        parse)
                .orElseGet(() -> new Wanted.Found(usual));
    }

    private static Optional<URI> wyoming(String text) {
        return Optional.of(text)
                .filter(address -> address.contains("://"))
                .flatMap(WyomingPlace::of)
                .map(place -> URI.create(place.address()));
    }
}
