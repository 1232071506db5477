package io.jarvas.speech;

import java.util.function.Consumer;

/// An answer to a pipeline of Assist that is being given.
public interface AssistAnswer {
    /// Does what was asked, to its end, on the thread that calls. To be called once.
    ///
    /// @param piece takes each piece of the answer's text as it is written; what it throws cancels the answer
    AssistReply await(Consumer<String> piece);

    /// Whoever asked is gone: stops the model. From any thread, as often as one likes.
    void leave();
}
