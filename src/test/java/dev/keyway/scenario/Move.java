package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptedTopicStatus;
import dev.keyway.api.v1alpha1.RetiringKey;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A topic or queue that is to be encrypted in another way, while messages flow. */
enum Move {
  SSE_SQS_TO_KEY("shared: first", "ServiceManaged", "shared: second"),
  KEY_TO_SSE_SQS("shared: first", "shared: second", "ServiceManaged"),
  OWN_TO_SHARED("shared: first", "OwnKey", "shared: second"),
  SHARED_TO_OWN("shared: first", "shared: second", "OwnKey"),
  SHARED_TO_SHARED("shared: first", "shared: first", "shared: second"),
  TOPIC_TO_SHARED("shared: first", "shared: second", "ServiceManaged") {
    @Override
    String yaml(boolean moved) {
      return yaml(moved ? "shared: third" : "shared: first", "shared: second");
    }
  },
  TOPIC_TO_OWN("shared: first", "shared: second", "ServiceManaged") {
    @Override
    String yaml(boolean moved) {
      return yaml(moved ? "OwnKey" : "shared: first", "shared: second");
    }
  },
  TOPIC_TO_AWS_MANAGED("shared: first", "shared: second", "ServiceManaged") {
    @Override
    String yaml(boolean moved) {
      return yaml(moved ? "AwsManagedKey" : "shared: first", "shared: second");
    }
  },
  TOPIC_FROM_AWS_MANAGED("shared: first", "shared: second", "ServiceManaged") {
    @Override
    String yaml(boolean moved) {
      return yaml(moved ? "shared: first" : "AwsManagedKey", "shared: second");
    }
  };

  static final String TOPIC_ARN = World.topicArn("shop_orders.fifo");
  static final String QUEUE_ARN = World.queueArn("shop_orders.fifo");
  private static final String CONSUMER = "ledger-task";

  private final String topic;
  private final String before;
  private final String after;

  Move(String topic, String before, String after) {
    this.topic = topic;
    this.before = before;
    this.after = after;
  }

  /** The manifests before or after the change of mind. */
  String yaml(boolean moved) {
    return yaml(topic, moved ? after : before);
  }

  static String yaml(String topicEncryption, String queueEncryption) {
    return """
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: first}
        spec: {}
        ---
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: second}
        spec: {}
        ---
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: third}
        spec: {}
        ---
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          fifo: {contentBasedDeduplication: true}
          encryption: {%s}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        ---
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          fifo: {contentBasedDeduplication: true}
          encryption: {%s}
          messageRetentionSeconds: 7200
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec: {topicRef: {name: orders}, queueRef: {name: orders}, rawMessageDelivery: true}
        """
        .formatted(encryption(topicEncryption), encryption(queueEncryption));
  }

  private static String encryption(String words) {
    return words.startsWith("shared: ")
        ? "mode: SharedKey, keyRef: {name: " + words.substring("shared: ".length()) + "}"
        : "mode: " + words;
  }

  boolean isOfTopic() {
    return name().startsWith("TOPIC");
  }

  /** Bring it to rest as it was before, with a message in the queue. */
  void prepare(World world) {
    world.cluster.apply(yaml(false));
    world.settle();
    world.people.publish(TOPIC_ARN, "before the move");
  }

  /** Bring it to rest as it was before, then change the mind of its user. */
  void start(World world) {
    prepare(world);
    begin(world);
  }

  /** Change the mind of its user. */
  void begin(World world) {
    world.cluster.apply(yaml(true));
  }

  /** It has arrived, and every message that was sent can be read. */
  void arrived(World world) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    world.people.publish(TOPIC_ARN, "after the move");
    assertThat(received(world)).hasSize(world.people.sent());
    assertThat(keyInUse(world)).isEqualTo(keyWanted(world));
  }

  static List<String> received(World world) {
    return world.people.receive(QUEUE_ARN, World.OTHER_ACCOUNT, CONSUMER);
  }

  /** The key that AWS encrypts with. */
  Optional<String> keyInUse(World world) {
    return isOfTopic()
        ? Optional.ofNullable(
            world.local.state().topic(TOPIC_ARN).orElseThrow().attributes().get("KmsMasterKeyId"))
        : Optional.ofNullable(
            world.local.state().queue(QUEUE_ARN).orElseThrow().attributes().get("KmsMasterKeyId"));
  }

  private Optional<String> keyWanted(World world) {
    if (yaml(true).contains("AwsManagedKey")) {
      return Optional.of("alias/aws/sns");
    }
    return isOfTopic()
        ? Optional.ofNullable(topic(world).keyArn())
        : Optional.ofNullable(yaml(true).contains("ServiceManaged") ? null : queue(world).keyArn());
  }

  /** The ledger of the one that moves. */
  List<RetiringKey> retiring(World world) {
    return isOfTopic() ? topic(world).retiringKeys() : queue(world).retiringKeys();
  }

  private static EncryptedQueueStatus queue(World world) {
    return (EncryptedQueueStatus)
        Objects.requireNonNull(world.status(Kind.ENCRYPTED_QUEUE, "orders"));
  }

  private static EncryptedTopicStatus topic(World world) {
    return (EncryptedTopicStatus)
        Objects.requireNonNull(world.status(Kind.ENCRYPTED_TOPIC, "orders"));
  }
}
