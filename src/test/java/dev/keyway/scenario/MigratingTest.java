package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code docs/migrating} says of the subscription that a library has made. */
class MigratingTest {
  private World world;
  private ByHand hand;
  private String made;

  @BeforeEach
  void make() {
    world = new World();
    hand = ByHand.make(world);
    made =
        world
            .people
            .sns()
            .listSubscriptionsByTopic(r -> r.topicArn(ByHand.TOPIC))
            .subscriptions()
            .stream()
            .findFirst()
            .orElseThrow()
            .subscriptionArn();
    set("RawMessageDelivery", "true");
    set("FilterPolicy", "{\"store\":[\"berlin\"]}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aSubscriptionWhoseAttributesAreRepeatedIsTakenOverWithoutAWriteToIt() {
    world.cluster.apply(hand.yaml());
    world.settle();
    int before = world.local.calls().all().size();
    subscribe("  rawMessageDelivery: true\n  filterPolicy: {store: [berlin]}\n");
    assertThat(written(before)).doesNotContain("SetSubscriptionAttributes", "Unsubscribe");
    assertThat(attributes())
        .containsEntry("RawMessageDelivery", "true")
        .containsEntry("FilterPolicy", "{\"store\":[\"berlin\"]}");
  }

  @Test
  void aSubscriptionThatDiffersIsAConflictAndLeftUntouched() {
    world.cluster.apply(hand.yaml());
    world.settle();
    var as = attributes();
    apply("");
    var status = world.status(Kind.TOPIC_SUBSCRIPTION, "legacy");
    var ready = Conditions.find(status.conditions(), Conditions.READY).orElseThrow();
    assertThat(ready.reason()).isEqualTo("OwnershipConflict");
    assertThat(ready.message())
        .contains("FilterPolicy is {\"store\":[\"berlin\"]}, not {}")
        .contains("RawMessageDelivery is true, not false")
        .contains("spec.adopt.arn");
    assertThat(attributes()).isEqualTo(as);
    subscribe("  rawMessageDelivery: true\n  filterPolicy: {store: [berlin]}\n");
  }

  @Test
  void aQueueBesideTheOldOneGetsTheSameMessages() {
    set("FilterPolicy", "{}");
    world.cluster.apply(
        hand.keyYaml("")
            + ByHand.topicYaml("")
            + """
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: EncryptedQueue
            metadata: {name: beside, namespace: shop}
            spec:
              encryption: {mode: SharedKey, keyRef: {name: legacy}}
            ---
            apiVersion: keyway.dev/v1alpha1
            kind: TopicSubscription
            metadata: {name: beside, namespace: shop}
            spec:
              topicRef: {name: legacy}
              queueRef: {name: beside}
              rawMessageDelivery: true
            """);
    world.settle();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "beside")).as(world::describe).isTrue();
    world.people.publish(ByHand.TOPIC, "both");
    assertThat(bodies(ByHand.QUEUE)).contains("both");
    assertThat(bodies(World.queueArn("shop_beside"))).containsExactly("both");
  }

  private void subscribe(String attributes) {
    apply(attributes);
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "legacy")).as(world::describe).isTrue();
    assertThat(
            world
                .people
                .sns()
                .listSubscriptionsByTopic(r -> r.topicArn(ByHand.TOPIC))
                .subscriptions())
        .singleElement()
        .satisfies(subscription -> assertThat(subscription.subscriptionArn()).isEqualTo(made));
  }

  private void apply(String attributes) {
    world.cluster.apply(
        """
        apiVersion: keyway.dev/v1alpha1
        kind: TopicSubscription
        metadata: {name: legacy, namespace: shop}
        spec:
          topicRef: {name: legacy}
          queueRef: {name: legacy}
        """
            + attributes);
    world.settle();
  }

  private void set(String name, String value) {
    world
        .people
        .sns()
        .setSubscriptionAttributes(
            r -> r.subscriptionArn(made).attributeName(name).attributeValue(value));
  }

  private Map<String, String> attributes() {
    return world.people.sns().getSubscriptionAttributes(r -> r.subscriptionArn(made)).attributes();
  }

  private List<String> written(int before) {
    return world.local.calls().all().stream()
        .skip(before)
        .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
        .map(Call::operation)
        .toList();
  }

  private List<String> bodies(String queueArn) {
    return world.local.state().queue(queueArn).orElseThrow().messages().stream()
        .map(message -> message.body())
        .toList();
  }
}
