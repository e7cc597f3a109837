package dev.keyway.runtime;

import dev.keyway.reconcile.Transition;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Tells transitions as Events of {@code events.k8s.io/v1}, in the log and in Kubernetes. The latter
 * happens beside the passes and as well as it can: a namespace that is going away takes no Events.
 */
final class KubernetesEvents implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KubernetesEvents.class);
  private static final int BACKLOG = 1000;
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final EventSeries series;
  private final ThreadPoolExecutor teller =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(BACKLOG),
          Thread.ofPlatform().daemon().name("events").factory(),
          (_, _) -> LOG.debug("Too many Events are waiting; one is dropped"));

  /**
   * Tell Events by way of that client.
   *
   * @param instance names this process
   */
  KubernetesEvents(KubernetesClient client, String instance, Clock clock) {
    series = new EventSeries(client, instance, clock);
    teller.prestartAllCoreThreads(); // started within a pass, it would inherit its logging context
  }

  /** Tell what happened to an object. */
  void tell(HasMetadata object, List<Transition> transitions) {
    for (Transition transition : transitions) {
      log(transition);
      teller.execute(() -> send(object, transition));
    }
  }

  @Override
  public void close() {
    teller.shutdown();
    try {
      if (!teller.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        teller.shutdownNow();
      }
    } catch (InterruptedException e) {
      teller.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private void send(HasMetadata object, Transition transition) {
    try {
      series.add(object, transition);
    } catch (KubernetesClientException e) {
      LOG.debugf("No Event %s: %s", transition.reason(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("An Event could not be told", e);
    }
  }

  private static void log(Transition transition) {
    var level =
        switch (transition.type()) {
          case NORMAL -> Logger.Level.INFO;
          case WARNING -> Logger.Level.WARN;
        };
    LOG.logf(level, "%s: %s", transition.reason(), transition.message());
  }
}
