package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Builds prompts so that the model's own cache is of use: a prompt begins as the one before it did.
///
/// In the order of how seldom they change: the rules, the services and the catalogue; a keyframe of the
/// states; the conversation, byte for byte; the new message, with the time, what changed since the
/// conversation was last told, and the person's words, last. All that comes before the conversation is one
/// system message: many models' templates know only one, and only at the start.
///
/// It keeps one keyframe for all conversations, and renews it when the catalogue is another one, when it is
/// told to ([#renew]), or when a message would tell so many changes that reading the states once again costs
/// less. Safe to use from any thread.
public final class PromptBuilder {
    /// From how many messages of a conversation a prompt is made: those that are shown, and those that were
    /// until the last cut.
    public static final int HISTORY = ShownHistory.MOST + ShownHistory.AFTER_CUT;

    /// A keyframe is renewed at a quiet moment when this many lines differ, or a sixteenth of all where that
    /// is more.
    private static final int DRIFT = 8;

    /// The same for a turn, which cannot wait for a quiet moment: or a third of all.
    private static final int DRIFT_OF_A_TURN = 24;

    /// What is kept free of the conversation for the newest message: this part of the window.
    private static final int ROOM_FOR_NEWEST = 8;

    /// How much larger than its share a home may grow that is shown whole, so that its form does not flap.
    private static final double LEEWAY = 1.1;

    /// In characters. A note holds what the model itself wrote, which may be anything.
    private static final int LONGEST_NOTE = 400;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm, EEEE", Locale.ENGLISH);

    private final Optional<Language> language;
    private final StateLines lines = new StateLines();
    /// Of the newest prompt.
    private final AtomicReference<String> base = new AtomicReference<>("");

    private @Nullable Held held;

    /// What is kept from prompt to prompt.
    ///
    /// @param index empty while the home is shown whole
    private record Held(Catalogue catalogue, Keyframe keyframe, Beginning whole, Optional<Index> index) {
        /// Cheap: the catalogue is the same instance in every snapshot until a registry changes.
        boolean isOf(HomeSnapshot home) {
            return catalogue.home().equals(home.catalog());
        }

        Held with(Optional<Index> other) {
            return new Held(catalogue, keyframe, whole, other);
        }
    }

    /// @param room that it was made for, in characters
    private record Index(int room, Beginning beginning) {}

    /// @param language that the owner set; empty for the home's own
    public PromptBuilder(Optional<Language> language) {
        this.language = language;
    }

    /// What a prompt begins with before the person has written.
    ///
    /// @param home empty where nothing is known of it
    public Opening opening(Optional<HomeSnapshot> home, History history, Window window) {
        Beginning beginning = beginning(home, window);
        // For the turn that follows: the search of a large home takes a while to make.
        beginning.catalogue().ifPresent(Catalogue::search);
        ShownHistory shown = shown(history, beginning, window);
        return new Opening(messages(beginning, shown), parts(beginning, shown, 0), beginning.form());
    }

    /// Whether so much differs from the keyframe that it should be renewed at a quiet moment.
    public boolean drifted(HomeSnapshot home, Window window) {
        Beginning beginning = beginning(Optional.of(home), window);
        return beginning.form() == HomeForm.WHOLE
                && new News(beginning, new Told(List.of()), home, lines).sinceKeyframe()
                        > Math.max(DRIFT, home.states().size() / 16);
    }

    /// Makes these states the keyframe.
    public synchronized void renew(HomeSnapshot home) {
        lines.keepOnly(home);
        Optional<Held> before = Optional.ofNullable(held).filter(known -> known.isOf(home));
        Catalogue catalogue =
                before.map(Held::catalogue).orElseGet(() -> new Catalogue(home.catalog(), Rules.SERVICES));
        Keyframe keyframe = new Keyframe(home, lines);
        Beginning whole = Beginning.whole(rules(Optional.of(home)), catalogue, keyframe);
        held = new Held(catalogue, keyframe, whole, before.flatMap(Held::index));
    }

    public Prompt build(TurnContext context) {
        Beginning beginning = beginning(context.home(), context.window());
        ShownHistory shown = shown(context.history(), beginning, context.window());
        if (beginning.form() == HomeForm.UNKNOWN) {
            return prompt(context, beginning, shown, "");
        }
        HomeSnapshot home = context.home().orElseThrow();
        Told told = new Told(shown.messages());
        News news = new News(beginning, told, home, lines);
        if (news.sinceKeyframe() > Math.max(DRIFT_OF_A_TURN, home.states().size() / 3)) {
            renew(home);
            beginning = beginning(context.home(), context.window());
            news = new News(beginning, told, home, lines);
        }
        int room = context.window().charactersOf(context.window().prompt())
                - parts(beginning, shown, context.text().length()).total();
        return prompt(context, beginning, shown, news.told(context.text(), earlier(context.history(), shown), room));
    }

    private Prompt prompt(TurnContext context, Beginning beginning, ShownHistory shown, String news) {
        PromptMessage newest = new PromptMessage(PromptMessage.Author.PERSON, newest(context, news), context.images());
        List<ChatMessage> messages = messages(beginning, shown);
        messages.add(chatMessage(newest));
        return new Prompt(
                new ChatRequest(context.model(), messages),
                newest,
                parts(beginning, shown, newest.content().length()),
                beginning.form(),
                shown.tooLong(),
                !beginning.base().equals(base.getAndSet(beginning.base())));
    }

    private synchronized Beginning beginning(Optional<HomeSnapshot> home, Window window) {
        if (home.isEmpty()) {
            return Beginning.unknown(rules(home));
        }
        if (held == null || !held.isOf(home.get())) {
            renew(home.get());
        }
        Held now = Objects.requireNonNull(held);
        double limit = window.home() * (now.index().isEmpty() ? LEEWAY : 1);
        if (window.tokensOf(now.whole().text().length()) <= limit) {
            held = now.index().isEmpty() ? now : now.with(Optional.empty());
            return now.whole();
        }
        int room = window.charactersOf(window.home());
        Optional<Index> index = now.index().filter(made -> made.room() == room);
        if (index.isEmpty()) {
            index = Optional.of(new Index(room, Beginning.index(rules(home), now.catalogue(), room)));
            held = now.with(index);
        }
        return index.get().beginning();
    }

    private Rules rules(Optional<HomeSnapshot> home) {
        return Rules.in(rulesLanguage(home));
    }

    private Language rulesLanguage(Optional<HomeSnapshot> home) {
        return language.or(() -> home.flatMap(
                        known -> Language.ofTag(known.catalog().config().language())))
                .orElse(Language.ENGLISH);
    }

    private static ShownHistory shown(History history, Beginning beginning, Window window) {
        int room = window.prompt() - window.tokens() / ROOM_FOR_NEWEST;
        return ShownHistory.of(
                history,
                Math.max(0, window.charactersOf(room) - beginning.text().length()));
    }

    /// The entities that earlier messages were about, of those that the model no longer sees.
    private static Set<EntityId> earlier(History history, ShownHistory shown) {
        List<PromptMessage> gone = history.newest()
                .subList(0, history.newest().size() - shown.messages().size());
        String answers = gone.stream()
                .filter(message -> message.author() == PromptMessage.Author.ASSISTANT)
                .map(PromptMessage::content)
                .collect(Collectors.joining("\n"));
        return new Told(gone)
                .entities().stream()
                        .filter(id -> answers.contains('"' + id.value() + '"'))
                        .collect(Collectors.toSet());
    }

    private static PromptParts parts(Beginning beginning, ShownHistory shown, int turn) {
        PromptParts parts = beginning.parts();
        return new PromptParts(
                parts.rules(), parts.services(), parts.catalogue(), parts.states(), shown.characters(), turn);
    }

    private static List<ChatMessage> messages(Beginning beginning, ShownHistory shown) {
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, beginning.text()));
        shown.messages().forEach(message -> messages.add(chatMessage(message)));
        return messages;
    }

    private String newest(TurnContext context, String news) {
        StringBuilder text = new StringBuilder();
        text.append('[').append(TIME.format(context.now())).append("]\n");
        context.home()
                .filter(home -> home.source() != HomeSnapshot.Source.LIVE)
                .ifPresent(home -> text.append(age(home, context)));
        text.append(news);
        if (!context.history().note().isEmpty()) {
            text.append('[')
                    .append(HouseText.line(context.history().note(), LONGEST_NOTE))
                    .append("]\n");
        }
        answerLanguage(context)
                .ifPresent(wanted ->
                        text.append("[answer in ").append(name(wanted)).append("]\n"));
        return text.append(context.text()).toString();
    }

    /// The language that the answer must be in, where the rules' own language could mislead.
    private Optional<Language> answerLanguage(TurnContext context) {
        return context.language()
                .or(() ->
                        LanguageDetector.of(context.text()).filter(spoken -> spoken != rulesLanguage(context.home())));
    }

    private static String age(HomeSnapshot home, TurnContext context) {
        if (home.states().isEmpty()) {
            return "[the states are not known: the home cannot be reached]\n";
        }
        long minutes = Duration.between(home.asOf(), context.now().toInstant()).toMinutes();
        return "[states are " + minutes + " minutes old]\n";
    }

    private static String name(Language language) {
        return switch (language) {
            case ENGLISH -> "English";
            case PORTUGUESE -> "European Portuguese";
        };
    }

    private static ChatMessage chatMessage(PromptMessage message) {
        ChatMessage.Role role = switch (message.author()) {
            case PERSON -> ChatMessage.Role.USER;
            case ASSISTANT -> ChatMessage.Role.ASSISTANT;
        };
        return new ChatMessage(role, message.content(), message.images());
    }
}
