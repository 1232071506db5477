package io.jarvas.voice;

import io.jarvas.assistant.RunningTurn;
import io.jarvas.assistant.SpokenTurns;
import io.jarvas.assistant.TurnEvent;
import io.jarvas.assistant.TurnSink;
import io.jarvas.assistant.UserTurn;
import io.jarvas.conversation.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An assistant that answers what a test tells it, when it tells it to.
final class FakeTurns implements SpokenTurns {
    final List<UserTurn> asked = new CopyOnWriteArrayList<>();
    final List<String> noted = new CopyOnWriteArrayList<>();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    /// That noted something last.
    volatile @Nullable Thread noter;

    volatile Optional<RuntimeException> refusal = Optional.empty();
    private final BlockingQueue<TurnEvent> events = new LinkedBlockingQueue<>();
    private final StringBuilder written = new StringBuilder();

    FakeTurns writes(String... pieces) {
        for (String piece : pieces) {
            written.append(piece);
            events.add(new TurnEvent.Text(piece));
        }
        return this;
    }

    FakeTurns tells(TurnEvent event) {
        events.add(event);
        return this;
    }

    FakeTurns ends() {
        events.add(new TurnEvent.FinalText(written.toString()));
        events.add(done(true));
        return this;
    }

    /// As by `POST /api/turns/{id}/cancel`.
    void cancelsElsewhere() {
        events.add(done(false));
    }

    private static TurnEvent done(boolean finished) {
        return new TurnEvent.Done(finished, "t", "c", Map.of(), Map.of());
    }

    @Override
    public RunningTurn begin(UserTurn turn) {
        refusal.ifPresent(e -> {
            throw e;
        });
        asked.add(turn);
        return new RunningTurn() {
            private volatile boolean stopped;

            @Override
            public String id() {
                return "t";
            }

            @Override
            public String conversation() {
                return turn.conversation().orElse("c");
            }

            @Override
            public void run(TurnSink sink) {
                sink.accept(new TurnEvent.Accepted("t", conversation()));
                TurnEvent event = next();
                while (!(event instanceof TurnEvent.Done)) {
                    sink.accept(event);
                    event = next();
                }
                sink.accept(event);
            }

            // Looks up now and then, so that the end of this turn is not taken by the next one.
            private TurnEvent next() {
                try {
                    TurnEvent event = null;
                    while (event == null && !stopped) {
                        event = events.poll(1, TimeUnit.MILLISECONDS);
                    }
                    return event == null ? done(false) : event;
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public void leave() {
                cancel();
            }

            @Override
            public void cancel() {
                cancelled.add(turn.text());
                events.clear();
                stopped = true;
            }
        };
    }

    @Override
    public void interrupted(Person person, String conversation, String heard) {
        noter = Thread.currentThread();
        noted.add(conversation + ": " + heard);
    }

    @Override
    public String shown(Person person, Optional<String> conversation, String text) {
        return text.endsWith("1234") ? "•••" : text;
    }

    @Override
    public String shownSoFar(Person person, Optional<String> conversation, String text) {
        return text.chars().anyMatch(Character::isDigit) ? "•••" : text;
    }
}
