package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.reconcile.Kind;
import java.time.Duration;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** A topic of another account, its owner, and a queue of ours that it feeds. */
final class ForeignTopic {
  static final String QUEUE = World.queueArn("shop_orders");
  static final String SUBSCRIBE_AND_READ = "\"sns:Subscribe\",\"sns:GetTopicAttributes\"";

  private ForeignTopic() {}

  /** Create it, with AWS's default policy: only its own account may do anything. */
  static String of(World world, String region) {
    return owner(world, region).createTopic(r -> r.name("theirs")).topicArn();
  }

  /** Its owner lets our account do these actions. */
  static void allow(World world, String topic, String actions) {
    var policy =
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"Subscribers","Effect":"Allow",
        "Principal":{"AWS":"arn:aws:iam::%s:root"},"Action":[%s],"Resource":"%s"}]}"""
            .formatted(World.ACCOUNT, actions, topic);
    owner(world, topic.split(":")[3])
        .setTopicAttributes(r -> r.topicArn(topic).attributeName("Policy").attributeValue(policy));
  }

  /** Its owner publishes. */
  static void publish(World world, String topic, String body) {
    owner(world, topic.split(":")[3]).publish(r -> r.topicArn(topic).message(body));
  }

  /** A queue is to be fed by it, which its owner allows. */
  static void subscribing(World world) {
    var topic = of(world, World.REGION);
    allow(world, topic, SUBSCRIBE_AND_READ);
    world.cluster.apply(channel(topic));
  }

  /** A queue that it feeds is to be fed by it no more. */
  static void leaving(World world) {
    subscribing(world);
    world.settle();
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "orders"));
  }

  /** The channel is ready, and delivers. */
  static void arrived(World world) {
    var topic = "arn:aws:sns:" + World.REGION + ":" + World.OTHER_ACCOUNT + ":theirs";
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world::describe).isTrue();
    publish(world, topic, "hello");
    assertThat(world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("hello");
    assertThat(world.local.state().subscriptions(topic)).hasSize(1);
  }

  /** Nothing is left of the channel but the queue, which has a grant for nobody. */
  static void gone(World world) {
    var topic = "arn:aws:sns:" + World.REGION + ":" + World.OTHER_ACCOUNT + ":theirs";
    assertThat(world.local.state().subscriptions(topic)).isEmpty();
    world.elapse(Duration.ofMinutes(40));
    assertThat(world.local.state().queue(QUEUE).orElseThrow().policy().orElse(""))
        .doesNotContain(topic);
  }

  static SnsClient owner(World world, String region) {
    return world.people.sns(World.OTHER_ACCOUNT, "audit", Region.of(region));
  }

  static String channel(String topicArn) {
    return channel(topicArn, World.REGION);
  }

  static String channel(String topicArn, String region) {
    return """
        apiVersion: keyway.dev/v1alpha1
        kind: EncryptedQueue
        metadata: {name: orders}
        spec: # queue
          region: %2$s
          encryption: {mode: OwnKey}
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        ---
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: orders}
        spec: {topicArn: "%1$s", queueRef: {name: orders}, rawMessageDelivery: true}
        """
        .formatted(topicArn, region);
  }
}
