package io.jarvas.speech;

import java.nio.ByteBuffer;

/// One utterance that is being listened to: sound goes in as it is spoken, then its words come out. Used by one thread,
/// but for [#close()].
public interface Listening extends AutoCloseable {
    /// Takes the next piece.
    ///
    /// @param samples in [PcmFormat#SPEECH]
    /// @throws SpeechException where the service is gone
    void hear(ByteBuffer samples);

    /// The utterance has ended: waits for its words.
    ///
    /// @return empty text where nothing was understood
    /// @throws SpeechException where the service did not tell
    String transcript();

    /// Gives the utterance up, and lets go of the service. From any thread, as often as one likes.
    @Override
    void close();
}
