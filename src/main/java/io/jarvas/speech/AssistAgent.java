package io.jarvas.speech;

/// Answers what pipelines of Home Assistant's Assist ask: Jarvas itself, as they see it. Safe to use from any thread.
public interface AssistAgent {
    /// Begins to answer. Nothing of it is thrown: whatever goes wrong is a [AssistReply.NotHandled].
    AssistAnswer answer(AssistRequest request);
}
