package io.jarvas.bench;

import io.jarvas.MovedClock;
import io.jarvas.bench.CacheTable.Cost;
import io.jarvas.llm.ChatRequest;
import io.jarvas.search.GeneratedHome.Naming;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;

/// How much of each prompt the model finds in its cache, turn by turn, as an Ollama counts that charges for
/// every token it has not read before.
///
/// Jarvas's own parts run in this process; the benchmark changes the home and moves the clock. Only what the
/// model takes, and Jarvas's look for something to read, is real time.
///
/// Arguments: tokens that the simulated Ollama reads a second (800). With `--ollama URL --model NAME
/// [--rounds N]` a real one is timed instead, N times (3).
final class PromptCache {
    private static final int SMALL = 120;
    /// As many as are shown whole: their names are longer.
    private static final int SMALL_PORTUGUESE = 100;
    private static final int LARGE = 5_000;
    /// Longer than nobody must have written for the keyframe to be renewed.
    private static final Duration QUIET = Duration.ofSeconds(22);

    private final double readASecond;
    private double farthestCount;

    private PromptCache(double readASecond) {
        this.readASecond = readASecond;
    }

    public static void main(String[] arguments) throws Exception {
        Logger.getLogger("").setLevel(Level.WARNING);
        Iterator<String> given = List.of(arguments).iterator();
        double readASecond = 800;
        URI url = URI.create("http://127.0.0.1:11434");
        String model = "";
        int rounds = 3;
        while (given.hasNext()) {
            String argument = given.next();
            switch (argument) {
                case "--ollama" -> url = URI.create(given.next());
                case "--model" -> model = given.next();
                case "--rounds" -> rounds = Integer.parseInt(given.next());
                default -> readASecond = Double.parseDouble(argument);
            }
        }
        if (model.isEmpty()) {
            new PromptCache(readASecond).run();
        } else {
            new RealPromptCache(url, model, rounds).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        System.out.println(CacheTable.HEAD);
        cold();
        conversations();
        duringSlices();
        language();
        large();
        compared("the same, the time in the first line", (clock, _) -> Rewriting.timeFirst(clock));
        compared("the same, all states in the newest message", (_, home) -> Rewriting.statesLast(home));
        System.out.printf(
                Locale.ROOT,
                "%nJarvas's own count of reused tokens is off by %.1f %% of a prompt at most.%n",
                farthestCount);
    }

    private void print(String name, Cost cost, String bar) {
        farthestCount = Math.max(farthestCount, cost.countedWrong());
        System.out.println(cost.row(name, bar));
    }

    private void first(String name, Cost cost) {
        print(name, cost, CacheTable.bar("90 % reused", cost.reused() >= 90));
    }

    private void later(String name, Cost cost) {
        print(name, cost, CacheTable.bar("rest 97 %, beyond 60", cost.reusedOfRest() >= 97 && cost.beyond() <= 60));
    }

    private void cold() throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.ENGLISH, SMALL, readASecond)) {
            scene.home().publish();
            print("first turn after a start, nothing read yet", scene.say("a"), "");
        }
    }

    private void conversations() throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.ENGLISH, SMALL, readASecond)) {
            scene.start();
            first("first turn after a start, all slices through", scene.sayLater("a"));
            scene.tenChanges();
            later("second turn: 10 states changed, 3 minutes passed", scene.sayLater("a"));
            later("third to fifth turn, the same each, the worst", worst(scene, 3, "a", scene::tenChanges));
            scene.tenChanges();
            first("first turn of a new conversation, 10 changed", scene.sayLater("b"));
            later("second turn of it, the next moment", scene.say("b"));
            int[] noisy = new int[1];
            Cost noise = worst(scene, 4, "b", () -> {
                noisy[0] = scene.home().rustle();
                scene.home().publish();
            });
            later(noisy[0] + " noisy sensors moved, 4 turns, the worst", noise);
            cut(scene);
            switching(scene);
            quietMoment(scene);
            registry(scene);
            night(scene);
        }
    }

    private Cost worst(CacheScene scene, int turns, String conversation, Runnable before) throws InterruptedException {
        List<Cost> costs = new ArrayList<>();
        for (int i = 0; i < turns; i++) {
            before.run();
            costs.add(scene.sayLater(conversation));
        }
        return costs.stream().max(Comparator.comparingInt(Cost::beyond)).orElseThrow();
    }

    /// Conversation b has 12 messages.
    private void cut(CacheScene scene) throws InterruptedException {
        later("seventh turn: 12 messages before it", scene.say("b"));
        Cost atOnce = scene.sayLater("b");
        kept("eighth: the history was cut, the next moment", atOnce);
        scene.say("b");
        scene.say("b");
        scene.sayLater("b");
        later("the next cut, read in advance", scene.sayLater("b"));
    }

    private void kept(String name, Cost cost) {
        print(
                name,
                cost,
                CacheTable.bar(
                        "system message (%d) kept".formatted(cost.request().system()),
                        cost.request().reused() >= cost.request().system()));
    }

    private void switching(CacheScene scene) throws InterruptedException {
        kept("to another conversation, unannounced", scene.sayLater("a"));
        scene.jarvas().prepare("b");
        scene.settle();
        later("back again, announced", scene.sayLater("b"));
    }

    /// Long enough after the keyframe was renewed for whoever was announced.
    private void quietMoment(CacheScene scene) throws InterruptedException {
        scene.rest(Duration.ofMinutes(6));
        scene.sayLater("b");
        scene.changes(20);
        scene.rest(QUIET);
        later("after a new keyframe, at a quiet moment", scene.sayLater("b"));
        first("a new conversation after it", scene.sayLater("c"));
    }

    /// In the evening the keyframe is renewed once more after the last message, and overnight things change.
    private void night(CacheScene scene) throws InterruptedException {
        scene.tenChanges();
        scene.rest(Duration.ofMinutes(10));
        scene.rest(Duration.ofHours(5));
        scene.changes(40);
        scene.rest(Duration.ofHours(3));
        first("first after a night, 40 changed, unannounced", scene.sayLater("d"));
    }

    private void registry(CacheScene scene) throws InterruptedException {
        scene.home().rename();
        scene.home().publish();
        print("a thing was renamed, the next moment", scene.sayLater("c"), "");
        scene.home().rename();
        scene.home().publish();
        scene.settle();
        later("a thing was renamed, read in advance", scene.sayLater("c"));
    }

    private void duringSlices() throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.ENGLISH, SMALL, readASecond)) {
            scene.home().publish();
            scene.awaitBegun(5);
            Cost cost = scene.say("a");
            double whole = 1_000 * cost.request().total() / readASecond;
            print(
                    "a turn during the slices",
                    cost,
                    CacheTable.bar(
                            "waits < a tenth of %.0f".formatted(whole),
                            cost.request().waited().toMillis() < whole / 10));
        }
    }

    private void language() throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.PORTUGUESE, SMALL_PORTUGUESE, readASecond)) {
            scene.start();
            first("100 entities in Portuguese: first turn", scene.sayLater("a"));
            scene.tenChanges();
            later("in Portuguese: second turn, 10 states changed", scene.sayLater("a"));
        }
    }

    private void large() throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.MIXED, LARGE, readASecond)) {
            scene.start();
            print("5,000 entities: first turn", scene.sayLater("a"), "");
            scene.tenChanges();
            later("5,000 entities: second turn, 10 states changed", scene.sayLater("a"));
            later("5,000 entities: third to sixth turn, the worst", worst(scene, 4, "a", scene::tenChanges));
        }
    }

    private void compared(String name, BiFunction<MovedClock, ChangingHome, UnaryOperator<ChatRequest>> change)
            throws IOException, InterruptedException {
        try (CacheScene scene = new CacheScene(Naming.ENGLISH, SMALL, readASecond, change)) {
            scene.start();
            scene.sayLater("a");
            scene.tenChanges();
            System.out.println(scene.say("a").row(name, ""));
        }
    }
}
