package io.jarvas.doctor;

import io.jarvas.doctor.Report.Examined;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/// Where the findings are written, each once. Safe to use from any thread.
final class Sheet {
    private static final System.Logger LOG = System.getLogger(Sheet.class.getName());

    private final Consumer<Examined> listener;
    private final Map<Check, Examined> findings = new EnumMap<>(Check.class);

    /// @param listener has each finding when it is made, one after another
    Sheet(Consumer<Examined> listener) {
        this.listener = listener;
    }

    /// A finding, and what the checks after it need of it; nothing where they are pointless.
    record Outcome<T>(Finding finding, Optional<T> found) {
        static <T> Outcome<T> of(Finding finding) {
            return new Outcome<>(finding, Optional.empty());
        }

        static <T> Outcome<T> of(Finding finding, T found) {
            return new Outcome<>(finding, Optional.of(found));
        }
    }

    /// Makes a check that may take as long as the limit.
    <T> Optional<T> check(Check check, Duration limit, Callable<Outcome<T>> look) {
        long began = System.nanoTime();
        FutureTask<Outcome<T>> task = new FutureTask<>(look);
        Thread thread = Thread.ofVirtual().name("doctor-" + check.id()).start(task);
        Outcome<T> outcome;
        try {
            outcome = task.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            thread.interrupt();
            outcome = Outcome.of(Finding.broken("doctor.late", limit.toSeconds()));
        } catch (ExecutionException e) {
            LOG.log(System.Logger.Level.WARNING, "a check of the doctor failed", e);
            outcome = Outcome.of(Finding.broken("doctor.failed", String.valueOf(e.getCause())));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
            outcome = Outcome.of(Finding.skipped("doctor.interrupted"));
        }
        note(check, outcome.finding(), Duration.ofNanos(System.nanoTime() - began));
        return outcome.found();
    }

    void note(Check check, Finding finding) {
        note(check, finding, Duration.ZERO);
    }

    /// Says of checks that were not made why they were not.
    void skip(Finding why, Check... checks) {
        for (Check check : checks) {
            if (!noted(check)) {
                note(check, why);
            }
        }
    }

    synchronized boolean noted(Check check) {
        return findings.containsKey(check);
    }

    private synchronized void note(Check check, Finding finding, Duration took) {
        Examined examined = new Examined(check, finding, took);
        if (findings.putIfAbsent(check, examined) == null) {
            listener.accept(examined);
        }
    }

    synchronized List<Examined> all() {
        return List.copyOf(findings.values());
    }
}
