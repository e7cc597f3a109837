package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever may not refer to an object learns nothing of it, not even that it is there. */
class NotPermittedTest {
  private static final String TWIN =
      """
      kind: TopicSubscription
      apiVersion: keyway.dev/v1alpha1
      metadata: {name: twin, namespace: platform}
      spec:
        topicArn: "arn:aws:sns:eu-central-1:111122223333:elsewhere"
        queueRef: {name: failed}
      ---
      """;

  /** A reference that is not permitted. */
  enum Reference {
    TOPIC(
        Tenants.queue("{mode: OwnKey}", "") + Tenants.subscription(""),
        Kind.TOPIC_SUBSCRIPTION,
        "billing"),
    QUEUE(
        """
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: billing, namespace: sales}
        spec:
          topicArn: "arn:aws:sns:eu-central-1:111122223333:elsewhere"
          queueRef: {name: failed, namespace: platform}
        ---
        """,
        Kind.TOPIC_SUBSCRIPTION,
        "billing"),
    KEY_OF_QUEUE(Tenants.queue(Tenants.SHARED, ""), Kind.ENCRYPTED_QUEUE, "billing"),
    KEY_OF_TOPIC(
        Tenants.topic("")
            .replace("namespace: platform", "namespace: sales")
            .replace("keyRef: {name: shared}", "keyRef: {name: shared, namespace: platform}"),
        Kind.ENCRYPTED_TOPIC,
        "orders"),
    DEAD_LETTER_OF_QUEUE(
        Tenants.queue("{mode: OwnKey}", Tenants.DEAD_LETTER), Kind.ENCRYPTED_QUEUE, "billing"),
    DEAD_LETTER_OF_SUBSCRIPTION(
        Tenants.queue("{mode: OwnKey}", "")
            + Tenants.subscription("deadLetter: {queueRef: {name: failed, namespace: platform}}")
                .replace("topicRef: {name: orders, namespace: platform}", "topicRef: {name: own}")
            + Tenants.topic("")
                .replace("name: orders, namespace: platform", "name: own, namespace: sales")
                .replace("{mode: SharedKey, keyRef: {name: shared}}", "{mode: OwnKey}"),
        Kind.TOPIC_SUBSCRIPTION,
        "billing"),
    REDRIVE_SOURCE(
        Tenants.queue(
            "{mode: OwnKey}",
            "redriveAllow: {mode: ByQueue, sourceQueueRefs: [{name: failed, namespace: platform}]}"),
        Kind.ENCRYPTED_QUEUE,
        "billing");

    private final String yaml;
    private final Kind kind;
    private final String name;

    Reference(String yaml, Kind kind, String name) {
      this.yaml = yaml;
      this.kind = kind;
      this.name = name;
    }
  }

  @ParameterizedTest
  @EnumSource(Reference.class)
  void theAnswerIsThatOfAnObjectThatIsNotThere(Reference reference) {
    var missing = status(reference, "");
    var forbidden =
        status(reference, Tenants.key("") + Tenants.topic("") + Tenants.failed("") + TWIN);
    var otherNamespace = Tenants.sales("").replace("namespace: sales", "namespace: finance");
    var others =
        status(
            reference,
            Tenants.key(otherNamespace.replace("[]", "[EncryptedQueue, EncryptedTopic]"))
                + Tenants.topic(otherNamespace.replace("[]", "[TopicSubscription]"))
                + Tenants.failed(otherNamespace.replace("[]", "[EncryptedQueue]")));

    assertThat(missing)
        .containsAnyOf("let this object refer to it", "let this object refer to them");
    assertThat(forbidden).isEqualTo(missing);
    assertThat(others).isEqualTo(missing);
  }

  // Without AWS's ids, which differ between two accounts.
  private static String status(Reference reference, String there) {
    try (var world = new World()) {
      world.cluster.apply(there);
      world.settle();
      world.advance(Duration.between(world.local.clock().instant(), World.START.plusSeconds(3600)));
      world.cluster.apply(reference.yaml);
      world.settle();
      var status = world.status(new ObjectName(reference.kind, Tenants.SALES, reference.name));
      assertThat(status.conditions()).isNotEmpty();
      return status
          .toString()
          .replaceAll("[0-9a-f]{8}-[0-9a-f-]{27}", "id")
          .replaceAll("127.0.0.1:[0-9]+", "local")
          .replaceAll("202[0-9]-[0-9T:.-]+Z", "time");
    }
  }

  @Test
  void anArnNamesAKeyOfAnotherNamespaceOnlyWhereThatLetsItselfBeReferredTo() {
    try (var world = new World()) {
      world.cluster.apply(Tenants.key(""));
      world.settle();
      var arn = Tenants.keyStatus(world).keyArn();
      world.cluster.apply(Tenants.queue("{mode: SharedKey, keyArn: \"" + arn + "\"}", ""));
      world.settle();

      assertThat(Tenants.isReady(world, Tenants.QUEUE_NAME)).isFalse();
      assertThat(world.describe()).contains("which Keyway does not manage");

      world.cluster.apply(Tenants.key(Tenants.sales("EncryptedQueue")));
      world.elapse(Duration.ofHours(1));

      assertThat(Tenants.isReady(world, Tenants.QUEUE_NAME)).as(() -> world.describe()).isTrue();
      assertThat(Tenants.keyOfQueue(world)).hasValue(arn);
    }
  }
}
