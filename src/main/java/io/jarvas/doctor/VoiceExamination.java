package io.jarvas.doctor;

import io.jarvas.doctor.Sheet.Outcome;
import io.jarvas.language.Language;
import io.jarvas.speech.LanguageTags;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/// Looks at what listens and speaks, and at whether Home Assistant's Assist can use Jarvas.
///
/// It waits for Home Assistant's examination, since a token that is wrong must not be sent again.
final class VoiceExamination implements Runnable {
    private final Setup.Voice voice;
    private final Setup.Home home;
    private final Setup.Running running;
    private final Probe probe;
    private final Sheet sheet;
    private final CompletableFuture<OptionalInt> exposed;

    VoiceExamination(Setup setup, Probe probe, Sheet sheet, CompletableFuture<OptionalInt> exposed) {
        this.voice = setup.voice();
        this.home = setup.home();
        this.running = setup.machine().running().get();
        this.probe = probe;
        this.sheet = sheet;
        this.exposed = exposed;
    }

    @Override
    public void run() {
        boolean homeIsWell;
        try {
            homeIsWell = exposed.get().isPresent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException e) {
            homeIsWell = false;
        }
        examine(Check.VOICE_LISTENING, voice.listening(), "doctor.listening.", homeIsWell);
        examine(Check.VOICE_SPEAKING, voice.speaking(), "doctor.speaking.", homeIsWell);
        assist(homeIsWell);
    }

    private void examine(Check check, Optional<Setup.Look> look, String key, boolean homeIsWell) {
        if (look.isEmpty()) {
            sheet.skip(Finding.skipped(key + "off"), check);
            return;
        }
        sheet.check(
                check,
                probe.limits().question().multipliedBy(2),
                () -> Outcome.of(finding(key, look.get().services(homeIsWell))));
    }

    private Finding finding(String key, List<SpeechStatus> services) {
        Optional<SpeechStatus> works =
                services.stream().filter(SpeechStatus::works).findFirst();
        if (works.isPresent()) {
            return language(key, works.get(), services);
        }
        if (services.isEmpty()) {
            return Finding.skipped(key + "none");
        }
        SpeechStatus first = services.getFirst();
        Code problem = first.problem().orElse(Code.ABSENT);
        return new Finding.Broken(
                Words.of(
                        key + (problem == Code.UNREACHABLE || problem == Code.ABSENT ? "away" : "broken"),
                        place(first),
                        first.detail()),
                Optional.of(Words.of(key + "next", place(first))));
    }

    private Finding language(String key, SpeechStatus first, List<SpeechStatus> services) {
        Optional<Language> missing = voice.languages().stream()
                .filter(language -> services.stream()
                        .filter(SpeechStatus::works)
                        .noneMatch(service -> LanguageTags.known(language, service.languages())))
                .findFirst();
        return missing.isPresent()
                ? Finding.warning(key + "language", place(first), missing.get().tag())
                : Finding.fine(key + "fine", place(first));
    }

    private static String place(SpeechStatus service) {
        String place = service.place().orElse("?");
        return service.name().map(name -> name + " (" + place + ")").orElse(place);
    }

    private void assist(boolean homeIsWell) {
        if (voice.assistPort().isEmpty()) {
            sheet.skip(Finding.skipped("doctor.assist.off"), Check.VOICE_ASSIST);
        } else if (running == Setup.Running.NONE) {
            sheet.skip(Finding.skipped("doctor.skipped.stopped"), Check.VOICE_ASSIST);
        } else if (!homeIsWell) {
            sheet.skip(Finding.skipped("doctor.skipped.home"), Check.VOICE_ASSIST);
        } else {
            int port = voice.assistPort().getAsInt();
            sheet.check(Check.VOICE_ASSIST, probe.limits().question(), () -> Outcome.of(assist(port)));
        }
    }

    private Finding assist(int port) throws IOException, InterruptedException {
        if (!listens(port)) {
            return Finding.broken("doctor.assist.closed", port);
        }
        try (HomeTalk talk = HomeTalk.open(probe, home)) {
            Map<String, Object> answer = talk.ask("config_entries/get", Map.of("domain", "wyoming"));
            Optional<String> state = answer.get("result") instanceof List<?> entries
                    ? entries.stream()
                            .flatMap(entry -> entry instanceof Map<?, ?> one ? Stream.of(one) : Stream.empty())
                            .filter(entry -> String.valueOf(entry.get("title"))
                                    .toLowerCase(Locale.ROOT)
                                    .startsWith("jarvas"))
                            .map(entry -> String.valueOf(entry.get("state")))
                            .findFirst()
                    : Optional.empty();
            if (state.isEmpty()) {
                return Finding.warning("doctor.assist.not_added", port);
            }
            return state.get().equals("loaded")
                    ? Finding.fine("doctor.assist.fine")
                    : Finding.broken("doctor.assist.not_loaded", state.get());
        } catch (HomeTalk.RefusedException e) {
            return Finding.broken("doctor.home.socket", e.words());
        }
    }

    /// This very process listens there, or it would not have started; another one is asked.
    private boolean listens(int port) {
        if (running == Setup.Running.THIS) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(voice.assistHost(), port), (int)
                    probe.limits().connect().toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
