package io.jarvas.wyoming;

/// What a service has understood so far, put together from its pieces. The protocol's pieces follow one another; some
/// services send all of the text each time, which is told by its beginning.
final class PartialTranscript {
    private String text = "";

    /// @return all of it
    String add(String piece) {
        boolean whole = !text.isEmpty() && piece.length() > text.length() && piece.startsWith(text);
        text = whole ? piece : text + piece;
        return text.strip();
    }

    String text() {
        return text.strip();
    }

    void restart() {
        text = "";
    }
}
