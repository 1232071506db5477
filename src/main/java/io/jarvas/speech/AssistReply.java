package io.jarvas.speech;

/// What came of what a pipeline of Assist asked.
public sealed interface AssistReply {
    /// All that is to be spoken: words alone.
    String text();

    /// It was answered.
    record Handled(String text) implements AssistReply {}

    /// It could not be answered; the text says why, and what to do.
    record NotHandled(String text) implements AssistReply {}
}
