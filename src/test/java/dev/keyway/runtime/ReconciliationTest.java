package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.api.model.ManagedFieldsEntry;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReconciliationTest {
  private static final Duration A_WHILE = Duration.ofSeconds(3);
  private static String namespace = "";
  private static Cluster cluster = new Cluster("");

  @BeforeAll
  static void namespace() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
  }

  @AfterAll
  static void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void aNewObjectHasAStatusAtOnce() {
    try (var _ = TestOperator.in(namespace).started()) {
      cluster.createKey("first");

      Waiting.atOnce("the first status", () -> observed("first") == 1);
    }
  }

  @Test
  void theFinalizerIsThereBeforeThePass() {
    var seen = new CopyOnWriteArrayList<String>();
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            seen.addAllAbsent(
                cluster.get(EncryptionKey.class, "held").getMetadata().getFinalizers());
            return done(Statuses.ready(EncryptionKeyStatus.class, resource));
          });

      cluster.createKey("held");

      Waiting.until("a pass", () -> !seen.isEmpty());
      assertThat(seen).containsExactly(Store.FINALIZER);
    }
  }

  @Test
  void onlyStatusAndFinalizerAreOurs() {
    try (var _ = TestOperator.in(namespace).started()) {
      cluster.createKey("owned");
      Waiting.until("the status", () -> observed("owned") == 1);

      assertThat(cluster.get(EncryptionKey.class, "owned").getMetadata().getManagedFields())
          .filteredOn(entry -> entry.getManager().equals(Store.FIELD_MANAGER))
          .allMatch(entry -> entry.getOperation().equals("Apply"))
          .extracting(ReconciliationTest::fields)
          .containsExactlyInAnyOrder("[f:metadata]", "[f:status]");
    }
  }

  @Test
  void passesThatFindNothingWriteNothing() {
    try (var operator = TestOperator.in(namespace, Duration.ofMillis(500)).started()) {
      cluster.createKey("idle");
      Waiting.until("the status", () -> observed("idle") == 1);
      var version = cluster.get(EncryptionKey.class, "idle").getMetadata().getResourceVersion();
      operator.requests.forget();
      int before = operator.keys.count("idle");

      Waiting.until("four more passes", () -> operator.keys.count("idle") >= before + 4);

      assertThat(operator.requests.all()).isEmpty();
      assertThat(cluster.get(EncryptionKey.class, "idle").getMetadata().getResourceVersion())
          .isEqualTo(version);
    }
  }

  @Test
  void anEditDuringAPassIsNotLost() {
    var running = new CountDownLatch(1);
    var edited = new CountDownLatch(1);
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            running.countDown();
            awaitQuietly(edited);
            return done(Statuses.ready(EncryptionKeyStatus.class, resource));
          });
      cluster.createKey("edited");
      awaitQuietly(running);

      cluster.changeTags(EncryptionKey.class, "edited", "yes");
      edited.countDown();

      Waiting.until("the status of the new generation", () -> observed("edited") == 2);
    }
  }

  @Test
  void theDefaultedStatusIsNone() {
    try (var operator = TestOperator.in(namespace).started()) {
      cluster.createKey("blank");

      Waiting.until("a pass", () -> operator.keys.count("blank") > 0);
      assertThat(operator.keys.runs("blank").getFirst().status()).isNull();
    }
  }

  @Test
  void whatNobodyExpectedLeavesTheStatusAloneAndBacksOff() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          _ -> {
            throw new AssertionError("scripted");
          });
      cluster.createKey("broken");

      Waiting.until("a first failure", () -> operator.keys.count("broken") >= 1);
      Waiting.until("a second failure", () -> operator.keys.count("broken") >= 2);
      assertThat(observed("broken")).isEqualTo(-1);
      assertThat(operator.keys.count("broken")).isLessThanOrEqualTo(3);

      operator.keys.script(r -> done(Statuses.ready(EncryptionKeyStatus.class, r)));
      Waiting.until("recovery", () -> observed("broken") == 1);
    }
  }

  @Test
  void aLabelThatIsSetDuringAPassDoesNotRepeatIt() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            cluster.label(EncryptionKey.class, "labelled", "yes");
            return done(Statuses.ready(EncryptionKeyStatus.class, resource));
          });
      cluster.createKey("labelled");

      Waiting.until("the status", () -> observed("labelled") == 1);
      Waiting.staysFor(A_WHILE, "one pass", () -> operator.keys.count("labelled") == 1);
    }
  }

  private static long observed(String name) {
    var status = cluster.get(EncryptionKey.class, name).getStatus();
    return Objects.requireNonNull(Objects.requireNonNull(status).observedGeneration());
  }

  private static String fields(ManagedFieldsEntry entry) {
    return entry.getFieldsV1().getAdditionalProperties().keySet().toString();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
