package io.jarvas.assistant;

import io.jarvas.action.ActionOutcome;
import io.jarvas.assistant.ModelPass.Heard;
import io.jarvas.assistant.TurnEvent.Phase;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStream;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.ToolResult;
import io.jarvas.reply.Proposal;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The passes of the model in one turn: one to act and to tell, and one more for each time that it asked to read
/// something. Used by the turn's own thread.
final class TurnPasses {
    /// How often the model may ask to read something before it has to answer.
    static final int MOST_READINGS = 5;

    private final Assistant assistant;
    private final TurnRecord record;
    private final TurnTimings timings;
    private final TurnVoice voice;
    private final TurnActions actions;
    private final Consumer<ModelStream> opened;
    private final BooleanSupplier cancelled;

    /// @param opened is told of each stream of the model; closing it ends the pass
    TurnPasses(
            Assistant assistant,
            TurnRecord record,
            TurnTimings timings,
            TurnVoice voice,
            TurnActions actions,
            Consumer<ModelStream> opened,
            BooleanSupplier cancelled) {
        this.assistant = assistant;
        this.record = record;
        this.timings = timings;
        this.voice = voice;
        this.actions = actions;
        this.opened = opened;
        this.cancelled = cancelled;
    }

    /// Lets the model answer, and go on for as long as it asks to read something.
    ///
    /// @param alone the same prompt without the conversation, should the first be too long for the model
    /// @return whether it said all it wanted
    boolean converse(Prompt first, Supplier<Prompt> alone) {
        Prompt prompt = first;
        Pass pass = ask(prompt);
        if (pass.heard() instanceof Heard.TooLong && shown(prompt) > 1 && !cancelled.getAsBoolean()) {
            // Text of another kind has more tokens than its length told.
            record.withdraw();
            prompt = alone.get();
            pass = ask(prompt);
        }
        for (int readings = 0; ; readings++) {
            List<TurnActions.Done> done = actions.settle(() -> voice.emit(new TurnEvent.Progress(Phase.ACTING, "")));
            keep(pass);
            boolean whole = whole(pass);
            List<TurnActions.Done> wanted =
                    done.stream().filter(TurnActions.Done::wanted).toList();
            if (!whole || wanted.isEmpty() || cancelled.getAsBoolean()) {
                return whole;
            }
            if (readings == MOST_READINGS) {
                voice.problem("too_many_readings", "turn.too_many_readings", false);
                return false;
            }
            prompt = assistant.prompts().after(prompt, pass.written(), results(wanted));
            String separator = voice.separator();
            if (!separator.isEmpty()) {
                voice.say(separator);
            }
            pass = ask(prompt);
        }
    }

    private record Pass(Heard heard, String written) {}

    /// Sends the prompt, and reads the answer.
    private Pass ask(Prompt prompt) {
        record.append(prompt.newest());
        voice.emit(new TurnEvent.Progress(Phase.READING, cut(prompt)));
        ModelPass pass = new ModelPass(assistant, prompt, timings, new ModelPass.Listener() {
            @Override
            public void opened(ModelStream stream) {
                opened.accept(stream);
            }

            @Override
            public void progress(Phase phase) {
                voice.emit(new TurnEvent.Progress(phase, ""));
            }

            @Override
            public void text(String text) {
                voice.say(text);
            }

            @Override
            public void proposed(Proposal proposal) {
                actions.propose(proposal);
            }
        });
        try {
            return new Pass(pass.read(), pass.written());
        } catch (RuntimeException | Error e) {
            // What was proposed until now still has an outcome, which the person is told.
            voice.broke(e);
            return new Pass(new Heard.Broken(), pass.written());
        }
    }

    /// What the person is told where the prompt is the first without the conversation's oldest messages.
    private String cut(Prompt prompt) {
        if (!prompt.cut()) {
            return "";
        }
        long shown = shown(prompt);
        if (shown == 1) {
            return voice.sentences().say("turn.shortened_to_one");
        }
        return voice.sentences().say(prompt.shortened() > 0 ? "turn.shortened" : "turn.shortened_to_newest", shown);
    }

    /// How many of the conversation's messages are in the prompt, the newest among them.
    private static long shown(Prompt prompt) {
        return prompt.request().messages().stream()
                .filter(message -> message.role() != ChatMessage.Role.SYSTEM)
                .count();
    }

    private void keep(Pass pass) {
        if (pass.heard() instanceof Heard.TooLong) {
            // The next turn must not fail for it.
            record.withdraw();
        } else if (!pass.written().isEmpty()) {
            record.append(new PromptMessage(PromptMessage.Author.ASSISTANT, pass.written()));
        }
    }

    /// Whether the model said all it wanted; tells the person what is wrong where it did not.
    private boolean whole(Pass pass) {
        switch (pass.heard()) {
            case Heard.Whole _ -> {
                if (pass.written().isBlank() && voice.text().isBlank() && !actions.any()) {
                    voice.problem("empty_answer", "turn.empty_answer", true);
                }
                return true;
            }
            case Heard.CutShort _ -> {
                if (!cancelled.getAsBoolean()) {
                    voice.problem("answer_cut", "turn.answer_cut", false);
                }
            }
            case Heard.TooLong _ -> voice.failed(ModelException.Code.PROMPT_TOO_LONG);
            case Heard.Failed(ModelException.Code code) -> voice.failed(code);
            case Heard.Broken _ -> {}
        }
        return false;
    }

    /// What the model asked for, in the order in which it did.
    private static List<ToolResult> results(List<TurnActions.Done> wanted) {
        return wanted.stream().map(TurnPasses::result).toList();
    }

    private static ToolResult result(TurnActions.Done done) {
        ActionOutcome outcome = done.outcome();
        Map<String, Object> data = outcome.success() ? outcome.told() : Map.of("error", OutcomeSentences.note(outcome));
        List<String> images = outcome instanceof ActionOutcome.Answered answered ? answered.images() : List.of();
        return new ToolResult(done.tool(), data, images);
    }
}
