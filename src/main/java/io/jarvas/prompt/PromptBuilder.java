package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelStatus.Capability;
import io.jarvas.search.EntitySearch;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
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
/// It keeps one keyframe for all conversations, and renews it when the catalogue's text is another one, when
/// it is told to ([#renew]), or when a message would tell so many changes that reading the states once again
/// costs less. Safe to use from any thread.
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

    /// How many entities that the conversation was about before are brought again at most.
    private static final int MOST_EARLIER = 12;

    /// Of what a model asked to read, in characters.
    private static final int LONGEST_RESULT = 4_500;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm, EEEE", Locale.ENGLISH);

    /// Of the tools, the one whose answer is a picture.
    private static final String LOOK = "look";

    private final Optional<Language> language;
    private final Toolbox tools;
    private final StateLines lines = new StateLines();
    /// Of the newest prompt.
    private final AtomicReference<String> base = new AtomicReference<>("");

    private @Nullable Beginnings held;

    /// @param language that the owner set; empty for the home's own
    /// @param tools that models are told of
    public PromptBuilder(Optional<Language> language, Toolbox tools) {
        this.language = language;
        this.tools = tools;
    }

    /// One for models that call services and nothing else.
    ///
    /// @param language that the owner set; empty for the home's own
    public PromptBuilder(Optional<Language> language) {
        this(language, Toolbox.NONE);
    }

    /// What a prompt begins with before the person has written. Whatever takes its time is done here, so that
    /// it is not done in a turn.
    ///
    /// @param home empty where nothing is known of it
    public Opening opening(Optional<HomeSnapshot> home, History history, Window window) {
        Beginning beginning = beginning(home, window);
        beginning.catalogue().ifPresent(Catalogue::search);
        ShownHistory shown = shown(history, beginning, window, window.tokens() / ROOM_FOR_NEWEST);
        return new Opening(messages(beginning, shown), beginning.tools(), parts(beginning, shown, 0), beginning.form());
    }

    /// Whether so much differs from the keyframe that it should be renewed at a quiet moment.
    public boolean drifted(HomeSnapshot home, Window window) {
        Beginning beginning = beginning(Optional.of(home), window);
        return beginning.form() == HomeForm.WHOLE
                && new News(beginning, new Told(List.of()), Note.NONE, home, lines).sinceKeyframe()
                        > Math.max(DRIFT, home.states().size() / 16);
    }

    /// Makes these states the keyframe.
    public synchronized void renew(HomeSnapshot home) {
        lines.keepOnly(home);
        Beginnings before = held;
        Keyframe keyframe = new Keyframe(home, lines);
        held = before != null && before.areOf(home.catalog())
                ? before.with(keyframe)
                : new Beginnings(new Catalogue(home.catalog(), Rules.SERVICES), keyframe);
    }

    /// The search over the home's entities, made once for a catalogue.
    public EntitySearch search(HomeSnapshot home) {
        return current(home).catalogue().search();
    }

    private synchronized Beginnings current(HomeSnapshot home) {
        if (held != null && !held.areOf(home.catalog())) {
            held = held.with(new Catalogue(home.catalog(), Rules.SERVICES)).orElse(null);
        }
        if (held == null) {
            renew(home);
        }
        return Objects.requireNonNull(held);
    }

    /// The person's own words in a message as the model was sent it; empty where it is none of the person's.
    public static String words(PromptMessage message) {
        boolean results = message.content().startsWith(ResultLine.BEGINNING);
        return message.author() == PromptMessage.Author.ASSISTANT || results
                ? ""
                : message.content()
                        .lines()
                        .dropWhile(line -> line.startsWith("[") && line.endsWith("]"))
                        .collect(Collectors.joining("\n"));
    }

    /// Where the conversation and the new message do not fit into the window together, the conversation is
    /// cut further.
    public Prompt build(TurnContext context) {
        String now = beginning(context.home(), context.window()).base();
        boolean rebuilt = !now.equals(base.getAndSet(now));
        Prompt prompt = build(context, reserved(context, 0), rebuilt);
        if (!fits(prompt, context.window())) {
            prompt = build(context, reserved(context, prompt.parts().turn()), rebuilt);
        }
        return fits(prompt, context.window())
                ? prompt
                : build(context, context.window().tokens(), rebuilt);
    }

    private static boolean fits(Prompt prompt, Window window) {
        return prompt.parts().conversation() == 0
                || window.tokensOf(prompt.parts().total()) <= window.prompt();
    }

    /// What is kept free of the conversation for the newest message, in tokens.
    private static int reserved(TurnContext context, int characters) {
        Window window = context.window();
        int own = window.tokensOf(context.text().length() + ShownHistory.characters(context.images()));
        return Math.max(window.tokens() / ROOM_FOR_NEWEST, Math.max(own, window.tokensOf(characters)));
    }

    private Prompt build(TurnContext context, int reserved, boolean rebuilt) {
        Beginning beginning = beginning(context.home(), context.window());
        ShownHistory shown = shown(context.history(), beginning, context.window(), reserved);
        Note note = Note.read(context.history().note());
        if (beginning.form() == HomeForm.UNKNOWN) {
            return prompt(context, beginning, shown, Told.changed(News.left(note)) + words(note), rebuilt);
        }
        HomeSnapshot home = context.home().orElseThrow();
        Told told = new Told(shown.messages());
        News news = new News(beginning, told, note, home, lines);
        if (news.sinceKeyframe() > Math.max(DRIFT_OF_A_TURN, home.states().size() / 3)) {
            renew(home);
            beginning = beginning(context.home(), context.window());
            news = new News(beginning, told, note, home, lines);
        }
        int room = context.window().charactersOf(context.window().prompt())
                - parts(beginning, shown, context.text().length() + ShownHistory.characters(context.images()))
                        .total();
        List<EntityId> earlier = beginning.form() == HomeForm.INDEX ? earlier(context.history(), shown) : List.of();
        Optional<String> area = context.spoken().flatMap(TurnContext.Spoken::area);
        String tidings = news.told(context.text(), area, earlier, room) + words(note);
        return prompt(context, beginning, shown, tidings, rebuilt);
    }

    private static String words(Note note) {
        return note.words().isEmpty() ? "" : "[" + note.words() + "]\n";
    }

    private Prompt prompt(TurnContext context, Beginning beginning, ShownHistory shown, String news, boolean rebuilt) {
        PromptMessage newest = new PromptMessage(
                PromptMessage.Author.PERSON,
                newest(
                        context,
                        shown.mark() + age(context) + news + MemoryLines.of(context.memories(), shown.messages())),
                context.images());
        List<ChatMessage> messages = messages(beginning, shown);
        messages.add(chatMessage(newest));
        return new Prompt(
                new ChatRequest(context.model(), messages, beginning.tools(), ChatRequest.Wanted.ANSWER),
                newest,
                parts(beginning, shown, newest.content().length() + ShownHistory.characters(newest.images())),
                beginning.form(),
                shown.tooLong(),
                shown.cut(),
                rebuilt,
                context.window(),
                answerLanguage(context).orElse(rulesLanguage(context.home())));
    }

    /// What the model is sent when it has asked to read something: all that it was sent and wrote, and what
    /// was read. Where that has no room in the window, what was read is shortened, and says so.
    ///
    /// @param written by the model, exactly
    /// @param results what it asked for, in that order
    /// @return a prompt whose newest message is the results'
    public Prompt after(Prompt asked, String written, List<ToolResult> results) {
        List<String> images =
                results.stream().flatMap(result -> result.images().stream()).toList();
        Window window = asked.window();
        int room = window.charactersOf(window.prompt())
                - asked.parts().total()
                - written.length()
                - ShownHistory.characters(images);
        StringBuilder text = new StringBuilder();
        int left = results.size();
        for (ToolResult result : results) {
            String line = ResultLine.of(result, Math.clamp((room - text.length()) / left, 0, LONGEST_RESULT));
            text.append(line);
            left--;
        }
        text.append(Rules.goOn(asked.language()));
        PromptMessage newest = new PromptMessage(PromptMessage.Author.PERSON, text.toString(), images);
        PromptMessage answer = new PromptMessage(PromptMessage.Author.ASSISTANT, written);
        List<ChatMessage> messages = new ArrayList<>(asked.request().messages());
        messages.add(chatMessage(answer));
        messages.add(chatMessage(newest));
        return new Prompt(
                new ChatRequest(
                        asked.request().model(), messages, asked.request().tools(), ChatRequest.Wanted.ANSWER),
                newest,
                asked.parts().with(written.length() + text.length() + ShownHistory.characters(images)),
                asked.form(),
                asked.shortened(),
                false,
                false,
                window,
                asked.language());
    }

    /// Goes on with a conversation as its next message would, and asks the model which facts of it are worth
    /// remembering: a line each, or none.
    ///
    /// @param model see [ChatRequest#model()]
    public ChatRequest askForFacts(
            Optional<HomeSnapshot> home, History history, Window window, Optional<String> model) {
        Opening opening = opening(home, history, window);
        List<ChatMessage> messages = new ArrayList<>(opening.messages());
        messages.add(new ChatMessage(
                ChatMessage.Role.USER, Rules.facts(rulesLanguage(home)).strip()));
        return new ChatRequest(model, messages, opening.tools(), ChatRequest.Wanted.ANSWER);
    }

    private synchronized Beginning beginning(Optional<HomeSnapshot> home, Window window) {
        if (home.isEmpty()) {
            return Beginning.unknown(rules(home, window));
        }
        return current(home.get()).form(window, rules(home, window));
    }

    private Rules rules(Optional<HomeSnapshot> home, Window window) {
        boolean sees = window.capabilities().contains(Capability.VISION);
        boolean natively = tools.natively() && window.capabilities().contains(Capability.TOOLS);
        List<String> available = tools.names().stream()
                .filter(name -> sees || !name.equals(LOOK))
                .toList();
        return Rules.of(rulesLanguage(home), available, natively);
    }

    private Language rulesLanguage(Optional<HomeSnapshot> home) {
        return language.or(() -> home.flatMap(
                        known -> Language.ofTag(known.catalog().config().language())))
                .orElse(Language.ENGLISH);
    }

    private static ShownHistory shown(History history, Beginning beginning, Window window, int reserved) {
        int room = window.charactersOf(window.prompt() - reserved) - beginning.characters();
        return ShownHistory.of(history, Math.max(0, room));
    }

    /// The entities that earlier messages were about, of those that the model no longer sees: what its
    /// actions named, then what was brought, the likeliest of each message first, and the newest message's
    /// before the others'.
    private static List<EntityId> earlier(History history, ShownHistory shown) {
        List<PromptMessage> gone = history.newest()
                .subList(0, history.newest().size() - shown.messages().size());
        String answers = gone.stream()
                .filter(message -> message.author() == PromptMessage.Author.ASSISTANT)
                .map(PromptMessage::content)
                .collect(Collectors.joining("\n"));
        Set<EntityId> earlier = new LinkedHashSet<>(new Told(gone)
                .entities().stream()
                        .filter(id -> answers.contains('"' + id.value() + '"'))
                        .toList());
        List<List<EntityId>> brought = gone.reversed().stream()
                .map(message ->
                        List.copyOf(new Told(List.of(message)).descriptions().keySet()))
                .toList();
        for (int rank = 0; rank < MOST_EARLIER; rank++) {
            for (List<EntityId> ranked : brought) {
                ranked.stream().skip(rank).findFirst().ifPresent(earlier::add);
            }
        }
        return earlier.stream().limit(MOST_EARLIER).toList();
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
        text.append('[').append(TIME.format(context.now())).append("]\n").append(news);
        context.spoken().ifPresent(spoken -> text.append(spoken(spoken, context.home())));
        answerLanguage(context)
                .ifPresent(wanted ->
                        text.append("[answer in ").append(name(wanted)).append("]\n"));
        return text.append(context.text()).toString();
    }

    /// That the words were said aloud, and where.
    private static String spoken(TurnContext.Spoken spoken, Optional<HomeSnapshot> home) {
        String where = spoken.area()
                .flatMap(id -> home.map(known -> known.catalog().areas().get(id)))
                .map(area -> " in: " + HouseText.line(area.name()) + ". A thing without a place is the one there")
                .orElse("");
        return "[said aloud" + where + ". Answer in short plain sentences, no markdown.]\n";
    }

    /// The message's language, else the one that was asked for, where the rules' own could mislead.
    private Optional<Language> answerLanguage(TurnContext context) {
        return LanguageDetector.of(context.text())
                .or(context::language)
                .filter(wanted -> wanted != rulesLanguage(context.home()));
    }

    /// How old the states are, where they are not those of now.
    private static String age(TurnContext context) {
        return context.home()
                .filter(home -> home.source() != HomeSnapshot.Source.LIVE)
                .map(home -> age(home, context))
                .orElse("");
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
