package io.jarvas.demo.model;

import java.util.function.Function;

/// Lets the model ask a tool, and go on with what it is told. It asks nothing twice.
final class ModelAsking {
    private final PromptReading prompt;
    private final ModelVoice voice;

    ModelAsking(PromptReading prompt, ModelVoice voice) {
        this.prompt = prompt;
        this.voice = voice;
    }

    /// The question, or the answer once it is there.
    ///
    /// @param said with the question
    /// @param answer from what was found
    ModelReply ask(ModelAction action, String said, Function<ModelResult, ModelReply> answer) {
        if (!prompt.offers(action.tool())) {
            return prompt.goesOn() ? ModelReply.NOTHING : ModelReply.of(voice.say("cannot"));
        }
        if (!prompt.asked(action)) {
            return new ModelReply(said, java.util.List.of(action));
        }
        return prompt.result(action)
                .map(result -> result.error().map(this::failed).orElseGet(() -> answer.apply(result)))
                .orElseGet(() -> ModelReply.of(voice.say("read.failed")));
    }

    ModelReply ask(ModelAction action, Function<ModelResult, String> answer) {
        return ask(action, "", answer.andThen(ModelReply::of));
    }

    private ModelReply failed(String error) {
        return ModelReply.of(voice.say(error.startsWith("waits") ? "read.waits" : "read.failed"));
    }
}
