package io.jarvas.voice;

import io.jarvas.speech.Sound;
import io.jarvas.speech.SpeechException;
import io.jarvas.voice.ExchangeTimings.Part;
import java.time.Duration;

/// The sound of an answer on its way to the client, and how much of it was played there. Everything here is guarded by
/// the session's lock; methods without a word on it want it held.
final class AnswerSound implements AnswerVoice.Listener {
    /// What the client may have that it has not played: enough for a bad moment of the network.
    private static final Duration AHEAD = Duration.ofSeconds(2);

    private final LiveSession session;
    private final Exchange exchange;
    private final ExchangeTimings timings;
    private final Playback playback = new Playback();
    private boolean mute;
    private boolean silent;

    AnswerSound(LiveSession session, Exchange exchange, ExchangeTimings timings) {
        this.session = session;
        this.exchange = exchange;
        this.timings = timings;
    }

    /// Takes the lock.
    @Override
    public void says(String words) {
        session.guarded(() -> {
            playback.say(words);
            timings.mark(Part.FIRST_SENTENCE, session.now());
        });
    }

    /// Takes the lock.
    @Override
    public boolean sounds(Sound sound) {
        return session.locked(() -> {
            for (long early = early(sound); !exchange.isCancelled() && early > 0; early = early(sound)) {
                session.await(early);
            }
            if (!exchange.isCancelled()) {
                timings.mark(Part.FIRST_AUDIO, session.now());
                playback.play(sound, session.now());
                session.speaks(exchange, sound);
            }
            return !exchange.isCancelled();
        });
    }

    /// For how many nanoseconds the client has enough without this piece.
    private long early(Sound sound) {
        return playback.ahead(session.now()) + sound.duration().toNanos() - AHEAD.toNanos();
    }

    /// Takes the lock.
    @Override
    public void fails(SpeechException problem) {
        boolean goesOn = session.locked(() -> {
            mute = true;
            return !exchange.isCancelled();
        });
        if (goesOn) {
            session.mute(exchange, problem);
        }
    }

    /// Takes the lock.
    @Override
    public void fallsSilent() {
        session.guarded(() -> {
            silent = true;
            session.changed();
        });
    }

    /// Whether the voice failed.
    boolean isMute() {
        return mute;
    }

    /// For how many nanoseconds it goes on sounding; for ever where more of it may come.
    long left() {
        return silent ? playback.ahead(session.now()) : Long.MAX_VALUE;
    }

    /// How many sentences were said.
    int sentences() {
        return playback.count();
    }

    /// Whether the person has heard all that was said until now.
    boolean heardAll() {
        return playback.heardAll(session.now());
    }

    /// What the person has heard until now, whole words.
    String heard() {
        return playback.heard(session.now());
    }
}
