package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.ArrayList;
import java.util.List;

/// Splits an answer, as it streams in, into sentences, each as soon as its end is certain. One per answer; not for
/// several threads.
///
/// ```
/// feed("It is 21.5 °")       →
/// feed("C. Shall I turn")    → "It is 21.5 °C."
/// feed(" it up? ")           → "Shall I turn it up?"
/// ```
///
/// The end of a line is always one. After a mark what follows decides ([FullStop]): of `!` and `?` its first letter.
/// Nothing ends within brackets, quotation marks, links and code; a block of code is one piece, and so is the row of a
/// table.
///
/// The first sentence may leave earlier, as a clause, when it has [#LEAST_WORDS] words: these take about two seconds to
/// say, and meanwhile even a slow model of five tokens a second writes some seven words more, and a voice makes them
/// sound; of fewer, the person would hear a gap in the middle of the sentence. A sentence of more than
/// [#LONG] characters is cut at its last clause, so that no voice is given more at once than it speaks well.
///
/// What leaves depends on the text alone, never on how it was cut, and its time is linear but for what is open: a
/// bracket, a quotation mark or code that does not close within [#OPEN] characters is none.
final class SentenceSplitter {
    static final int LEAST_WORDS = 5;
    static final int LONG = 240;
    private static final int OPEN = 400;
    private static final String MARKS = ".!?…";
    private static final String CLOSERS = "\"'”’»“)]*_~`";

    private final FullStop fullStop;
    private final StringBuilder text = new StringBuilder();
    private final List<Piece> pieces = new ArrayList<>();

    /// What was looked at.
    private int at;
    /// Whether a line begins with the text, and whether one does where it is looked at.
    private boolean begins = true;

    private boolean lineStart = true;
    private boolean first = true;
    private int brackets;
    private boolean quoted;
    private int openedAt;
    /// After the last mark at which a long sentence can be cut; 0 where there is none.
    private int clause;

    private int item;

    SentenceSplitter(Language language) {
        fullStop = new FullStop(language);
    }

    /// What is complete with the next piece of text.
    List<Piece> feed(String more) {
        text.append(more);
        return scan(false);
    }

    /// The answer has ended: what is left.
    List<Piece> finish() {
        scan(true);
        emit(text.length(), true);
        return taken();
    }

    private List<Piece> scan(boolean all) {
        boolean known = true;
        while (known && at < text.length()) {
            known = lineStart ? line(all) : step(all);
        }
        return all ? List.of() : taken();
    }

    private List<Piece> taken() {
        List<Piece> ready = List.copyOf(pieces);
        pieces.clear();
        return ready;
    }

    /// Looks at how a line begins.
    ///
    /// @return whether that is known
    private boolean line(boolean all) {
        String rest = text.substring(at);
        LineStart start = LineStart.of(rest, item, all);
        switch (start.kind()) {
            case UNDECIDED -> {
                return false;
            }
            case FENCE -> {
                int end = LineStart.fenceEnd(rest);
                if (end < 0) {
                    return false;
                }
                at += end;
                emit(at, true);
            }
            case ROW -> {
                int end = rest.indexOf('\n');
                if (end < 0) {
                    return false;
                }
                at += end;
                lineStart = false;
            }
            case BLANK -> at += start.length();
            case TEXT -> {
                at += start.length();
                item = start.number() > 0 ? start.number() : item;
                lineStart = false;
            }
        }
        return true;
    }

    /// Looks at the next character.
    ///
    /// @return whether it is known what it is
    private boolean step(boolean all) {
        char character = text.charAt(at);
        if (isOpen() && at - openedAt > OPEN) {
            close();
        }
        if (character == '\n') {
            emit(at, true);
            at = 0;
            lineStart = true;
            begins = true;
            return true;
        }
        if (character == '`') {
            return skip(Spans.code(text, at, all));
        }
        if (character == '[') {
            return skip(Spans.link(text, at, all));
        }
        if (MARKS.indexOf(character) >= 0) {
            return mark(all);
        }
        if (character == ':' || character == ';') {
            int smiley = Spans.smiley(text, at, all);
            if (smiley < 0) {
                return false;
            }
            if (smiley > 1) {
                return smiley(at + smiley, all);
            }
        }
        if (clauses(character)) {
            return clause(all);
        }
        if (Character.isWhitespace(character) && at >= LONG) {
            return cutLong();
        }
        open(character);
        at++;
        return true;
    }

    private boolean skip(int length) {
        if (length < 0) {
            return false;
        }
        at += length;
        return true;
    }

    private boolean isOpen() {
        return brackets > 0 || quoted;
    }

    private void close() {
        brackets = 0;
        quoted = false;
    }

    private void open(char character) {
        char before = at == 0 ? ' ' : text.charAt(at - 1);
        boolean opens = Character.isWhitespace(before) || "([«“*_—–-".indexOf(before) >= 0;
        boolean wasOpen = isOpen();
        switch (character) {
            case '(' -> brackets++;
            case ')' -> brackets = Math.max(0, brackets - 1);
            case '"' -> quoted = opens;
            case '“', '«', '„' -> quoted = true;
            case '”', '»' -> quoted = false;
            default -> {
                return;
            }
        }
        if (!wasOpen) {
            openedAt = at;
        }
    }

    /// Marks, and what closes after them.
    private boolean mark(boolean all) {
        int end = Spans.marks(text, at, all);
        int closed = end;
        while (end >= 0 && closed < text.length() && CLOSERS.indexOf(text.charAt(closed)) >= 0) {
            closed++;
        }
        if (end < 0 || (closed == text.length() && !all)) {
            return false;
        }
        boolean spaced = closed == text.length()
                || Character.isWhitespace(text.charAt(closed))
                || Spans.isEmoji(text.codePointAt(closed));
        String marks = text.substring(at, closed);
        boolean wasQuoted = quoted;
        int wereBrackets = brackets;
        int wasOpened = openedAt;
        int from = at;
        for (at = end; at < closed; at++) {
            open(text.charAt(at));
        }
        if (!spaced || isOpen()) {
            return true;
        }
        FullStop.Verdict verdict = verdict(marks, from, closed, all);
        switch (verdict) {
            case ENDS -> emit(closed, true);
            case GOES_ON -> at = closed;
            case UNDECIDED -> {
                at = from;
                quoted = wasQuoted;
                brackets = wereBrackets;
                openedAt = wasOpened;
            }
        }
        return verdict != FullStop.Verdict.UNDECIDED;
    }

    private FullStop.Verdict verdict(String marks, int from, int closed, boolean all) {
        int next = closed;
        while (next < text.length() && Spans.isSpace(text.charAt(next))) {
            next++;
        }
        if (next < text.length() && text.charAt(next) == '\n') {
            return FullStop.Verdict.ENDS;
        }
        boolean loud = marks.indexOf('!') >= 0 || marks.indexOf('?') >= 0;
        return fullStop.judge(text.substring(0, from), loud ? "!" : marks, text.substring(next), all);
    }

    /// `:)` before a capital ends a sentence.
    private boolean smiley(int end, boolean all) {
        if (end + 1 >= text.length() && !all) {
            return false;
        }
        at = end;
        if (end + 1 < text.length()
                && Character.isWhitespace(text.charAt(end))
                && Character.isUpperCase(text.charAt(end + 1))) {
            emit(end, true);
        }
        return true;
    }

    private static boolean clauses(char character) {
        return ",;:–—".indexOf(character) >= 0;
    }

    /// `,` with space after it, `–` with space around it.
    private boolean clause(boolean all) {
        if (at + 1 == text.length() && !all) {
            return false;
        }
        char character = text.charAt(at);
        boolean dash = character == '–' || character == '—';
        at++;
        if (at == text.length()
                || !Spans.isSpace(text.charAt(at))
                || isOpen()
                || (dash && (at < 2 || !Spans.isSpace(text.charAt(at - 2))))) {
            return true;
        }
        clause = at;
        if (first && Word.count(text.substring(0, at)) >= LEAST_WORDS) {
            emit(at, false);
        }
        return true;
    }

    private boolean cutLong() {
        if (clause > 0) {
            emit(clause, false);
        } else if (at >= 2 * LONG) {
            emit(at, false);
        } else {
            at++;
        }
        return true;
    }

    /// Lets what stands before a place leave; what follows is looked at anew.
    private void emit(int end, boolean ends) {
        String piece = text.substring(0, end).strip();
        text.delete(0, end);
        int space = 0;
        while (space < text.length() && Spans.isSpace(text.charAt(space)) && !lineStart) {
            space++;
        }
        text.delete(0, space);
        at = 0;
        clause = 0;
        close();
        if (!piece.isEmpty()) {
            pieces.add(new Piece(piece, begins, ends));
            begins = false;
            first = false;
        }
    }
}
