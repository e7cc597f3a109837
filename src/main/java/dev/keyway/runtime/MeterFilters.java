package dev.keyway.runtime;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What is left out of the metrics. */
@Singleton
final class MeterFilters {
  /** JOSDK's timers would publish hundreds of buckets each. */
  @Produces
  @Singleton
  MeterFilter noHistogramsOfJosdk() {
    return new MeterFilter() {
      @Override
      public DistributionStatisticConfig configure(
          Meter.Id id, DistributionStatisticConfig config) {
        return id.getName().startsWith("operator.sdk") ? withoutBuckets(config) : config;
      }
    };
  }

  private static DistributionStatisticConfig withoutBuckets(DistributionStatisticConfig config) {
    return DistributionStatisticConfig.builder()
        .percentilesHistogram(false)
        .percentiles()
        .build()
        .merge(config);
  }
}
