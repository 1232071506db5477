package io.jarvas.wyoming;

import io.jarvas.language.Language;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A service at its place, and what is known of it: what it said that it is, asked when it is first needed and again
/// after a failure, and whether it works.
final class Service {
    private static final Duration LONGEST_INTRODUCTION = Duration.ofSeconds(5);

    /// Events that may come before the one that was asked for.
    private static final int MOST_OTHERS = 100;

    private final WyomingPlace place;
    private final ServiceKind kind;
    private final Optional<String> named;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile @Nullable ServiceInfo info;
    private final AtomicReference<SpeechStatus> status;

    /// @param named the model or voice that the owner wants
    Service(WyomingPlace place, ServiceKind kind, Optional<String> named) {
        this.place = place;
        this.kind = kind;
        this.named = named;
        this.status = new AtomicReference<>(SpeechStatus.untried(place.address()));
    }

    WyomingPlace place() {
        return place;
    }

    SpeechStatus status() {
        return status.get();
    }

    ServiceConnection connection() {
        return new ServiceConnection(place);
    }

    /// Whom to ask for this language. May wait for the service.
    ///
    /// @throws SpeechException where it cannot be reached, or does not know the language
    ServiceInfo.Choice choice(Language language) {
        ServiceInfo known = info();
        if (known.programs().isEmpty()) {
            throw new SpeechException(SpeechException.Code.REFUSED, "it has no " + kind.programs() + " service");
        }
        return known.choice(language, named)
                .orElseThrow(() -> new SpeechException(
                        SpeechException.Code.LANGUAGE, "it knows " + String.join(", ", known.languages())));
    }

    void worked() {
        status.updateAndGet(now -> now.after(Optional.empty()));
    }

    void failed(SpeechException failure) {
        info = null;
        status.updateAndGet(now -> now.after(Optional.of(failure)));
    }

    /// Asks the service anew what it is, and waits for its answer.
    SpeechStatus look() {
        info = null;
        try {
            info();
            worked();
        } catch (SpeechException e) {
            failed(e);
        }
        return status.get();
    }

    private ServiceInfo info() {
        asking.lock();
        try {
            ServiceInfo known = info;
            if (known == null) {
                known = introduction();
                info = known;
                tellOf(known);
            }
            return known;
        } finally {
            asking.unlock();
        }
    }

    private void tellOf(ServiceInfo known) {
        Optional<String> name = known.programs().stream()
                .map(ServiceInfo.Program::name)
                .filter(text -> !text.isBlank())
                .findFirst();
        status.updateAndGet(now -> new SpeechStatus(name, now.place(), known.languages(), now.problem(), now.detail()));
    }

    private ServiceInfo introduction() {
        try (ServiceConnection connection = connection()) {
            connection.connect();
            connection.limitSilence(
                    LONGEST_INTRODUCTION.compareTo(place.silence()) < 0 ? LONGEST_INTRODUCTION : place.silence());
            connection.send(new Event("describe"));
            for (int others = 0; others < MOST_OTHERS; others++) {
                Event event = connection.receive();
                if (event.type().equals("info")) {
                    return ServiceInfo.of(event.data(), kind);
                }
            }
            throw new SpeechException(SpeechException.Code.REFUSED, "it does not say what it is");
        }
    }
}
