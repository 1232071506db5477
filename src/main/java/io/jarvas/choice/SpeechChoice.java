package io.jarvas.choice;

import io.jarvas.language.Language;
import io.jarvas.speech.LanguageTags;
import io.jarvas.speech.SpeechException;
import io.jarvas.speech.SpeechException.Code;
import io.jarvas.speech.SpeechStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Which of the services that listen, or of those that speak, is to do it now. They are looked for in the background,
/// again from time to time, and soon after one failed; whoever asks never waits for that. Safe to use from any thread.
///
/// @param <S> the port
final class SpeechChoice<S> implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(SpeechChoice.class.getName());

    /// Looks for the services, and waits for the answers.
    @FunctionalInterface
    interface Search<S> {
        Found<S> look() throws InterruptedException;
    }

    /// @param candidates the best first
    /// @param whole whether everybody who could know of one was asked
    record Found<S>(List<Candidate<S>> candidates, boolean whole) {
        Found {
            candidates = List.copyOf(candidates);
        }
    }

    /// @param again between two searches
    /// @param soon before the next, where none was found or one does not work, or the search broke
    /// @param unfinished before the next, where not everybody could be asked
    /// @param aside how long one that failed comes after all others
    record Timing(Duration again, Duration soon, Duration unfinished, Duration aside) {
        static final Timing USUAL =
                new Timing(Duration.ofMinutes(5), Duration.ofMinutes(1), Duration.ofSeconds(5), Duration.ofMinutes(1));
    }

    private record Failure(Instant until, SpeechException cause) {}

    private final String name;
    private final Search<S> search;
    private final Timing timing;
    private final InstantSource clock;
    private final Map<String, Failure> failures = new ConcurrentHashMap<>();
    private final Semaphore wake = new Semaphore(0);
    private final Thread thread;
    private volatile Optional<Found<S>> found = Optional.empty();
    /// What the log was told last.
    private Optional<String> told = Optional.empty();

    /// @param name of what is looked for, for the log
    SpeechChoice(String name, Search<S> search, Timing timing, InstantSource clock) {
        this.name = name;
        this.search = search;
        this.timing = timing;
        this.clock = clock;
        thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    static <S> SpeechChoice<S> begun(String name, Search<S> search, InstantSource clock) {
        return new SpeechChoice<>(name, search, Timing.USUAL, clock).begin();
    }

    /// Of a kind that the owner does not want.
    static <S> SpeechChoice<S> ofNobody(String name, InstantSource clock) {
        Found<S> nobody = new Found<>(List.of(), true);
        SpeechChoice<S> choice = new SpeechChoice<>(name, () -> nobody, Timing.USUAL, clock);
        choice.found = Optional.of(nobody);
        return choice;
    }

    /// Begins to look.
    SpeechChoice<S> begin() {
        thread.start();
        return this;
    }

    private void run() {
        try {
            while (true) {
                Duration pause = look();
                if (wake.tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    // Not at once: what has just failed would fail again.
                    Thread.sleep(timing.unfinished());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// @return how long that is good for
    private Duration look() throws InterruptedException {
        Found<S> now;
        try {
            now = search.look();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "the search for " + name + " broke", e);
            return timing.soon();
        }
        tell(now);
        found = Optional.of(now);
        wake.drainPermits();
        boolean wanting = now.candidates().isEmpty()
                || !now.candidates().getFirst().status().works();
        return now.whole() ? (wanting ? timing.soon() : timing.again()) : timing.unfinished();
    }

    /// Tells the log of the one that is next to be used, where it is another one. As long as none was found
    /// and not everybody was asked, there may be one.
    private void tell(Found<S> now) {
        Optional<String> best = now.candidates().stream()
                .filter(candidate -> candidate.status().works())
                .findFirst()
                .map(Candidate::named);
        boolean early = told.isEmpty() && best.isEmpty() && !now.whole();
        Optional<String> news = Optional.of(best.orElse("no service"));
        if (!early && !told.equals(news)) {
            LOG.log(System.Logger.Level.INFO, "{0}: {1}", name, news.get());
            told = news;
        }
    }

    /// Those that may know the language, the best first, those that failed lately last.
    ///
    /// @throws SpeechException where there is none; the log is told why
    List<Candidate<S>> in(Language language) {
        Found<S> now = found.orElseThrow(() -> refused(Code.UNREACHABLE, "it is still being looked for"));
        if (now.candidates().isEmpty()) {
            // The search has told the log.
            throw new SpeechException(Code.ABSENT, "there is none");
        }
        Instant moment = clock.instant();
        List<Candidate<S>> able = now.candidates().stream()
                .filter(candidate ->
                        LanguageTags.known(language, candidate.status().languages()))
                .sorted(Comparator.comparing(candidate -> aside(candidate, language, moment)))
                .toList();
        if (able.isEmpty()) {
            String all = now.candidates().stream().map(Candidate::named).collect(Collectors.joining(", "));
            throw refused(Code.LANGUAGE, "none of these knows " + language.tag() + ": " + all);
        }
        return able;
    }

    private SpeechException refused(Code code, String why) {
        LOG.log(System.Logger.Level.WARNING, "{0}: {1}", name, why);
        return new SpeechException(code, why);
    }

    private boolean aside(Candidate<S> candidate, Language language, Instant moment) {
        Failure failure = failures.get(key(candidate, language));
        boolean failed = failure != null && failure.until().isAfter(moment);
        return failed || !candidate.status().works();
    }

    private static String key(Candidate<?> candidate, Language language) {
        return candidate.place() + " " + language.tag();
    }

    /// It comes last for a while, and the log is told: nobody else knows which one it was.
    void failed(Candidate<S> candidate, Language language, SpeechException cause) {
        LOG.log(
                System.Logger.Level.WARNING,
                "{0}: {1} failed ({2}): {3}",
                name,
                candidate.named(),
                cause.code().name().toLowerCase(Locale.ROOT),
                cause.getMessage());
        failures.put(key(candidate, language), new Failure(clock.instant().plus(timing.aside()), cause));
        wake.release();
    }

    void worked(Candidate<S> candidate, Language language) {
        failures.remove(key(candidate, language));
    }

    /// Of the one that is next to be used.
    SpeechStatus status() {
        if (found.isEmpty()) {
            return new SpeechStatus(Optional.empty(), Optional.empty(), List.of(), Optional.of(Code.UNREACHABLE), "");
        }
        List<Candidate<S>> candidates = found.get().candidates();
        Instant moment = clock.instant();
        return candidates.stream()
                .map(candidate -> now(candidate, moment))
                .min(Comparator.comparing(status -> !status.works()))
                .orElse(SpeechStatus.ABSENT);
    }

    /// What is known of it, and its latest failure in any language.
    private SpeechStatus now(Candidate<S> candidate, Instant moment) {
        SpeechStatus status = candidate.status();
        SpeechStatus here = new SpeechStatus(
                status.name(), Optional.of(candidate.place()), status.languages(), status.problem(), status.detail());
        for (Language language : Language.values()) {
            Failure failure = failures.get(key(candidate, language));
            if (failure != null && failure.until().isAfter(moment) && here.works()) {
                return here.after(Optional.of(failure.cause()));
            }
        }
        return here;
    }

    /// Ends the search.
    @Override
    public void close() {
        thread.interrupt();
    }
}
