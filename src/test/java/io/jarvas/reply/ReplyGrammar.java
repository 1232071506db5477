package io.jarvas.reply;

import io.jarvas.reply.ReplyPart.ActionLine;
import io.jarvas.reply.ReplyPart.Speech;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The grammar of a whole reply, written a second time: with patterns, line by line, and slow. What
/// [ReplySplitter] is held against.
final class ReplyGrammar {
    private static final String S = "[ \\t\\r\\u00A0\\u200B\\u2060\\uFEFF]";
    private static final Pattern PREFIX = Pattern.compile("(?:"
            + S + "*(?<m1>\\*{1,3}|`|__)?"
            + "|" + S + "*(?:[->]" + S + "*|\\*" + S + "+|\\*(?=[`_]))(?<m2>\\*{1,2}|`|__)?"
            + ")(?<name>[Aa][Cc][Tt][Ii][Oo][Nn])" + S + "*(?<c1>\\k<m1>|\\k<m2>)?" + S + "*:");
    private static final Pattern OPENING = Pattern.compile(S + "*```+" + S + "*[\\p{L}\\p{Nd}+._#-]*" + S + "*");
    private static final Pattern ANY_OPENING = Pattern.compile(S + "*```+[^`]*");
    private static final Pattern CLOSING = Pattern.compile(S + "*```+" + S + "*");
    private static final Pattern BLANK = Pattern.compile(S + "*");
    private static final Pattern VALUE_LINE =
            Pattern.compile("(?:" + S + "|\\n)*(?:[}\\],\\[{\"'“‘]|(?:-?[0-9][0-9.eE+-]*|(?i:true|false|null|none))" + S
                    + "*(?:[,}\\]\\n]|\\z))[\\s\\S]*");
    private static final Pattern OTHER_LINE =
            Pattern.compile("(?:" + S + "|\\n)*(?:[}\\],]|(?:\"(?:[^\"\\\\\\n]|\\\\[^\\n])*\"|"
                    + "'(?:[^'\\\\\\n]|\\\\[^\\n])*'|“(?:[^”\\\\\\n]|\\\\[^\\n])*”|‘(?:[^’\\\\\\n]|\\\\[^\\n])*’)" + S
                    + "*(?::|\\z))[\\s\\S]*");

    private final String reply;
    private final List<ReplyPart> parts = new ArrayList<>();
    private int fenceAt = -1;
    private boolean fenceKept;
    private boolean fenceActed;
    private final List<Integer> blanks = new ArrayList<>();

    private ReplyGrammar(String reply) {
        this.reply = reply;
    }

    /// The parts; two speeches never follow each other.
    static List<ReplyPart> split(String reply) {
        ReplyGrammar grammar = new ReplyGrammar(reply);
        int at = 0;
        while (at < reply.length()) {
            at = grammar.line(at);
        }
        if (grammar.fenceAt >= 0 && !grammar.fenceKept && !grammar.fenceActed) {
            grammar.keepFence();
        }
        return grammar.parts;
    }

    static String speech(String reply) {
        StringBuilder speech = new StringBuilder();
        for (ReplyPart part : split(reply)) {
            if (part instanceof Speech(String text)) {
                speech.append(text);
            }
        }
        return speech.toString();
    }

    /// Reads the line at the index, and returns where the next one begins.
    private int line(int start) {
        int end = lineEnd(start);
        String line = reply.substring(start, end);
        int next = Math.min(end + 1, reply.length());
        Matcher prefix = PREFIX.matcher(line);
        if (prefix.lookingAt()) {
            int after = action(start, prefix);
            if (after >= 0) {
                return after;
            }
        }
        boolean open = fenceAt >= 0;
        if (!open && OPENING.matcher(line).matches() && next > end) {
            fenceAt = start;
            fenceKept = false;
            fenceActed = false;
            blanks.clear();
        } else if (!open && ANY_OPENING.matcher(line).matches() && next > end) {
            fenceAt = start;
            fenceKept = true;
            text(start, next);
        } else if (open && CLOSING.matcher(line).matches()) {
            if (fenceKept || !fenceActed) {
                keepFence();
                text(start, next);
            }
            fenceAt = -1;
        } else if (open && !fenceKept && BLANK.matcher(line).matches()) {
            blanks.add(start);
        } else {
            keepFence();
            text(start, next);
        }
        return next;
    }

    /// Reads the action whose colon was matched; -1 where it is text after all.
    private int action(int start, Matcher prefix) {
        String mark =
                prefix.group("m1") != null ? prefix.group("m1") : prefix.group("m2") != null ? prefix.group("m2") : "";
        boolean open = !mark.isEmpty() && prefix.group("c1") == null;
        int colon = start + prefix.end();
        Matcher object = Pattern.compile(S + "*(?<c>" + (open ? Pattern.quote(mark) : "(?!)") + ")?" + S + "*(?:\\n" + S
                        + "*)?(?<o>\\{)")
                .matcher(reply)
                .region(colon, reply.length());
        int lineEnd = lineEnd(start);
        if (!object.lookingAt()) {
            if (!prefix.group("name").equals("ACTION")) {
                return -1;
            }
            act(start, lineEnd, lineEnd, lineEnd == reply.length() ? ActionLine.End.REPLY : ActionLine.End.LINE);
            return Math.min(lineEnd + 1, reply.length());
        }
        open &= object.group("c") == null;
        int brace = object.start("o");
        int balance = end(brace);
        if (balance < 0) {
            int end = -balance - 1;
            act(start, end, brace, end == reply.length() ? ActionLine.End.REPLY : ActionLine.End.LINE);
            return Math.min(end + 1, reply.length());
        }
        act(start, balance, brace, ActionLine.End.BALANCED);
        int restEnd = lineEnd(balance);
        String rest = reply.substring(balance, restEnd);
        if (open) {
            rest = rest.replaceFirst("^" + S + "*" + Pattern.quote(mark), "");
        }
        int next = Math.min(restEnd + 1, reply.length());
        if (!BLANK.matcher(rest).matches()) {
            text(next - rest.length() - (next - restEnd), next);
        }
        return next;
    }

    /// Where the object that begins at the brace balances, or -1 minus where it ends without that.
    private int end(int brace) {
        int searched = brace;
        while (true) {
            int lineEnd = lineEnd(searched);
            for (int end = searched + 1; end <= lineEnd; end++) {
                if (reply.charAt(end - 1) == '}' && new Lexed(reply.substring(brace, end)).depth == 0) {
                    return end;
                }
            }
            if (lineEnd == reply.length()) {
                return -1 - lineEnd;
            }
            Lexed before = new Lexed(reply.substring(brace, lineEnd + 1));
            String rest = reply.substring(lineEnd + 1);
            boolean value = before.last == ':' || before.last == '[' || (before.last == ',' && before.inArray);
            boolean continues = value
                    ? VALUE_LINE.matcher(rest).matches()
                    : OTHER_LINE.matcher(rest).matches()
                            || (before.last == '{' && rest.matches("(?:" + S + "|\\n)*\\{[\\s\\S]*"))
                            || (before.last == '"' && rest.matches("(?:" + S + "|\\n)*:[\\s\\S]*"));
            boolean undecided = rest.matches("(?:" + S + "|\\n)*")
                    || (value && rest.matches("(?:" + S + "|\\n)*[A-Za-z0-9+.-]{1,40}"))
                    || (!value
                            && rest.matches(
                                    "(?:" + S + "|\\n)*(?:\"(?:[^\"\\\\\\n]|\\\\.)*\\\\?|'(?:[^'\\\\\\n]|\\\\.)*\\\\?"
                                            + "|“(?:[^”\\\\\\n]|\\\\.)*\\\\?|‘(?:[^’\\\\\\n]|\\\\.)*\\\\?)"));
            if (undecided) {
                return -1 - reply.length();
            }
            if (!continues) {
                return -1 - lineEnd;
            }
            Matcher blank = Pattern.compile("(?:" + S + "|\\n)*").matcher(rest);
            blank.lookingAt();
            searched = lineEnd + 1 + blank.end();
            if (searched == lineEnd(searched) && searched < reply.length()) {
                throw new AssertionError("a blank line that continues");
            }
        }
    }

    /// How deep in braces the text of an object stands, and after what.
    private static final class Lexed {
        private int depth;
        private boolean inArray;
        private char last;

        private Lexed(String text) {
            List<Character> open = new ArrayList<>();
            int at = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                boolean starts = last == 0 || "{[,:".indexOf(last) >= 0;
                String form = switch (c) {
                    case '"' -> "\"(?:[^\"\\\\\\n]|\\\\[^\\n])*(?:\"|\\\\?(?=\\n)|\\\\?\\z)";
                    case '\'', '“', '‘' -> starts ? loose(c == '\'' ? '\'' : c == '“' ? '”' : '’') : "";
                    default -> "";
                };
                if (!form.isEmpty()) {
                    Matcher string = Pattern.compile(form).matcher(text).region(at, text.length());
                    if (!string.lookingAt()) {
                        throw new AssertionError("no string: " + text.substring(at));
                    }
                    at = string.end();
                    last = '"';
                    continue;
                }
                at++;
                if (c == '\n' || String.valueOf(c).matches(S)) {
                    continue;
                }
                if (c == '{' || c == '[') {
                    open.add(c);
                } else if (c == ']' && !open.isEmpty() && open.getLast() == '[') {
                    open.removeLast();
                } else if (c == '}') {
                    while (open.removeLast() != '{') {}
                }
                last = "'“‘".indexOf(c) >= 0 ? '"' : c;
                if (open.isEmpty()) {
                    break;
                }
            }
            depth = (int) open.stream().filter(c -> c == '{').count();
            inArray = !open.isEmpty() && open.getLast() == '[';
        }

        private static String loose(char close) {
            return ".(?:[^" + close + "\\\\\\n]|\\\\[^\\n]|" + close + "(?!" + S + "*(?:[,:}\\]\\n]|\\z)))*(?:" + close
                    + "|\\\\?(?=\\n)|\\\\?\\z)";
        }
    }

    private int lineEnd(int from) {
        int end = reply.indexOf('\n', from);
        return end < 0 ? reply.length() : end;
    }

    private void act(int start, int end, int brace, ActionLine.End how) {
        String raw = reply.substring(start, end);
        if (raw.endsWith("\r")) {
            raw = raw.substring(0, raw.length() - 1);
        }
        fenceActed = true;
        parts.add(new ActionLine(raw, brace >= end ? "" : raw.substring(brace - start), how));
    }

    private void keepFence() {
        if (fenceAt >= 0 && !fenceKept) {
            fenceKept = true;
            text(fenceAt, lineEnd(fenceAt) + 1);
            for (int blank : blanks) {
                text(blank, Math.min(lineEnd(blank) + 1, reply.length()));
            }
        }
    }

    private void text(int from, int to) {
        keepFence();
        if (from == to) {
            return;
        }
        String text = reply.substring(from, to);
        if (!parts.isEmpty() && parts.getLast() instanceof Speech(String before)) {
            parts.removeLast();
            text = before + text;
        }
        parts.add(new Speech(text));
    }
}
