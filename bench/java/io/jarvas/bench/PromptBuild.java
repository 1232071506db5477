package io.jarvas.bench;

import io.jarvas.conversation.History;
import io.jarvas.conversation.PromptMessage;
import io.jarvas.conversation.PromptMessage.Author;
import io.jarvas.home.HomeSnapshot;
import io.jarvas.prompt.Prompt;
import io.jarvas.prompt.PromptBuilder;
import io.jarvas.prompt.TurnContext;
import io.jarvas.prompt.Window;
import io.jarvas.search.GeneratedHome;
import io.jarvas.search.GeneratedHome.Naming;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// How long it takes to build a prompt for a home of 2,000 entities while 50 of its states change each second,
/// in conversations of up to 12 messages: with every entity in a large window, and with the index and what the
/// search finds in the usual one.
///
/// What all prompts begin with is made first, as it is when it is read in advance; between two turns, as at a
/// quiet moment, the keyframe is renewed where it has drifted.
///
/// Arguments: turns measured (1000), turns before that (200), milliseconds between two (20).
final class PromptBuild {
    private static final int ENTITIES = 2_000;
    private static final int CHANGES_A_SECOND = 50;
    private static final Window LARGE = new Window(262_144, 3);
    private static final Window USUAL = new Window(8_192, 3);
    private static final int TURNS_IN_A_CONVERSATION = 8;
    private static final List<String> WORDS = List.of(
            "Turn on the light in the kitchen",
            "Is there a window open upstairs?",
            "Quanto é que a máquina de lavar está a gastar?",
            "Fecha os estores do quarto",
            "What is the temperature in the guest room and in the living room?",
            "switch everyhting off in the offce",
            "Thank you!");
    private static final String ANSWER = """
            I am turning it on.
            ACTION: {"tool": "homeassistant_call_service", "args": {"domain": "light", "service": "turn_on", "data": \
            {"entity_id": "light.kitchen_ceiling_light"}}}""";

    private final ChangingHome home = new ChangingHome(Naming.MIXED, ENTITIES, Clock.systemUTC());
    private final int measured;
    private final int before;
    private final long pauseMillis;

    private PromptBuild(int measured, int before, long pauseMillis) {
        this.measured = measured;
        this.before = before;
        this.pauseMillis = pauseMillis;
    }

    public static void main(String[] arguments) throws InterruptedException {
        new PromptBuild(
                        arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000,
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200,
                        arguments.length > 2 ? Long.parseLong(arguments[2]) : 20)
                .run();
    }

    private void run() throws InterruptedException {
        home.publish();
        Thread changes = Thread.ofPlatform().daemon().name("changes").start(this::changes);
        System.out.println(Samples.HEAD);
        measure("every entity", LARGE);
        measure("the index", USUAL);
        changes.interrupt();
        changes.join();
    }

    /// One state after another, each with a snapshot of its own, as Home Assistant sends them.
    private void changes() {
        long start = System.nanoTime();
        for (int i = 0; !Thread.currentThread().isInterrupted(); i++) {
            home.changeOne(i);
            home.publish();
            long due = start + (i + 1) * TimeUnit.SECONDS.toNanos(1) / CHANGES_A_SECOND;
            try {
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void measure(String name, Window window) throws InterruptedException {
        PromptBuilder builder = new PromptBuilder(Optional.empty());
        Samples opening = new Samples();
        Samples first = new Samples();
        Samples cold = new Samples();
        Samples warm = new Samples();
        Samples renewals = new Samples();
        long start = System.nanoTime();
        builder.opening(Optional.of(home.fresh()), History.EMPTY, window);
        opening.add(System.nanoTime() - start);
        List<PromptMessage> messages = new ArrayList<>();
        int longest = 0;
        for (int i = 0; i < before + measured; i++) {
            TimeUnit.MILLISECONDS.sleep(pauseMillis);
            if (i % TURNS_IN_A_CONVERSATION == 0) {
                messages.clear();
            }
            HomeSnapshot now = home.fresh();
            if (i > 0) {
                renew(builder, now, window, renewals);
            }
            Prompt prompt = turn(builder, now, window, messages, i == 0 ? first : i < before ? cold : warm);
            messages.add(prompt.newest());
            messages.add(new PromptMessage(Author.ASSISTANT, ANSWER));
            longest = Math.max(longest, prompt.parts().total());
        }
        System.out.println(opening.row(name + ": what all begin with, in advance"));
        System.out.println(first.row(name + ": the very first"));
        System.out.println(cold.row(name + ": just started"));
        System.out.println(warm.row(name + ": warm (bar: median 1, p99 5)"));
        System.out.println(renewals.row(name + ": a new keyframe, between two turns"));
        System.out.printf(
                Locale.ROOT,
                "%s: prompts of up to %,d characters, %,d of them the beginning%n",
                name,
                longest,
                builder.opening(Optional.of(home.fresh()), History.EMPTY, window)
                        .parts()
                        .beginning());
    }

    private static void renew(PromptBuilder builder, HomeSnapshot now, Window window, Samples took) {
        long start = System.nanoTime();
        if (builder.drifted(now, window)) {
            builder.renew(now);
            builder.opening(Optional.of(now), History.EMPTY, window);
            took.add(System.nanoTime() - start);
        }
    }

    private static Prompt turn(
            PromptBuilder builder, HomeSnapshot now, Window window, List<PromptMessage> messages, Samples took) {
        int total = messages.size();
        History history = new History(messages.subList(Math.max(0, total - PromptBuilder.HISTORY), total), total, "");
        TurnContext context = new TurnContext(
                Optional.of(now),
                history,
                window,
                GeneratedHome.NOW
                        .plus(Duration.ofMinutes(total))
                        .atZone(now.catalog().config().zone()),
                WORDS.get(total / 2 % WORDS.size()),
                List.of(),
                Optional.empty(),
                Optional.empty());
        long start = System.nanoTime();
        Prompt prompt = builder.build(context);
        took.add(System.nanoTime() - start);
        return prompt;
    }
}
