package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Queues that are fed by topics which Keyway does not manage. */
class ForeignTopicTest {
  private static final String QUEUE = World.queueArn("shop_orders");

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aTopicOfThisAccountFeedsTheQueueAndStaysAsItWas() {
    var topic = world.people.sns().createTopic(r -> r.name("by-hand")).topicArn();
    var before = world.local.state().topic(topic).orElseThrow().policy();
    world.cluster.apply(ForeignTopic.channel(topic));
    world.settle();

    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world::describe).isTrue();
    world.people.publish(topic, "hello");
    assertThat(world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("hello");
    assertThat(world.local.state().topic(topic).orElseThrow().policy()).isEqualTo(before);
  }

  @Test
  void aTopicOfAnotherAccountFeedsTheQueueOnceItsOwnerLetsUsSubscribe() {
    var topic = ForeignTopic.of(world, World.REGION);
    world.cluster.apply(ForeignTopic.channel(topic));
    world.settle();

    assertThat(ready().reason()).isEqualTo(Reason.AccessDenied.name());
    assertThat(ready().message())
        .contains("sns:Subscribe", topic, "let that account's topic policy allow");

    ForeignTopic.allow(world, topic, "\"sns:Subscribe\",\"sns:GetTopicAttributes\"");
    world.elapse(Duration.ofMinutes(20));

    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world::describe).isTrue();
    assertThat(delivered(topic)).containsExactly("hello");
  }

  @Test
  void aTopicThatCannotBeReadIsSubscribedAndSaidToBeUnknown() {
    var topic = ForeignTopic.of(world, World.REGION);
    ForeignTopic.allow(world, topic, "\"sns:Subscribe\"");
    world.cluster.apply(ForeignTopic.channel(topic));
    world.settle();

    assertThat(delivered(topic)).containsExactly("hello");
    assertThat(ready().reason()).isEqualTo(Reason.DeliveryUnknown.name());
    assertThat(ready().message()).contains("TopicExists", "AuthorizationError");
  }

  @ParameterizedTest(name = "{0} to {1} as {2}")
  @CsvSource({
    "eu-central-1, eu-central-1, sns.amazonaws.com",
    "us-east-1,    eu-central-1, sns.amazonaws.com",
    "me-south-1,   eu-central-1, sns.me-south-1.amazonaws.com",
    "eu-central-1, me-south-1,   sns.me-south-1.amazonaws.com",
    "me-south-1,   me-south-1,   sns.amazonaws.com"
  })
  void snsCallsUnderThePrincipalOfTheRegions(String from, String to, String principal) {
    var topic = ForeignTopic.of(world, from);
    ForeignTopic.allow(world, topic, "\"sns:Subscribe\",\"sns:GetTopicAttributes\"");
    world.cluster.apply(ForeignTopic.channel(topic, to));
    world.settle();

    var queue = QUEUE.replace(World.REGION, to);
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world::describe).isTrue();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).as(world::describe).isTrue();
    assertThat(world.local.state().queue(queue).orElseThrow().policy().orElseThrow())
        .contains("\"" + principal + "\"");
    assertThat(world.local.state().deliveryObstacle(topic, queue)).isEmpty();
  }

  @Test
  void aQueueInAnotherRegionThanItsTopicStaysItsOwnThroughARestart() {
    var topic = ForeignTopic.of(world, "us-east-1");
    ForeignTopic.allow(world, topic, ForeignTopic.SUBSCRIBE_AND_READ);
    world.cluster.apply(ForeignTopic.channel(topic));
    world.settle();
    var subscription = world.local.state().subscriptions(topic).getFirst().arn();
    ForeignTopic.owner(world, "us-east-1").unsubscribe(r -> r.subscriptionArn(subscription));
    world.restart();
    world.order(List::reversed);

    world.elapse(Duration.ofMinutes(20));

    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).as(world::describe).isTrue();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).as(world::describe).isTrue();
  }

  @Test
  void betweenTwoRegionsThatHaveToBeEnabledNothingIsTried() {
    var topic = ForeignTopic.of(world, "me-south-1");
    world.cluster.apply(ForeignTopic.channel(topic, "af-south-1"));
    world.settle();

    assertThat(ready().reason()).isEqualTo(Reason.RegionMismatch.name());
    assertThat(policy(QUEUE.replace(World.REGION, "af-south-1"))).doesNotContain(topic);
  }

  @Test
  void aStandardTopicIsRefusedForAFifoQueue() {
    world.cluster.apply(
        ForeignTopic.channel(ForeignTopic.of(world, World.REGION))
            .replace("spec: # queue", "spec:\n  fifo: {}"));
    world.settle();

    assertThat(ready().reason()).isEqualTo(Reason.FifoMismatch.name());
  }

  @Test
  void deletionEndsTheSubscriptionAndThenTheGrants() {
    var topic = ForeignTopic.of(world, World.REGION);
    ForeignTopic.allow(world, topic, "\"sns:Subscribe\",\"sns:GetTopicAttributes\"");
    world.cluster.apply(ForeignTopic.channel(topic));
    world.settle();
    assertThat(policy(QUEUE)).contains(topic);

    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "orders"));
    world.settle();
    assertThat(world.local.state().subscriptions(topic)).isEmpty();
    world.elapse(Duration.ofMinutes(40));

    assertThat(policy(QUEUE)).doesNotContain(topic);
  }

  @Test
  void aSecondObjectForTheSameTopicIsADuplicate() {
    world.cluster.apply(
        ForeignTopic.channel(topicOfOurs())
            + """
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: EncryptedTopic
            metadata: {name: ours}
            spec: {encryption: {mode: OwnKey}}
            """);
    world.settle();
    world.cluster.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: twin}
        spec: {topicRef: {name: ours}, queueRef: {name: orders}}
        """);
    world.settle();

    assertThat(ready("twin").reason()).isEqualTo(Reason.DuplicateSubscription.name());
    assertThat(world.local.state().subscriptions(topicOfOurs())).hasSize(1);
  }

  private static String topicOfOurs() {
    return World.topicArn("shop_ours");
  }

  private List<String> delivered(String topic) {
    ForeignTopic.publish(world, topic, "hello");
    return world.people.receive(QUEUE, World.OTHER_ACCOUNT, "ledger-task");
  }

  private String policy(String queueArn) {
    return world.local.state().queue(queueArn).flatMap(q -> q.policy()).orElse("");
  }

  private Condition ready() {
    return ready("orders");
  }

  private Condition ready(String name) {
    var status = (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, name);
    return Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
  }
}
