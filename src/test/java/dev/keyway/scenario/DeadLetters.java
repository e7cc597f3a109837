package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.KeyDeadLetter;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A topic, a queue whose consumer is in another account, and its dead-letter queue with another key
 * and another consumer of that account.
 */
final class DeadLetters {
  static final String TOPIC_ARN = World.topicArn("shop_orders");
  static final String QUEUE_ARN = World.queueArn("shop_orders");
  static final String DEAD_ARN = World.queueArn("shop_dead");
  static final String CONSUMER = "ledger-task";
  static final String UNDERTAKER = "audit";
  static final String DEAD_LETTER = "deadLetter: {queueRef: {name: dead}, maxReceiveCount: 3}";

  private DeadLetters() {}

  /** The manifests without dead-letter queue. */
  static String yaml() {
    return key("first") + key("second") + key("third") + topic() + queue("second", "") + dead("");
  }

  /** The manifests with it. */
  static String yamlWithDeadLetter() {
    return yaml() + queue("second", DEAD_LETTER);
  }

  static String key(String name) {
    return """
        ---
        kind: EncryptionKey
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: %s}
        spec: {}
        """
        .formatted(name);
  }

  static String topic() {
    return """
        ---
        kind: EncryptedTopic
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: first}}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec: {topicRef: {name: orders}, queueRef: {name: orders}, rawMessageDelivery: true}
        """;
  }

  static String queue(String key, String more) {
    return queue("orders", key, CONSUMER, more);
  }

  static String dead(String more) {
    return queue("dead", "third", UNDERTAKER, more);
  }

  static String queue(String name, String key, String consumer, String more) {
    return """
        ---
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: %s}
        spec:
          encryption: {mode: SharedKey, keyRef: {name: %s}}
          messageRetentionSeconds: 7200
          consumers:
            - {name: one, principal: {roleArn: "arn:aws:iam::444455556666:role/%s"}}
          %s
        """
        .formatted(name, key, consumer, more);
  }

  /** Publish a message that the queue's consumer cannot process, however often it tries. */
  static void failedMessage(World world, String body) {
    world.people.publish(TOPIC_ARN, body);
    world.people.fail(QUEUE_ARN, World.OTHER_ACCOUNT, CONSUMER);
  }

  /** A queue with a message in it is to have a dead-letter queue. */
  static void adding(World world) {
    world.cluster.apply(yaml());
    world.settle();
    world.people.publish(TOPIC_ARN, "before");
    world.cluster.apply(queue("second", DEAD_LETTER));
  }

  /** A queue whose dead-letter queue has a message in it is to have none any more. */
  static void removing(World world) {
    world.cluster.apply(yamlWithDeadLetter());
    world.settle();
    failedMessage(world, "moved");
    world.cluster.apply(queue("second", ""));
  }

  /** What the consumer of the dead-letter queue gets. */
  static List<String> received(World world) {
    return world.people.receive(DEAD_ARN, World.OTHER_ACCOUNT, UNDERTAKER);
  }

  static Optional<RedrivePolicy> inAws(World world, String queueArn) {
    return world
        .local
        .state()
        .queue(queueArn)
        .map(queue -> queue.attributes().getOrDefault(RedrivePolicy.ATTRIBUTE, ""))
        .flatMap(RedrivePolicy::read);
  }

  /** Everything is in order, and a message that fails is read in the dead-letter queue. */
  static void arrived(World world) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    assertThat(inAws(world, QUEUE_ARN)).contains(new RedrivePolicy(DEAD_ARN, 3));
    failedMessage(world, "after");
    assertThat(received(world)).hasSize(world.people.sent());
  }

  /** Nothing is moved any more, and what was moved can be read as long as it is kept. */
  static void removed(World world) {
    assertThat(inAws(world, QUEUE_ARN)).isEmpty();
    assertThat(rows(world, "second")).allMatch(row -> row.until() != null).hasSize(1);
    world.elapse(Duration.ofMinutes(90));
    assertThat(received(world)).hasSize(world.people.sent());
    world.elapse(Duration.ofHours(1));
    assertThat(rows(world, "second")).isEmpty();
    assertThat(policy(world, "second")).doesNotContain(UNDERTAKER);
  }

  static EncryptedQueueStatus queueStatus(World world, String name) {
    return (EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, name);
  }

  static List<KeyDeadLetter> rows(World world, String keyName) {
    return ((EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, keyName)).deadLetters();
  }

  static String keyArn(World world, String keyName) {
    var arn = ((EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, keyName)).keyArn();
    return arn == null ? "" : arn;
  }

  static String policy(World world, String keyName) {
    return world.local.state().key(keyArn(world, keyName)).orElseThrow().policy();
  }
}
