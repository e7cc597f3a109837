package dev.keyway.runtime;

import static dev.keyway.runtime.ScriptedPass.done;
import static dev.keyway.runtime.ScriptedPass.ended;
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
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class DeletionTest {
  private static String namespace = "";
  private static Cluster cluster = new Cluster("");

  private final AtomicBoolean mayGo = new AtomicBoolean();

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
  void deletionWaitsForThePassAndItsStatusIsWrittenMeanwhile() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(this::holdWhileDeleting);
      cluster.createKey("waiting");
      Waiting.until("the key to be ready", () -> "ready".equals(alias("waiting")));

      cluster.at(EncryptionKey.class, "waiting").delete();

      Waiting.until("the status of the deletion", () -> "deleting".equals(alias("waiting")));
      Waiting.staysFor(
          Duration.ofSeconds(1), "the object stays", () -> alias("waiting").equals("deleting"));
      mayGo.set(true);
      Waiting.until("the end", () -> cluster.isGone(EncryptionKey.class, "waiting"));
    }
  }

  @Test
  void somebodyElsesFinalizersStay() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(this::holdWhileDeleting);
      cluster.createKey("shared");
      Waiting.until("the key to be ready", () -> "ready".equals(alias("shared")));
      addForeignFinalizers("shared");

      mayGo.set(true);
      cluster.at(EncryptionKey.class, "shared").delete();

      Waiting.until(
          "our finalizer to go",
          () -> !cluster.get(EncryptionKey.class, "shared").hasFinalizer(Store.FINALIZER));
      assertThat(cluster.get(EncryptionKey.class, "shared").getMetadata().getFinalizers())
          .containsExactlyInAnyOrder("example.org/one", "example.org/two");
      int passes = operator.keys.count("shared");
      Waiting.staysFor(
          Duration.ofSeconds(1), "no more passes", () -> operator.keys.count("shared") == passes);
      cluster.force(EncryptionKey.class, "shared");
    }
  }

  @Test
  void anObjectOfTheSameNameStartsAnew() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(this::holdWhileDeleting);
      mayGo.set(true);
      String first = cluster.createKey("again").getMetadata().getUid();
      Waiting.until("the key to be ready", () -> "ready".equals(alias("again")));
      cluster.at(EncryptionKey.class, "again").delete();
      Waiting.until("the end", () -> cluster.isGone(EncryptionKey.class, "again"));

      String second = cluster.createKey("again").getMetadata().getUid();

      Waiting.until("the new key to be ready", () -> "ready".equals(alias("again")));
      assertThat(operator.keys.runs("again").stream().map(Resource::uid).distinct())
          .containsExactly(first, second);
    }
  }

  @Test
  void aFinalizerThatIsTakenOffByHandLetsTheObjectGo() {
    try (var operator = TestOperator.in(namespace).started()) {
      operator.keys.script(this::holdWhileDeleting);
      cluster.createKey("forced");
      Waiting.until("the key to be ready", () -> "ready".equals(alias("forced")));
      cluster.at(EncryptionKey.class, "forced").delete();
      Waiting.until("the status of the deletion", () -> "deleting".equals(alias("forced")));

      cluster.force(EncryptionKey.class, "forced");

      Waiting.until("the end", () -> cluster.isGone(EncryptionKey.class, "forced"));
      int passes = operator.keys.count("forced");
      Waiting.staysFor(
          Duration.ofSeconds(1), "no more passes", () -> operator.keys.count("forced") == passes);
    }
  }

  private PassResult<EncryptionKeyStatus> holdWhileDeleting(
      Resource<EncryptionKeySpec, EncryptionKeyStatus> resource) {
    if (!resource.deleting()) {
      return done(Statuses.ready(EncryptionKeyStatus.class, resource, "alias=ready"));
    }
    var status = Statuses.unready(EncryptionKeyStatus.class, resource, "alias=deleting");
    return mayGo.get()
        ? new PassResult<>(new Outcome.Done(), status, false, true, List.of())
        : ended(
            new Outcome.InProgress(Reason.Deleting, "scripted", Duration.ofMillis(200)), status);
  }

  private static void addForeignFinalizers(String name) {
    cluster
        .at(EncryptionKey.class, name)
        .edit(
            key -> {
              key.getMetadata()
                  .setFinalizers(List.of("example.org/one", Store.FINALIZER, "example.org/two"));
              return key;
            });
  }

  private static String alias(String name) {
    var status = cluster.get(EncryptionKey.class, name).getStatus();
    return Objects.requireNonNullElse(Objects.requireNonNull(status).alias(), "none");
  }
}
