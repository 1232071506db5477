package io.jarvas.assistant;

import io.jarvas.home.HomeSnapshot;
import io.jarvas.llm.ModelStatus;

/// What is done while no turn runs or waits, and nothing is to be read in advance.
@FunctionalInterface
interface Leisure {
    Leisure NONE = (_, _, _) -> {};

    /// A moment of it has come. Does one thing at most, and returns as soon as somebody comes.
    ///
    /// @param expected whether somebody is about to write: what the model holds must stay
    void moment(ModelStatus status, HomeSnapshot home, boolean expected);
}
