package io.jarvas.speech;

import java.util.regex.Pattern;

/// Reads what services understood.
public final class Transcripts {
    /// Of models that say more than words: `<|en|>`.
    private static final Pattern MARK = Pattern.compile("<\\|[^|<>]*\\|>");

    /// What is heard and not said: `[BLANK_AUDIO]`, `(music)`, `*sighs*`.
    private static final Pattern NOISE = Pattern.compile("\\[[^\\[\\]]*]|\\([^()]*\\)|\\*[^*]*\\*|♪[^♪]*♪");

    private Transcripts() {}

    /// The words of a transcript; empty where it tells of noise or silence alone, as those of Whisper do.
    ///
    /// ```
    /// [BLANK_AUDIO]          → nothing
    /// <|en|>Turn it on.      → Turn it on.
    /// (music) Turn it off.   → (music) Turn it off.
    /// ```
    public static String words(String transcript) {
        String text = MARK.matcher(transcript).replaceAll("").strip();
        boolean said = NOISE.matcher(text).replaceAll("").codePoints().anyMatch(Character::isLetterOrDigit);
        return said ? text : "";
    }
}
