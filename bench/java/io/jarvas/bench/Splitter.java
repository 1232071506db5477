package io.jarvas.bench;

import io.jarvas.reply.ReplyPart;
import io.jarvas.reply.ReplySplitter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How fast the splitter goes through a reply in pieces of four characters, and whether its time is linear.
///
/// Arguments: megabytes of text (4), rounds (15).
final class Splitter {
    private static final int PIECE = 4;
    private static final String PROSE = """
            The lights in the kitchen are on, the ones in the hall are off; a luz da sala está a 40 %.
            - first, *close* the blinds > then read `the news`

            Anything else that I can do for you today?
            """;
    private static final String ACTION = """
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_on", "data": \
            {"entity_id": "light.kitchen_lights"}}}
            """;

    private Splitter() {}

    public static void main(String[] arguments) {
        int characters = (arguments.length > 0 ? Integer.parseInt(arguments[0]) : 4) * 1_000_000;
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        System.out.printf(
                Locale.ROOT, "%-44s %10s %10s %14s%n", "medians of " + rounds, "MB/s", "ns/piece", "worst ns/piece");
        measure("words", filled(PROSE, characters), rounds);
        measure("words, and an action after each 200 characters", filled(PROSE + ACTION, characters), rounds);
        measure("actions alone", filled(ACTION, characters), rounds);
        String open = "ACTION: {\"tool\": [";
        measure("one action that never ends, a tenth", open + filled("\"x\", \n", characters / 10), rounds);
        measure("one action that never ends", open + filled("\"x\", \n", characters), rounds);
    }

    private static void measure(String name, String text, int rounds) {
        List<String> pieces = new ArrayList<>();
        for (int i = 0; i < text.length(); i += PIECE) {
            pieces.add(text.substring(i, Math.min(text.length(), i + PIECE)));
        }
        long parts = 0;
        for (int i = 0; i < 5; i++) {
            parts += split(pieces);
        }
        long[] nanos = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            parts += split(pieces);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        if (parts == 0) {
            throw new IllegalStateException("nothing was split");
        }
        double bytes = text.getBytes(StandardCharsets.UTF_8).length;
        System.out.printf(
                Locale.ROOT,
                "%-44s %10.1f %10.1f %14.1f%n",
                name,
                bytes * 1e3 / nanos[rounds / 2],
                (double) nanos[rounds / 2] / pieces.size(),
                (double) nanos[rounds - 1] / pieces.size());
    }

    private static long split(List<String> pieces) {
        ReplySplitter splitter = new ReplySplitter();
        long parts = 0;
        for (String piece : pieces) {
            parts += splitter.feed(piece).size();
        }
        List<ReplyPart> rest = splitter.finish();
        return parts + rest.size();
    }

    private static String filled(String text, int characters) {
        return text.repeat(characters / text.length() + 1).substring(0, characters);
    }
}
