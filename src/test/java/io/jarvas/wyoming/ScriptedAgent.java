package io.jarvas.wyoming;

import io.jarvas.speech.AssistAgent;
import io.jarvas.speech.AssistAnswer;
import io.jarvas.speech.AssistReply;
import io.jarvas.speech.AssistRequest;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Answers what was said with the same, word by word. "wait" is answered when whoever asked is gone, "refuse" is not
/// handled, "break" breaks, "much" is much.
final class ScriptedAgent implements AssistAgent {
    private static final String MUCH = "x".repeat(10_000);

    final BlockingQueue<AssistRequest> requests = new LinkedBlockingQueue<>();
    final BlockingQueue<AssistRequest> left = new LinkedBlockingQueue<>();
    /// Questions that wait for the departure of whoever asked.
    final BlockingQueue<AssistRequest> waiting = new LinkedBlockingQueue<>();

    @Override
    public AssistAnswer answer(AssistRequest request) {
        requests.add(request);
        return new Answer(request);
    }

    private final class Answer implements AssistAnswer {
        private final AssistRequest request;
        private final CountDownLatch gone = new CountDownLatch(1);

        private Answer(AssistRequest request) {
            this.request = request;
        }

        @Override
        public AssistReply await(Consumer<String> piece) {
            return switch (request.text()) {
                case "wait" -> {
                    waiting.add(request);
                    awaitDeparture();
                    yield new AssistReply.NotHandled("nobody waits");
                }
                case "refuse" -> new AssistReply.NotHandled("I cannot do that.");
                case "begin and refuse" -> {
                    piece.accept("I ");
                    yield new AssistReply.NotHandled("I cannot do that.");
                }
                case "break" -> throw new IllegalStateException("broken on purpose");
                case "silent" -> new AssistReply.Handled("Done.");
                case "much" -> {
                    while (gone.getCount() > 0) {
                        piece.accept(MUCH);
                    }
                    yield new AssistReply.NotHandled("nobody waits");
                }
                default -> {
                    for (String word : List.of(request.text().split("(?<=\\s)"))) {
                        piece.accept(word);
                    }
                    yield new AssistReply.Handled(request.text());
                }
            };
        }

        private void awaitDeparture() {
            try {
                if (!gone.await(20, TimeUnit.SECONDS)) {
                    throw new AssertionError("nobody left");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void leave() {
            if (gone.getCount() > 0) {
                gone.countDown();
                left.add(request);
            }
        }
    }
}
