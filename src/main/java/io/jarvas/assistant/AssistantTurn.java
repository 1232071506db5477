package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.action.Asking;
import io.jarvas.assistant.TurnEvent.Phase;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.conversation.Ulid;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Language;
import io.jarvas.language.LanguageDetector;
import io.jarvas.language.Sentences;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStream;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.TurnContext;
import io.jarvas.reply.Action;
import io.jarvas.reply.ActionParser;
import io.jarvas.reply.Proposal;
import io.jarvas.reply.ReplyPart;
import io.jarvas.reply.ReplySplitter;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One turn, from its message to its end, on the thread that runs it.
///
/// The model's text goes through the splitter: words leave at once, actions go to [TurnActions] and run
/// beside. When the model has ended and all outcomes are known, whatever was not as the model said is put
/// right in words of our own; then the turn is stored, and done. Cancelling, by whomever, is closing the
/// model's stream: what follows is the same way to the end with what there is.
final class AssistantTurn implements RunningTurn {
    private static final System.Logger LOG = System.getLogger(AssistantTurn.class.getName());

    private final String id;
    private final ConversationKey conversation;
    private final UserTurn turn;
    private final Admission.Place place;
    private final Assistant assistant;
    private final TurnRecord record;
    private final TurnTimings timings = new TurnTimings();
    private final ReplySplitter splitter = new ReplySplitter();
    /// As the model wrote it.
    private final StringBuilder written = new StringBuilder();
    /// As the person is shown it. Guarded by itself: the actions' thread asks for its language.
    private final StringBuilder shown = new StringBuilder();

    /// Whether the model wrote thoughts, or native calls.
    private boolean aside;

    private boolean problem;
    private boolean ended;

    private final AtomicReference<@Nullable ModelStream> stream = new AtomicReference<>();
    private volatile boolean cancelled;
    private volatile boolean stopping;

    AssistantTurn(String id, ConversationKey conversation, UserTurn turn, Admission.Place place, Assistant assistant) {
        this.id = id;
        this.conversation = conversation;
        this.turn = turn;
        this.place = place;
        this.assistant = assistant;
        this.record = new TurnRecord(assistant.parts(), conversation, id);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String conversation() {
        return conversation.id();
    }

    @Override
    public void cancel() {
        cancelled = true;
        place.cancel();
        ModelStream open = stream.get();
        if (open != null) {
            open.close();
        }
    }

    /// Cancels the turn because Jarvas ends, and says so.
    void stop() {
        stopping = true;
        cancel();
    }

    @Override
    public void run(TurnSink sink) {
        Events events = new Events(sink, this::cancel);
        try {
            events.emit(new TurnEvent.Accepted(id, conversation.id()));
            if (place.await(() -> events.emit(new TurnEvent.Progress(Phase.QUEUED, "")))) {
                timings.mark("queue");
                answer(events);
            } else {
                end(events, false, "");
            }
        } catch (RuntimeException | Error e) {
            broke(e, events);
            end(events, false, "");
        } finally {
            assistant.ends(conversation, turn.model());
            place.leave();
            assistant.ended(this);
        }
    }

    private void answer(Events events) {
        Optional<HomeSnapshot> home = assistant.parts().home().snapshot();
        History history = history();
        timings.mark("context");
        Prompt prompt = prompt(home, history);
        timings.mark("prompt");
        timings.hit("base_prompt", !prompt.rebuilt());
        timings.hit("user_context", home.filter(AssistantTurn::hasStates).isPresent());
        TurnActions actions = new TurnActions(
                assistant.parts().proposals(),
                asking(),
                () -> Ulid.at(assistant.parts().clock().instant()),
                outcome -> outcomes().of(outcome),
                events,
                () -> cancelled);
        Heard heard = ask(prompt, prompt.shortened() > 0, actions, events);
        if (heard == Heard.TOO_LONG && shown(prompt) > 1 && !cancelled) {
            // Text of another kind has more tokens than its length told.
            record.withdraw();
            Prompt alone = prompt(home, new History(List.of(), history.total(), history.note()));
            heard = ask(alone, true, actions, events);
        }
        if (heard == Heard.TOO_LONG) {
            // The next turn must not fail for it.
            record.withdraw();
            failed(ModelException.Code.PROMPT_TOO_LONG, events);
        }
        boolean whole = heard == Heard.WHOLE;
        List<ActionOutcome> outcomes = actions.finish(() -> events.emit(new TurnEvent.Progress(Phase.ACTING, "")));
        timings.actions(actions.durations());
        keepTrue(outcomes, whole, events);
        String note = outcomes.stream()
                .map(OutcomeSentences::note)
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        if (!written.isEmpty()) {
            record.append(new PromptMessage(PromptMessage.Author.ASSISTANT, written.toString()));
        }
        end(events, whole, note);
    }

    /// Sends the prompt, and reads the answer.
    ///
    /// @param shortened whether the person is told that not all of the conversation is in it
    private Heard ask(Prompt prompt, boolean shortened, TurnActions actions, Events events) {
        record.append(prompt.newest());
        events.emit(new TurnEvent.Progress(Phase.READING, shortened ? shortened(prompt) : ""));
        return listen(prompt, actions, events);
    }

    private Asking asking() {
        return new Asking(conversation, id, turn.text(), Asking.Wish.ACTS, _ -> true);
    }

    private String shortened(Prompt prompt) {
        long shown = shown(prompt);
        Sentences sentences = Sentences.in(language());
        return shown == 1 ? sentences.say("turn.shortened_to_one") : sentences.say("turn.shortened", shown);
    }

    /// How many of the conversation's messages are in the prompt, the newest among them.
    private static long shown(Prompt prompt) {
        return prompt.request().messages().stream()
                .filter(message -> message.role() != ChatMessage.Role.SYSTEM)
                .count();
    }

    /// The stored conversation, or else what the client sent of its own.
    private History history() {
        History stored = record.history();
        if (stored.total() > 0 || turn.history().isEmpty()) {
            return stored;
        }
        turn.history().forEach(record::append);
        int total = turn.history().size();
        return new History(turn.history().subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, "");
    }

    private Prompt prompt(Optional<HomeSnapshot> home, History history) {
        ZoneId zone = home.map(known -> known.catalog().config().zone()).orElse(ZoneId.systemDefault());
        return assistant
                .prompts()
                .build(new TurnContext(
                        home,
                        history,
                        assistant.window(turn.model()),
                        assistant.parts().clock().instant().atZone(zone),
                        turn.text(),
                        turn.images(),
                        turn.language().or(assistant::language),
                        turn.model()));
    }

    /// Whether the home's states are known: those that are too old are not handed out.
    private static boolean hasStates(HomeSnapshot home) {
        return home.source() == HomeSnapshot.Source.LIVE || !home.states().isEmpty();
    }

    /// How an answer ended.
    private enum Heard {
        /// The model said all it wanted.
        WHOLE,
        /// It broke off, or was cancelled.
        CUT_SHORT,
        /// The model did not take the prompt, and said nothing.
        TOO_LONG
    }

    /// Reads the model's answer to its end.
    private Heard listen(Prompt prompt, TurnActions actions, Events events) {
        boolean whole = false;
        boolean finished = false;
        try (ModelStream open = assistant.stream(prompt)) {
            stream.set(open);
            if (cancelled) {
                cancel();
            }
            while (open.hasNext()) {
                switch (open.next()) {
                    case ModelChunk.Waiting(ModelChunk.Waiting.Reason reason) ->
                        events.emit(new TurnEvent.Progress(phase(reason), ""));
                    case ModelChunk.Thinking _ -> thinking(events);
                    case ModelChunk.Text(String content) -> {
                        timings.first("first_token");
                        written.append(content);
                        splitter.feed(content).forEach(part -> take(part, actions, events));
                    }
                    case ModelChunk.ToolCall(String _, String name, var arguments) -> {
                        timings.first("first_token");
                        aside = true;
                        actions.propose(new Proposal.Readable(new Action(name, arguments)));
                    }
                    case ModelChunk.Finished(ModelChunk.Finished.End end, ModelChunk.Usage usage) -> {
                        finished = true;
                        timings.usage(usage, assistant.answered(prompt.request(), repeated(), usage));
                        whole = end == ModelChunk.Finished.End.STOP;
                    }
                }
            }
            if (!finished) {
                assistant.left(prompt.request(), timings.has("first_token"), repeated());
            }
            boolean complete = whole;
            splitter.finish().forEach(part -> takeLast(part, complete, actions, events));
            if (!whole && !cancelled) {
                problem(events, "answer_cut", "turn.answer_cut", false);
            } else if (whole && written.toString().isBlank() && !actions.any()) {
                problem(events, "empty_answer", "turn.empty_answer", true);
            }
        } catch (ModelException e) {
            LOG.log(System.Logger.Level.WARNING, "the model failed a turn: " + id + " " + e.code());
            LOG.log(System.Logger.Level.DEBUG, "how it failed: " + id, e);
            assistant.failed(prompt.request(), e.code());
            if (e.code() == ModelException.Code.PROMPT_TOO_LONG && !timings.has("first_token")) {
                return Heard.TOO_LONG;
            }
            splitter.finish().forEach(part -> takeLast(part, false, actions, events));
            failed(e.code(), events);
            return Heard.CUT_SHORT;
        } catch (RuntimeException | Error e) {
            // What was proposed until now still has an outcome, which the person is told.
            broke(e, events);
            assistant.left(prompt.request(), timings.has("first_token"), Optional.empty());
            return Heard.CUT_SHORT;
        }
        return whole ? Heard.WHOLE : Heard.CUT_SHORT;
    }

    /// The answer as the next prompt repeats it; nothing where the model wrote something else besides, which is
    /// left out there.
    private Optional<String> repeated() {
        return aside ? Optional.empty() : Optional.of(written.toString());
    }

    private void thinking(Events events) {
        aside = true;
        if (timings.first("first_token")) {
            events.emit(new TurnEvent.Progress(Phase.THINKING, ""));
        }
    }

    private void take(ReplyPart part, TurnActions actions, Events events) {
        switch (part) {
            case ReplyPart.Speech(String text) -> say(text, events);
            case ReplyPart.ActionLine line -> actions.propose(ActionParser.parse(line));
        }
    }

    /// What the splitter still held at the end. An action that the reply's end cut off is not guessed at
    /// where the reply itself was cut off.
    private void takeLast(ReplyPart part, boolean whole, TurnActions actions, Events events) {
        if (part instanceof ReplyPart.ActionLine line && line.end() == ReplyPart.ActionLine.End.REPLY && !whole) {
            actions.propose(new Proposal.Unreadable(line.raw(), "the answer broke off inside it"));
        } else {
            take(part, actions, events);
        }
    }

    private void say(String text, Events events) {
        synchronized (shown) {
            shown.append(text);
        }
        timings.first("first_text");
        events.emit(new TurnEvent.Text(text));
    }

    /// Says in words of our own what the model's words leave out: each outcome that is not what it promised,
    /// and what was done where it said nothing at all.
    private void keepTrue(List<ActionOutcome> outcomes, boolean whole, Events events) {
        OutcomeSentences sentences = outcomes();
        boolean silent = shown.toString().isBlank();
        outcomes.stream()
                .filter(outcome -> !outcome.success() || (silent && whole))
                .map(sentences::of)
                .distinct()
                .forEach(sentence -> say(shown.isEmpty() ? sentence : separator() + sentence, events));
    }

    private String separator() {
        return Character.isWhitespace(shown.charAt(shown.length() - 1)) ? "" : " ";
    }

    /// The one way out. Not twice, should it break itself.
    private void end(Events events, boolean whole, String note) {
        if (ended) {
            return;
        }
        ended = true;
        if (stopping && !whole) {
            problem(events, "stopping", "turn.stopping", true);
        }
        Instant now = assistant.parts().clock().instant();
        record.end(answer(), note, whole ? End.WHOLE : End.CUT_SHORT, now);
        if (record.broken()) {
            problem(events, "storage_unavailable", "turn.answer_not_stored", false);
        }
        events.emit(new TurnEvent.FinalText(shown.toString()));
        timings.mark("total");
        TurnReport report = timings.report(now, whole && !problem);
        assistant.took(report);
        events.emit(new TurnEvent.Done(report.finished(), id, conversation.id(), report.timings(), report.tokens()));
    }

    private void broke(Throwable e, Events events) {
        LOG.log(System.Logger.Level.ERROR, "a turn broke: " + id, e);
        problem(events, "internal", "turn.failed", true);
    }

    private void failed(ModelException.Code code, Events events) {
        problem(events, code(code), "model." + lower(code), code.retryable());
    }

    private void problem(Events events, String code, String key, boolean retryable) {
        problem = true;
        events.emit(new TurnEvent.Problem(code, Sentences.in(language()).say(key), retryable));
    }

    private OutcomeSentences outcomes() {
        return new OutcomeSentences(
                Sentences.in(language()), assistant.parts().home().snapshot().map(HomeSnapshot::catalog));
    }

    /// The language that the client or the owner asks for, else the answer's, else the message's.
    private Language language() {
        return turn.language()
                .or(assistant::language)
                .or(() -> LanguageDetector.ofUnfinished(answer()))
                .or(() -> LanguageDetector.of(turn.text()))
                .orElse(Language.ENGLISH);
    }

    private String answer() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    private static Phase phase(ModelChunk.Waiting.Reason reason) {
        return switch (reason) {
            case LOADING -> Phase.LOADING;
            case RETRYING -> Phase.RETRYING;
        };
    }

    private static String code(ModelException.Code code) {
        return switch (code) {
            case UNREACHABLE -> "ollama_unreachable";
            case MODEL_MISSING, MODEL_TOO_LARGE, PROMPT_TOO_LONG -> lower(code);
            case STALLED, CUT_SHORT, BUSY, REFUSED -> "ollama_" + lower(code);
        };
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
