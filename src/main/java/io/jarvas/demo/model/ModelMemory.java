package io.jarvas.demo.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the demo model holds in memory: itself, while it is kept alive, and the prefix of its last prompt.
/// Safe to use from any thread.
final class ModelMemory {
    /// A prompt that is about to be answered.
    ///
    /// @param messages what is left of it where it was cut
    /// @param text all of it
    /// @param loaded whether the model had to be loaded
    /// @param tokens of the whole prompt
    /// @param unread tokens that are not in the cache
    record Reading(List<ModelMessage> messages, String text, boolean loaded, int tokens, int unread) {
        Reading {
            messages = List.copyOf(messages);
        }
    }

    /// The model while it is loaded.
    record Loaded(int window, Instant until) {}

    private final DemoModelConfig config;
    private Optional<Loaded> loaded = Optional.empty();
    private String prefix = "";

    ModelMemory(DemoModelConfig config) {
        this.config = config;
    }

    /// The model if it is loaded now.
    synchronized Optional<Loaded> loaded() {
        loaded = loaded.filter(model -> model.until().isAfter(config.clock().instant()));
        return loaded;
    }

    /// Loads the model, or keeps it longer.
    ///
    /// @return whether it had to be loaded
    synchronized boolean load(ModelRequest request) {
        int window = window(request);
        boolean fresh = loaded().filter(model -> model.window() == window).isEmpty();
        if (fresh) {
            prefix = "";
        }
        loaded = Optional.of(new Loaded(window, until(request.keepAlive())));
        return fresh;
    }

    /// Takes the prompt in, up to its words.
    ///
    /// @throws ModelRefusal where it is longer than the window and may not be cut
    synchronized Reading read(ModelRequest request) {
        boolean fresh = load(request);
        int window = window(request);
        List<ModelMessage> messages = new ArrayList<>(request.messages());
        if (ModelTokens.count(text(messages).length()) > window) {
            if (!request.truncate()) {
                throw new ModelRefusal(400, "the input length exceeds the context length");
            }
            cut(messages, window);
        }
        String text = text(messages);
        int tokens = Math.min(window, ModelTokens.count(text.length()));
        int reused = Math.min(common(prefix, text) / 4, tokens - 1);
        prefix = text;
        return new Reading(messages, text, fresh, tokens, tokens - reused);
    }

    /// Keeps what was answered, so that the next prompt finds it, and unloads the model where that was asked
    /// for.
    synchronized void answered(ModelRequest request, Reading reading, String answer) {
        if (prefix.equals(reading.text())) {
            prefix = reading.text() + answer;
        }
        if (request.keepAlive().isZero()) {
            unload();
        }
    }

    synchronized void unload() {
        loaded = Optional.empty();
        prefix = "";
    }

    private int window(ModelRequest request) {
        return Math.min(config.contextTokens(), request.window().orElse(config.contextTokens()));
    }

    private Instant until(Duration keepAlive) {
        // Unloaded when the answer is over, and until then as loaded as any.
        Duration kept = keepAlive.isZero() ? ModelRequest.FOREVER : keepAlive;
        return config.clock().instant().plus(kept);
    }

    /// The oldest messages go; the system's and the last one stay.
    private static void cut(List<ModelMessage> messages, int window) {
        int at = 0;
        while (at < messages.size() - 1 && ModelTokens.count(text(messages).length()) > window) {
            if (messages.get(at).role().equals("system")) {
                at++;
            } else {
                messages.remove(at);
            }
        }
    }

    private static String text(List<ModelMessage> messages) {
        StringBuilder text = new StringBuilder();
        for (ModelMessage message : messages) {
            text.append("<|").append(message.role()).append("|>").append(message.content());
        }
        return text.append("<|assistant|>").toString();
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int at = 0;
        while (at < length && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
