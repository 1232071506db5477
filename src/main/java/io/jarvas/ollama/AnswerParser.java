package io.jarvas.ollama;

import io.jarvas.json.Json;
import io.jarvas.json.JsonException;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelException.Code;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Turns the lines of one streamed answer into chunks.
final class AnswerParser {
    private final Consumer<ModelChunk> out;
    private final ThinkTags tags;
    private boolean begun;

    AnswerParser(ModelDetails.Thinking thinking, Consumer<ModelChunk> out) {
        this.out = out;
        this.tags = new ThinkTags(thinking == ModelDetails.Thinking.UNMARKED, out);
    }

    /// Whether this line was the answer's last.
    ///
    /// @throws ModelException where the line is an error, or nothing that Ollama says
    boolean line(byte[] line) {
        Map<String, Object> answer = read(line);
        String error = Fields.text(answer, "error");
        if (!error.isEmpty()) {
            int status = (int) Fields.number(answer, "status");
            throw begun
                    ? new ModelException(Code.CUT_SHORT, error)
                    : ServerErrors.of(status == 0 ? 500 : status, error);
        }
        begun = true;
        message(Fields.object(answer, "message"));
        if (!Boolean.TRUE.equals(answer.get("done"))) {
            return false;
        }
        tags.finish();
        out.accept(finished(answer));
        return true;
    }

    private static Map<String, Object> read(byte[] line) {
        try {
            return Json.object(line);
        } catch (JsonException e) {
            throw new ModelException(Code.CUT_SHORT, "a line of the answer is not JSON", e);
        }
    }

    private void message(Map<?, ?> message) {
        String thinking = Fields.text(message, "thinking");
        if (!thinking.isEmpty()) {
            out.accept(new ModelChunk.Thinking(thinking));
        }
        tags.accept(Fields.text(message, "content"));
        for (Object call : Fields.list(message, "tool_calls")) {
            if (call instanceof Map<?, ?> object) {
                out.accept(toolCall(object));
            }
        }
    }

    private static ModelChunk toolCall(Map<?, ?> call) {
        Map<?, ?> function = Fields.object(call, "function");
        Map<String, Object> arguments = new LinkedHashMap<>();
        Fields.object(function, "arguments").forEach((name, value) -> arguments.put((String) name, value));
        return new ModelChunk.ToolCall(Fields.text(call, "id"), Fields.text(function, "name"), arguments);
    }

    private static ModelChunk finished(Map<?, ?> answer) {
        ModelChunk.Finished.End end = Fields.text(answer, "done_reason").equals("length")
                ? ModelChunk.Finished.End.LENGTH
                : ModelChunk.Finished.End.STOP;
        return new ModelChunk.Finished(
                end,
                new ModelChunk.Usage(
                        (int) Fields.number(answer, "prompt_eval_count"),
                        (int) Fields.number(answer, "eval_count"),
                        Duration.ofNanos(Fields.number(answer, "load_duration")),
                        Duration.ofNanos(Fields.number(answer, "prompt_eval_duration")),
                        Duration.ofNanos(Fields.number(answer, "eval_duration"))));
    }
}
