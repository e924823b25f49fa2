package dev.replyguard.ops;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Arrays;
import java.util.List;

/** The registry of all meters, in Prometheus' format. */
public final class Metrics implements AutoCloseable {
  private static final String OURS = "replyguard.";

  /**
   * Upper bounds of the buckets of every timer of ours that has none of its own, in seconds: what
   * is promised lies between 0.5 and 5 ms, and what is longer than a second is simply too long.
   */
  private static final double[] BUCKETS = {
    0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002, 0.003, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25,
    0.5, 1
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

  /** A registry that shows the JVM and the process already. */
  public Metrics() {
    registry.config().meterFilter(new LatencyBuckets());
    List<MeterBinder> binders =
        List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            garbageCollection,
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics(),
            new ResidentMemoryMetrics());
    binders.forEach(binder -> binder.bindTo(registry));
  }

  /** Where meters are registered. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Shows which model is at work, and which build of the service. */
  public void showVersions(String model, String service) {
    info("replyguard.model.info", "The model that scores comments", "version", model);
    info("replyguard.build.info", "The build of the service", "version", service);
  }

  private void info(String name, String description, String label, String value) {
    Gauge.builder(name, () -> 1)
        .description(description)
        .tags(Tags.of(label, value))
        .strongReference(true)
        .register(registry);
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  private static final class LatencyBuckets implements MeterFilter {
    private static final DistributionStatisticConfig CONFIG =
        DistributionStatisticConfig.builder()
            .serviceLevelObjectives(Arrays.stream(BUCKETS).map(s -> s * 1e9).toArray())
            .build();

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig given) {
      boolean applies = id.getType() == Meter.Type.TIMER && id.getName().startsWith(OURS);
      return applies ? given.merge(CONFIG) : given;
    }
  }
}
