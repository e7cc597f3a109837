package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.reconcile.Outcome;
import dev.keyway.reconcile.PassResult;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Resource;
import dev.keyway.support.ControlPlane;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A pass that writes its intent (here the alias) before it acts. */
class WriteAheadTest {
  private static String namespace = "";
  private static Cluster cluster = new Cluster("");

  private final AtomicInteger intents = new AtomicInteger();
  private final List<String> acts = new CopyOnWriteArrayList<>();

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
  void thePassThatActsFollowsAtOnceAndSeesTheIntent() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(this::intendThenAct);
      cluster.createKey("intent");

      Waiting.atOnce("the act", () -> acts.contains("intent-1"));
      Waiting.until("the result", () -> "arn:intent-1".equals(status("intent").keyArn()));
      assertThat(operator.keys.count("intent")).isEqualTo(2);
    }
  }

  @Test
  void anIntentOnAnOldVersionIsNotWritten() {
    var touched = new AtomicBoolean();
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            if (touched.compareAndSet(false, true)) {
              cluster.label(EncryptionKey.class, "moved", "yes");
            }
            return intendThenAct(resource);
          });
      cluster.createKey("moved");

      Waiting.until("the result", () -> "arn:intent-2".equals(status("moved").keyArn()));
      assertThat(acts).containsExactly("intent-2");
      assertThat(intents).hasValue(2);
    }
  }

  @Test
  void whoeverIsSecondToIntendActsOnTheFirstIntent() {
    var overtaken = new AtomicBoolean();
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource -> {
            if (overtaken.compareAndSet(false, true)) {
              // As another instance would, whose write this one's caches have not seen.
              writeStatus("overtaken", "foreign-intent");
            }
            return intendThenAct(resource);
          });
      cluster.createKey("overtaken");

      Waiting.until("the act", () -> !acts.isEmpty());
      Waiting.staysFor(Duration.ofSeconds(1), "one act", () -> acts.size() == 1);
      assertThat(acts).containsExactly("foreign-intent");
    }
  }

  @Test
  void intendingForeverIsNotAHotLoop() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(
          resource ->
              new PassResult<>(
                  new Outcome.InProgress(Reason.Creating, "scripted", Duration.ZERO),
                  Statuses.unready(
                      EncryptionKeyStatus.class,
                      resource,
                      "alias=intent-" + intents.incrementAndGet()),
                  true,
                  false,
                  List.of()));
      cluster.createKey("endless");

      Waiting.until("ten passes in a row", () -> operator.keys.count("endless") >= 10);
      Waiting.staysFor(
          Duration.ofMillis(600), "a pause after ten", () -> operator.keys.count("endless") == 10);
    }
  }

  private PassResult<EncryptionKeyStatus> intendThenAct(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    var status = resource.status();
    if (status == null || status.alias() == null) {
      return new PassResult<>(
          new Outcome.InProgress(Reason.Creating, "scripted", Duration.ZERO),
          Statuses.unready(
              EncryptionKeyStatus.class, resource, "alias=intent-" + intents.incrementAndGet()),
          true,
          false,
          List.of());
    }
    if (status.keyArn() == null) {
      acts.add(status.alias());
    }
    return done(
        Statuses.ready(
            EncryptionKeyStatus.class,
            resource,
            "alias=" + status.alias(),
            "keyArn=arn:" + status.alias()));
  }

  private static void writeStatus(String name, String alias) {
    cluster
        .at(EncryptionKey.class, name)
        .editStatus(
            key -> {
              key.setStatus(Statuses.ready(EncryptionKeyStatus.class, 1, "alias=" + alias));
              return key;
            });
  }

  private static EncryptionKeyStatus status(String name) {
    return Objects.requireNonNull(cluster.get(EncryptionKey.class, name).getStatus());
  }
}
