package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When an object counts as checked, and when its check is overdue. */
class CheckMetricsTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final ResourceType<EncryptedQueueSpec, EncryptedQueueStatus, EncryptedQueue>
      QUEUE = ResourceTypes.QUEUE;

  private final MovedClock clock = new MovedClock();
  private final Caches caches = new Caches();
  private final Agendas agendas = new Agendas();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private List<EncryptedQueue> queues = List.of();

  private static final class MovedClock extends Clock {
    Instant now = START;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeEach
  void register() {
    new CheckMetrics(caches, agendas, new Schedule(Duration.ofMinutes(10), () -> 0), clock)
        .register(registry);
  }

  @SuppressWarnings("unchecked")
  private void sync(EncryptedQueue... found) {
    queues = List.of(found);
    caches.register(
        QUEUE,
        (IndexerResourceCache<EncryptedQueue>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {IndexerResourceCache.class},
                (_, method, _) -> method.getName().equals("list") ? queues.stream() : null),
        Map.of());
    caches.markSynced();
  }

  private static EncryptedQueue queue(String name, String created, String spec) {
    return Serialization.unmarshal(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: %s, namespace: n, uid: u, generation: 1, creationTimestamp: "%s"}
        spec: {encryption: {mode: OwnKey}%s}
        """
            .formatted(name, created, spec),
        EncryptedQueue.class);
  }

  private void checked(EncryptedQueue queue) {
    var agenda = agendas.enter(QUEUE.name(queue), clock.now).orElseThrow();
    agenda.checked(clock.now);
    agenda.leave();
  }

  private double value(String meter) {
    Gauge gauge = registry.get(meter).tag("kind", "EncryptedQueue").gauge();
    return Objects.requireNonNull(gauge).value();
  }

  private void pass(Duration time) {
    clock.now = clock.now.plus(time);
  }

  @Test
  void aProcessThatStandsBySaysNothing() {
    assertThat(registry.get(CheckMetrics.RUNNING).gauge().value()).isZero();
    assertThat(value(CheckMetrics.AGE)).isNaN();
    assertThat(value(CheckMetrics.OVERDUE)).isNaN();

    sync();

    assertThat(registry.get(CheckMetrics.RUNNING).gauge().value()).isEqualTo(1);
    assertThat(value(CheckMetrics.AGE)).isZero();
    assertThat(value(CheckMetrics.OVERDUE)).isZero();
  }

  @Test
  void theAgeIsThatOfTheOldestCheck() {
    var one = queue("one", "2025-01-01T00:00:00Z", "");
    var other = queue("other", "2025-01-01T00:00:00Z", "");
    sync(one, other);
    checked(one);
    pass(Duration.ofSeconds(30));
    checked(other);
    pass(Duration.ofSeconds(10));

    assertThat(value(CheckMetrics.AGE)).isEqualTo(40);
  }

  @Test
  void anObjectNotCheckedYetCountsFromItsCreationOrTheStart() {
    sync(queue("old", "2025-01-01T00:00:00Z", ""));
    assertThat(value(CheckMetrics.AGE)).isZero();

    pass(Duration.ofSeconds(90));
    assertThat(value(CheckMetrics.AGE)).isEqualTo(90);

    queues = List.of(queue("new", "2026-01-01T00:01:00Z", ""));
    assertThat(value(CheckMetrics.AGE)).isEqualTo(30);
  }

  @Test
  void aCheckIsOverdueAfterTwoIntervalsOfItsOwnAndAMinute() {
    var usual = queue("usual", "2025-01-01T00:00:00Z", "");
    var seldom = queue("seldom", "2025-01-01T00:00:00Z", ", checkIntervalSeconds: 86400");
    sync(usual, seldom);
    checked(usual);
    checked(seldom);

    pass(Duration.ofMinutes(21));
    assertThat(value(CheckMetrics.OVERDUE)).isZero();
    pass(Duration.ofSeconds(1));
    assertThat(value(CheckMetrics.OVERDUE)).isEqualTo(1);
    checked(usual);
    assertThat(value(CheckMetrics.OVERDUE)).isZero();
  }

  @Test
  void whatWaitsIsReadFromJosdk() {
    assertThat(value(CheckMetrics.WAITING)).isNaN();

    registry.gauge(CheckMetrics.QUEUE + "encryptedqueue", 3);

    assertThat(value(CheckMetrics.WAITING)).isEqualTo(3);
  }
}
