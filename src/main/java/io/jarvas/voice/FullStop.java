package io.jarvas.voice;

import io.jarvas.language.Language;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Says whether a full stop, or another mark with space after it, ends a sentence. Immutable.
final class FullStop {
    enum Verdict {
        ENDS,
        GOES_ON,
        /// More of what follows must be known.
        UNDECIDED
    }

    private static final String OPENERS = "\"'“‘«„([*_~¡¿";
    private static final Pattern DOTTED = Pattern.compile("\\p{L}(\\.\\p{L})+");
    private static final Pattern STEP = Pattern.compile("[\\W_]*(\\p{L}+) \\d+");

    private final Abbreviations abbreviations;

    FullStop(Language language) {
        abbreviations = Abbreviations.of(language);
    }

    /// @param before the sentence until now, without its last marks
    /// @param marks that end it: `.`, `...`, `?!`, with the quotation marks and brackets that close after them
    /// @param after what follows the space
    /// @param all whether nothing comes after that
    Verdict judge(String before, String marks, String after, boolean all) {
        int at = 0;
        while (at < after.length() && OPENERS.indexOf(after.charAt(at)) >= 0) {
            at++;
        }
        String next = after.substring(at);
        if (next.isEmpty()) {
            return all ? Verdict.ENDS : Verdict.UNDECIDED;
        }
        int first = next.codePointAt(0);
        if (Character.isHighSurrogate(next.charAt(0)) && next.length() == 1 && !all) {
            return Verdict.UNDECIDED;
        }
        if (Character.isLowerCase(first)) {
            return small(next, all);
        }
        if (first == '.') {
            return next.length() == 1 && !all ? Verdict.UNDECIDED : Word.begins(next) ? Verdict.ENDS : Verdict.GOES_ON;
        }
        if (",;:&!?)]»”/=%".indexOf(first) >= 0) {
            return Verdict.GOES_ON;
        }
        boolean plain = marks.startsWith(".") && !marks.startsWith("..");
        if (!plain) {
            boolean counts = Character.isDigit(first) && Character.isDigit(last(before)) && !ends(marks);
            return counts ? Verdict.GOES_ON : Verdict.ENDS;
        }
        return judge(before, next, first, all);
    }

    private static boolean ends(String marks) {
        return marks.indexOf('!') >= 0 || marks.indexOf('?') >= 0;
    }

    /// `iPhone`, `light.kitchen` and `example.org` begin sentences with a small letter.
    private Verdict small(String next, boolean all) {
        String word = Word.first(next);
        if (word.length() > 1 && Character.isUpperCase(word.charAt(1))) {
            return Verdict.ENDS;
        }
        if (word.length() == next.length() && !all) {
            return Verdict.UNDECIDED;
        }
        String bare = Word.bare(word);
        boolean address = (bare.indexOf('.') > 1 || bare.indexOf('_') > 0 || bare.contains("://"))
                && !DOTTED.matcher(bare).matches()
                && !abbreviations.leading().contains(bare.toLowerCase(Locale.ROOT));
        return address ? Verdict.ENDS : Verdict.GOES_ON;
    }

    private Verdict judge(String before, String next, int first, boolean all) {
        String last = Word.last(before);
        String word = last.toLowerCase(Locale.ROOT);
        boolean digit = Character.isDigit(first) || (next.length() > 1 && "-+±~#€$£".indexOf(first) >= 0);
        if (abbreviations.leading().contains(word)) {
            return Verdict.GOES_ON;
        }
        if (STEP.matcher(before).matches()
                && abbreviations
                        .steps()
                        .contains(Word.last(before.substring(0, before.lastIndexOf(' ')))
                                .toLowerCase(Locale.ROOT))) {
            return Verdict.GOES_ON;
        }
        if (digit) {
            return digit(before, last, word) ? Verdict.GOES_ON : Verdict.ENDS;
        }
        if (!Character.isLetter(first)) {
            return Verdict.ENDS;
        }
        if (abbreviations.hours().contains(word)) {
            return ofNext(next, all, name -> abbreviations.days().contains(name.toLowerCase(Locale.ROOT)));
        }
        boolean counted = isCounted(before, last);
        if (counted
                || abbreviations.closing().contains(word)
                || abbreviations.days().contains(word)) {
            return Verdict.ENDS;
        }
        if (abbreviations.titles().contains(word)) {
            return Verdict.GOES_ON;
        }
        boolean initial = last.length() == 1 && Character.isUpperCase(last.charAt(0));
        if (initial
                || abbreviations.usual().contains(word)
                || DOTTED.matcher(word).matches()) {
            return ofNext(next, all, name -> Word.isInitial(next) || !abbreviations.starts(name));
        }
        return Verdict.ENDS;
    }

    /// What the next word decides, which must be whole.
    private static Verdict ofNext(String next, boolean all, Predicate<String> goesOn) {
        String name = Word.first(next);
        if (name.length() == next.length() && !all) {
            return Verdict.UNDECIDED;
        }
        return goesOn.test(Word.bare(name)) ? Verdict.GOES_ON : Verdict.ENDS;
    }

    /// Whether a number after this word belongs to it: `No. 3`, `6 ft. 2`.
    private boolean digit(String before, String last, String word) {
        boolean feet = word.equals("ft");
        boolean abbreviated = abbreviations.numbered().contains(word)
                || abbreviations.usual().contains(word)
                || abbreviations.titles().contains(word)
                || abbreviations.days().contains(word);
        return feet || (abbreviated && !isCounted(before, last));
    }

    /// `15 min`, `16 A`: a unit, and no abbreviation of a name.
    private static boolean isCounted(String before, String last) {
        String rest = before.substring(0, before.length() - last.length()).stripTrailing();
        return !last.isEmpty()
                && !rest.isEmpty()
                && rest.length() < before.length() - last.length()
                && Character.isDigit(last(rest));
    }

    private static char last(String text) {
        return text.isEmpty() ? ' ' : text.charAt(text.length() - 1);
    }
}
