package io.jarvas.web;

import io.jarvas.action.Schedules;
import io.jarvas.assistant.Turns;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreHealth;
import io.jarvas.conversation.StoreStatus;
import io.jarvas.home.HomeLink;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStatus.Capability;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How Jarvas is, in sentences and figures. Costs no call to anybody.
final class StatusPage {
    private final Turns turns;
    private final LiveHome home;
    private final HomeLink link;
    private final LanguageModel model;
    private final Schedules schedules;
    private final StoreHealth store;
    private final JarvasWeb.Voice voice;

    StatusPage(
            Turns turns,
            LiveHome home,
            HomeLink link,
            LanguageModel model,
            Schedules schedules,
            StoreHealth store,
            JarvasWeb.Voice voice) {
        this.turns = turns;
        this.home = home;
        this.link = link;
        this.model = model;
        this.schedules = schedules;
        this.store = store;
        this.voice = voice;
    }

    /// @param person whose schedules are counted
    Map<String, @Nullable Object> in(Language language, Person person) {
        Sentences sentences = Sentences.in(language);
        return EventJson.object(
                "language", language.tag(),
                "version", version(),
                "home", home(sentences),
                "model", model(sentences),
                "store", store(sentences),
                "window", WindowFigures.json(turns.window(), sentences),
                "voice", VoiceFigures.json(voice, sentences),
                "latency", LatencyFigures.json(turns.recent()),
                "schedules", schedules.of(person).size());
    }

    /// Of Jarvas.
    static String version() {
        return Optional.ofNullable(StatusPage.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }

    private Map<String, @Nullable Object> home(Sentences sentences) {
        HomeStatus status = link.status();
        Optional<HomeSnapshot> snapshot = home.snapshot();
        String key = status.problem()
                .map(problem -> "home." + EventJson.lower(problem))
                .orElse("home." + EventJson.lower(status.link()));
        return EventJson.object(
                "works",
                        status.link() != HomeStatus.Link.DOWN
                                && status.problem().isEmpty(),
                "link", EventJson.lower(status.link()),
                "sentence", sentences.say(key),
                "problem", status.problem().map(EventJson::lower).orElse(null),
                "detail", status.detail(),
                "since", status.since().toString(),
                "entities",
                        snapshot.map(known -> known.catalog().entities().size()).orElse(0),
                "states_as_of", snapshot.map(known -> known.asOf().toString()).orElse(null));
    }

    private Map<String, @Nullable Object> model(Sentences sentences) {
        ModelStatus status = model.status();
        return EventJson.object(
                "works", status.model().isPresent() && status.problem().isEmpty(),
                "name", status.model().orElse(null),
                "sentence", sentence(status, sentences),
                "problem", status.problem().map(EventJson::lower).orElse(null),
                "detail", status.detail(),
                "allowed", status.allowed(),
                "capabilities",
                        status.allowed().stream()
                                .map(name -> capabilities(status, name))
                                .toList(),
                "window_tokens", status.contextTokens() == 0 ? null : status.contextTokens(),
                "memory", EventJson.lower(status.memory()),
                "server", status.server().isEmpty() ? null : status.server(),
                "server_version", status.version().isEmpty() ? null : status.version(),
                "checked", status.checked().toString());
    }

    /// `{"name":"qwen3:8b","sees":false,"thinks":false}`, where what it can do is not known with nulls.
    private static Map<String, @Nullable Object> capabilities(ModelStatus status, String name) {
        Optional<Set<Capability>> can =
                Optional.ofNullable(status.capabilities().get(name));
        return EventJson.object(
                "name", name,
                "sees", can.map(known -> known.contains(Capability.VISION)).orElse(null),
                "thinks", can.map(known -> known.contains(Capability.THINKING)).orElse(null));
    }

    private Map<String, @Nullable Object> store(Sentences sentences) {
        StoreStatus status = store.status();
        Optional<String> problem = status.problem().map(EventJson::lower);
        Optional<StoreStatus.SetAside> setAside = status.setAside();
        String sentence = problem.map(what -> sentences.say("store." + what))
                .or(() -> setAside.map(file -> sentences.say("store." + EventJson.lower(file.reason()), file.file())))
                .orElseGet(() -> sentences.say("store.works"));
        return EventJson.object(
                "works", problem.isEmpty(),
                "sentence", sentence,
                "problem",
                        problem.or(() -> setAside.map(file -> EventJson.lower(file.reason())))
                                .orElse(null),
                "set_aside", setAside.map(StoreStatus.SetAside::file).orElse(null),
                "set_aside_at", setAside.map(file -> file.at().toString()).orElse(null));
    }

    private static String sentence(ModelStatus status, Sentences sentences) {
        if (status.problem().isPresent()) {
            return sentences.say("model." + EventJson.lower(status.problem().get()));
        }
        return switch (status.memory()) {
            case LOADED -> sentences.say("model.loaded");
            case ABSENT -> sentences.say("model.absent");
            case UNKNOWN -> sentences.say("model.unknown");
        };
    }
}
