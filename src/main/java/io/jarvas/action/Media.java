package io.jarvas.action;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a player is told to play. A name or an id is found by the player itself; an address is fetched: from another
/// machine, which then has been called, from the files of the home, or from a camera.
///
/// The kinds of addresses are too many to list. So those are listed that lead to nothing but what the owner has
/// connected: a music service, a library, the directory of radios, the voice of the house.
final class Media {
    /// A scheme at the beginning, or with two slashes anywhere, as in JSON or in a query.
    private static final Pattern ADDRESS = Pattern.compile("^[a-z][a-z0-9+.-]*:(?=\\S)|[a-z][a-z0-9+.-]*://");

    /// `A:`, `FV:` and `SQ:` are the lists of a Sonos. `media-source://` alone is read to see what there is.
    private static final Pattern CONNECTED = Pattern.compile("(?:spotify|deezer|tidal|qobuz|apple_music|ytmusic):"
            + "|(?:plex|library)://|(?:a|fv|sq):(?!/)"
            + "|media-source://(?:$|(?:tts|radio_browser|jellyfin)(?:/|$))");

    /// A file, a page of Home Assistant's own, a share, or a host without a scheme.
    private static final Pattern PLACE =
            Pattern.compile("/|.*\\\\|\\[[\\da-f:.]+]|[^\\s/]*\\.[^\\s/]*/", Pattern.DOTALL);

    /// What those who read addresses pass over.
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}]");

    private Media() {}

    /// Whether a player that is given the text may fetch something, from wherever nobody knows.
    static boolean fetched(String text) {
        String plain = INVISIBLE.matcher(text).replaceAll("").strip().toLowerCase(Locale.ROOT);
        if (PLACE.matcher(plain).lookingAt()) {
            return true;
        }
        Matcher address = ADDRESS.matcher(plain);
        while (address.find()) {
            if (!CONNECTED
                    .matcher(plain)
                    .region(address.start(), plain.length())
                    .lookingAt()) {
                return true;
            }
        }
        return false;
    }
}
