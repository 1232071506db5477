package io.jarvas.bench;

import io.jarvas.action.PlanBench;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/// How long it takes to resolve, check and judge a call in a home of 2,000 entities with the services of Home
/// Assistant 2026.11: what stands between an action that was read and the call that leaves. What is counted is
/// the thread's processor time: nothing in it waits.
///
/// Arguments: rounds measured (2000), rounds before that (500).
final class Policy {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Policy() {}

    public static void main(String[] arguments) {
        int measured = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2_000;
        int before = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 500;
        System.out.println(Samples.HEAD);
        PlanBench bench = new PlanBench();
        bench.names().forEach(name -> {
            String title = bench.plan(name) ? name : name + " (refused)";
            for (int i = 0; i < before; i++) {
                bench.plan(name);
            }
            Samples samples = new Samples();
            for (int i = 0; i < measured; i++) {
                long start = THREADS.getCurrentThreadCpuTime();
                bench.plan(name);
                samples.add(THREADS.getCurrentThreadCpuTime() - start);
            }
            System.out.println(samples.row(title));
        });
        Samples atStart = new Samples();
        Samples changed = new Samples();
        for (int i = 0; i < 50; i++) {
            PlanBench first = new PlanBench();
            atStart.add(time(first::prepare));
            first.change();
            changed.add(time(() -> first.plan("by its name")));
        }
        System.out.println(atStart.row("at the start, before any call"));
        System.out.println(changed.row("the first name after a new catalogue"));
    }

    private static long time(Runnable work) {
        long start = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - start;
    }
}
