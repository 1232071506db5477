package io.jarvas.doctor;

import io.jarvas.doctor.Report.Examined;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/// Examines everything that Jarvas needs. Changes nothing, and costs its neighbours some questions and the model a few
/// words. Safe to use from any thread.
///
/// Five examinations run at once, each with checks that build on one another. Each check has a limit, so the whole has
/// one too; what a failure makes pointless is said to be skipped.
public final class Doctor {
    private final Setup setup;
    private final Limits limits;
    private final InstantSource clock;
    private final Optional<SSLContext> trust;

    public Doctor(Setup setup, InstantSource clock) {
        this(setup, Limits.USUAL, clock, Optional.empty());
    }

    /// @param trust whose certificates are taken; empty for those that this machine takes
    Doctor(Setup setup, Limits limits, InstantSource clock, Optional<SSLContext> trust) {
        this.setup = setup;
        this.limits = limits;
        this.clock = clock;
        this.trust = trust;
    }

    /// Examines, and waits for the end.
    ///
    /// @param credential for the public address
    /// @param listener has each finding as soon as it is made, from several threads, one after another
    public Report examine(Credential credential, Consumer<Examined> listener) {
        long began = System.nanoTime();
        Sheet sheet = new Sheet(listener);
        CompletableFuture<OptionalInt> exposed = new CompletableFuture<>();
        try (Probe probe = new Probe(limits, clock, trust)) {
            List<Thread> examinations = Stream.<Runnable>of(
                            new MachineExamination(setup, limits, sheet),
                            new HomeExamination(setup, probe, sheet, clock, exposed),
                            new ModelExamination(setup, probe, sheet, exposed),
                            new PublicExamination(setup, probe, sheet, credential),
                            new VoiceExamination(setup, probe, sheet, exposed))
                    .map(one -> Thread.ofVirtual().name("doctor").start(one))
                    .toList();
            for (Thread examination : examinations) {
                join(examination, examinations);
            }
        }
        sheet.skip(Finding.skipped("doctor.interrupted"), Check.values());
        List<Examined> checks = sheet.all();
        assert checks.size() == Arrays.asList(Check.values()).size();
        return new Report(checks, Duration.ofNanos(System.nanoTime() - began));
    }

    private static void join(Thread examination, List<Thread> all) {
        try {
            examination.join();
        } catch (InterruptedException e) {
            all.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
    }
}
