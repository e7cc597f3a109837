package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Outcome;
import io.fabric8.kubernetes.client.CustomResource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts passes, drift and objects. */
final class PassMetrics {
  static final String PASSES = "keyway.passes";
  static final String DRIFT = "keyway.drift";
  static final String OBJECTS = "keyway.objects";

  private static final String KIND = "kind";

  private final MeterRegistry registry;

  PassMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Have the objects of all caches counted at each scrape. */
  void watch(Caches caches) {
    ResourceTypes.ALL.forEach(type -> watch(type, caches));
  }

  /** Count a pass whose status stands. */
  void passed(ResourceType<?, ?, ?> type, Outcome outcome) {
    count(type, outcome.getClass().getSimpleName());
  }

  /** Count a pass, or the writing of its status, that ended in an exception. */
  void failedUnexpectedly(ResourceType<?, ?, ?> type) {
    count(type, "Unexpected");
  }

  /** Count the drift that the status before did not know of. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void drifted(ResourceType<S, T, R> type, R before, T after) {
    T old = type.status(before);
    Set<Occurrence> known = new HashSet<>();
    if (old != null) {
      old.drift().forEach(entry -> known.add(Occurrence.of(entry)));
    }
    for (DriftEntry entry : after.drift()) {
      if (!known.contains(Occurrence.of(entry))) {
        registry
            .counter(
                DRIFT, KIND, type.kind().kubernetesName(), "impact", Spelling.of(entry.impact()))
            .increment();
      }
    }
  }

  private void count(ResourceType<?, ?, ?> type, String outcome) {
    registry.counter(PASSES, KIND, type.kind().kubernetesName(), "outcome", outcome).increment();
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void watch(ResourceType<S, T, R> type, Caches caches) {
    for (ConditionStatus ready : List.of(ConditionStatus.values())) {
      Gauge.builder(OBJECTS, caches, found -> number(type, ready, found))
          .tags(KIND, type.kind().kubernetesName(), "ready", Spelling.of(ready))
          .register(registry);
    }
  }

  private static <
          S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      double number(ResourceType<S, T, R> type, ConditionStatus ready, Caches caches) {
    return caches.areSynced()
        ? caches.all(type).filter(object -> type.ready(object) == ready).count()
        : Double.NaN;
  }

  private record Occurrence(String path, String firstSeen) {
    static Occurrence of(DriftEntry entry) {
      return new Occurrence(entry.path(), entry.firstSeen());
    }
  }
}
