package io.jarvas.assistant;

import io.jarvas.action.Door;
import io.jarvas.action.Proposals;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.Conversations;
import io.jarvas.conversation.History;
import io.jarvas.conversation.NewTurn;
import io.jarvas.conversation.Person;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.StoredTurn;
import io.jarvas.conversation.TurnLog;
import io.jarvas.home.LiveHome;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.language.Sentences;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import io.jarvas.prompt.Opening;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.PromptParts;
import io.jarvas.prompt.Toolbox;
import io.jarvas.prompt.Window;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;

/// Answers messages: takes them in, decides which runs when, and gives each turn what it needs. Safe to use
/// from any thread.
public final class Assistant implements Turns, SpokenTurns, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Assistant.class.getName());
    private static final int RECENT = 50;
    /// How long turns may take to end when Jarvas does: time for an action that has begun to be proven.
    private static final Duration LAST_WORDS = Duration.ofSeconds(6);

    /// And when what was said in them is to be forgotten: time for any action that has begun.
    private static final Duration LAST_OUTCOMES = Duration.ofSeconds(20);

    /// What the assistant works with.
    ///
    /// @param proposals does what a model proposes: the door, unless a test is in its place
    /// @param ratios what is known of the models' tokens from earlier runs
    /// @param reports takes what each turn took, when it ends
    /// @param remembering empty where nothing is remembered
    public record Parts(
            LiveHome home,
            LanguageModel model,
            Proposals proposals,
            Door door,
            Conversations conversations,
            TurnLog log,
            TokenRatios ratios,
            Consumer<TurnReport> reports,
            Clock clock,
            Optional<Remembering> remembering) {
        /// Those of one that remembers nothing.
        public Parts(
                LiveHome home,
                LanguageModel model,
                Proposals proposals,
                Door door,
                Conversations conversations,
                TurnLog log,
                TokenRatios ratios,
                Consumer<TurnReport> reports,
                Clock clock) {
            this(home, model, proposals, door, conversations, log, ratios, reports, clock, Optional.empty());
        }
    }

    /// What the owner decided.
    ///
    /// @param maxTurns that run at once
    /// @param maxQueue that wait besides
    /// @param language of Jarvas's own sentences; empty for that of the answer
    public record Limits(int maxTurns, int maxQueue, Optional<Language> language) {}

    private final Parts parts;
    private final Limits limits;
    private final Admission admission;
    private final PromptBuilder prompts;
    private final TokenMeter meter;
    private final PrefixLedger ledger = new PrefixLedger();
    private final Optional<Learner> learner;
    private final Preparation preparation;
    private volatile Optional<Prompt> newest = Optional.empty();
    private final Gate gate = new Gate();
    /// Of messages with an id, one is looked for and taken in at a time.
    private final Gate known = new Gate();
    private final LiveTurns live;
    private final Set<AssistantTurn> turns = ConcurrentHashMap.newKeySet();
    private final Deque<TurnReport> recent = new ArrayDeque<>();

    /// One whose models call services and nothing else.
    public Assistant(Parts parts, Limits limits) {
        this(parts, limits, Toolbox.NONE);
    }

    /// @param tools that models are told of
    public Assistant(Parts parts, Limits limits, Toolbox tools) {
        this(parts, limits, tools, System::nanoTime);
    }

    /// @param nanoTime by which reading in advance goes, as [System#nanoTime()]
    Assistant(Parts parts, Limits limits, Toolbox tools, LongSupplier nanoTime) {
        this.parts = parts;
        this.limits = limits;
        this.live = new LiveTurns(parts.clock());
        this.admission = new Admission(limits.maxTurns(), limits.maxQueue());
        this.prompts = new PromptBuilder(limits.language(), tools);
        this.meter = new TokenMeter(parts.ratios());
        this.learner = parts.remembering()
                .map(remembering -> new Learner(remembering, parts, prompts, ledger, meter, admission::idle, nanoTime));
        this.preparation = new Preparation(
                parts,
                Openings.of(prompts),
                ledger,
                meter,
                admission::idle,
                nanoTime,
                learner.<Leisure>map(each -> each).orElse(Leisure.NONE));
        preparation.start();
    }

    @Override
    public RunningTurn begin(UserTurn turn) {
        return among(
                turn.person(),
                () -> turn.messageId().isEmpty()
                        ? take(turn)
                        : known.alone(turn.person(), () -> again(turn).orElseGet(() -> take(turn))));
    }

    /// The turn of a message that was taken in before.
    private Optional<RunningTurn> again(UserTurn turn) {
        return turn.messageId()
                .flatMap(id -> live.again(turn.person(), id)
                        .or(() -> parts.conversations()
                                .turn(turn.person(), id)
                                .map(stored -> new ToldAgain(stored, sentences(turn, stored)))));
    }

    private Sentences sentences(UserTurn turn, StoredTurn stored) {
        return Sentences.in(turn.language()
                .or(limits::language)
                .or(() -> LanguageDetector.of(stored.text()))
                .orElse(Language.ENGLISH));
    }

    private RunningTurn take(UserTurn turn) {
        String id = UUID.randomUUID().toString();
        Admission.Reservation reservation = admission.reserve();
        learner.ifPresent(Learner::interrupt);
        try {
            ConversationKey conversation = parts.conversations().open(turn.person(), turn.conversation());
            // A PIN is used, and forgotten.
            DirectAnswer direct = new DirectAnswer(parts.door(), conversation);
            boolean pin = direct.isPin(turn.text());
            String text = direct.shown(turn.text());
            UserTurn used = pin ? turn : turn.showing(direct::shown);
            parts.log()
                    .accepted(
                            conversation,
                            new NewTurn(id, text, parts.clock().instant(), turn.messageId(), turn.replaces()));
            turn.replaces().ifPresent(replaced -> live.cancel(conversation, replaced));
            AssistantTurn begun = new AssistantTurn(id, conversation, used, pin, reservation.of(conversation), this);
            turns.add(begun);
            return live.add(begun, conversation, used);
        } catch (RuntimeException e) {
            reservation.leave();
            throw e;
        }
    }

    @Override
    public void interrupted(Person person, String conversation, String heard) {
        String note = Interruption.note(heard);
        among(person, () -> {
            try {
                parts.log().noted(new ConversationKey(person, conversation), note);
            } catch (StoreException e) {
                LOG.log(System.Logger.Level.ERROR, "what was heard of an answer could not be noted", e);
            }
            return note;
        });
    }

    @Override
    public String shown(Person person, Optional<String> conversation, String text) {
        return directAnswer(person, conversation).shown(text);
    }

    @Override
    public String shownSoFar(Person person, Optional<String> conversation, String text) {
        return directAnswer(person, conversation).shownSoFar(text);
    }

    private DirectAnswer directAnswer(Person person, Optional<String> conversation) {
        return new DirectAnswer(parts.door(), new ConversationKey(person, conversation.orElse("")));
    }

    /// The turns that run, and those that ended some minutes ago.
    public Following following() {
        return live;
    }

    /// Does something of a person's that must not happen while something of theirs is forgotten.
    <T> T among(Person person, Supplier<T> work) {
        return gate.among(person, work);
    }

    /// Cancels turns of a person, and does something when they have ended and before another begins.
    <T> T halt(Person person, Predicate<ConversationKey> conversations, Supplier<T> then) {
        return gate.alone(person, () -> {
            live.end(conversations, LAST_OUTCOMES);
            learner.ifPresent(each -> each.forget(person, conversations));
            return then.get();
        });
    }

    @Override
    public List<TurnReport> recent() {
        synchronized (recent) {
            return List.copyOf(recent);
        }
    }

    @Override
    public boolean prepare(Person person, Optional<String> conversation) {
        learner.ifPresent(Learner::interrupt);
        return preparation.expect(conversation.map(id -> new ConversationKey(person, id)));
    }

    @Override
    public WindowReport window() {
        ModelStatus status = parts.model().status();
        Window window = meter.window(status, Optional.empty());
        Opening opening = prompts.opening(parts.home().snapshot(), History.EMPTY, window);
        PromptParts beginning = opening.parts();
        PromptParts sent = newest.map(Prompt::parts).orElse(PromptParts.NONE);
        int held = ledger.held(status.model().orElse(""), opening.messages());
        return new WindowReport(
                window.tokens(),
                window.answer(),
                Map.of(
                        "rules", window.tokensOf(beginning.rules()),
                        "services", window.tokensOf(beginning.services()),
                        "catalogue", window.tokensOf(beginning.catalogue()),
                        "states", window.tokensOf(beginning.states()),
                        "conversation", window.tokensOf(sent.conversation()),
                        "turn", window.tokensOf(sent.turn())),
                opening.form(),
                (double) held / Math.max(1, PrefixLedger.characters(opening.messages())));
    }

    @Override
    public Crowd crowd() {
        return admission.crowd();
    }

    /// Cancels the turns that run, so that what there is of their answers is stored and told, and takes in no
    /// other.
    @Override
    public void close() {
        preparation.close();
        learner.ifPresent(Learner::close);
        turns.forEach(AssistantTurn::stop);
        admission.close(LAST_WORDS);
    }

    /// The window of a turn's prompt.
    ///
    /// @param model see [ChatRequest#model()]
    Window window(Optional<String> model) {
        return meter.window(parts.model().status(), model);
    }

    /// Opens the model's answer to a turn's prompt.
    ModelStream stream(Prompt prompt) {
        newest = Optional.of(prompt);
        return parts.model().stream(prompt.request());
    }

    /// Notes that the model has answered a prompt to the end.
    ///
    /// @param answer see [PrefixLedger#read]
    /// @return how many tokens of the prompt it had not to read
    int answered(ChatRequest request, Optional<String> answer, ModelChunk.Usage usage) {
        meter.learn(model(request), request.messages(), request.tools(), usage.promptTokens());
        return ledger.read(model(request), request.messages(), answer, usage);
    }

    /// Notes that nobody waited for the end of an answer.
    void left(ChatRequest request, boolean begun, Optional<String> answer) {
        ledger.left(model(request), request.messages(), begun, answer);
    }

    /// Notes that the model failed.
    void failed(ChatRequest request, ModelException.Code code) {
        ledger.failed(model(request), code);
    }

    private String model(ChatRequest request) {
        return request.model().or(parts.model().status()::model).orElse("");
    }

    /// Notes that a turn ends, while it still has its place.
    ///
    /// @param model see [ChatRequest#model()]
    void ends(ConversationKey conversation, String turn, Optional<String> model) {
        learner.ifPresent(each -> each.turnEnded(conversation, turn, model));
        preparation.turnEnded(conversation, model);
    }

    /// The facts that were learnt of a person who has not been told of them yet.
    List<String> learnt(Person person) {
        return learner.map(each -> each.untold(person)).orElse(List.of());
    }

    /// Notes that a turn has left its place.
    void ended(AssistantTurn turn) {
        turns.remove(turn);
        preparation.wakeUp();
    }

    void took(TurnReport report) {
        parts.reports().accept(report);
        synchronized (recent) {
            recent.addFirst(report);
            if (recent.size() > RECENT) {
                recent.removeLast();
            }
        }
    }

    Parts parts() {
        return parts;
    }

    PromptBuilder prompts() {
        return prompts;
    }

    /// The language of Jarvas's own sentences, where the client asked for none.
    Optional<Language> language() {
        return limits.language();
    }
}
