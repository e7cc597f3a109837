package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final Duration A_WHILE = Duration.ofMillis(1500);

  private String namespace = "";
  private Cluster cluster = new Cluster("");

  @BeforeEach
  void convergedAndStopped() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
    try (var operator = TestOperator.in(namespace).started()) {
      cluster.createKey("k");
      cluster.createQueue("q", "k");
      Waiting.until("the queue to be ready", () -> isReady(operator));
    }
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void whatNeedsNothingIsLeftAlone() {
    try (var operator = TestOperator.in(namespace).started()) {
      Waiting.staysFor(
          A_WHILE,
          "no passes",
          () -> operator.keys.count("k") == 0 && operator.queues.count("q") == 0);
      assertThat(operator.requests.writes()).isEmpty();
    }
  }

  @Test
  void firstChecksAreSpreadOverTheInterval() {
    // The scripted random is one half.
    try (var operator = TestOperator.in(namespace, Duration.ofSeconds(3)).started()) {
      Waiting.staysFor(Duration.ofMillis(700), "not yet", () -> operator.queues.count("q") == 0);
      Waiting.until("the first check", () -> operator.queues.count("q") == 1);
    }
  }

  @Test
  void anEditMadeMeanwhileIsDealtWithAtOnceAndWakesItsNeighbours() {
    cluster.changeTags(EncryptedQueue.class, "q", "while-down");

    try (var operator = TestOperator.in(namespace).started()) {
      Waiting.atOnce("the edited queue", () -> operator.queues.count("q") > 0);
      Waiting.atOnce("its key", () -> operator.keys.count("k") > 0);
    }
  }

  @Test
  void anObjectThatIsNotDueYetIsWokenByANeighbour() {
    try (var operator = TestOperator.in(namespace).started()) {
      cluster.changeTags(EncryptionKey.class, "k", "now");

      Waiting.atOnce("the queue", () -> operator.queues.count("q") > 0);
    }
  }

  @Test
  void whatWasNotReadyIsDealtWithAtOnce() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.queues.script(r -> done(Statuses.unready(EncryptedQueueStatus.class, r)));
      cluster.changeTags(EncryptedQueue.class, "q", "worse");
      Waiting.until("the pass", () -> operator.queues.count("q") > 0);
      Waiting.until("its status", () -> !isReady(operator));
    }
    try (var operator = TestOperator.in(namespace).started()) {
      Waiting.atOnce("the queue", () -> operator.queues.count("q") > 0);
    }
  }

  private boolean isReady(TestOperator operator) {
    return operator.process.phase() == OperatorProcess.Phase.RUNNING
        && ResourceTypes.QUEUE.isConverged(cluster.get(EncryptedQueue.class, "q"))
        && ResourceTypes.KEY.isConverged(cluster.get(EncryptionKey.class, "k"));
  }
}
