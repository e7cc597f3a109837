package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What users change about a channel, other than its key, while messages flow. */
class ChangesTest {
  private static final int QUEUE_POLICY_LIMIT = 8_192;
  private static final List<String> TABLE = new ArrayList<>();

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void messagesFlowTheWholeTimeAndAllCanBeRead(Change change) {
    change.prepare(world);
    change.begin(world);
    world.settleUnderLoad(
        Duration.ofSeconds(20), body -> world.people.publish(Change.TOPIC_ARN, body));

    change.arrived(world);
    TABLE.add("change %-20s: %s".formatted(change, world.tally()));
  }

  @Test
  void aReplacedConsumerCanNoLongerRead() {
    Change.CONSUMER_REPLACED.prepare(world);
    Change.CONSUMER_REPLACED.begin(world);
    world.settle();
    world.elapse(Duration.ofMinutes(30));

    assertThat(
            world
                .local
                .state()
                .receiveObstacle(Change.QUEUE_ARN, World.OTHER_ACCOUNT, "ledger-task"))
        .isPresent();
  }

  @Test
  void aHundredTopicsFeedOneQueueAndWhatDoesNotFitIsRefusedWhereItWasAsked() {
    world.cluster.apply(queue());
    var first = topics("%022d", 0, 100);
    subscribe(first);
    world.settle();
    assertThat(first).allMatch(topic -> world.isReady(Kind.TOPIC_SUBSCRIPTION, name(topic)));

    var more = topics("%022d", 100, 125);
    subscribe(more);
    world.settle();

    var refused =
        more.stream()
            .filter(topic -> !world.isReady(Kind.TOPIC_SUBSCRIPTION, name(topic)))
            .toList();
    assertThat(refused).hasSizeBetween(5, 20);
    assertThat(refused).allSatisfy(topic -> assertThat(ready(topic)).contains("8192", "bytes"));
    assertThat(policy()).hasSizeBetween(QUEUE_POLICY_LIMIT - 200, QUEUE_POLICY_LIMIT);
    var fed = new ArrayList<>(first);
    more.stream().filter(topic -> !refused.contains(topic)).forEach(fed::add);
    fed.forEach(topic -> world.people.publish(topic, topic));
    assertThat(world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactlyInAnyOrderElementsOf(fed);
    TABLE.add(
        "topics into one queue: %d delivered, %d refused, policy of %d bytes"
            .formatted(fed.size(), refused.size(), policy().length()));
  }

  @Test
  void aGrantThatDidNotFitIsGivenWhenThereIsRoomAgain() {
    world.cluster.apply(queue());
    var topics = topics("%0200d", 0, 36);
    subscribe(topics);
    world.settle();
    var refused =
        topics.stream()
            .filter(topic -> !world.isReady(Kind.TOPIC_SUBSCRIPTION, name(topic)))
            .toList();
    topics.stream()
        .filter(topic -> !refused.contains(topic))
        .limit(refused.size())
        .forEach(t -> world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, name(t))));
    world.settle();
    world.elapse(Duration.ofMinutes(40));

    assertThat(refused).allMatch(topic -> world.isReady(Kind.TOPIC_SUBSCRIPTION, name(topic)));
  }

  private static final String QUEUE = World.queueArn("shop_fan-in");

  private List<String> topics(String name, int from, int to) {
    var sns = world.people.sns();
    return IntStream.range(from, to)
        .mapToObj(i -> sns.createTopic(r -> r.name(name.formatted(i))).topicArn())
        .toList();
  }

  private static String name(String topicArn) {
    var name = topicArn.substring(topicArn.lastIndexOf(':') + 1);
    return "t" + name.substring(name.length() - 3);
  }

  private String policy() {
    return world.local.state().queue(QUEUE).flatMap(q -> q.policy()).orElse("");
  }

  private String ready(String topic) {
    var status = (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, name(topic));
    var ready = Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
    assertThat(ready.reason()).isEqualTo(Reason.GrantRefused.name());
    return ready.message();
  }

  private void subscribe(List<String> topics) {
    for (var topic : topics) {
      world.cluster.apply(
          """
          kind: TopicSubscription
          apiVersion: keyway.dev/v1alpha1
          metadata: {name: %s}
          spec: {topicArn: "%s", queueRef: {name: fan-in}, rawMessageDelivery: true}
          """
              .formatted(name(topic), topic));
    }
  }

  private static String queue() {
    return """
        kind: EncryptedQueue
        apiVersion: keyway.dev/v1alpha1
        metadata: {name: fan-in}
        spec:
          encryption: {mode: OwnKey}
          consumers:
            - {name: ledger, principal: {roleArn: "arn:aws:iam::444455556666:role/ledger-task"}}
        """;
  }
}
