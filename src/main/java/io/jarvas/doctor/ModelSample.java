package io.jarvas.doctor;

import io.jarvas.doctor.Sheet.Outcome;
import io.jarvas.llm.ChatRequest;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelChunk;
import io.jarvas.llm.ModelException;
import io.jarvas.llm.ModelStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/// Has the model say some words, and looks at when they come.
final class ModelSample implements Runnable {
    private static final double SLOW = 4;
    private static final Duration LONG_WAIT = Duration.ofSeconds(10);
    /// Below this a model is too quick for its words to be told apart.
    private static final Duration TELLING = Duration.ofMillis(300);

    private final Setup.Model setup;
    private final Limits limits;
    private final Sheet sheet;
    private final LanguageModel model;

    ModelSample(Setup.Model setup, Limits limits, Sheet sheet, LanguageModel model) {
        this.setup = setup;
        this.limits = limits;
        this.sheet = sheet;
        this.model = model;
    }

    /// What came.
    ///
    /// @param first until the first word
    /// @param spread from the first word to the last
    /// @param pieces in which they came
    private record Sample(Duration first, Duration spread, int pieces, ModelChunk.Usage usage) {
        double speed() {
            double seconds = usage.generation().toNanos() / 1e9;
            return seconds > 0 ? usage.generatedTokens() / seconds : 0;
        }
    }

    @Override
    public void run() {
        Optional<Supplier<ChatRequest>> sample = setup.sample();
        if (sample.isEmpty()) {
            sheet.skip(Finding.skipped("doctor.skipped.undisturbed"), Check.MODEL_ANSWER, Check.MODEL_STREAM);
            return;
        }
        Optional<Sample> heard = sheet.check(
                Check.MODEL_ANSWER, limits.token(), () -> ask(sample.get().get()));
        heard.ifPresentOrElse(
                words -> sheet.note(Check.MODEL_STREAM, stream(words)),
                () -> sheet.skip(Finding.skipped("doctor.skipped.answer"), Check.MODEL_STREAM));
    }

    private Outcome<Sample> ask(ChatRequest request) {
        long began = System.nanoTime();
        List<Duration> pieces = new ArrayList<>();
        try (ModelStream stream = model.stream(request)) {
            while (stream.hasNext()) {
                switch (stream.next()) {
                    case ModelChunk.Text _, ModelChunk.Thinking _, ModelChunk.ToolCall _ ->
                        pieces.add(Duration.ofNanos(System.nanoTime() - began));
                    case ModelChunk.Waiting _ -> {}
                    case ModelChunk.Finished(ModelChunk.Finished.End _, ModelChunk.Usage usage) -> {
                        return heard(pieces, usage);
                    }
                }
            }
        } catch (ModelException e) {
            return Outcome.of(Finding.known("model." + e.code().name().toLowerCase(Locale.ROOT)));
        }
        return Outcome.of(Finding.known("model.cut_short"));
    }

    private Outcome<Sample> heard(List<Duration> pieces, ModelChunk.Usage usage) {
        if (pieces.isEmpty()) {
            return Outcome.of(Finding.broken("doctor.answer.empty"));
        }
        Sample sample = new Sample(pieces.getFirst(), pieces.getLast().minus(pieces.getFirst()), pieces.size(), usage);
        String first = seconds(sample.first());
        String speed = String.format(Locale.ROOT, "%.0f", sample.speed());
        if (sample.speed() > 0 && sample.speed() < SLOW) {
            return Outcome.of(Finding.warning("doctor.answer.slow", first, speed), sample);
        }
        if (sample.first().minus(usage.load()).compareTo(LONG_WAIT) > 0) {
            return Outcome.of(Finding.warning("doctor.answer.late", first, speed), sample);
        }
        return Outcome.of(Finding.fine("doctor.answer.fine", first, speed), sample);
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
    }

    private static Finding stream(Sample sample) {
        Duration generation = sample.usage().generation();
        if (sample.usage().generatedTokens() < 4 || generation.compareTo(TELLING) < 0) {
            return Finding.fine("doctor.stream.quick");
        }
        return sample.spread().multipliedBy(3).compareTo(generation) < 0
                ? Finding.warning("doctor.stream.buffered")
                : Finding.fine("doctor.stream.fine", sample.pieces());
    }
}
