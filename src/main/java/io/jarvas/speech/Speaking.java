package io.jarvas.speech;

import java.util.Optional;

/// One answer that is being spoken: sentences go in as they are written, sound comes out as it is made, both in order.
/// One thread may say while another takes the sound. The service works ahead, with the next sentence while this one
/// is taken.
///
/// ```
/// say("The light is on.")  say("Anything else?")  end()
///   next() → Sound(22050 Hz, 50 ms, 0) … Sound(22050 Hz, 50 ms, 1) … nothing
/// ```
public interface Speaking extends AutoCloseable {
    /// Takes the next sentence: words alone, as they are to be spoken. Returns at once.
    void say(String sentence);

    /// There is no other sentence.
    void end();

    /// Waits for the next piece; nothing after the last one.
    ///
    /// @throws SpeechException where the service fails; what was spoken before it is good
    Optional<Sound> next();

    /// Falls silent, and lets go of the service. From any thread, as often as one likes; [#next()] then has
    /// nothing.
    @Override
    void close();
}
