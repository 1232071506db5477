package io.jarvas.choice;

import static org.assertj.core.api.Assertions.assertThat;

import io.jarvas.choice.SpeechChoice.Found;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SpeechSearchTest {
    private static final Wanted AUTO =
            new Wanted.Found(List.of(URI.create("tcp://core-piper:10200"), URI.create("tcp://nobody:10200")));

    /// The services that answer, by place, with the names that they give themselves.
    private final Map<String, String> wyoming = new HashMap<>();

    private List<String> engines = List.of();
    private Optional<String> preferred = Optional.empty();
    private Optional<String> preferredVoice = Optional.empty();
    private boolean homeAway;
    private int looks;

    @Test
    void whatThePreferredAssistantUsesComesFirst() throws InterruptedException {
        wyoming.put("tcp://core-piper:10200", "piper");
        engines = List.of("tts.google", "tts.cloud");
        preferred = Optional.of("tts.cloud");

        assertThat(found(AUTO, Optional.empty())).containsExactly("tts.cloud", "tcp://core-piper:10200", "tts.google");
    }

    @Test
    void theSameServiceIsUsedWithoutHomeAssistantInBetween() throws InterruptedException {
        wyoming.put("tcp://core-piper:10200", "Piper");
        engines = List.of("tts.google", "tts.piper");
        preferred = Optional.of("tts.piper");

        assertThat(found(AUTO, Optional.empty())).containsExactly("tcp://core-piper:10200", "tts.piper", "tts.google");
    }

    @Test
    void withoutAPreferenceTheUsualPlacesComeFirst() throws InterruptedException {
        wyoming.put("tcp://core-piper:10200", "piper");
        engines = List.of("tts.google");

        assertThat(found(AUTO, Optional.empty())).containsExactly("tcp://core-piper:10200", "tts.google");
    }

    @Test
    void theVoiceOfThePreferredAssistantIsTakenUnlessTheOwnerNamesOne() throws InterruptedException {
        engines = List.of("tts.google", "tts.cloud");
        preferred = Optional.of("tts.cloud");
        preferredVoice = Optional.of("Raquel");

        assertThat(ports(AUTO, Optional.empty())).containsExactly("tts.cloud Raquel", "tts.google ");
        assertThat(ports(AUTO, Optional.of("Alba"))).containsExactly("tts.cloud Alba", "tts.google Alba");
    }

    @Test
    void theVoiceOfThePreferredAssistantIsTakenWithoutHomeAssistantInBetweenToo() throws InterruptedException {
        wyoming.put("tcp://core-piper:10200", "piper");
        engines = List.of("tts.piper");
        preferred = Optional.of("tts.piper");
        preferredVoice = Optional.of("en_US-lessac-medium");

        assertThat(ports(AUTO, Optional.empty()))
                .containsExactly("tcp://core-piper:10200 en_US-lessac-medium", "tts.piper en_US-lessac-medium");
        assertThat(ports(AUTO, Optional.of("Alba"))).containsExactly("tcp://core-piper:10200 Alba", "tts.piper Alba");
    }

    @Test
    void aHomeAssistantThatIsAwayIsAskedAgain() throws InterruptedException {
        wyoming.put("tcp://core-piper:10200", "piper");
        homeAway = true;

        Found<String> found = search(AUTO, Optional.empty()).look();

        assertThat(found.whole()).isFalse();
        assertThat(found.candidates()).extracting(Candidate::place).containsExactly("tcp://core-piper:10200");
    }

    @Test
    void whomTheOwnerNamesIsNeverReplaced() throws InterruptedException {
        engines = List.of("tts.google");
        wyoming.put("tcp://core-piper:10200", "piper");

        Found<String> found = search(new Wanted.Wyoming(URI.create("tcp://mine:1")), Optional.empty())
                .look();

        assertThat(found.candidates()).extracting(Candidate::place).containsExactly("tcp://mine:1");
        assertThat(found.candidates().getFirst().status().problem()).contains(Code.UNREACHABLE);
        assertThat(found(new Wanted.Entity("tts.mine"), Optional.empty())).containsExactly("tts.mine");
        assertThat(found(new Wanted.Nobody(), Optional.empty())).isEmpty();
    }

    @Test
    void aSearchLooksAtHomeAssistantOnce() throws InterruptedException {
        engines = List.of("tts.google", "tts.cloud");
        preferred = Optional.of("tts.cloud");

        search(AUTO, Optional.empty()).look();

        assertThat(looks).isEqualTo(1);
    }

    private List<String> found(Wanted wanted, Optional<String> voice) throws InterruptedException {
        return search(wanted, voice).look().candidates().stream()
                .map(Candidate::place)
                .toList();
    }

    private List<String> ports(Wanted wanted, Optional<String> voice) throws InterruptedException {
        return search(wanted, voice).look().candidates().stream()
                .map(Candidate::port)
                .toList();
    }

    private SpeechSearch<String> search(Wanted wanted, Optional<String> voice) {
        return new SpeechSearch<>(new Sought<>(wanted, voice, new Sources<>() {
            @Override
            public Access<String> wyoming(URI place, Optional<String> name) {
                return access(place.toString(), name, Optional.ofNullable(wyoming.get(place.toString())));
            }

            @Override
            public Access<String> engine(String id, Optional<String> name) {
                return access(id, name, Optional.of(id));
            }

            @Override
            public HomeOffer<String> home() {
                looks++;
                if (homeAway) {
                    throw new SpeechException(Code.UNREACHABLE, "away");
                }
                return new HomeOffer<>(engines, this::engine, preferred, preferredVoice);
            }
        }));
    }

    private static Access<String> access(String place, Optional<String> voice, Optional<String> name) {
        return new Access<>(
                place + " " + voice.orElse(""),
                () -> new SpeechStatus(
                        name,
                        Optional.of(place),
                        List.of("en"),
                        name.isPresent() ? Optional.empty() : Optional.of(Code.UNREACHABLE),
                        ""));
    }

    @Test
    void placesAreTheHomesAndTheModels() {
        SpeechPlaces places = SpeechPlaces.hosts(
                false, URI.create("http://127.0.0.1:8123"), List.of(URI.create("http://gpu.local:11434")));

        assertThat(places.listening())
                .isEqualTo(Stream.of("localhost", "whisper", "gpu.local")
                        .map(host -> URI.create("tcp://" + host + ":10300"))
                        .toList());
    }
}
