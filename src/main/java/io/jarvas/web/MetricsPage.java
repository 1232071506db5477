package io.jarvas.web;

import io.jarvas.assistant.Turns;
import io.jarvas.assistant.WindowReport;
import io.jarvas.home.HomeLink;
import io.jarvas.home.HomeStatus;
import io.jarvas.home.LiveHome;
import io.jarvas.llm.LanguageModel;
import io.jarvas.llm.ModelException;
import io.jarvas.prompt.HomeForm;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/// All of Jarvas's figures as Prometheus reads them: what was counted, and how things are now. Costs no call to
/// anybody.
final class MetricsPage {
    /// Where Prometheus looks for it.
    static final String PATH = "/metrics";

    static final String TYPE = PrometheusTextFormatWriter.CONTENT_TYPE;

    private final PrometheusTextFormatWriter writer = PrometheusTextFormatWriter.create();
    private final PrometheusRegistry now = new PrometheusRegistry();
    private final Metrics metrics;

    MetricsPage(Metrics metrics, Turns turns, LiveHome home, HomeLink link, LanguageModel model, Traffic traffic) {
        this.metrics = metrics;
        window(turns);
        crowd(turns, traffic);
        gauge(
                "jarvas_home_entities",
                "Entities that are exposed.",
                gauge -> gauge.call(home.snapshot()
                        .map(known -> known.catalog().entities().size())
                        .orElse(0)));
        choice(
                "jarvas_home_link",
                "How the home is known: 1 for what holds.",
                "link",
                HomeStatus.Link.values(),
                () -> Optional.of(link.status().link()));
        choice(
                "jarvas_model_problem",
                "What stands in the way of an answer: 1 for what holds, none where the model can answer.",
                "problem",
                ModelException.Code.values(),
                () -> model.status().problem());
        new ProcessFigures(StatusPage.version()).register(now);
    }

    private void window(Turns turns) {
        figure("jarvas_window_tokens", "The model's window.", turns, WindowReport::tokens);
        figure("jarvas_window_answer_tokens", "What is kept for the answer.", turns, WindowReport::answer);
        figure("jarvas_window_home_ratio", "The share of the window that the home takes.", turns, WindowFigures::home);
        figure(
                "jarvas_window_read_ratio",
                "The share of the beginning of every prompt that the model has read in advance.",
                turns,
                WindowReport::read);
        labelled(
                "jarvas_window_part_tokens",
                "Tokens of each part of the next prompt, about.",
                "part",
                gauge -> turns.window().parts().forEach((part, tokens) -> gauge.call(tokens, part)));
        choice(
                "jarvas_window_home_form",
                "How the home is shown to the model: 1 for what holds.",
                "form",
                HomeForm.values(),
                () -> Optional.of(turns.window().form()));
    }

    private void crowd(Turns turns, Traffic traffic) {
        gauge(
                "jarvas_running_turns",
                "Turns that are being answered.",
                gauge -> gauge.call(turns.crowd().running()));
        gauge(
                "jarvas_waiting_turns",
                "Turns that wait for their place.",
                gauge -> gauge.call(turns.crowd().waiting()));
        labelled("jarvas_connections", "Who is connected; streams are requests too.", "kind", gauge -> {
            for (Traffic.Kind kind : Traffic.Kind.values()) {
                gauge.call((double) traffic.open(kind), EventJson.lower(kind));
            }
        });
    }

    private void figure(String name, String help, Turns turns, ToDoubleFunction<WindowReport> figure) {
        gauge(name, help, gauge -> gauge.call(figure.applyAsDouble(turns.window())));
    }

    private void choice(
            String name, String help, String label, Enum<?>[] all, Supplier<Optional<? extends Enum<?>>> chosen) {
        labelled(name, help, label, gauge -> {
            Optional<? extends Enum<?>> holds = chosen.get();
            for (Enum<?> each : all) {
                gauge.call(holds.filter(each::equals).isPresent() ? 1 : 0, EventJson.lower(each));
            }
        });
    }

    private void gauge(String name, String help, Consumer<GaugeWithCallback.Callback> read) {
        GaugeWithCallback.builder().name(name).help(help).callback(read).register(now);
    }

    private void labelled(String name, String help, String label, Consumer<GaugeWithCallback.Callback> read) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(label)
                .callback(read)
                .register(now);
    }

    byte[] text() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try {
            writer.write(
                    text,
                    new MetricSnapshots(Stream.concat(metrics.counted().stream(), now.scrape().stream())
                            .toList()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toByteArray();
    }
}
