package dev.keyway.scenario;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.ObjectName;
import java.util.Optional;

/**
 * Two namespaces: {@code platform} has a key, a topic and a dead-letter queue, {@code sales} a
 * queue that uses all of them and a subscription.
 */
final class Tenants {
  static final String PLATFORM = "platform";
  static final String SALES = "sales";
  static final String TOPIC = World.topicArn("platform_orders");
  static final String QUEUE = World.queueArn("sales_billing");
  static final String FAILED = World.queueArn("platform_failed");

  static final ObjectName KEY_NAME = new ObjectName(Kind.ENCRYPTION_KEY, PLATFORM, "shared");
  static final ObjectName TOPIC_NAME = new ObjectName(Kind.ENCRYPTED_TOPIC, PLATFORM, "orders");
  static final ObjectName FAILED_NAME = new ObjectName(Kind.ENCRYPTED_QUEUE, PLATFORM, "failed");
  static final ObjectName QUEUE_NAME = new ObjectName(Kind.ENCRYPTED_QUEUE, SALES, "billing");
  static final ObjectName SUBSCRIPTION = new ObjectName(Kind.TOPIC_SUBSCRIPTION, SALES, "billing");

  private Tenants() {}

  static String key(String allowed) {
    return """
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: shared, namespace: platform}
        spec:
          deletionPolicy: Delete
          allowedReferences: [%s]
        ---
        """
        .formatted(allowed);
  }

  static String topic(String allowed) {
    return """
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders, namespace: platform}
        spec:
          deletionPolicy: Delete
          encryption: {mode: SharedKey, keyRef: {name: shared}}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
          allowedReferences: [%s]
        ---
        """
        .formatted(allowed);
  }

  static String failed(String allowed) {
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: failed, namespace: platform}
        spec:
          deletionPolicy: Delete
          encryption: {mode: OwnKey}
          consumers:
            - {name: audit, principal: {roleArn: "arn:aws:iam::444455556666:role/audit"}}
          allowedReferences: [%s]
        ---
        """
        .formatted(allowed);
  }

  /** What lets {@code sales} refer with objects of these kinds. */
  static String sales(String kinds) {
    return "{name: sales, namespace: sales, kinds: [" + kinds + "]}";
  }

  /** All that {@code platform} has, open to {@code sales}. */
  static String platform() {
    return key(sales("EncryptedQueue"))
        + topic(sales("TopicSubscription"))
        + failed(sales("EncryptedQueue, TopicSubscription"));
  }

  static String queue(String encryption, String more) {
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: billing, namespace: sales}
        spec:
          deletionPolicy: Delete
          encryption: %s
          messageRetentionSeconds: 7200
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        %s
        ---
        """
        .formatted(encryption, more.indent(2));
  }

  static final String SHARED = "{mode: SharedKey, keyRef: {name: shared, namespace: platform}}";
  static final String DEAD_LETTER =
      "deadLetter: {queueRef: {name: failed, namespace: platform}, maxReceiveCount: 1}";

  static String subscription(String more) {
    return """
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: billing, namespace: sales}
        spec:
          topicRef: {name: orders, namespace: platform}
          queueRef: {name: billing}
          rawMessageDelivery: true
        %s
        ---
        """
        .formatted(more.indent(2));
  }

  static String all() {
    return platform() + queue(SHARED, "") + subscription("");
  }

  static Condition condition(World world, ObjectName name, String type) {
    return Conditions.find(world.status(name).conditions(), type).orElseThrow();
  }

  static boolean isReady(World world, ObjectName name) {
    return world
        .cluster
        .object(name)
        .map(object -> (KeywayStatus) object.status())
        .filter(status -> Conditions.isTrue(status.conditions(), Conditions.READY))
        .isPresent();
  }

  static EncryptionKeyStatus keyStatus(World world) {
    return (EncryptionKeyStatus) world.status(KEY_NAME);
  }

  static String keyPolicy(World world) {
    var arn = keyStatus(world).keyArn();
    return world.local.state().keys(World.ACCOUNT, World.REGION).stream()
        .filter(key -> key.arn().equals(arn))
        .findFirst()
        .orElseThrow()
        .policy();
  }

  static Optional<String> keyOfQueue(World world) {
    var queue = world.local.state().queue(QUEUE).orElseThrow();
    return Optional.ofNullable(queue.attributes().get("KmsMasterKeyId"));
  }

  static String queuePolicy(World world, String arn) {
    return world.local.state().queue(arn).flatMap(q -> q.policy()).orElse("");
  }
}
