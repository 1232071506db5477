package io.jarvas.assistant;

import io.jarvas.action.Asking;
import io.jarvas.action.Door;
import io.jarvas.action.Reaction;
import io.jarvas.action.Schedule;
import io.jarvas.assistant.TurnEvent.Phase;
import io.jarvas.conversation.ConversationKey;
import io.jarvas.conversation.CurrentTurn;
import io.jarvas.conversation.History;
import io.jarvas.conversation.StoreException;
import io.jarvas.conversation.TurnLog.End;
import io.jarvas.conversation.Ulid;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.language.Wish;
import io.jarvas.llm.ModelStream;
import io.jarvas.memory.Memory;
import io.jarvas.memory.Recall;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.TurnContext;
import io.jarvas.reply.Action;
import io.jarvas.reply.Proposal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One turn, from its message to its end, on the thread that runs it.
///
/// A yes, a no, a PIN and a wish to undo are answered without the model. Any other message goes to it: its
/// words leave at once, its actions go to [TurnActions] and run beside. Where it asked to read something, it
/// is told what came of that and goes on in the same turn. When it has ended and all outcomes are known,
/// whatever was not as the model said is put right in words of our own; then the turn is stored, and done.
/// Cancelling, by whomever, is closing the model's stream: what follows is the same way to the end with what
/// there is.
final class AssistantTurn implements RunningTurn {
    private static final System.Logger LOG = System.getLogger(AssistantTurn.class.getName());

    private final String id;
    private final ConversationKey conversation;
    private final UserTurn turn;
    private final boolean pin;
    private final Admission.Place place;
    private final Assistant assistant;
    private final TurnRecord record;
    private final TurnTimings timings = new TurnTimings();
    private boolean ended;

    private final AtomicReference<@Nullable ModelStream> stream = new AtomicReference<>();
    private volatile boolean cancelled;
    private volatile boolean stopping;

    /// @param pin whether the message is a PIN, which nobody else may see
    AssistantTurn(
            String id,
            ConversationKey conversation,
            UserTurn turn,
            boolean pin,
            Admission.Place place,
            Assistant assistant) {
        this.id = id;
        this.conversation = conversation;
        this.turn = turn;
        this.pin = pin;
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

    @Override
    public void leave() {
        cancel();
    }

    /// Writes nothing down any more. What is being written is written when this returns.
    void forget() {
        record.forget();
    }

    /// Cancels the turn because Jarvas ends, and says so.
    void stop() {
        stopping = true;
        cancel();
    }

    @Override
    public void run(TurnSink sink) {
        try (var _ = CurrentTurn.begin(id)) {
            converse(sink);
        }
    }

    private void converse(TurnSink sink) {
        TurnVoice voice = new TurnVoice(turn, assistant, timings, new Events(sink, this::cancel));
        try {
            voice.emit(new TurnEvent.Accepted(id, conversation.id()));
            if (place.await(() -> voice.emit(new TurnEvent.Progress(Phase.QUEUED, "")))) {
                timings.mark("queue");
                Optional<DirectAnswer.Said> direct = new DirectAnswer(door(), conversation)
                        .to(turn.text(), turn.spoken().isPresent())
                        .or(() -> pin ? Optional.of(new DirectAnswer.Said.PinForNothing()) : Optional.empty());
                if (direct.isPresent()) {
                    react(direct.get(), voice);
                } else {
                    answer(voice);
                }
            } else {
                end(voice, false, "");
            }
        } catch (RuntimeException | Error e) {
            voice.broke(e);
            end(voice, false, "");
        } finally {
            assistant.ends(conversation, id, turn.model());
            place.leave();
            assistant.ended(this);
        }
    }

    /// Says what came of a yes, a no or an undo.
    private void react(DirectAnswer.Said said, TurnVoice voice) {
        switch (said) {
            case DirectAnswer.Said.Reacted(List<Reaction> reactions) ->
                reactions.stream()
                        .map(reaction -> react(reaction, voice))
                        .distinct()
                        .forEach(voice::sayApart);
            case DirectAnswer.Said.NothingToUndo _ ->
                voice.sayApart(voice.sentences().say("action.nothing_to_undo"));
            case DirectAnswer.Said.PinForNothing _ ->
                voice.sayApart(voice.sentences().say("action.pin.for_nothing"));
        }
        // What is noted for the model waits for a message that it sees.
        end(voice, true, "");
    }

    /// @return what is said of it
    private String react(Reaction reaction, TurnVoice voice) {
        return switch (reaction) {
            case Reaction.Settled settled -> {
                String sentence = voice.outcomes().of(settled.outcome());
                Proposal proposal = new Proposal.Readable(settled.action());
                voice.emit(new TurnEvent.ActionProposed(settled.id(), proposal));
                voice.waits(settled.id(), proposal, settled.outcome(), sentence);
                voice.done(settled.id(), settled.outcome(), sentence);
                record.note(OutcomeSentences.notedOfAnswer(settled.outcome(), home()));
                yield sentence;
            }
            case Reaction.PinWanted wanted -> voice.outcomes().of(wanted);
            case Reaction.Unspeakable _ -> voice.outcomes().unspeakable();
            case Reaction.TooLate _, Reaction.Unknown _ -> voice.sentences().say("action.too_late");
        };
    }

    private void answer(TurnVoice voice) {
        Optional<HomeSnapshot> home = home();
        History history = history();
        List<String> memories = memories();
        timings.mark("context");
        tellOfSchedules(voice);
        tellOfWhatWasLearnt(voice);
        Prompt prompt = prompt(home, history, memories);
        timings.mark("prompt");
        timings.hit("base_prompt", !prompt.rebuilt());
        timings.hit("user_context", home.filter(AssistantTurn::hasStates).isPresent());
        boolean whole;
        List<TurnActions.Done> outcomes;
        try (TurnActions actions = actions(home, history, voice)) {
            whole = new TurnPasses(assistant, record, timings, voice, actions, this::opened, () -> cancelled)
                    .converse(
                            prompt,
                            () -> prompt(home, new History(List.of(), history.total(), history.note()), memories));
            outcomes = actions.all();
            timings.actions(actions.durations());
        }
        keepTrue(outcomes, whole, voice);
        Optional<HomeSnapshot> after = home();
        String note = outcomes.stream()
                .filter(done -> !done.reads())
                .map(done -> OutcomeSentences.noted(done.outcome(), after))
                .filter(each -> !each.isEmpty())
                .collect(Collectors.joining("; "));
        end(voice, whole, note);
    }

    private void opened(ModelStream open) {
        stream.set(open);
        if (cancelled) {
            cancel();
        }
    }

    private TurnActions actions(Optional<HomeSnapshot> home, History history, TurnVoice voice) {
        return new TurnActions(
                assistant.parts().proposals(),
                new WordsMeant(assistant.prompts(), conversation, id, turn, home, history)::asking,
                () -> Ulid.at(assistant.parts().clock().instant()),
                new TurnActions.Listener() {
                    @Override
                    public void begins(String action, Proposal proposal) {
                        voice.emit(new TurnEvent.ActionProposed(action, proposal));
                    }

                    @Override
                    public void done(TurnActions.Done done) {
                        String sentence = voice.outcomes().of(done.outcome());
                        voice.waits(done.id(), done.proposal(), done.outcome(), sentence);
                        voice.done(done.id(), done.outcome(), sentence);
                    }
                },
                () -> cancelled);
    }

    /// Tells of what was to be done meanwhile and was not, or nobody knows whether it was, and asks whether
    /// it is to be done now.
    private void tellOfSchedules(TurnVoice voice) {
        for (Schedule schedule : door().scheduler().untold(conversation.person())) {
            String sentence = voice.outcomes().of(schedule);
            if (schedule.state() == Schedule.State.FAILED) {
                voice.say(sentence + "\n\n");
            } else {
                Asking asking = new Asking(conversation, id, schedule.words(), Wish.ACTS, _ -> true);
                Door.Asked asked = door().askAgain(schedule, asking);
                Proposal proposal = new Proposal.Readable(new Action(Door.SCHEDULE, Map.of("id", schedule.id())));
                String question = voice.outcomes().of(asked.question());
                voice.emit(new TurnEvent.ActionProposed(asked.id(), proposal));
                voice.waits(asked.id(), proposal, asked.question(), question);
                voice.done(asked.id(), asked.question(), question);
                voice.say(sentence + " " + question + "\n\n");
            }
            door().scheduler().told(schedule);
        }
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

    /// What is remembered that matters to the person's words; nothing where it cannot be read.
    private List<String> memories() {
        Optional<Remembering> remembering = assistant.parts().remembering();
        if (remembering.isEmpty()) {
            return List.of();
        }
        try {
            int room = assistant.window(turn.model()).charactersOf(Recall.TOKENS);
            Recall.Recalled recalled = remembering.get().recall().of(conversation.person(), turn.text(), room);
            timings.hit("memories", recalled.known());
            return recalled.memories().stream().map(Memory::text).toList();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.ERROR, "memories could not be read", e);
            return List.of();
        }
    }

    /// Shows what was drawn from the person's conversations since they last wrote.
    private void tellOfWhatWasLearnt(TurnVoice voice) {
        List<String> facts = assistant.learnt(conversation.person());
        if (!facts.isEmpty()) {
            String sentence = voice.sentences().say("memory.learned", String.join("; ", facts));
            voice.emit(new TurnEvent.Progress(Phase.READING, sentence));
        }
    }

    private Prompt prompt(Optional<HomeSnapshot> home, History history, List<String> memories) {
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
                        turn.model(),
                        memories,
                        turn.spoken().map(spoken -> new TurnContext.Spoken(spoken.area()))));
    }

    /// Whether the home's states are known: those that are too old are not handed out.
    private static boolean hasStates(HomeSnapshot home) {
        return home.source() == HomeSnapshot.Source.LIVE || !home.states().isEmpty();
    }

    /// Says in words of our own what the model's words leave out: each outcome that is not what it promised,
    /// and what was done where it said nothing at all.
    private static void keepTrue(List<TurnActions.Done> outcomes, boolean whole, TurnVoice voice) {
        boolean silent = voice.text().isBlank();
        OutcomeSentences sentences = voice.outcomes();
        outcomes.stream()
                .filter(done -> !done.reads())
                .map(TurnActions.Done::outcome)
                .filter(outcome -> !outcome.success() || (silent && whole))
                .map(sentences::of)
                .distinct()
                .forEach(voice::sayApart);
    }

    /// The one way out. Not twice, should it break itself.
    private void end(TurnVoice voice, boolean whole, String note) {
        if (ended) {
            return;
        }
        ended = true;
        if (stopping && !whole) {
            voice.problem("stopping", "turn.stopping", true);
        }
        Instant now = assistant.parts().clock().instant();
        record.end(voice.text(), note, whole ? End.WHOLE : End.CUT_SHORT, now);
        if (record.broken()) {
            voice.problem("storage_unavailable", "turn.answer_not_stored", false);
        }
        voice.emit(new TurnEvent.FinalText(voice.text()));
        timings.mark("total");
        TurnReport report = timings.report(now, whole && !voice.hadProblem());
        assistant.took(report);
        voice.emit(new TurnEvent.Done(report.finished(), id, conversation.id(), report.timings(), report.tokens()));
    }

    private Optional<HomeSnapshot> home() {
        return assistant.parts().home().snapshot();
    }

    private Door door() {
        return assistant.parts().door();
    }
}
