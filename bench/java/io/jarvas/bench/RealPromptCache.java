package io.jarvas.bench;

import io.jarvas.MovedClock;
import io.jarvas.llm.ChatRequest;
import io.jarvas.search.GeneratedHome;
import io.jarvas.search.GeneratedHome.Naming;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// The time to the first token on a real Ollama, against the same prompts with the time in their first line.
///
/// Each answer is left when it begins, which stops Ollama. A round reads the home four times, so that with a
/// small model on two processors it takes about two minutes.
final class RealPromptCache {
    /// As many as fit into the usual window where a model knows few words, and needs many tokens.
    private static final int ENTITIES = 80;
    private static final Duration MINUTES = Duration.ofMinutes(3);
    /// Longer than reading in advance takes to look again, and Ollama to stop.
    private static final Duration SILENCE = Duration.ofMillis(2_500);
    /// The slice in whose first moment a turn comes.
    private static final int SLICE = 4;

    private static final String FIRST = "Is there a light on in the kitchen?";
    private static final String SECOND = "And how warm is it in the living room?";
    private static final String THIRD = "Is the garage door closed?";

    private final URI url;
    private final String model;
    private final int rounds;

    private final Samples timeFirstFirst = new Samples();
    private final Samples timeFirstSecond = new Samples();
    private final Samples slices = new Samples();
    private final Samples first = new Samples();
    private final Samples second = new Samples();
    private final Samples third = new Samples();
    private final Samples waited = new Samples();
    private final List<String> prompts = new ArrayList<>();

    RealPromptCache(URI url, String model, int rounds) {
        this.url = url;
        this.model = model;
        this.rounds = rounds;
    }

    void run() throws InterruptedException {
        for (int round = 1; round <= rounds; round++) {
            timeFirst();
            duringSlices();
            slicesThrough(round);
        }
        System.out.println(Samples.HEAD);
        System.out.println(timeFirstFirst.row("time first: first turn, the whole prompt read"));
        System.out.println(timeFirstSecond.row("time first: second turn"));
        System.out.println(slices.row("all slices, from start to end"));
        System.out.println(first.row("first turn, all slices through"));
        System.out.println(second.row("second turn: 3 minutes passed, one state changed"));
        System.out.println(third.row("third turn: 3 minutes passed, ten states changed"));
        System.out.println(waited.row("a turn during the slices waited"));
        System.out.printf(
                Locale.ROOT,
                "%nMedians: the first turn %.1f times shorter, the second %.1f times (bar 20), the third %.1f times;"
                        + " during the slices %.1f %% of the whole waited (bar 10)%n",
                timeFirstFirst.median() / first.median(),
                timeFirstSecond.median() / second.median(),
                timeFirstSecond.median() / third.median(),
                100 * waited.median() / timeFirstFirst.median());
        prompts.stream().distinct().forEach(System.out::println);
    }

    /// Jarvas, just started, and a home that it does not know yet.
    private final class Scene implements AutoCloseable {
        final MovedClock clock = new MovedClock(GeneratedHome.NOW);
        final ChangingHome home = new ChangingHome(Naming.ENGLISH, ENTITIES, clock);
        final JarvasParts jarvas;

        Scene(Function<MovedClock, UnaryOperator<ChatRequest>> change) throws InterruptedException {
            jarvas = new JarvasParts(url, model, home, clock, System::nanoTime, change.apply(clock));
        }

        void minutesPass(int changes) {
            clock.move(MINUTES);
            home.change(changes);
            home.publish();
        }

        /// Waits until Ollama has had nothing to do for a while.
        void settle() throws InterruptedException {
            long since = System.nanoTime();
            while (System.nanoTime() - since < SILENCE.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(20);
                since = jarvas.model().busy() ? System.nanoTime() : since;
            }
        }

        @Override
        public void close() {
            jarvas.close();
        }
    }

    private void timeFirst() throws InterruptedException {
        try (Scene scene = new Scene(Rewriting::timeFirst)) {
            scene.jarvas.displace("How are you?");
            scene.home.publish();
            timeFirstFirst.add(scene.jarvas.interrupt("a", FIRST).toFirstToken().toNanos());
            scene.settle();
            scene.minutesPass(1);
            timeFirstSecond.add(
                    scene.jarvas.interrupt("a", SECOND).toFirstToken().toNanos());
            scene.settle();
        }
    }

    private void duringSlices() throws InterruptedException {
        try (Scene scene = new Scene(_ -> UnaryOperator.identity())) {
            scene.jarvas.displace("How are you?");
            scene.home.publish();
            List<WatchedModel.Seen> seen = scene.jarvas.model().seen();
            while (seen.size() < SLICE) {
                TimeUnit.MILLISECONDS.sleep(5);
                seen = scene.jarvas.model().seen();
            }
            JarvasParts.Turn turn = scene.jarvas.interrupt("a", FIRST);
            waited.add(Math.max(0, seen.getLast().ended - turn.request().sent));
            scene.settle();
        }
    }

    private void slicesThrough(int round) throws InterruptedException {
        try (Scene scene = new Scene(_ -> UnaryOperator.identity())) {
            scene.jarvas.displace("How are you?");
            scene.home.publish();
            scene.jarvas.awaitRead();
            scene.settle();
            List<WatchedModel.Seen> read = scene.jarvas.model().seen();
            slices.add(read.getLast().ended - read.getFirst().sent);
            prompts.add("%s, %d tokens read in advance, in %d slices"
                    .formatted(
                            scene.jarvas.form(),
                            read.getLast().usage.orElseThrow().promptTokens(),
                            read.size()));
            first.add(scene.jarvas.interrupt("a", FIRST).toFirstToken().toNanos());
            scene.settle();
            scene.minutesPass(1);
            second.add(scene.jarvas.interrupt("a", SECOND).toFirstToken().toNanos());
            scene.settle();
            scene.minutesPass(10);
            third.add(scene.jarvas.interrupt("a", THIRD).toFirstToken().toNanos());
            scene.settle();
        }
        System.err.println("round " + round + " of " + rounds);
    }
}
