package io.jarvas.action;

import io.jarvas.reply.Proposal;

/// The way in for what a model proposes. Safe to use from any thread.
public interface Proposals {
    /// Whether it only asks to read something, so that the model waits for what comes of it.
    boolean reads(Proposal proposal);

    /// Does it, and waits until its outcome is known. Whatever goes wrong is an outcome.
    ///
    /// @param id a new one
    ActionOutcome propose(String id, Proposal proposal, Asking asking);
}
