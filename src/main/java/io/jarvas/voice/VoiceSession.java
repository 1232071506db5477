package io.jarvas.voice;

import io.jarvas.language.Language;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One client that speaks with Jarvas, turn after turn. What comes from the client comes on one thread; nothing here
/// waits for a service or for the model.
///
/// ```
/// connected ─start→ listening ─the person has spoken→ thinking → speaking ─the end→ listening (hands-free) or stopped
///                       ↑                                ╰────────┬──╯
///                       ╰──────── the person speaks ──────────────╯
/// ```
public interface VoiceSession {
    /// The client begins to listen to the person, anew if it already does. What was being answered is stopped.
    ///
    /// @param conversation to go on with; empty for that of the session, or a new one
    /// @param handsFree whether it listens again after each answer, and while it speaks
    record Start(Optional<String> conversation, Optional<Language> language, boolean handsFree) {}

    void start(Start start);

    /// What the microphone hears, whenever it does: what comes while nobody listens is let go.
    ///
    /// @param samples in [io.jarvas.speech.PcmFormat#SPEECH]
    void audio(ByteBuffer samples);

    /// The person holds the button, or has only tapped it after all. While it is held no silence ends what is
    /// said; [#stop()] does.
    void hold(boolean held);

    /// The person let go of the button: what was said until now is all. While it is being answered: be
    /// silent; but for a client whose microphone goes on although silence has ended what was said, and that
    /// only now learns of it.
    void stop();

    /// The client is gone. As often as one likes.
    void left();
}
