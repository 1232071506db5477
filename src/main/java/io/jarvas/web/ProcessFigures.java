package io.jarvas.web;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryUsage;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/// How the process is, under the names that Prometheus's dashboards for Java know.
final class ProcessFigures {
    private static final double MILLIS = TimeUnit.SECONDS.toMillis(1);

    private final String version;

    /// @param version of Jarvas
    ProcessFigures(String version) {
        this.version = version;
    }

    void register(PrometheusRegistry registry) {
        Info.builder()
                .name("jarvas_build_info")
                .help("The version of Jarvas, and of the Java that it runs on.")
                .labelNames("version", "java")
                .register(registry)
                .setLabelValues(version, Runtime.version().toString());
        memory(registry);
        collections(registry);
        GaugeWithCallback.builder()
                .name("jvm_threads_current")
                .help("Platform threads; virtual ones are not among them.")
                .callback(
                        gauge -> gauge.call(ManagementFactory.getThreadMXBean().getThreadCount()))
                .register(registry);
        CounterWithCallback.builder()
                .name("process_cpu_seconds_total")
                .help("Time that processors spent on this process.")
                .callback(counter -> ProcessHandle.current()
                        .info()
                        .totalCpuDuration()
                        .ifPresent(spent -> counter.call((double) spent.toMillis() / MILLIS)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("process_start_time_seconds")
                .help("When the process was started, in seconds since 1970.")
                .callback(
                        gauge -> gauge.call(ManagementFactory.getRuntimeMXBean().getStartTime() / MILLIS))
                .register(registry);
    }

    private static void memory(PrometheusRegistry registry) {
        memory(registry, "used", "Memory that holds something.", MemoryUsage::getUsed);
        memory(registry, "committed", "Memory that the process has.", MemoryUsage::getCommitted);
        memory(registry, "max", "Memory that the process may have; -1 where there is no limit.", MemoryUsage::getMax);
    }

    private static void memory(
            PrometheusRegistry registry, String what, String help, ToLongFunction<MemoryUsage> figure) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        GaugeWithCallback.builder()
                .name("jvm_memory_" + what + "_bytes")
                .help(help)
                .labelNames("area")
                .callback(gauge -> {
                    gauge.call((double) figure.applyAsLong(memory.getHeapMemoryUsage()), "heap");
                    gauge.call((double) figure.applyAsLong(memory.getNonHeapMemoryUsage()), "nonheap");
                })
                .register(registry);
    }

    private static void collections(PrometheusRegistry registry) {
        CounterWithCallback.builder()
                .name("jvm_gc_collections_total")
                .help("How often unused memory was collected.")
                .labelNames("gc")
                .callback(counter -> ManagementFactory.getGarbageCollectorMXBeans()
                        .forEach(gc -> counter.call(count(gc.getCollectionCount()), gc.getName())))
                .register(registry);
        CounterWithCallback.builder()
                .name("jvm_gc_collection_seconds_total")
                .help("How long that took.")
                .labelNames("gc")
                .callback(counter -> ManagementFactory.getGarbageCollectorMXBeans()
                        .forEach(gc -> counter.call(seconds(gc), gc.getName())))
                .register(registry);
    }

    private static double seconds(GarbageCollectorMXBean gc) {
        return count(gc.getCollectionTime()) / MILLIS;
    }

    /// What is not known is -1.
    private static double count(long known) {
        return (double) Math.max(0, known);
    }
}
