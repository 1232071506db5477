package io.jarvas.voice;

import io.jarvas.speech.Sound;
import java.util.ArrayList;
import java.util.List;

/// What the client plays, as far as can be told from here: each piece at once, or when the one before has ended. Used
/// under its session's lock.
final class Playback {
    /// How quickly a voice speaks, about, where a sentence's length is not known yet.
    private static final long NANOS_PER_CHARACTER = 1_000_000_000 / 15;

    /// A sentence, when it began to sound, and for how long its sound lasts that was made until now.
    private static final class Said {
        private final String words;
        private long start = -1;
        private long nanos;
        private long end;

        private Said(String words) {
            this.words = words;
        }
    }

    private final List<Said> sentences = new ArrayList<>();
    private long end = Long.MIN_VALUE;
    private boolean begun;

    /// A sentence is about to be spoken.
    void say(String words) {
        sentences.add(new Said(words));
    }

    /// A piece was sent.
    void play(Sound sound, long now) {
        long start = begun ? Math.max(now, end) : now;
        begun = true;
        end = start + sound.duration().toNanos();
        if (sound.sentence() < sentences.size()) {
            Said said = sentences.get(sound.sentence());
            said.start = said.start < 0 ? start : said.start;
            said.nanos += sound.duration().toNanos();
            said.end = end;
        }
    }

    /// How many nanoseconds there are still to be played.
    long ahead(long now) {
        return begun ? Math.max(0, end - now) : 0;
    }

    boolean begun() {
        return begun;
    }

    /// How many sentences were said.
    int count() {
        return sentences.size();
    }

    /// Whether all that was said until now was heard.
    boolean heardAll(long now) {
        return sentences.isEmpty() || (sentences.getLast().start >= 0 && ahead(now) == 0);
    }

    /// What the person has heard until now, whole words.
    String heard(long now) {
        StringBuilder heard = new StringBuilder();
        for (int i = 0; i < sentences.size(); i++) {
            Said said = sentences.get(i);
            if (said.start < 0 || said.start > now) {
                break;
            }
            boolean whole = i + 1 < sentences.size() && sentences.get(i + 1).start >= 0;
            String words = said.end <= now && whole ? said.words : part(said, now, whole);
            heard.append(heard.isEmpty() ? "" : " ").append(words);
        }
        return heard.toString().strip();
    }

    /// @param whole whether all of its sound was made
    private static String part(Said said, long now, boolean whole) {
        long guess = whole ? 0 : said.words.length() * NANOS_PER_CHARACTER;
        double share = (double) (Math.min(now, said.end) - said.start) / Math.max(1, Math.max(said.nanos, guess));
        int characters = (int) (said.words.length() * Math.min(1, share));
        if (characters == said.words.length()) {
            return said.words;
        }
        int space = said.words.lastIndexOf(' ', characters);
        return space < 0 ? "" : said.words.substring(0, space);
    }
}
