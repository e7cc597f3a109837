package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.QueueSource;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.awslocal.sns.Delivery;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A channel, and two queues, each with a key, that what cannot be delivered may go to. */
final class FailedDeliveries {
  static final String TOPIC_ARN = World.topicArn("shop_orders");
  static final String QUEUE_ARN = World.queueArn("shop_orders");
  static final String DEAD_ARN = World.queueArn("shop_dead");
  static final String OTHER_ARN = World.queueArn("shop_other");
  static final String TO_DEAD = "deadLetter: {queueRef: {name: dead}}";
  static final String TO_OTHER = "deadLetter: {queueRef: {name: other}}";

  private FailedDeliveries() {}

  /** The manifests. */
  static String yaml(String deadLetter) {
    return DeadLetters.key("first")
        + DeadLetters.key("second")
        + DeadLetters.key("third")
        + topic()
        + DeadLetters.queue("second", "")
        + dead()
        + other()
        + subscription(deadLetter);
  }

  static String dead() {
    return DeadLetters.queue("dead", "third", DeadLetters.UNDERTAKER, "");
  }

  static String other() {
    return DeadLetters.queue("other", "first", DeadLetters.UNDERTAKER, "");
  }

  private static String topic() {
    var all = DeadLetters.topic();
    return all.substring(0, all.lastIndexOf("---"));
  }

  static String subscription(String deadLetter) {
    return """
        ---
        kind: TopicSubscription
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: orders}
        spec:
          topicRef: {name: orders}
          queueRef: {name: orders}
          rawMessageDelivery: true
          %s
        """
        .formatted(deadLetter);
  }

  /** A channel at rest is to have a dead-letter queue. */
  static void adding(World world) {
    world.cluster.apply(yaml(""));
    world.settle();
    world.people.publish(TOPIC_ARN, "before");
    world.cluster.apply(subscription(TO_DEAD));
  }

  /** What failed is to go to another queue from now on. */
  static void changing(World world) {
    world.cluster.apply(yaml(TO_DEAD));
    world.settle();
    fail(world, "before");
    world.elapse(World.CHECK);
    world.cluster.apply(subscription(TO_OTHER));
  }

  /** What fails is to be lost from now on. */
  static void removing(World world) {
    world.cluster.apply(yaml(TO_DEAD));
    world.settle();
    fail(world, "before");
    world.elapse(World.CHECK);
    world.cluster.apply(subscription(""));
  }

  /** Somebody breaks the queue's policy, and a message is published before that is repaired. */
  static void fail(World world, String body) {
    world
        .people
        .sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(world.people.url(QUEUE_ARN))
                    .attributes(Map.of(QueueAttributeName.POLICY, "")));
    world.people.publish(TOPIC_ARN, body);
  }

  static Optional<String> inAws(World world) {
    return world.local.state().subscriptions(TOPIC_ARN).stream()
        .flatMap(s -> Optional.ofNullable(s.attributes().get(RedrivePolicy.ATTRIBUTE)).stream())
        .flatMap(text -> RedrivePolicy.read(text).stream())
        .map(RedrivePolicy::targetArn)
        .findFirst();
  }

  static TopicSubscriptionStatus status(World world) {
    return (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "orders");
  }

  static List<String> sources(World world, String queue) {
    return ((EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, queue))
        .sources().stream().map(QueueSource::topicArn).toList();
  }

  static List<String> read(World world, String queueArn) {
    return world.people.receive(queueArn, World.OTHER_ACCOUNT, DeadLetters.UNDERTAKER);
  }

  /** Everything is in order, and what fails now is read in that queue. */
  static void arrived(World world, String queueArn) {
    for (var name : world.cluster.names()) {
      assertThat(world.isReady(name.kind(), name.name())).as(() -> world.describe()).isTrue();
    }
    assertThat(inAws(world)).contains(queueArn);
    fail(world, "after");
    assertThat(read(world, queueArn)).endsWith("after");
    lostNothing(world);
  }

  /** Nothing is put there any more, and SNS is let in there no more. */
  static void removed(World world) {
    assertThat(inAws(world)).isEmpty();
    world.elapse(Duration.ofHours(1));
    assertThat(sources(world, "dead")).isEmpty();
    assertThat(world.local.state().queue(DEAD_ARN).orElseThrow().policy().orElseThrow())
        .doesNotContain(TOPIC_ARN);
    assertThat(DeadLetters.policy(world, "third")).doesNotContain(TOPIC_ARN);
    lostNothing(world);
  }

  static void lostNothing(World world) {
    assertThat(world.local.deliveries().all())
        .extracting(Delivery::status)
        .doesNotContain(Delivery.Status.FAILURE);
  }
}
