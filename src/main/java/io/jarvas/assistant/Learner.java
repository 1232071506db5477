package io.jarvas.assistant;

import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.StoreException;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import io.jarvas.memory.Kept;
import io.jarvas.memory.OwnWords;
import io.jarvas.memory.Scope;
import io.jarvas.memory.Source;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Draws facts from conversations that have come to rest, where the owner wants that. Safe to use from any thread; the
/// work is done by whoever gives it a [#moment].
///
/// It goes on with the conversation's own prompt by one message that asks for facts, so the model has to read that
/// message alone, and what it holds of the conversation it still holds afterwards. Where it holds the conversation no
/// more, nothing is asked while somebody else is about to write. Neither the message nor the answer becomes part of the
/// conversation. Whoever comes ends it: it is tried again when it is quiet.
///
/// Only what is in the person's own words is kept: what the house wrote must not plant memories.
final class Learner implements Leisure, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Learner.class.getName());

    /// How long a conversation rests before it is asked about.
    static final Duration REST = Duration.ofMinutes(3);

    /// How long one is left alone that it cannot be asked about now.
    static final Duration LATER = Duration.ofSeconds(30);

    /// How many conversations wait at most; the oldest is left out.
    private static final int MOST_WAITING = 50;

    private static final int MOST_FACTS = 3;

    /// Of an answer, in characters: facts are short.
    private static final int LONGEST_ANSWER = 700;

    private static final int LONGEST_FACT = 200;

    /// How many of a person's new facts are told at most.
    private static final int MOST_UNTOLD = 5;

    private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*•>]+|\\d{1,2}[.)])?\\s*");
    private static final Pattern NOTHING = Pattern.compile("(?iu)^\\W*(?:none|nothing|nenhum|nenhuma|nada|n/a)\\b.*");

    private final Remembering remembering;
    private final Assistant.Parts parts;
    private final PromptBuilder prompts;
    private final PrefixLedger ledger;
    private final TokenMeter meter;
    private final BooleanSupplier idle;
    private final LongSupplier nanoTime;

    private final ReentrantLock lock = new ReentrantLock();
    private final SequencedMap<ConversationKey, Rested> waiting = new LinkedHashMap<>();
    private final Map<Person, List<String>> untold = new HashMap<>();
    private boolean interrupted;
    private boolean closed;
    private @Nullable ModelStream open;

    /// A conversation with something new in it.
    ///
    /// @param turn its newest
    /// @param model see [ChatRequest#model()]
    private record Rested(ConversationKey conversation, String turn, Optional<String> model, long since) {}

    /// @param idle whether no turn runs or waits
    /// @param nanoTime as [System#nanoTime()]
    Learner(
            Remembering remembering,
            Assistant.Parts parts,
            PromptBuilder prompts,
            PrefixLedger ledger,
            TokenMeter meter,
            BooleanSupplier idle,
            LongSupplier nanoTime) {
        this.remembering = remembering;
        this.parts = parts;
        this.prompts = prompts;
        this.ledger = ledger;
        this.meter = meter;
        this.idle = idle;
        this.nanoTime = nanoTime;
    }

    /// A turn has ended: there is something new in its conversation. Nothing is learnt of whoever has a voice
    /// alone: nobody could be told of it, see it or have it forgotten.
    ///
    /// @param model see [ChatRequest#model()]
    void turnEnded(ConversationKey conversation, String turn, Optional<String> model) {
        if (!remembering.learns() || conversation.person().speaks()) {
            return;
        }
        lock.lock();
        try {
            waiting.putLast(conversation, new Rested(conversation, turn, model, nanoTime.getAsLong()));
            if (waiting.size() > MOST_WAITING) {
                waiting.pollFirstEntry();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Somebody comes: what is being asked is left.
    void interrupt() {
        ModelStream asked;
        lock.lock();
        try {
            interrupted = true;
            asked = open;
        } finally {
            lock.unlock();
        }
        if (asked != null) {
            asked.close();
        }
    }

    /// Learns nothing from some of a person's conversations any more, and tells of nothing that was learnt.
    /// Whatever was to be kept is kept when this returns.
    void forget(Person person, Predicate<ConversationKey> conversations) {
        lock.lock();
        try {
            waiting.keySet().removeIf(conversations);
            untold.remove(person);
        } finally {
            lock.unlock();
        }
        interrupt();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        interrupt();
    }

    /// The facts that were learnt of a person who has not been told of them yet. They count as told now.
    List<String> untold(Person person) {
        lock.lock();
        try {
            List<String> facts = untold.remove(person);
            return facts == null ? List.of() : facts;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void moment(ModelStatus status, HomeSnapshot home, boolean expected) {
        lock.lock();
        try {
            interrupted = closed;
        } finally {
            lock.unlock();
        }
        // Whoever came before that is no longer seen as an interruption, but is seen here.
        if (!quiet() || remembering.meanings().learnSome(this::quiet)) {
            return;
        }
        for (Rested rested : rested()) {
            if (quiet() && learn(rested, status, home, expected)) {
                return;
            }
        }
    }

    private boolean quiet() {
        return idle.getAsBoolean() && !interrupted();
    }

    private boolean interrupted() {
        lock.lock();
        try {
            return interrupted;
        } finally {
            lock.unlock();
        }
    }

    private List<Rested> rested() {
        long now = nanoTime.getAsLong();
        lock.lock();
        try {
            return waiting.values().stream()
                    .filter(each -> now - each.since() >= REST.toNanos())
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    private void done(Rested rested) {
        lock.lock();
        try {
            waiting.remove(rested.conversation(), rested);
        } finally {
            lock.unlock();
        }
    }

    private void postpone(Rested rested) {
        long since = nanoTime.getAsLong() - REST.toNanos() + LATER.toNanos();
        lock.lock();
        try {
            waiting.replace(
                    rested.conversation(),
                    rested,
                    new Rested(rested.conversation(), rested.turn(), rested.model(), since));
        } finally {
            lock.unlock();
        }
    }

    /// @return whether the model was asked
    private boolean learn(Rested rested, ModelStatus status, HomeSnapshot home, boolean expected) {
        try {
            Person person = rested.conversation().person();
            History history = parts.conversations().history(rested.conversation(), PromptBuilder.HISTORY);
            boolean answered = !history.newest().isEmpty()
                    && history.newest().getLast().author() == PromptMessage.Author.ASSISTANT;
            if (!answered || !remembering.memories().wanted(person)) {
                done(rested);
                return false;
            }
            Window window = meter.window(status, rested.model());
            ChatRequest request = prompts.askForFacts(Optional.of(home), history, window, rested.model());
            int characters = PrefixLedger.characters(request.messages());
            if (window.tokensOf(characters) > window.prompt()) {
                done(rested);
                return false;
            }
            String name = rested.model().or(status::model).orElse("");
            List<ChatMessage> opening =
                    request.messages().subList(0, request.messages().size() - 1);
            boolean held = ledger.held(name, opening) >= PrefixLedger.characters(opening);
            if (!held && expected) {
                postpone(rested);
                return false;
            }
            ask(name, request).ifPresent(answer -> keep(rested, history, answer));
            return true;
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "nothing could be learnt from a conversation", e);
            done(rested);
            return false;
        }
    }

    /// @return what the model wrote; empty where it was interrupted
    private Optional<String> ask(String name, ChatRequest request) {
        StringBuilder answer = new StringBuilder();
        boolean ended = false;
        try (ModelStream stream = parts.model().stream(request)) {
            opened(stream);
            while (!ended && answer.length() < LONGEST_ANSWER && !interrupted() && stream.hasNext()) {
                switch (stream.next()) {
                    case ModelChunk.Text(String content) -> answer.append(content);
                    case ModelChunk.Finished(ModelChunk.Finished.End _, ModelChunk.Usage usage) -> {
                        ledger.read(name, request.messages(), Optional.of(answer.toString()), usage);
                        ended = true;
                    }
                    case ModelChunk.Waiting _, ModelChunk.Thinking _, ModelChunk.ToolCall _ -> {}
                }
            }
            if (!ended) {
                ledger.left(name, request.messages(), !answer.isEmpty(), Optional.empty());
            }
            boolean whole = ended || answer.length() >= LONGEST_ANSWER;
            return whole ? Optional.of(answer.toString()) : Optional.empty();
        } catch (ModelException e) {
            LOG.log(System.Logger.Level.DEBUG, "the model could not be asked for facts", e);
            ledger.failed(name, e.code());
            // Not again and again.
            return Optional.of("");
        } finally {
            opened(null);
        }
    }

    private void opened(@Nullable ModelStream stream) {
        boolean late;
        lock.lock();
        try {
            open = stream;
            late = interrupted;
        } finally {
            lock.unlock();
        }
        if (late && stream != null) {
            stream.close();
        }
    }

    /// Nothing is kept of a conversation that was forgotten meanwhile, or has gone on.
    private void keep(Rested rested, History history, String answer) {
        lock.lock();
        try {
            if (waiting.remove(rested.conversation(), rested)) {
                keepFacts(rested, history, answer);
            }
        } finally {
            lock.unlock();
        }
    }

    private void keepFacts(Rested rested, History history, String answer) {
        List<String> said = history.newest().stream()
                .map(PromptBuilder::words)
                .filter(words -> !words.isBlank())
                .toList();
        Person person = rested.conversation().person();
        Source source = new Source(Source.Kind.LEARNED, rested.conversation().id(), rested.turn());
        for (String fact : facts(answer)) {
            if (OwnWords.say(said, fact)
                    && remembering.memories().keep(person, Scope.PERSON, fact, source)
                            instanceof Kept.Remembered remembered) {
                tell(person, remembered.memory().text());
            }
        }
    }

    private void tell(Person person, String fact) {
        lock.lock();
        try {
            List<String> facts = untold.computeIfAbsent(person, _ -> new ArrayList<>());
            facts.add(fact);
            if (facts.size() > MOST_UNTOLD) {
                facts.removeFirst();
            }
        } finally {
            lock.unlock();
        }
    }

    /// The facts of an answer, one a line.
    static List<String> facts(String answer) {
        return answer.lines()
                .map(line -> MARK.matcher(line).replaceFirst("").strip())
                .filter(line -> !line.isEmpty() && line.length() <= LONGEST_FACT)
                .filter(line -> !NOTHING.matcher(line).matches())
                .filter(line -> !line.toUpperCase(Locale.ROOT).startsWith("ACTION") && !line.endsWith(":"))
                .limit(MOST_FACTS)
                .toList();
    }
}
