package io.jarvas.prompt;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.home.EntityId;
import io.jarvas.home.HomeCatalog;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds prompts so that the model's own cache is of use: a prompt begins as the one before it did.
///
/// In the order of how seldom they change: the rules and the catalogue; a keyframe of the states; the
/// conversation, byte for byte; the new message, with the time, what differs from the keyframe, and the
/// person's words, last.
///
/// It keeps one keyframe for all conversations, and renews it when the catalogue is another one, or when so
/// much differs that telling the differences costs more than reading the states once again. Safe to use from
/// any thread.
public final class PromptBuilder {
    /// How many messages of a conversation are shown at most.
    public static final int HISTORY = 12;

    /// To how many they are cut then: in one go, so that the beginning moves seldom.
    private static final int HISTORY_AFTER_CUT = 6;

    /// A keyframe is renewed when this many lines differ, or a quarter of all where that is more.
    private static final int DRIFT = 16;

    /// In characters. A note holds what the model itself wrote, which may be anything.
    private static final int LONGEST_NOTE = 400;

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm, EEEE", Locale.ENGLISH);

    private static final String UNKNOWN_HOME =
            "The home cannot be reached and nothing is known about its devices: say so where it matters. Write no ACTION.\n";

    private final String rules = resource("rules.txt");
    private final Optional<Language> language;
    private @Nullable Beginning beginning;

    /// The part of a prompt that stays: a keyframe and its text.
    private record Beginning(Keyframe keyframe, String text) {}

    /// @param language that the owner set; empty for the home's own
    public PromptBuilder(Optional<Language> language) {
        this.language = language;
    }

    /// What a prompt begins with before the person has written.
    ///
    /// @param home empty where nothing is known of it
    public Opening opening(Optional<HomeSnapshot> home, History history, Window window) {
        String system = home.map(this::tell)
                .map(told -> told.beginning().text())
                .orElse(rules + "\n" + UNKNOWN_HOME
                        + language.map(PromptBuilder::name).orElse(""));
        return new Opening(
                List.of(new ChatMessage(ChatMessage.Role.SYSTEM, system)), PromptParts.NONE, HomeForm.UNKNOWN);
    }

    /// Whether so much differs from the keyframe that it should be renewed at a quiet moment.
    public boolean drifted(HomeSnapshot home, Window window) {
        return false;
    }

    /// Makes these states the keyframe.
    public void renew(HomeSnapshot home) {
        tell(home);
    }

    public Prompt build(TurnContext context) {
        Optional<Told> told = context.home().map(this::tell);
        String system = told.map(home -> home.beginning().text()).orElse(rules + "\n" + UNKNOWN_HOME);
        List<PromptMessage> shown = shown(context.history());
        PromptMessage newest = new PromptMessage(
                PromptMessage.Author.PERSON,
                newest(context, told.map(Told::changes).orElse(List.of())),
                context.images());
        List<ChatMessage> messages = new ArrayList<>();
        messages.add(new ChatMessage(ChatMessage.Role.SYSTEM, system));
        Stream.concat(shown.stream(), Stream.of(newest))
                .map(PromptBuilder::chatMessage)
                .forEach(messages::add);
        return new Prompt(new ChatRequest(context.model(), messages), newest, PromptParts.NONE, HomeForm.UNKNOWN, 0);
    }

    private record Told(Beginning beginning, List<String> changes) {}

    private synchronized Told tell(HomeSnapshot home) {
        if (beginning != null && Objects.equals(beginning.keyframe().catalog(), home.catalog())) {
            List<String> changes = beginning.keyframe().changes(home);
            if (changes.size() <= Math.max(DRIFT, home.catalog().entities().size() / 4)) {
                return new Told(beginning, changes);
            }
        }
        Keyframe keyframe = new Keyframe(home);
        Beginning fresh = new Beginning(keyframe, beginning(keyframe));
        beginning = fresh;
        return new Told(fresh, List.of());
    }

    private String beginning(Keyframe keyframe) {
        StringBuilder text = new StringBuilder(rules).append('\n');
        text.append(services(keyframe.catalog())).append('\n');
        return text.append(Catalogue.of(keyframe.catalog()))
                .append("STATES\n")
                .append(keyframe.text())
                .toString();
    }

    private static String services(HomeCatalog home) {
        TreeSet<String> domains =
                home.entities().keySet().stream().map(EntityId::domain).collect(Collectors.toCollection(TreeSet::new));
        return resource("services.txt")
                .lines()
                .filter(line -> domains.contains(line.substring(0, line.indexOf(':'))))
                .collect(Collectors.joining("\n", "SERVICES\n", "\n"));
    }

    /// The messages that are shown of a history: all up to [#HISTORY], then the last [#HISTORY_AFTER_CUT] and
    /// what came since, until there are [#HISTORY] again. How many depends on the conversation's length
    /// alone.
    private static List<PromptMessage> shown(History history) {
        int total = history.total();
        int kept = total <= HISTORY
                ? total
                : HISTORY_AFTER_CUT + (total - HISTORY_AFTER_CUT) % (HISTORY - HISTORY_AFTER_CUT);
        List<PromptMessage> newest = history.newest();
        List<PromptMessage> shown = newest.subList(Math.max(0, newest.size() - kept), newest.size());
        boolean orphan = !shown.isEmpty() && shown.getFirst().author() == PromptMessage.Author.ASSISTANT;
        return orphan ? shown.subList(1, shown.size()) : shown;
    }

    private static String newest(TurnContext context, List<String> changes) {
        StringBuilder text = new StringBuilder();
        text.append('[').append(TIME.format(context.now())).append("]\n");
        context.home()
                .filter(home -> home.source() != HomeSnapshot.Source.LIVE)
                .ifPresent(home -> text.append(age(home, context)));
        if (!changes.isEmpty()) {
            text.append("[changed: ").append(String.join("; ", changes)).append("]\n");
        }
        if (!context.history().note().isEmpty()) {
            text.append('[')
                    .append(HouseText.line(context.history().note(), LONGEST_NOTE))
                    .append("]\n");
        }
        context.language()
                .ifPresent(language ->
                        text.append("[answer in ").append(name(language)).append("]\n"));
        return text.append(context.text()).toString();
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

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(PromptBuilder.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
