package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.SubscriptionReplay;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A FIFO channel whose topic keeps messages, all of them received already. */
final class Replays {
  static final String TOPIC = World.topicArn("shop_kept.fifo");
  static final String QUEUE = World.queueArn("shop_kept.fifo");

  /** After the archive has begun, before the first message. */
  static final String FROM = World.START.plus(Duration.ofMinutes(30)).toString();

  private Replays() {}

  /** Bring the channel to rest, and have three messages received. */
  static void prepare(World world) {
    world.cluster.apply(channel("{archiveRetentionDays: 30, contentBasedDeduplication: true}"));
    world.cluster.apply(subscription(""));
    world.settle();
    world.elapse(Duration.ofHours(1));
    List.of("one", "two", "three").forEach(body -> world.people.publish(TOPIC, body));
    assertThat(received(world)).containsExactly("one", "two", "three");
    world.elapse(Duration.ofMinutes(10));
  }

  static void ask(World world, String from) {
    world.cluster.apply(subscription("replayFrom: \"" + from + "\""));
  }

  /** The messages came once more, in their order, and nothing will send them again. */
  static void arrived(World world) {
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "kept")).as(() -> world.describe()).isTrue();
    assertThat(received(world)).containsExactly("one", "two", "three");
    assertThat(replay(world).startedAt()).isNotNull();
    world.restart();
    world.elapse(Duration.ofHours(3));
    assertThat(count(world)).isEqualTo(1);
    assertThat(received(world)).isEmpty();
  }

  static List<String> received(World world) {
    return world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task");
  }

  /** How often SNS was made to replay. */
  static int count(World world) {
    return world.local.state().subscriptions(TOPIC).getFirst().replays();
  }

  static SubscriptionReplay replay(World world) {
    return Objects.requireNonNull(remembered(world));
  }

  static @Nullable SubscriptionReplay remembered(World world) {
    return ((TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "kept")).replay();
  }

  static String subscription(String more) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: kept}
        spec:
          topicRef: {name: kept}
          queueRef: {name: kept}
          rawMessageDelivery: true
          %s
        """
        .formatted(more);
  }

  static String channel(String fifo) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptionKey
        metadata: {name: kept}
        spec: {}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedTopic
        metadata: {name: kept}
        spec:
          fifo: %s
          encryption: {mode: SharedKey, keyRef: {name: kept}}
          publishers:
            - {name: shop, principal: {roleArn: "arn:aws:iam::111122223333:role/checkout"}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: kept}
        spec:
          fifo: {contentBasedDeduplication: true}
          encryption: {mode: SharedKey, keyRef: {name: kept}}
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        """
        .formatted(fifo);
  }
}
