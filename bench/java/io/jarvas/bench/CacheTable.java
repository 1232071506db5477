package io.jarvas.bench;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The table of what turns cost a model's cache.
///
/// *New* are the tokens that had to be read. Some of them nobody can save: the person's words, the states that
/// changed and, in a home too large to be shown whole, the entities that were found. *Beyond* are the others;
/// *rest %* is what was reused of all but those that nobody can save. *Counted* is what Jarvas itself takes for
/// reused, which no Ollama tells.
final class CacheTable {
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-52s %6s %6s %5s %5s %6s %5s %6s %6s %7s %7s %7s  %s",
            "tokens, milliseconds",
            "prompt",
            "%",
            "new",
            "words",
            "states",
            "found",
            "beyond",
            "rest %",
            "counted",
            "first",
            "waited",
            "bar");

    private static final Pattern CHANGED = Pattern.compile("(?m)^\\[changed: (.*)]$");
    private static final Pattern FOUND = Pattern.compile("(?m)^\\[[a-z0-9_]+\\.[a-z0-9_]+ \\|.*]\n");

    private CacheTable() {}

    /// What a turn's prompt cost, its parts told apart by cutting each into tokens.
    record Cost(CachingOllama.Request request, int words, int states, int found, JarvasParts.Turn turn) {
        static Cost of(CachingOllama.Request request, String words, JarvasParts.Turn turn) {
            String newest = request.newest();
            Matcher changed = CHANGED.matcher(newest);
            int states = changed.find() ? Tokens.count(changed.group(1)) : 0;
            int found = FOUND.matcher(newest)
                    .results()
                    .mapToInt(line -> Tokens.count(line.group()))
                    .sum();
            return new Cost(request, Tokens.count(words), states, found, turn);
        }

        double reused() {
            return 100.0 * request.reused() / request.total();
        }

        /// Nobody could have saved these.
        int needed() {
            return Math.min(request.read(), words + states + found);
        }

        int beyond() {
            return request.read() - needed();
        }

        double reusedOfRest() {
            return 100.0 * request.reused() / (request.total() - needed());
        }

        /// What Jarvas says was reused.
        int counted() {
            return turn.report().tokens().getOrDefault("reused", 0);
        }

        /// How far that is off, in per cent of the prompt.
        double countedWrong() {
            return 100.0 * Math.abs(counted() - request.reused()) / request.total();
        }

        String row(String name, String bar) {
            return String.format(
                    Locale.ROOT,
                    "%-52s %6d %6.1f %5d %5d %6d %5d %6d %6.1f %7d %7d %7d  %s",
                    name,
                    request.total(),
                    reused(),
                    request.read(),
                    words,
                    states,
                    found,
                    beyond(),
                    reusedOfRest(),
                    counted(),
                    turn.toFirstToken().toMillis(),
                    request.waited().toMillis(),
                    bar);
        }
    }

    /// Says whether a bar was met.
    static String bar(String text, boolean met) {
        return text + (met ? ": yes" : ": NO");
    }
}
