package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.drift.Contest;
import dev.keyway.drift.DriftLog;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Outcome;
import io.fabric8.kubernetes.client.CustomResource;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Counts passes, drift and objects, and times how long objects take to be ready. */
final class PassMetrics {
  static final String PASSES = "keyway.passes";
  static final String DRIFT = "keyway.drift";
  static final String REPAIRED = "keyway.drift.repaired";
  static final String TO_READY = "keyway.time.to.ready";
  static final String CONTESTED = "keyway.contested";
  static final String OBJECTS = "keyway.objects";
  static final String DRIFTED = "keyway.objects.drifted";
  static final String UNEXPECTED = "Unexpected";

  private static final String KIND = "kind";
  private static final String IMPACT = "impact";

  private final MeterRegistry registry;

  PassMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Have the objects of all caches counted at each scrape, and all counters begin at zero. */
  void watch(Caches caches) {
    for (var type : ResourceTypes.ALL) {
      watch(type, caches);
      beginAtZero(type);
    }
  }

  /** Prometheus takes the first value of a counter for where it begins, not for an increase. */
  private void beginAtZero(ResourceType<?, ?, ?> type) {
    for (Impact impact : Impact.values()) {
      counter(type, DRIFT, impact);
      counter(type, REPAIRED, impact);
    }
    for (Class<?> outcome : Outcome.class.getPermittedSubclasses()) {
      counter(type, outcome.getSimpleName());
    }
    counter(type, UNEXPECTED);
    contested(type);
  }

  /** Count a pass whose status stands. */
  void passed(ResourceType<?, ?, ?> type, Outcome outcome) {
    counter(type, outcome.getClass().getSimpleName()).increment();
  }

  /** Count a pass, or the writing of its status, that ended in an exception. */
  void failedUnexpectedly(ResourceType<?, ?, ?> type) {
    counter(type, UNEXPECTED).increment();
  }

  /** Count the drift, and the repairs, that the status before did not know of. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void drifted(ResourceType<S, T, R> type, R before, T after) {
    T old = type.status(before);
    List<DriftEntry> known = old == null ? List.of() : old.drift();
    count(type, DRIFT, known, after.drift());
    count(type, REPAIRED, repaired(known), repaired(after.drift()));
    contested(type, known, after.drift());
  }

  /** Time how long an object was not ready that is now, since its creation if it never was. */
  <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void ready(ResourceType<S, T, R> type, R before, T after, Instant now) {
    if (type.ready(before) == ConditionStatus.TRUE
        || !Conditions.isTrue(after.conditions(), Conditions.READY)) {
      return;
    }
    T old = type.status(before);
    String since =
        Conditions.find(old == null ? List.of() : old.conditions(), Conditions.READY)
            .map(Condition::lastTransitionTime)
            .orElse(before.getMetadata().getCreationTimestamp());
    Timer.builder(TO_READY)
        .tags(KIND, type.kind().kubernetesName())
        .register(registry)
        .record(Duration.between(Instant.parse(since), now));
  }

  /** Count each time that a repair has to wait, because somebody else undid the ones before. */
  private void contested(
      ResourceType<?, ?, ?> type, List<DriftEntry> known, List<DriftEntry> after) {
    after.stream()
        .filter(Contest::isContested)
        .filter(
            entry ->
                known.stream()
                    .noneMatch(e -> Contest.isContested(e) && e.path().equals(entry.path())))
        .forEach(_ -> contested(type).increment());
  }

  private Counter contested(ResourceType<?, ?, ?> type) {
    return registry.counter(CONTESTED, KIND, type.kind().kubernetesName());
  }

  private static List<DriftEntry> repaired(List<DriftEntry> drift) {
    return drift.stream().filter(entry -> entry.action() == DriftAction.REPAIRED).toList();
  }

  private void count(
      ResourceType<?, ?, ?> type, String meter, List<DriftEntry> before, List<DriftEntry> after) {
    Set<Occurrence> known = before.stream().map(Occurrence::of).collect(Collectors.toSet());
    after.stream()
        .filter(entry -> !known.contains(Occurrence.of(entry)))
        .forEach(entry -> counter(type, meter, entry.impact()).increment());
  }

  private Counter counter(ResourceType<?, ?, ?> type, String meter, Impact impact) {
    return registry.counter(meter, KIND, type.kind().kubernetesName(), IMPACT, Spelling.of(impact));
  }

  private Counter counter(ResourceType<?, ?, ?> type, String outcome) {
    return registry.counter(PASSES, KIND, type.kind().kubernetesName(), "outcome", outcome);
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      void watch(ResourceType<S, T, R> type, Caches caches) {
    for (ConditionStatus ready : List.of(ConditionStatus.values())) {
      Gauge.builder(OBJECTS, caches, found -> number(type, ready, found))
          .tags(KIND, type.kind().kubernetesName(), "ready", Spelling.of(ready))
          .register(registry);
    }
    for (Impact impact : Impact.values()) {
      Gauge.builder(DRIFTED, caches, found -> number(type, impact, found))
          .tags(KIND, type.kind().kubernetesName(), IMPACT, Spelling.of(impact))
          .register(registry);
    }
  }

  private static <
          S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      double number(ResourceType<S, T, R> type, Impact impact, Caches caches) {
    return caches.areSynced()
        ? caches.all(type).filter(object -> isOpen(type.status(object), impact)).count()
        : Double.NaN;
  }

  private static boolean isOpen(@Nullable KeywayStatus status, Impact impact) {
    return status != null
        && DriftLog.open(status.drift()).stream().anyMatch(entry -> entry.impact() == impact);
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
