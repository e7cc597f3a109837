package dev.keyway.scenario;

import static dev.keyway.scenario.FailedDeliveries.DEAD_ARN;
import static dev.keyway.scenario.FailedDeliveries.OTHER_ARN;
import static dev.keyway.scenario.FailedDeliveries.QUEUE_ARN;
import static dev.keyway.scenario.FailedDeliveries.TOPIC_ARN;
import static dev.keyway.scenario.FailedDeliveries.TO_DEAD;
import static dev.keyway.scenario.FailedDeliveries.TO_OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DeliveryLink;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.api.v1alpha1.Verdict;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What SNS cannot deliver ends in the subscription's dead-letter queue, where it can be read. */
class FailedDeliveriesTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageThatCannotBeDeliveredIsReadInTheDeadLetterQueue() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();

    FailedDeliveries.arrived(world, DEAD_ARN);
    world.elapse(World.CHECK);
    world.people.publish(TOPIC_ARN, "repaired");
    assertThat(world.people.receive(QUEUE_ARN, World.OTHER_ACCOUNT, DeadLetters.CONSUMER))
        .containsExactly("repaired");
  }

  @Test
  void snsIsLetIntoItsPolicyAndItsKeyBeforeItIsNamed() {
    world.cluster.apply(FailedDeliveries.yaml(""));
    world.settle();
    var ready = new ArrayList<Boolean>();
    world.local.calls().onCall(call -> note(ready, call));

    world.cluster.apply(FailedDeliveries.subscription(TO_DEAD));
    world.settle();

    assertThat(ready).containsExactly(true);
    assertThat(FailedDeliveries.status(world).delivery())
        .filteredOn(link -> link.link().startsWith("DeadLetter"))
        .hasSize(6)
        .extracting(DeliveryLink::verdict)
        .containsOnly(Verdict.PROVEN);
  }

  private void note(List<Boolean> ready, Call call) {
    if (call.operation().equals("SetSubscriptionAttributes")) {
      var policy = world.local.state().queue(DEAD_ARN).orElseThrow().policy().orElse("");
      ready.add(
          policy.contains(TOPIC_ARN)
              && DeadLetters.policy(world, "third").contains(TOPIC_ARN)
              && FailedDeliveries.sources(world, "dead").contains(TOPIC_ARN));
    }
  }

  @Test
  void addedLaterItIsNoDriftAndIsWaitedForByNobody() {
    world.cluster.apply(FailedDeliveries.yaml("deadLetter: {queueRef: {name: late}}"));
    world.settle();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).isTrue();
    assertThat(references().status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(references().reason()).isEqualTo(Reason.ReferenceNotFound.name());

    world.cluster.apply(DeadLetters.queue("late", "third", DeadLetters.UNDERTAKER, ""));
    world.settle();

    assertThat(FailedDeliveries.inAws(world)).contains(World.queueArn("shop_late"));
    assertThat(references().status()).isEqualTo(ConditionStatus.TRUE);
    assertThat(FailedDeliveries.status(world).drift()).isEmpty();
  }

  @Test
  void changedItTakesWhatFailsAtEveryMoment() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();
    var begun = world.local.clock().instant();
    world.cluster.apply(FailedDeliveries.subscription(TO_OTHER));

    Duration changed = Duration.ZERO;
    for (int i = 0; i < 60; i++) {
      world.step();
      if (changed.isZero() && FailedDeliveries.inAws(world).orElseThrow().equals(OTHER_ARN)) {
        changed = Duration.between(begun, world.local.clock().instant());
      }
      FailedDeliveries.fail(world, "under way " + i);
      world.step();
      world.advance(Duration.ofSeconds(5));
    }
    world.settle();

    assertThat(changed).isBetween(Duration.ofSeconds(120), Duration.ofSeconds(160));
    FailedDeliveries.arrived(world, OTHER_ARN);
    assertThat(FailedDeliveries.read(world, DEAD_ARN)).isNotEmpty();
  }

  @Test
  void removedSnsIsLetInNoMoreOnceThatIsOver() {
    FailedDeliveries.removing(world);
    world.settle();

    assertThat(FailedDeliveries.sources(world, "dead")).containsExactly(TOPIC_ARN);
    FailedDeliveries.removed(world);
  }

  @Test
  void theGrantStaysAsLongAsAwsHasItAsDeadLetterQueue() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();
    world.cluster.apply(FailedDeliveries.subscription("management: Paused"));

    world.elapse(Duration.ofHours(2));

    assertThat(FailedDeliveries.inAws(world)).contains(DEAD_ARN);
    assertThat(FailedDeliveries.sources(world, "dead")).containsExactly(TOPIC_ARN);
    FailedDeliveries.fail(world, "still");
    assertThat(FailedDeliveries.read(world, DEAD_ARN)).containsExactly("still");
  }

  @Test
  void takenAwayByHandItIsPutBackAndToldAsBroken() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();
    tamper("");

    world.elapse(World.CHECK);

    FailedDeliveries.arrived(world, DEAD_ARN);
    assertThat(FailedDeliveries.status(world).drift())
        .singleElement()
        .extracting(DriftEntry::path, DriftEntry::impact)
        .containsExactly("RedrivePolicy", Impact.BROKEN);
  }

  @Test
  void takenAwayByHandUnderReportItIsToldUntilItIsBack() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();
    world.cluster.apply(FailedDeliveries.subscription(TO_DEAD + "\n  management: Report"));
    world.settle();
    tamper("");

    world.elapse(World.CHECK.multipliedBy(3));

    assertThat(FailedDeliveries.inAws(world)).isEmpty();
    assertThat(FailedDeliveries.status(world).drift())
        .singleElement()
        .extracting(DriftEntry::path, DriftEntry::action)
        .containsExactly("RedrivePolicy", DriftAction.REPORTED);
  }

  @Test
  void putThereByHandItIsTakenAwayAndToldAsLoosened() {
    world.cluster.apply(FailedDeliveries.yaml(""));
    world.settle();
    tamper("{\"deadLetterTargetArn\":\"" + DEAD_ARN + "\"}");

    world.elapse(World.CHECK);

    assertThat(FailedDeliveries.inAws(world)).isEmpty();
    assertThat(FailedDeliveries.status(world).drift())
        .singleElement()
        .extracting(DriftEntry::impact)
        .isEqualTo(Impact.LOOSENED);
  }

  private void tamper(String policy) {
    var arn = world.local.state().subscriptions(TOPIC_ARN).getFirst().arn();
    world
        .people
        .sns()
        .setSubscriptionAttributes(
            r -> {
              r.subscriptionArn(arn).attributeName("RedrivePolicy");
              if (!policy.isEmpty()) {
                r.attributeValue(policy);
              }
            });
  }

  @Test
  void whatBreaksInItLaterIsSaidAndTheSubscriptionStaysReady() {
    world.cluster.apply(FailedDeliveries.yaml(TO_DEAD));
    world.settle();
    world.cluster.apply(
        FailedDeliveries.dead().replace("spec:\n", "spec:\n  management: Paused\n"));
    world.settle();
    setPolicy(DEAD_ARN, "");

    world.elapse(World.CHECK);

    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "orders")).isTrue();
    assertThat(references().reason()).isEqualTo(Reason.DeadLetterPending.name());
    assertThat(references().message()).contains("QueuePolicyAdmitsTopic");
  }

  private void setPolicy(String queueArn, String policy) {
    world
        .people
        .sqs()
        .setQueueAttributes(
            r ->
                r.queueUrl(world.people.url(queueArn))
                    .attributes(Map.of(QueueAttributeName.POLICY, policy)));
  }

  @Test
  void itsDeletionWaitsForTheSubscription() {
    world.cluster.apply(
        FailedDeliveries.yaml(TO_DEAD)
            + FailedDeliveries.dead().replace("spec:\n", "spec:\n  deletionPolicy: Delete\n"));
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "dead"));
    world.settle();
    assertThat(world.local.state().queue(DEAD_ARN)).isPresent();

    world.cluster.apply(FailedDeliveries.subscription(""));
    world.elapse(Duration.ofHours(1));

    assertThat(world.local.state().queue(DEAD_ARN)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "fifo: {}, FifoMismatch",
    "region: eu-west-1, RegionMismatch",
    "AwsManagedKey, AwsManagedKeyCannotReceive"
  })
  void oneThatSnsCanNeverUseIsRefused(String kind, Reason reason) {
    world.cluster.apply(
        FailedDeliveries.yaml("deadLetter: {queueRef: {name: unfit}}")
            + DeadLetters.key("unfit").replace("spec: {}", "spec: {" + region(kind) + "}")
            + unfit(kind));
    world.settle();

    assertThat(reason()).isEqualTo(reason.name());
    assertThat(FailedDeliveries.inAws(world)).isEmpty();
    world.people.publish(TOPIC_ARN, "delivers all the same");
    assertThat(world.people.receive(QUEUE_ARN, World.OTHER_ACCOUNT, DeadLetters.CONSUMER))
        .containsExactly("delivers all the same");
  }

  private static String region(String kind) {
    return kind.startsWith("region") ? kind : "";
  }

  private static String unfit(String kind) {
    return kind.equals("AwsManagedKey")
        ? """
          ---
          kind: EncryptedQueue
          apiVersion: keyway.dev/v1alpha1
          metadata: {name: unfit}
          spec: {encryption: {mode: AwsManagedKey}}
          """
        : DeadLetters.queue("unfit", "unfit", DeadLetters.UNDERTAKER, kind);
  }

  @Test
  void aQueueOfOthersIsUsedOnceItLetsSnsInAndIsNeverWritten() {
    var arn = World.queueArn("theirs");
    world.people.sqs().createQueue(r -> r.queueName("theirs"));
    world.cluster.apply(FailedDeliveries.yaml("deadLetter: {queueArn: \"" + arn + "\"}"));
    world.settle();
    assertThat(reason()).isEqualTo(Reason.DeadLetterPending.name());
    assertThat(message()).contains("theirs", "its owner has to let SNS in");

    setPolicy(arn, admitting(arn));
    world.elapse(World.CHECK);

    FailedDeliveries.arrived(world, arn);
    assertThat(
            world.local.calls().where(Call::isMutating).stream()
                .filter(call -> call.caller().contains("/" + World.OPERATOR + "/"))
                .filter(call -> call.resource().contains("theirs")))
        .isEmpty();
  }

  private static String admitting(String arn) {
    return """
        {"Version":"2012-10-17","Statement":[
         {"Effect":"Allow","Principal":{"Service":"sns.amazonaws.com"},"Action":"sqs:SendMessage",
          "Resource":"%1$s","Condition":{"ArnEquals":{"aws:SourceArn":"%2$s"}}},
         {"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::444455556666:role/audit"},
          "Action":["sqs:ReceiveMessage","sqs:DeleteMessage","sqs:GetQueueUrl"],"Resource":"%1$s"}]}
        """
        .formatted(arn, TOPIC_ARN);
  }

  @Test
  void theArnOfAQueueOfOursCountsAsAReference() {
    world.cluster.apply(FailedDeliveries.yaml("deadLetter: {queueArn: \"" + DEAD_ARN + "\"}"));
    world.settle();

    FailedDeliveries.arrived(world, DEAD_ARN);
    assertThat(FailedDeliveries.sources(world, "dead")).containsExactly(TOPIC_ARN);
  }

  @Test
  void underReportItIsPlannedAndAddedAfterwards() {
    world.cluster.apply(FailedDeliveries.yaml(""));
    world.settle();
    world.cluster.apply(FailedDeliveries.subscription(TO_DEAD + "\n  management: Report"));
    world.settle();
    assertThat(FailedDeliveries.inAws(world)).isEmpty();
    assertThat(FailedDeliveries.status(world).plan())
        .anySatisfy(change -> assertThat(change.values()).contains("RedrivePolicy", DEAD_ARN));

    world.cluster.apply(FailedDeliveries.subscription(TO_DEAD));
    world.settle();
    FailedDeliveries.arrived(world, DEAD_ARN);
  }

  private String reason() {
    return Conditions.find(FailedDeliveries.status(world).conditions(), Conditions.READY)
        .map(Condition::reason)
        .orElse("");
  }

  private String message() {
    return Conditions.find(FailedDeliveries.status(world).conditions(), Conditions.READY)
        .map(Condition::message)
        .orElse("");
  }

  private Condition references() {
    return Conditions.find(
            FailedDeliveries.status(world).conditions(), Conditions.REFERENCES_RESOLVED)
        .orElseThrow();
  }
}
