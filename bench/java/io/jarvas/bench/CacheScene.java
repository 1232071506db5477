package io.jarvas.bench;

import io.jarvas.MovedClock;
import io.jarvas.bench.CacheTable.Cost;
import io.jarvas.llm.ChatRequest;
import io.jarvas.search.GeneratedHome;
import io.jarvas.search.GeneratedHome.Naming;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/// A home, an Ollama that counts, and Jarvas between them, just started: nothing is known of the home yet.
final class CacheScene implements AutoCloseable {
    private static final Duration MINUTES = Duration.ofMinutes(3);
    /// Longer than reading in advance takes to look again.
    private static final Duration SILENCE = Duration.ofMillis(1_200);

    private static final List<String> ENGLISH = List.of(
            "Is there a light on in the kitchen?",
            "And how warm is it in the living room?",
            "Please switch off everything in the bedroom.",
            "Is the garage door closed?",
            "Make it a bit brighter here, I want to read.",
            "What uses the most power at the moment?");
    private static final List<String> PORTUGUESE = List.of(
            "Há alguma luz acesa na cozinha?",
            "E que temperatura está na sala?",
            "Desliga tudo no quarto, por favor.",
            "A porta da garagem está fechada?",
            "Põe isto um pouco mais claro, quero ler.",
            "O que é que gasta mais neste momento?");
    private static final List<String> ANSWERS = List.of(
            "The one above the sink is on, the others are off.",
            "It is 21.4 degrees there, and the heating is set to 21.",
            """
            I am switching off the lights in the bedroom.
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_off", \
            "data": {"area_id": "Bedroom"}}}""");

    private final MovedClock clock = new MovedClock(GeneratedHome.NOW);
    private final ChangingHome home;
    private final CachingOllama ollama;
    private final JarvasParts jarvas;
    private final List<String> words;
    private final AtomicLong skipped = new AtomicLong();
    private int said;

    /// @param change of each request on its way
    CacheScene(
            Naming naming,
            int size,
            double readASecond,
            BiFunction<MovedClock, ChangingHome, UnaryOperator<ChatRequest>> change)
            throws IOException, InterruptedException {
        words = naming == Naming.PORTUGUESE ? PORTUGUESE : ENGLISH;
        home = new ChangingHome(naming, size, clock);
        ollama = new CachingOllama(readASecond);
        ollama.answer(_ -> ANSWERS.get(said % ANSWERS.size()));
        jarvas = new JarvasParts(
                ollama.uri(),
                CachingOllama.MODEL,
                home,
                clock,
                () -> System.nanoTime() + skipped.get(),
                change.apply(clock, home));
    }

    CacheScene(Naming naming, int size, double readASecond) throws IOException, InterruptedException {
        this(naming, size, readASecond, (_, _) -> UnaryOperator.identity());
    }

    ChangingHome home() {
        return home;
    }

    CachingOllama ollama() {
        return ollama;
    }

    JarvasParts jarvas() {
        return jarvas;
    }

    /// Shows the home, and waits until the beginning of every prompt was read in advance.
    void start() throws InterruptedException {
        home.publish();
        settle();
    }

    /// Waits until all that there is to be read in advance was read.
    void settle() throws InterruptedException {
        jarvas.awaitRead();
        ollama.awaitQuiet(SILENCE);
    }

    /// Switches ten things.
    void tenChanges() {
        changes(10);
    }

    /// Switches so many things.
    void changes(int count) {
        home.change(count);
        home.publish();
    }

    /// Nobody writes for so long, and all that there is to be read in advance meanwhile is.
    void rest(Duration time) throws InterruptedException {
        clock.move(time);
        skipped.addAndGet(time.toNanos());
        settle();
    }

    /// Says the next thing, minutes after the one before.
    Cost say(String conversation) {
        clock.move(MINUTES);
        String next = words.get(said % words.size());
        JarvasParts.Turn turn = jarvas.say(conversation, next);
        said++;
        CachingOllama.Request request = ollama.requests().stream()
                .filter(each -> !each.inAdvance())
                .reduce((_, last) -> last)
                .orElseThrow();
        return Cost.of(request, next, turn);
    }

    /// The same, once all was read in advance.
    Cost sayLater(String conversation) throws InterruptedException {
        Cost cost = say(conversation);
        settle();
        return cost;
    }

    /// Waits until so many more prompts were begun to be read.
    void awaitBegun(long more) throws InterruptedException {
        long wanted = ollama.begun() + more;
        while (ollama.begun() < wanted) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    @Override
    public void close() {
        jarvas.close();
        ollama.close();
    }
}
