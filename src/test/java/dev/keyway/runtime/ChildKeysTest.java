package dev.keyway.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueue;
import dev.keyway.api.v1alpha1.EncryptionKey;
import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.support.ControlPlane;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChildKeysTest {
  private static final String CHILD = "q-queue";

  private String namespace = "";
  private Cluster cluster = new Cluster("");
  private EncryptedQueue queue = new EncryptedQueue();

  @BeforeEach
  void owner() {
    ControlPlane.installCrds();
    namespace = ControlPlane.namespace();
    cluster = new Cluster(namespace);
    queue = cluster.createQueue("q", "k");
  }

  @AfterEach
  void release() {
    ControlPlane.release(namespace);
  }

  @Test
  void aChildIsCreatedOnceAndFollowsItsOwner() {
    try (var operator = TestOperator.in(namespace).started()) {
      apply(operator, "first");
      assertThat(cluster.get(EncryptionKey.class, CHILD).getMetadata().getOwnerReferences())
          .singleElement()
          .satisfies(
              owner -> {
                assertThat(owner.getUid()).isEqualTo(queue.getMetadata().getUid());
                assertThat(owner.getKind()).isEqualTo("EncryptedQueue");
                assertThat(owner.getController()).isTrue();
                assertThat(owner.getBlockOwnerDeletion()).isFalse();
              });
      Waiting.until("the child in the cache", () -> operator.keys.count(CHILD) > 0);
      Waiting.until(
          "the child's own first pass, which writes its status last",
          () -> cluster.get(EncryptionKey.class, CHILD).getStatus() != null);
      operator.requests.forget();

      apply(operator, "first");
      assertThat(operator.requests.all())
          .as("nothing to do; a later pass of the child may write its status")
          .allMatch(request -> request.path().endsWith("/status"));

      assertThat(cluster.get(EncryptionKey.class, CHILD).getMetadata().getOwnerReferences())
          .as("our finalizer has come beside it")
          .hasSize(1);

      apply(operator, "second");
      assertThat(cluster.get(EncryptionKey.class, CHILD).getSpec().description())
          .isEqualTo("second");
      assertThat(cluster.get(EncryptionKey.class, CHILD).hasFinalizer(Store.FINALIZER)).isTrue();
    }
  }

  @Test
  void anObjectOfThatNameWithoutOwnerIsLeftAlone() {
    cluster.createKey(CHILD);
    try (var operator = TestOperator.in(namespace).started()) {
      apply(operator, "first");

      var key = cluster.get(EncryptionKey.class, CHILD);
      assertThat(key.getMetadata().getOwnerReferences()).isEmpty();
      assertThat(key.getSpec().description()).isNull();
    }
  }

  @Test
  void aChildOfSomebodyElseIsLeftAlone() {
    var other = cluster.createQueue("other", "k");
    try (var operator = TestOperator.in(namespace).started()) {
      childKeys(operator)
          .apply(
              new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, "other"),
              other.getMetadata().getUid(),
              CHILD,
              spec("theirs"));

      apply(operator, "ours");

      assertThat(cluster.get(EncryptionKey.class, CHILD).getSpec().description())
          .isEqualTo("theirs");
    }
  }

  private void apply(TestOperator operator, String description) {
    childKeys(operator)
        .apply(
            new ObjectName(Kind.ENCRYPTED_QUEUE, namespace, "q"),
            queue.getMetadata().getUid(),
            CHILD,
            spec(description));
  }

  private static AppliedChildKeys childKeys(TestOperator operator) {
    return new AppliedChildKeys(operator.client, operator.wanted);
  }

  private static EncryptionKeySpec spec(String description) {
    return Serialization.unmarshal(
        "{\"description\":\"%s\"}".formatted(description), EncryptionKeySpec.class);
  }
}
