package io.jarvas.assistant;

import io.jarvas.assistant.TurnEvent.Phase;
import io.jarvas.json.Json;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStream;
import io.jarvas.prompt.Prompt;
import io.jarvas.reply.Action;
import io.jarvas.reply.ActionParser;
import io.jarvas.reply.Proposal;
import io.jarvas.reply.ReplyPart;
import io.jarvas.reply.ReplySplitter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One answer of the model to one prompt, read to its end. Used by the turn's own thread.
final class ModelPass {
    /// Whom it tells while it reads.
    interface Listener {
        /// The stream is open: closing it ends the pass.
        void opened(ModelStream stream);

        void progress(Phase phase);

        /// A piece of text for the person.
        void text(String text);

        void proposed(Proposal proposal);
    }

    /// How an answer ended.
    sealed interface Heard {
        /// The model said all it wanted.
        record Whole() implements Heard {}

        /// It reached the limit of its length, or was cancelled.
        record CutShort() implements Heard {}

        /// The model did not take the prompt, and said nothing.
        record TooLong() implements Heard {}

        /// It could not go on.
        record Failed(ModelException.Code code) implements Heard {}

        /// Jarvas itself could not.
        record Broken() implements Heard {}
    }

    private final Assistant assistant;
    private final Prompt prompt;
    private final TurnTimings timings;
    private final Listener listener;
    private final ReplySplitter splitter = new ReplySplitter();
    /// As the model wrote it; its native calls as ACTION lines.
    private final StringBuilder written = new StringBuilder();

    /// Whether the model wrote thoughts, or native calls.
    private boolean aside;

    private boolean begun;

    ModelPass(Assistant assistant, Prompt prompt, TurnTimings timings, Listener listener) {
        this.assistant = assistant;
        this.prompt = prompt;
        this.timings = timings;
        this.listener = listener;
    }

    /// What the model wrote, ACTION lines included and thinking left out.
    String written() {
        return written.toString();
    }

    Heard read() {
        Heard heard = new Heard.CutShort();
        boolean finished = false;
        try (ModelStream stream = assistant.stream(prompt)) {
            listener.opened(stream);
            while (stream.hasNext()) {
                switch (stream.next()) {
                    case ModelChunk.Waiting(ModelChunk.Waiting.Reason reason) -> listener.progress(phase(reason));
                    case ModelChunk.Thinking _ -> thinking();
                    case ModelChunk.Text(String content) -> {
                        began();
                        written.append(content);
                        splitter.feed(content).forEach(this::take);
                    }
                    case ModelChunk.ToolCall(String _, String name, var arguments) -> {
                        began();
                        called(new Action(name, arguments));
                    }
                    case ModelChunk.Finished(ModelChunk.Finished.End end, ModelChunk.Usage usage) -> {
                        finished = true;
                        timings.usage(usage, assistant.answered(prompt.request(), repeated(), usage));
                        if (end == ModelChunk.Finished.End.STOP) {
                            heard = new Heard.Whole();
                        }
                    }
                }
            }
        } catch (ModelException e) {
            System.Logger log = System.getLogger(ModelPass.class.getName());
            log.log(System.Logger.Level.WARNING, "the model failed a turn: " + e.code());
            log.log(System.Logger.Level.DEBUG, "how it failed", e);
            assistant.failed(prompt.request(), e.code());
            rest(false);
            return e.code() == ModelException.Code.PROMPT_TOO_LONG && !begun
                    ? new Heard.TooLong()
                    : new Heard.Failed(e.code());
        } catch (RuntimeException | Error e) {
            assistant.left(prompt.request(), begun, Optional.empty());
            throw e;
        }
        if (!finished) {
            assistant.left(prompt.request(), begun, repeated());
        }
        rest(heard instanceof Heard.Whole);
        return heard;
    }

    private void began() {
        begun = true;
        timings.first("first_token");
    }

    /// The answer as the next prompt repeats it; nothing where the model wrote something else besides, which is
    /// left out there.
    private Optional<String> repeated() {
        return aside ? Optional.empty() : Optional.of(written());
    }

    private void thinking() {
        aside = true;
        begun = true;
        if (timings.first("first_token")) {
            listener.progress(Phase.THINKING);
        }
    }

    /// A native call is the same as an ACTION line, and the next prompt shows it as one.
    private void called(Action action) {
        aside = true;
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("tool", action.tool());
        object.put("args", action.arguments());
        written.append(written.isEmpty() ? "" : "\n").append("ACTION: ").append(Json.text(object));
        listener.proposed(new Proposal.Readable(action));
    }

    private void take(ReplyPart part) {
        switch (part) {
            case ReplyPart.Speech(String text) -> listener.text(text);
            case ReplyPart.ActionLine line -> listener.proposed(ActionParser.parse(line));
        }
    }

    /// What the splitter still held at the end. An action that the reply's end cut off is not guessed at
    /// where the reply itself was cut off.
    private void rest(boolean whole) {
        for (ReplyPart part : splitter.finish()) {
            if (part instanceof ReplyPart.ActionLine line && line.end() == ReplyPart.ActionLine.End.REPLY && !whole) {
                listener.proposed(new Proposal.Unreadable(line.raw(), "the answer broke off inside it"));
            } else {
                take(part);
            }
        }
    }

    private static Phase phase(ModelChunk.Waiting.Reason reason) {
        return switch (reason) {
            case LOADING -> Phase.LOADING;
            case RETRYING -> Phase.RETRYING;
        };
    }
}
