package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** A user changes something of a channel that messages flow through, other than its key. */
enum Change {
  CONSUMER_REPLACED("ledger-task", "audit") {
    @Override
    void begin(World world) {
      world.cluster.apply(channel("audit", "{}", "Retain"));
    }
  },
  CONSUMER_ADDED("ledger-task", "ledger-task") {
    @Override
    void begin(World world) {
      world.cluster.apply(
          channel("ledger-task", "{}", "Retain")
              .replace(
                  "consumers:",
                  "consumers:\n    - {name: more, principal: {roleArn:"
                      + " \"arn:aws:iam::444455556666:role/audit\"}}"));
    }
  },
  ROTATION_PERIOD("ledger-task", "ledger-task") {
    @Override
    void begin(World world) {
      world.cluster.apply(
          channel("ledger-task", "{rotation: {mode: Automatic, periodDays: 120}}", "Retain"));
    }
  },
  DELETION_POLICY("ledger-task", "ledger-task") {
    @Override
    void begin(World world) {
      world.cluster.apply(channel("ledger-task", "{deletionPolicy: Delete}", "Delete"));
    }
  },
  STATEMENTS_ADDED("ledger-task", "ledger-task") {
    @Override
    void begin(World world) {
      world.cluster.apply(withStatements());
    }

    @Override
    void arrived(World world) {
      super.arrived(world);
      assertThat(statements(world)).isEqualTo(4);
    }
  },
  STATEMENTS_REMOVED("ledger-task", "ledger-task") {
    @Override
    void prepare(World world) {
      world.cluster.apply(withStatements());
      world.settle();
      world.people.publish(TOPIC_ARN, "before the change");
    }

    @Override
    void begin(World world) {
      world.cluster.apply(channel("ledger-task", "{}", "Retain"));
    }

    @Override
    void arrived(World world) {
      super.arrived(world);
      assertThat(statements(world)).isZero();
    }
  },
  SUBSCRIPTION_ADDED("ledger-task", "ledger-task") {
    @Override
    void begin(World world) {
      world.cluster.apply(channel("ledger-task", "{}", "Retain") + second());
    }

    @Override
    List<String> queues() {
      return List.of(QUEUE_ARN, SECOND_ARN);
    }
  },
  SUBSCRIPTION_REMOVED("ledger-task", "ledger-task") {
    @Override
    void prepare(World world) {
      world.cluster.apply(channel("ledger-task", "{}", "Retain") + second());
      world.settle();
      world.people.publish(TOPIC_ARN, "before the change");
    }

    @Override
    void begin(World world) {
      world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "orders"));
    }

    @Override
    List<String> queues() {
      return List.of(SECOND_ARN);
    }
  };

  static final String TOPIC_ARN = World.topicArn("shop_orders.fifo");
  static final String QUEUE_ARN = World.queueArn("shop_orders.fifo");
  static final String SECOND_ARN = World.queueArn("shop_second.fifo");

  private final String before;
  private final String after;

  Change(String before, String after) {
    this.before = before;
    this.after = after;
  }

  abstract void begin(World world);

  /** Queues that every message which is sent from now on has to be in. */
  List<String> queues() {
    return List.of(QUEUE_ARN);
  }

  /** Bring the channel to rest as it was before, with a message in the queue. */
  void prepare(World world) {
    world.cluster.apply(channel(before, "{}", "Retain"));
    world.settle();
    world.people.publish(TOPIC_ARN, "before the change");
  }

  /** Bring it to rest as it was before, then change the mind of its user. */
  void start(World world) {
    prepare(world);
    begin(world);
  }

  /** All is in order, and whoever is to read can read every message. */
  void arrived(World world) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    world.people.publish(TOPIC_ARN, "after the change");
    var everywhere = new HashSet<String>();
    for (var queue : List.of(QUEUE_ARN, SECOND_ARN)) {
      if (world.local.state().queue(queue).isPresent()) {
        var read = read(world, queue);
        assertThat(read).doesNotHaveDuplicates();
        everywhere.addAll(read);
        if (queues().contains(queue)) {
          assertThat(read).contains("after the change");
        }
      }
    }
    assertThat(everywhere).hasSize(world.people.sent());
  }

  private List<String> read(World world, String queue) {
    return world.people.receive(queue, World.OTHER_ACCOUNT, after);
  }

  private static String withStatements() {
    var key = "{additionalStatements: [" + describes("kms:DescribeKey") + "]}";
    return channel("ledger-task", key, "Retain")
        .replace(
            "  publishers:",
            "  additionalStatements: [" + describes("sns:GetTopicAttributes") + "]\n  publishers:")
        .replace(
            "  consumers:",
            "  additionalStatements:\n    - "
                + describes("sqs:GetQueueAttributes")
                + "\n    - {name: no-purge, statement: {Effect: Deny, Principal: \"*\", Action:"
                + " sqs:PurgeQueue}}\n  consumers:");
  }

  private static String describes(String action) {
    return "{name: monitoring, statement: {Effect: Allow, Principal: {AWS:"
        + " \"arn:aws:iam::444455556666:role/audit\"}, Action: \""
        + action
        + "\"}}";
  }

  private static long statements(World world) {
    var state = world.local.state();
    var policies = new ArrayList<String>();
    policies.add(state.queue(QUEUE_ARN).orElseThrow().policy().orElse(""));
    policies.add(state.topic(TOPIC_ARN).orElseThrow().policy());
    state.keys(World.ACCOUNT, World.REGION).forEach(key -> policies.add(key.policy()));
    return policies.stream()
        .flatMap(policy -> PolicyScope.statements(policy).stream())
        .filter(s -> s.path("Sid").asText().startsWith("KeywayAdditional"))
        .count();
  }

  private static String second() {
    return """
        ---
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: second}
        spec:
          fifo: {}
          encryption: {mode: SharedKey, keyRef: {name: first}}
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: second}
        spec: {topicRef: {name: orders}, queueRef: {name: second}, rawMessageDelivery: true}
        """;
  }

  private static String channel(String consumer, String key, String deletionPolicy) {
    return """
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: first}
        spec: %2$s
        ---
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          fifo: {contentBasedDeduplication: true}
          deletionPolicy: %3$s
          encryption: {mode: OwnKey}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        ---
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          fifo: {contentBasedDeduplication: true}
          deletionPolicy: %3$s
          encryption: {mode: SharedKey, keyRef: {name: first}}
          messageRetentionSeconds: 1209600
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/%1$s"}}
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec: {topicRef: {name: orders}, queueRef: {name: orders}, rawMessageDelivery: true}
        """
        .formatted(consumer, key, deletionPolicy);
  }
}
