package io.jarvas.doctor;

import io.jarvas.llm.ChatMessage;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelStatus;
import io.jarvas.llm.ModelStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A model that is asked through here, so that the doctor can ask it something that begins like what it was asked last.
///
/// An Ollama with one slot keeps what it has read of the last prompt alone. A question of the doctor's own would make
/// it read the whole home again. Safe to use from any thread.
public final class SharedPrefix implements LanguageModel {
    private static final ChatMessage QUESTION =
            new ChatMessage(ChatMessage.Role.USER, "Count from one to twenty, in words.");

    private final LanguageModel model;
    private volatile Optional<ChatRequest> last = Optional.empty();

    public SharedPrefix(LanguageModel model) {
        this.model = model;
    }

    @Override
    public ModelStream stream(ChatRequest request) {
        last = Optional.of(request);
        return model.stream(request);
    }

    @Override
    public ModelStatus status() {
        return model.status();
    }

    /// The model itself.
    public LanguageModel model() {
        return model;
    }

    /// What to ask for some words.
    public ChatRequest sample() {
        return last.map(SharedPrefix::sample).orElseGet(SharedPrefix::alone);
    }

    /// What to ask a model that nobody else uses.
    public static ChatRequest alone() {
        return new ChatRequest(Optional.empty(), List.of(QUESTION), ChatRequest.Wanted.SAMPLE);
    }

    private static ChatRequest sample(ChatRequest like) {
        List<ChatMessage> messages = new ArrayList<>(like.messages());
        if (!messages.isEmpty() && messages.getLast().role() == ChatMessage.Role.USER) {
            messages.removeLast();
        }
        messages.add(QUESTION);
        return new ChatRequest(like.model(), messages, like.tools(), ChatRequest.Wanted.SAMPLE);
    }
}
