package dev.keyway.scenario;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.PlannedChange;
import dev.keyway.api.v1alpha1.TopicSubscriptionStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions that people made are taken over, also where they differ from the spec. */
class AdoptedSubscriptionTest {
  private World world;
  private ByHand hand;

  @BeforeEach
  void make() {
    world = new World();
    hand = ByHand.make(world);
    hand.subscription("RawMessageDelivery", "true");
    hand.subscription("FilterPolicy", "{\"store\":[\"berlin\"]}");
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void whatTheSpecDoesNotSetIsLeftAsItIsAndShown() {
    int before = world.local.calls().all().size();
    adopt("");
    assertThat(written(before)).doesNotContain("Subscribe", "SetSubscriptionAttributes");
    assertThat(hand.subscriptionAttributes())
        .containsEntry("RawMessageDelivery", "true")
        .containsEntry("FilterPolicy", "{\"store\":[\"berlin\"]}");
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "legacy")).as(world::describe).isTrue();
    var effective = requireNonNull(status().effective());
    assertThat(effective.rawMessageDelivery()).isTrue();
    assertThat(effective.filterPolicy()).isEqualTo("{\"store\":[\"berlin\"]}");
    assertThat(status().subscriptionArn()).isEqualTo(hand.subscription());
    assertThat(requireNonNull(status().adoption()).managed()).isEmpty();
  }

  @Test
  void whatTheSpecNamesIsCorrectedAndNothingElse() {
    adopt("  rawMessageDelivery: false\n");
    assertThat(hand.subscriptionAttributes())
        .containsEntry("RawMessageDelivery", "false")
        .containsEntry("FilterPolicy", "{\"store\":[\"berlin\"]}");
    assertThat(requireNonNull(status().adoption()).managed()).containsExactly("RawMessageDelivery");
  }

  @Test
  void aFilterOnBodiesReplacesOneOnAttributes() {
    adopt("  filterPolicyScope: MessageBody\n  filterPolicy: {order: {kind: [book]}}\n");
    assertThat(hand.subscriptionAttributes())
        .containsEntry("FilterPolicyScope", "MessageBody")
        .containsEntry("FilterPolicy", "{\"order\":{\"kind\":[\"book\"]}}")
        .containsEntry("RawMessageDelivery", "true");
  }

  @Test
  void onlyAFieldThatWasSetAndRemovedReturnsToTheDefaultOfSns() {
    adopt("  filterPolicy: {store: [hamburg]}\n");
    assertThat(hand.subscriptionAttributes().get("FilterPolicy")).contains("hamburg");
    adopt("");
    assertThat(hand.subscriptionAttributes().getOrDefault("FilterPolicy", "{}")).isEqualTo("{}");
    assertThat(hand.subscriptionAttributes()).containsEntry("RawMessageDelivery", "true");
  }

  @Test
  void somebodyElsesChangeIsDriftOnlyOfWhatIsManaged() {
    adopt("  rawMessageDelivery: true\n");
    hand.subscription("FilterPolicy", "{\"store\":[\"bonn\"]}");
    world.elapse(Duration.ofMinutes(30));
    assertThat(status().drift()).isEmpty();
    assertThat(hand.subscriptionAttributes().get("FilterPolicy")).contains("bonn");
    hand.subscription("RawMessageDelivery", "false");
    world.elapse(Duration.ofMinutes(30));
    assertThat(status().drift()).anyMatch(entry -> entry.path().equals("RawMessageDelivery"));
    assertThat(hand.subscriptionAttributes()).containsEntry("RawMessageDelivery", "true");
  }

  @Test
  void oneOfAnotherQueueOrTopicIsLeftUntouched() {
    var other = world.people.sns().createTopic(r -> r.name("other")).topicArn();
    var stray =
        world
            .people
            .sns()
            .subscribe(
                r ->
                    r.topicArn(other)
                        .protocol("sqs")
                        .endpoint(ByHand.QUEUE)
                        .returnSubscriptionArn(true))
            .subscriptionArn();
    world.cluster.apply(hand.yaml());
    world.settle();
    int before = world.local.calls().all().size();
    world.cluster.apply(
        adoption("  rawMessageDelivery: true\n").replace(hand.subscription(), stray));
    world.settle();
    assertThat(reason()).isEqualTo("AdoptionMismatch");
    assertThat(status().effective()).isNull();
    assertThat(status().subscriptionArn()).isNull();
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "legacy"));
    world.settle();
    assertThat(written(before)).doesNotContain("SetSubscriptionAttributes", "Unsubscribe");
  }

  @Test
  void oneThatIsNotThereIsNotMade() {
    world.cluster.apply(hand.yaml());
    var gone = ByHand.TOPIC + ":00000000-0000-4000-8000-000000000000";
    int before = world.local.calls().all().size();
    world.cluster.apply(adoption("").replace(hand.subscription(), gone));
    world.settle();
    assertThat(reason()).isEqualTo("AdoptedNotFound");
    assertThat(written(before)).doesNotContain("Subscribe");
  }

  @Test
  void oneThatSomebodyEndsIsToldAndNotMadeAgain() {
    adopt("");
    var arn = hand.subscription();
    world.people.sns().unsubscribe(r -> r.subscriptionArn(arn));
    int before = world.local.calls().all().size();
    world.elapse(Duration.ofMinutes(30));
    assertThat(reason()).isEqualTo("AdoptedNotFound");
    assertThat(status().drift()).anyMatch(entry -> entry.path().equals("Subscription"));
    assertThat(written(before)).doesNotContain("Subscribe");
  }

  @Test
  void itIsReleasedByDefaultAndGoesOnDelivering() {
    adopt("  rawMessageDelivery: true\n");
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "legacy"));
    world.elapse(Duration.ofMinutes(40));
    hand.subscription("FilterPolicy", "{}");
    world.people.publish(ByHand.TOPIC, "after");
    assertThat(world.local.state().queue(ByHand.QUEUE).orElseThrow().messages()).hasSize(2);
  }

  @Test
  void itIsEndedWhereTheSpecSaysSo() {
    adopt("  deletionPolicy: Delete\n");
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "legacy"));
    world.settle();
    assertThat(world.people.sns().listSubscriptionsByTopic(r -> r.topicArn(ByHand.TOPIC)))
        .matches(answer -> answer.subscriptions().isEmpty());
  }

  @Test
  void withReportAWholeChannelIsComparedThoughNothingOfItIsTakenOverYet() {
    int before = world.local.calls().all().size();
    var report = "  management: Report\n";
    world.cluster.apply(
        hand.keyYaml(report)
            + ByHand.topicYaml(report)
            + ByHand.queueYaml(report + "  visibilityTimeoutSeconds: 90\n")
            + adoption(report + "  rawMessageDelivery: false\n"));
    world.settle();
    assertThat(written(before)).isEmpty();
    assertThat(plan(Kind.ENCRYPTION_KEY)).isEmpty();
    assertThat(plan(Kind.ENCRYPTED_TOPIC)).isEmpty();
    assertThat(plan(Kind.ENCRYPTED_QUEUE)).containsExactly("SetAttributes");
    assertThat(plan(Kind.TOPIC_SUBSCRIPTION)).containsExactly("SetAttribute");
    assertThat(status().delivery()).isNotEmpty();
    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "legacy"));
    world.settle();
    assertThat(written(before)).isEmpty();
  }

  @Test
  void aFieldThatWasOnlyPlannedIsNotManaged() {
    world.cluster.apply(hand.yaml());
    world.settle();
    world.cluster.apply(adoption("  management: Report\n  rawMessageDelivery: false\n"));
    world.settle();
    adopt("");
    assertThat(hand.subscriptionAttributes()).containsEntry("RawMessageDelivery", "true");
  }

  @Test
  void messagesFlowTheWholeTimeThatAChannelIsAdopted() {
    hand.subscription("FilterPolicy", "{}");
    world.cluster.apply(hand.yaml() + adoption("  rawMessageDelivery: true\n"));
    world.settleUnderLoad(Duration.ofSeconds(1), body -> world.people.publish(ByHand.TOPIC, body));
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "legacy")).as(world::describe).isTrue();
    assertThat(world.people.receive(ByHand.QUEUE, World.OTHER_ACCOUNT, "audit"))
        .hasSize(world.people.sent());
  }

  /** Have a channel adopted whose subscription differs in what the spec says, and elsewhere. */
  static void begin(World world) {
    var hand = ByHand.make(world);
    hand.subscription("FilterPolicy", "{\"store\":[{\"exists\":false}]}");
    world.cluster.apply(hand.yaml() + hand.subscriptionYaml("  rawMessageDelivery: true\n"));
  }

  /** Check that it is as the spec says, and as it was where that says nothing. */
  static void adopted(World world) {
    AdoptionTest.adopted(world);
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "legacy")).as(world::describe).isTrue();
    assertThat(world.local.state().subscriptions(ByHand.TOPIC))
        .singleElement()
        .satisfies(
            subscription ->
                assertThat(subscription.attributes())
                    .containsEntry("RawMessageDelivery", "true")
                    .containsEntry("FilterPolicy", "{\"store\":[{\"exists\":false}]}"));
  }

  private void adopt(String more) {
    world.cluster.apply(hand.yaml() + adoption(more));
    world.settle();
  }

  private String adoption(String more) {
    return hand.subscriptionYaml(more);
  }

  private TopicSubscriptionStatus status() {
    return (TopicSubscriptionStatus) world.status(Kind.TOPIC_SUBSCRIPTION, "legacy");
  }

  private List<String> plan(Kind kind) {
    KeywayStatus status = world.status(kind, "legacy");
    return status.plan().stream().map(PlannedChange::action).toList();
  }

  private String reason() {
    return Conditions.find(status().conditions(), Conditions.READY).orElseThrow().reason();
  }

  private List<String> written(int since) {
    var all = world.local.calls().all();
    return all.subList(since, all.size()).stream()
        .filter(Call::isMutating)
        .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
        .map(Call::operation)
        .toList();
  }
}
