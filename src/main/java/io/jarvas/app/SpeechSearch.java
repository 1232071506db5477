package io.jarvas.app;

import io.jarvas.app.Settings.Wanted;
import io.jarvas.app.SpeechChoice.Found;
import io.jarvas.home.HomeException;
import io.jarvas.homeassistant.HomeSpeech;
import io.jarvas.speech.SpeechStatus;
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
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Looks for the services that listen, or for those that speak, as the owner wants them. For one thread.
///
/// Where the owner does not say, what the preferred voice assistant of Home Assistant uses comes first, because the
/// owner
/// chose that. The same service is used without Home Assistant in between where it is at one of the usual places: so
/// words come while they are spoken, and sound while it is made. Then come other services at the usual places, and then
/// whatever else Home Assistant has.
///
/// @param <S> the port
final class SpeechSearch<S> implements SpeechChoice.Search<S> {
    /// A service, and how it is asked what it is, which may take some seconds.
    record Access<S>(S port, Supplier<SpeechStatus> look) {}

    /// How services are reached.
    ///
    /// @param wyoming at a place, with the voice that is wanted
    /// @param engine of Home Assistant, with the voice that is wanted
    /// @param engines that Home Assistant has
    /// @param preferred what Home Assistant's preferred voice assistant uses
    record Ways<S>(
            BiFunction<URI, Optional<String>, Access<S>> wyoming,
            BiFunction<String, Optional<String>, Access<S>> engine,
            Supplier<List<HomeSpeech.Engine>> engines,
            Supplier<Preference> preferred) {}

    /// @param voice of the engine
    record Preference(Optional<String> engine, Optional<String> voice) {}

    /// What Home Assistant knows.
    private record Home(Preference preferred, List<String> engines, boolean asked) {
        private static final Home UNKNOWN =
                new Home(new Preference(Optional.empty(), Optional.empty()), List.of(), false);
    }

    private final Wanted wanted;
    private final Optional<String> voice;
    private final Ways<S> ways;
    /// By place and voice: what was learnt of a service is kept by its port.
    private final Map<String, Access<S>> known = new HashMap<>();

    /// @param voice that the owner wants
    SpeechSearch(Wanted wanted, Optional<String> voice, Ways<S> ways) {
        this.wanted = wanted;
        this.voice = voice;
        this.ways = ways;
    }

    @Override
    public Found<S> look() throws InterruptedException {
        return switch (wanted) {
            case Wanted.Nobody _ -> new Found<>(List.of(), true);
            case Wanted.Wyoming(URI place) ->
                new Found<>(List.of(looked(place.toString(), wyoming(place, voice))), true);
            case Wanted.Entity(String entity) -> new Found<>(List.of(looked(entity, engine(entity, voice))), true);
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
        Home home = home();
        List<Candidate<S>> direct = new ArrayList<>();
        for (FutureTask<Candidate<S>> look : looks) {
            finished(look)
                    .filter(candidate -> candidate.status().works()
                            && candidate.status().name().isPresent())
                    .map(candidate -> asPreferred(candidate, home.preferred()))
                    .ifPresent(direct::add);
        }
        List<Candidate<S>> engines = home.engines().stream()
                .map(engine -> {
                    boolean preferred = home.preferred().engine().equals(Optional.of(engine));
                    Optional<String> theirs = preferred ? voice.or(home.preferred()::voice) : voice;
                    return looked(engine, engine(engine, theirs));
                })
                .toList();
        return new Found<>(order(home.preferred().engine(), direct, engines), home.asked());
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
    private Candidate<S> asPreferred(Candidate<S> candidate, Preference preferred) {
        return voice.isEmpty() && preferred.voice().isPresent() && same(candidate, preferred.engine())
                ? looked(candidate.place(), wyoming(URI.create(candidate.place()), preferred.voice()))
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

    private Home home() {
        try {
            return new Home(
                    ways.preferred().get(),
                    ways.engines().get().stream().map(HomeSpeech.Engine::id).toList(),
                    true);
        } catch (HomeException e) {
            System.getLogger(SpeechSearch.class.getName())
                    .log(System.Logger.Level.DEBUG, "Home Assistant's speech is not known: {0}", e.code());
            return Home.UNKNOWN;
        }
    }

    private Access<S> wyoming(URI place, Optional<String> name) {
        return known.computeIfAbsent(
                place + " " + name.orElse(""), _ -> ways.wyoming().apply(place, name));
    }

    private Access<S> engine(String engine, Optional<String> name) {
        return known.computeIfAbsent(
                engine + " " + name.orElse(""), _ -> ways.engine().apply(engine, name));
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
            System.getLogger(SpeechSearch.class.getName())
                    .log(System.Logger.Level.DEBUG, "a place could not be looked at", e);
            return Optional.empty();
        }
    }
}
