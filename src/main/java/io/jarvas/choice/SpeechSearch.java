package io.jarvas.choice;

import io.jarvas.choice.SpeechChoice.Found;
import io.jarvas.speech.SpeechException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/// Looks for the services that listen, or for those that speak, as the owner wants them. For one thread.
///
/// Where the owner does not say, what the preferred voice assistant of Home Assistant uses comes first, because the
/// owner chose that. The same service is used without Home Assistant in between where it is at one of the usual
/// places: so words come while they are spoken, and sound while it is made. Then come other services at the usual
/// places, and then whatever else Home Assistant has.
///
/// @param <S> the port
final class SpeechSearch<S> implements SpeechChoice.Search<S> {
    private static final System.Logger LOG = System.getLogger(SpeechSearch.class.getName());

    private final Wanted wanted;
    private final Optional<String> voice;
    private final Sources<S> sources;
    /// By place and voice: what was learnt of a service is kept by its port.
    private final Map<String, Access<S>> known = new HashMap<>();

    SpeechSearch(Sought<S> sought) {
        wanted = sought.wanted();
        voice = sought.voice();
        sources = sought.sources();
    }

    @Override
    public Found<S> look() throws InterruptedException {
        return switch (wanted) {
            case Wanted.Nobody _ -> new Found<>(List.of(), true);
            case Wanted.Wyoming(URI place) ->
                new Found<>(List.of(looked(place.toString(), wyoming(place, voice))), true);
            case Wanted.Entity(String entity) ->
                new Found<>(List.of(looked(entity, sources.engine(entity, voice))), true);
            case Wanted.Found(List<URI> places) -> search(places);
        };
    }

    private Found<S> search(List<URI> places) throws InterruptedException {
        List<FutureTask<Candidate<S>>> looks = places.stream()
                .map(place -> {
                    Access<S> access = wyoming(place, voice);
                    return start(() -> looked(place.toString(), access));
                })
                .toList();
        Optional<HomeOffer<S>> home = home();
        Optional<String> preferred = home.flatMap(HomeOffer::preferred);
        List<Candidate<S>> direct = new ArrayList<>();
        for (FutureTask<Candidate<S>> look : looks) {
            finished(look)
                    .filter(candidate -> candidate.status().works()
                            && candidate.status().name().isPresent())
                    .map(candidate -> asPreferred(candidate, preferred, home.flatMap(HomeOffer::voice)))
                    .ifPresent(direct::add);
        }
        List<Candidate<S>> engines = home.map(this::engines).orElse(List.of());
        return new Found<>(order(preferred, direct, engines), home.isPresent());
    }

    private List<Candidate<S>> engines(HomeOffer<S> home) {
        return home.engines().stream()
                .map(engine -> {
                    boolean preferred = home.preferred().equals(Optional.of(engine));
                    Optional<String> theirs = preferred ? voice.or(home::voice) : voice;
                    return looked(engine, home.access().apply(engine, theirs));
                })
                .toList();
    }

    /// @param preferred one of the engines
    /// @param direct services that answered at the usual places
    static <S> List<Candidate<S>> order(
            Optional<String> preferred, List<Candidate<S>> direct, List<Candidate<S>> engines) {
        Stream<Candidate<S>> chosen = Stream.concat(
                direct.stream().filter(candidate -> same(candidate, preferred)),
                engines.stream().filter(candidate -> preferred.equals(Optional.of(candidate.place()))));
        return Stream.of(chosen, direct.stream(), engines.stream())
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /// With the voice that the owner chose in Home Assistant, where it is that service.
    private Candidate<S> asPreferred(Candidate<S> candidate, Optional<String> preferred, Optional<String> theirs) {
        return voice.isEmpty() && theirs.isPresent() && same(candidate, preferred)
                ? looked(candidate.place(), wyoming(URI.create(candidate.place()), theirs))
                : candidate;
    }

    /// Home Assistant names the entity of a Wyoming service after the service.
    private static boolean same(Candidate<?> candidate, Optional<String> engine) {
        Optional<String> name = candidate
                .status()
                .name()
                .map(one -> one.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "_"));
        return name.isPresent() && name.equals(engine.map(id -> id.substring(id.indexOf('.') + 1)));
    }

    /// What Home Assistant has; nothing where it does not say.
    private Optional<HomeOffer<S>> home() {
        try {
            return Optional.of(sources.home());
        } catch (SpeechException e) {
            LOG.log(System.Logger.Level.DEBUG, "Home Assistant''s speech is not known: {0}", e.getMessage());
            return Optional.empty();
        }
    }

    private Access<S> wyoming(URI place, Optional<String> name) {
        return known.computeIfAbsent(place + " " + name.orElse(""), _ -> sources.wyoming(place, name));
    }

    private static <S> Candidate<S> looked(String place, Access<S> access) {
        return new Candidate<>(place, access.port(), access.look().get());
    }

    private static <T> FutureTask<T> start(Callable<T> look) {
        FutureTask<T> task = new FutureTask<>(look);
        Thread.ofVirtual().name("speech-search").start(task);
        return task;
    }

    private static <T> Optional<T> finished(FutureTask<T> look) throws InterruptedException {
        try {
            return Optional.of(look.get());
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "a place could not be looked at", e);
            return Optional.empty();
        }
    }
}
