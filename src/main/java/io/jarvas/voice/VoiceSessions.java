package io.jarvas.voice;

import io.jarvas.conversation.Person;
import io.jarvas.language.Language;

/// Opens voice sessions. Safe to use from any thread.
public interface VoiceSessions {
    /// @param language of sentences and of the voice, where the client asks for none
    /// @param sink takes what happens
    VoiceSession open(Person person, Language language, VoiceSink sink);
}
