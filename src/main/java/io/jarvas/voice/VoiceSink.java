package io.jarvas.voice;

/// Where what happens in a voice session goes. Called by one thread at a time, in order; returns soon, whatever the
/// client takes.
@FunctionalInterface
public interface VoiceSink {
    void accept(VoiceEvent event);
}
