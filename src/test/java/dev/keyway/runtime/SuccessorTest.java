package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static dev.keyway.runtime.ScriptedPass.ended;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.Reason;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An object that is deleted and created again while a pass over the first one runs. */
class SuccessorTest {
  private String namespace = "";

  @BeforeEach
  void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void itWaitsForThePassOverTheFirstOneAndNoLonger() {
    var cluster = new Cluster(namespace);
    var running = new CountDownLatch(1);
    var replaced = new CountDownLatch(1);
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            running.countDown();
            awaitQuietly(replaced);
            return done(Statuses.ready(EncryptionKeyStatus.class, resource));
          });
      cluster.createKey("twin");
      awaitQuietly(running);
      cluster.force(EncryptionKey.class, "twin");
      cluster.at(EncryptionKey.class, "twin").delete();
      String successor = cluster.createKey("twin").getMetadata().getUid();
      Waiting.until(
          "its finalizer",
          () -> cluster.get(EncryptionKey.class, "twin").hasFinalizer(Store.FINALIZER));
      Waiting.staysFor(
          Duration.ofSeconds(1),
          "never two passes for one name",
          () -> operator.keys.count("twin") == 1);

      replaced.countDown();

      Waiting.atOnce(
          "the successor's pass",
          () -> operator.keys.runs("twin").stream().anyMatch(run -> run.uid().equals(successor)));
    }
  }

  @Test
  void anObjectThatGoesDuringItsPassWaitsForNothing() {
    var cluster = new Cluster(namespace);
    var running = new CountDownLatch(1);
    var gone = new CountDownLatch(1);
    try (var operator = TestOperator.in(namespace).started()) {
      operator.queues.script(
          resource -> {
            if (resource.generation() == 1) {
              return done(Statuses.unready(EncryptedQueueStatus.class, resource));
            }
            running.countDown();
            awaitQuietly(gone);
            var blocked = new Outcome.Blocked(Reason.ReferenceNotFound, "no key", Set.of("key"));
            return ended(blocked, Objects.requireNonNull(resource.status()));
          });
      cluster.createQueue("short", "k");
      Waiting.until("its status", () -> operator.queues.count("short") == 1 && isObserved(cluster));
      cluster.changeTags(EncryptedQueue.class, "short", "1");
      awaitQuietly(running);
      cluster.force(EncryptedQueue.class, "short");
      cluster.at(EncryptedQueue.class, "short").delete();
      cluster.createQueue("next", "k");
      Waiting.until("the informer to know", () -> operator.queues.count("next") > 0);

      gone.countDown();

      Waiting.until("its pass", () -> operator.agendas.oldestEntry().isEmpty());
      assertThat(operator.wakes.blocked().size()).isZero();
    }
  }

  private static boolean isObserved(Cluster cluster) {
    return ResourceTypes.QUEUE.isObserved(cluster.get(EncryptedQueue.class, "short"));
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
