package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Kind;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestartTest {
  private static final Duration A_WHILE = Duration.ofMillis(1500);
  private static final Kind KEY = Kind.ENCRYPTION_KEY;

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

  @Test
  void editsGoAheadOfWhatAFormerProcessLeftBehind() {
    int left = 3 * TestOperator.THREADS;
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(r -> done(Statuses.unready(EncryptionKeyStatus.class, r)));
      for (int i = 0; i < left; i++) {
        cluster.createKey("left-" + i);
      }
      Waiting.until("statuses of all", () -> observed(left));
    }
    try (var operator = TestOperator.in(namespace)) {
      var answered = new CountDownLatch(1);
      operator.keys.script(
          resource -> {
            if (resource.name().name().startsWith("left-")) {
              awaitUninterruptibly(answered);
            }
            return done(Statuses.ready(EncryptionKeyStatus.class, resource));
          });
      operator.started();
      Waiting.until("passes hang", () -> lanes(operator) == TestOperator.THREADS - 1);
      Waiting.until("the others are told", () -> operator.agendas.turnedAway(KEY) > 0);

      cluster.createKey("new");
      Waiting.atOnce("a new object", () -> operator.keys.count("new") > 0);
      cluster.changeTags(EncryptedQueue.class, "q", "edited");
      Waiting.atOnce("an edit", () -> operator.queues.count("q") > 0);
      Waiting.atOnce("whom it concerns", () -> operator.keys.count("k") > 0);
      cluster.changeTags(EncryptionKey.class, "left-" + (left - 1), "edited");
      Waiting.atOnce(
          "an edit of one that is left", () -> operator.keys.count("left-" + (left - 1)) > 0);

      answered.countDown();
      Waiting.until("all", () -> IntStream.range(0, left).allMatch(i -> converged("left-" + i)));
      assertThat(operator.agendas.turnedAway(KEY)).isZero();
    }
  }

  private static long lanes(TestOperator operator) {
    return operator.keys.runs().stream()
        .filter(run -> run.name().name().startsWith("left-"))
        .count();
  }

  private boolean observed(int left) {
    return IntStream.range(0, left)
        .allMatch(i -> ResourceTypes.KEY.isObserved(cluster.get(EncryptionKey.class, "left-" + i)));
  }

  private boolean converged(String key) {
    return ResourceTypes.KEY.isConverged(cluster.get(EncryptionKey.class, key));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isReady(TestOperator operator) {
    return operator.process.phase() == OperatorProcess.Phase.RUNNING
        && ResourceTypes.QUEUE.isConverged(cluster.get(EncryptedQueue.class, "q"))
        && ResourceTypes.KEY.isConverged(cluster.get(EncryptionKey.class, "k"));
  }
}
