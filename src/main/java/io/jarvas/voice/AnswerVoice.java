package io.jarvas.voice;

import io.jarvas.language.Language;
import io.jarvas.language.Sentences;
import io.jarvas.speech.Sound;
import io.jarvas.speech.Speaking;
import io.jarvas.speech.SpeechException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Speaks one answer: its text goes in as it is written, sentences of it go to the voice as soon as they are whole, and
/// sound comes out on a thread of its own, in small pieces. Text comes from one thread.
final class AnswerVoice {
    /// Longer pieces are cut, so that little is lost where the person interrupts, and none is too much for a
    /// client.
    private static final Duration LONGEST = Duration.ofMillis(200);

    /// Whom it speaks for.
    interface Listener {
        /// A sentence is about to be spoken.
        void says(String words);

        /// Waits until the client is to have a piece of sound, and gives it.
        ///
        /// @return whether there is anybody to speak to any more
        boolean sounds(Sound sound);

        /// The voice failed.
        void fails(SpeechException problem);

        /// All sound there is was given. The last call.
        void fallsSilent();
    }

    private final Speaking speaking;
    private final SpokenText spoken;
    private final Language language;
    private final Listener listener;
    private SentenceSplitter splitter;
    private boolean wrote;
    private boolean said;
    private volatile boolean mute;

    AnswerVoice(Speaking speaking, SpokenText spoken, Language language, Listener listener) {
        this.speaking = speaking;
        this.spoken = spoken;
        this.language = language;
        this.listener = listener;
        splitter = new SentenceSplitter(language);
        Thread.ofVirtual().name("voice").start(this::sound);
    }

    /// More of the answer was written.
    void write(String text) {
        wrote = wrote || !text.isBlank();
        say(splitter.feed(text));
    }

    /// A sentence of Jarvas's own, whatever was written before it.
    void writeApart(String sentence) {
        say(splitter.finish());
        splitter = new SentenceSplitter(language);
        say(splitter.feed(sentence + "\n"));
    }

    /// All was written. Whoever waits for an answer that can only be read does not wait in vain.
    void end() {
        say(splitter.finish());
        if (wrote && !said) {
            say(Sentences.in(language).say("voice.only_read"));
        }
        if (!mute) {
            speaking.end();
        }
    }

    /// From any thread, as often as one likes.
    void close() {
        speaking.close();
    }

    private void say(List<Piece> pieces) {
        for (Piece piece : pieces) {
            say(spoken.of(piece));
        }
    }

    private void say(String words) {
        if (words.isEmpty()) {
            return;
        }
        said = true;
        if (!mute) {
            listener.says(words);
            speaking.say(words);
        }
    }

    private void sound() {
        try (speaking) {
            boolean goesOn = true;
            for (Optional<Sound> sound = speaking.next(); goesOn && sound.isPresent(); sound = speaking.next()) {
                goesOn = slices(sound.get());
            }
        } catch (SpeechException e) {
            listener.fails(e);
        } finally {
            mute = true;
            listener.fallsSilent();
        }
    }

    private boolean slices(Sound sound) {
        ByteBuffer samples = sound.samples();
        int longest = Math.max(sound.format().frame(), sound.format().bytes(LONGEST));
        int length = samples.remaining() <= longest ? longest : longest / 2;
        length -= length % sound.format().frame();
        boolean goesOn = true;
        for (int from = samples.position(); goesOn && from < samples.limit(); from += length) {
            ByteBuffer slice = samples.slice(from, Math.min(length, samples.limit() - from));
            goesOn = listener.sounds(new Sound(sound.format(), slice, sound.sentence()));
        }
        return goesOn;
    }
}
