package dev.keyway.runtime;

import dev.keyway.api.v1alpha1.KeywaySpec;
import dev.keyway.api.v1alpha1.KeywayStatus;
import io.fabric8.kubernetes.client.CustomResource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Tells, at each scrape, whether this process works and whether it keeps up with its objects. */
final class CheckMetrics {
  static final String RUNNING = "keyway.running";
  static final String AGE = "keyway.check.age";
  static final String OVERDUE = "keyway.checks.overdue";
  static final String WAITING = "keyway.passes.waiting";

  /** As JOSDK names what waits for a thread; the controller's name follows. */
  static final String QUEUE = "operator.sdk.reconciliations.queue.size.";

  private static final String KIND = "kind";
  private static final int TOLERATED_INTERVALS = 2;
  private static final Duration TOLERANCE = Duration.ofMinutes(1);

  private final Caches caches;
  private final Agendas agendas;
  private final Schedule schedule;
  private final Clock clock;
  private final AtomicReference<@Nullable Instant> firstLook = new AtomicReference<>();

  CheckMetrics(Caches caches, Agendas agendas, Schedule schedule, Clock clock) {
    this.caches = caches;
    this.agendas = agendas;
    this.schedule = schedule;
    this.clock = clock;
  }

  /** Have everything looked up at each scrape. */
  void register(MeterRegistry registry) {
    Gauge.builder(RUNNING, caches, found -> found.areSynced() ? 1 : 0).register(registry);
    ResourceTypes.ALL.forEach(type -> register(type, registry));
  }

  private void register(ResourceType<?, ?, ?> type, MeterRegistry registry) {
    gauge(AGE, type, metrics -> metrics.age(type)).baseUnit("seconds").register(registry);
    gauge(OVERDUE, type, metrics -> metrics.overdue(type)).register(registry);
    gauge(WAITING, type, metrics -> metrics.waiting(type, registry)).register(registry);
  }

  private Gauge.Builder<CheckMetrics> gauge(
      String name, ResourceType<?, ?, ?> type, ToDoubleFunction<CheckMetrics> value) {
    return Gauge.builder(name, this, value)
        .tag(KIND, type.kind().kubernetesName())
        .strongReference(true);
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      double age(ResourceType<S, T, R> type) {
    if (!caches.areSynced()) {
      return Double.NaN;
    }
    Instant now = clock.instant();
    return caches
        .all(type)
        .mapToLong(object -> sinceCheck(type, object, now).toSeconds())
        .max()
        .orElse(0);
  }

  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      double overdue(ResourceType<S, T, R> type) {
    if (!caches.areSynced()) {
      return Double.NaN;
    }
    Instant now = clock.instant();
    return caches
        .all(type)
        .filter(object -> sinceCheck(type, object, now).compareTo(tolerated(object)) > 0)
        .count();
  }

  private Duration tolerated(CustomResource<? extends KeywaySpec, ?> object) {
    return schedule
        .interval(object.getSpec().checkIntervalSeconds())
        .multipliedBy(TOLERATED_INTERVALS)
        .plus(TOLERANCE);
  }

  /** An object that this process has not checked yet is as old as the object or the process. */
  private <S extends KeywaySpec, T extends KeywayStatus, R extends CustomResource<S, @Nullable T>>
      Duration sinceCheck(ResourceType<S, T, R> type, R object, Instant now) {
    Instant looked = firstLook.compareAndExchange(null, now);
    Instant started = looked == null ? now : looked;
    Instant created = Instant.parse(object.getMetadata().getCreationTimestamp());
    Instant unchecked = created.isAfter(started) ? created : started;
    Instant since = agendas.checkedAt(type.name(object)).orElse(unchecked);
    return since.isAfter(now) ? Duration.ZERO : Duration.between(since, now);
  }

  private double waiting(ResourceType<?, ?, ?> type, MeterRegistry registry) {
    String controller = type.kind().kubernetesName().toLowerCase(Locale.ROOT);
    Gauge queue = registry.find(QUEUE + controller).gauge();
    return queue == null ? Double.NaN : queue.value() + agendas.turnedAway(type.kind());
  }
}
