package dev.keyway.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueSpec;
import dev.keyway.api.v1alpha1.ObjectReference;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may refer to what, and how references are spelled. */
class MayReferTest {
  private static final ObjectName QUEUE = new ObjectName(Kind.ENCRYPTED_QUEUE, "sales", "q");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "none",
      textBlock =
          """
          none                                                                        | ENCRYPTED_QUEUE    | platform | true
          none                                                                        | ENCRYPTED_QUEUE    | sales    | false
          {name: a, namespace: sales, kinds: [EncryptedQueue]}                        | ENCRYPTED_QUEUE    | sales    | true
          {name: a, namespace: sales, kinds: [EncryptedQueue]}                        | TOPIC_SUBSCRIPTION | sales    | false
          {name: a, namespace: sales, kinds: [EncryptedQueue]}                        | ENCRYPTED_QUEUE    | sale     | false
          {name: a, namespace: sales, kinds: [EncryptedQueue]}                        | ENCRYPTED_QUEUE    | sales2   | false
          {name: sales, namespace: other, kinds: [EncryptedQueue]}                    | ENCRYPTED_QUEUE    | sales    | false
          {name: a, namespace: sales, kinds: [EncryptedQueue, TopicSubscription]}     | TOPIC_SUBSCRIPTION | sales    | true
          {name: a, namespace: sales, kinds: [EncryptedQueue, TopicSubscription]}     | ENCRYPTED_TOPIC    | sales    | false
          {name: a, namespace: sales, kinds: [EncryptedQueue, TopicSubscription]}     | ENCRYPTION_KEY     | sales    | false
          """)
  void anObjectMayReferWithinItsNamespaceAndWhereItIsAllowed(
      String allowed, Kind kind, String namespace, boolean expected) {
    var yaml = "encryption: {mode: OwnKey}\n";
    var spec =
        Manifests.spec(
            EncryptedQueueSpec.class,
            allowed == null ? yaml : yaml + "allowedReferences: [" + allowed + "]\n");
    var target =
        new Resource<>(
            new ObjectName(Kind.ENCRYPTED_QUEUE, "platform", "failed"),
            "uid",
            1,
            Instant.EPOCH,
            false,
            null,
            spec,
            null);

    assertThat(References.mayRefer(target, new ObjectName(kind, namespace, "x")))
        .isEqualTo(expected);
  }

  @Test
  void theOwnNamespaceIsSpelledLikeNone() {
    assertThat(References.text(new ObjectReference("key"), "sales")).isEqualTo("key");
    assertThat(References.text(new ObjectReference("key", "sales"), "sales")).isEqualTo("key");
    assertThat(References.text(new ObjectReference("key", "platform"), "sales"))
        .isEqualTo("platform/key");
    assertThat(References.name(Kind.ENCRYPTION_KEY, QUEUE, new ObjectReference("key", "sales")))
        .isEqualTo(References.name(Kind.ENCRYPTION_KEY, "sales", "key"));
    assertThat(References.name(Kind.ENCRYPTION_KEY, "sales", "platform/key"))
        .isEqualTo(new ObjectName(Kind.ENCRYPTION_KEY, "platform", "key"));
  }

  @Test
  void objectsOfOtherNamespacesAreCounted() {
    assertThat(References.told(Kind.ENCRYPTED_QUEUE, List.of("a", "b"))).isEqualTo("a, b");
    assertThat(References.told(Kind.ENCRYPTED_QUEUE, List.of("a", "sales/b")))
        .isEqualTo("a and 1 EncryptedQueue of another namespace");
    assertThat(References.told(Kind.ENCRYPTED_QUEUE, List.of("sales/a", "sales/b")))
        .isEqualTo("2 EncryptedQueues of other namespaces");
    assertThat(References.told("EncryptedQueue sales/b"))
        .isEqualTo("EncryptedQueue of another namespace");
    assertThat(References.told("EncryptedQueue b")).isEqualTo("EncryptedQueue b");
  }
}
