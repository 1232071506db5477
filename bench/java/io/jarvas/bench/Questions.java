package io.jarvas.bench;

import io.jarvas.json.Json;
import io.jarvas.language.Sayings;
import io.jarvas.language.Sayings.Saying;
import io.jarvas.language.Wish;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How well commands are told from questions, by set, language and kind, and how long it takes.
///
/// `misses` lists the sentences that are misread, but those of the half that was kept aside.
final class Questions {
    private static final Path INTENTS =
            Path.of(Optional.ofNullable(System.getenv("JARVAS_TEST_DATA")).orElse("../shared/data"), "intents.jsonl");
    private static final int ROUNDS = 30;

    private Questions() {}

    static void main(String[] arguments) {
        boolean misses = List.of(arguments).contains("misses");
        System.out.printf(Locale.ROOT, "%-38s %9s %9s %9s %9s%n", "", "sentences", "held", "acted on", "wrong");
        print("treacherous, first half", Sayings.resource("treacherous.tsv"), misses);
        print("treacherous, half kept aside", Sayings.resource("treacherous-aside.tsv"), false);
        print("of strangers, nothing fitted to them", Sayings.resource("strangers.tsv"), false);
        print("what it was widened by", Sayings.resource("wishes.tsv"), misses);
        if (Files.exists(INTENTS)) {
            print("intents", intents(false), misses);
            print("intents about Jarvas itself", intents(true), misses);
        }
        time();
    }

    private static void print(String set, List<Saying> sayings, boolean misses) {
        for (String language : List.of("en", "pt")) {
            for (Wish wish : Wish.values()) {
                List<Saying> some = sayings.stream()
                        .filter(saying -> saying.language().equals(language) && saying.wish() == wish)
                        .toList();
                if (!some.isEmpty()) {
                    List<Saying> wrong = some.stream()
                            .filter(saying -> Wish.of(saying.words()) != wish)
                            .toList();
                    int held = wish == Wish.ASKS ? some.size() - wrong.size() : wrong.size();
                    System.out.printf(
                            Locale.ROOT,
                            "%-38s %9d %9d %9d %8.1f%%%n",
                            set + ", " + language + " " + (wish == Wish.ASKS ? "ask" : "act"),
                            some.size(),
                            held,
                            some.size() - held,
                            100.0 * wrong.size() / some.size());
                    if (misses) {
                        wrong.forEach(saying -> System.out.println("    " + saying.words()));
                    }
                }
            }
        }
    }

    /// @param respond the sentences that neither read nor change a state, `who made you?`, all of them labelled
    /// `act`;
    ///     or the others
    private static List<Saying> intents(boolean respond) {
        try {
            List<Saying> sayings = new ArrayList<>();
            for (String line : Files.readAllLines(INTENTS)) {
                Map<String, ?> intent = Json.objectWithNulls(line);
                if (respond == "HassRespond".equals(intent.get("intent"))) {
                    sayings.add(new Saying(
                            String.valueOf(intent.get("language")),
                            Sayings.wish(String.valueOf(intent.get("kind"))),
                            String.valueOf(intent.get("text"))));
                }
            }
            return sayings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void time() {
        List<Saying> sayings = Sayings.resource("wishes.tsv");
        Samples samples = new Samples();
        int acts = 0;
        for (int round = 0; round < 2 * ROUNDS; round++) {
            if (round == ROUNDS) {
                samples.clear();
            }
            for (Saying saying : sayings) {
                long start = System.nanoTime();
                acts += Wish.of(saying.words()) == Wish.ACTS ? 1 : 0;
                samples.add(System.nanoTime() - start);
            }
        }
        if (acts == 0) {
            throw new IllegalStateException("nothing acts");
        }
        System.out.println(samples.row("a message, ms"));
        Samples longest = new Samples();
        String message = "is it on, and if so ".repeat(400);
        for (int round = 0; round < 20 * ROUNDS; round++) {
            long start = System.nanoTime();
            acts += Wish.of(message) == Wish.ACTS ? 1 : 0;
            longest.add(System.nanoTime() - start);
        }
        System.out.println(longest.row("one of 8,000 characters, ms"));
    }
}
