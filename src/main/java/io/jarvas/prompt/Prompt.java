package io.jarvas.prompt;

import io.jarvas.conversation.PromptMessage;
import io.jarvas.language.Language;
import io.jarvas.llm.ChatRequest;

/// A prompt, and its newest message apart: what is to be kept, so that the next prompt can repeat it.
///
/// @param shortened how many messages of the conversation were left out because the window is too small for
///     them
/// @param cut whether messages are left out from this prompt on that the one before had: too many, or too
///     long
/// @param rebuilt whether rules, services and catalogue are other than in the prompt before
/// @param window for which it was built
/// @param language that is wanted of the answer, as far as the prompt says
public record Prompt(
        ChatRequest request,
        PromptMessage newest,
        PromptParts parts,
        HomeForm form,
        int shortened,
        boolean cut,
        boolean rebuilt,
        Window window,
        Language language) {}
