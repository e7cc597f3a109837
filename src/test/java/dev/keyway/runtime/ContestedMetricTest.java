package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.Impact;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestedMetricTest {
  private static final String AT = "2026-01-01T00:00:00Z";

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final PassMetrics metrics = new PassMetrics(registry);

  @Test
  void aContestIsCountedOnceWhenItsPauseBegins() {
    var repaired = status(DriftAction.REPAIRED);
    var waiting = status(DriftAction.BLOCKED);

    metrics.drifted(ResourceTypes.QUEUE, object(repaired), waiting);
    metrics.drifted(ResourceTypes.QUEUE, object(waiting), waiting);
    metrics.drifted(ResourceTypes.QUEUE, object(waiting), repaired);

    assertThat(registry.get(PassMetrics.CONTESTED).tag("kind", "EncryptedQueue").counter().count())
        .isEqualTo(1);
  }

  private static EncryptedQueue object(EncryptedQueueStatus status) {
    var queue = new EncryptedQueue();
    queue.setStatus(status);
    return queue;
  }

  private static EncryptedQueueStatus status(DriftAction action) {
    var entry =
        new DriftEntry("DelaySeconds", "0", "7", Impact.CHANGED, AT, action, AT, 3, AT, null);
    return new EncryptedQueueStatus(
        1L,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        List.of(),
        null,
        List.of(),
        List.of(entry),
        null,
        List.of(),
        null,
        List.of(),
        null,
        List.of());
  }
}
