package dev.keyway.topic;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.aws.SubscriptionSummary;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Plan;
import dev.keyway.reconcile.Plans;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicPlannerTest {
  private static final String DELETE = TopicCase.OWN_KEY + "deletionPolicy: Delete";
  private static final Map<String, String> SOMEBODY_ELSES =
      Map.of("keyway.dev/cluster", "test", "keyway.dev/name", "other");

  @Test
  void aTopicIsBornWithEverythingInIt() {
    var plan =
        TopicCase.nothingThere(
                TopicCase.PUBLISHER + "fifo: {throughputScope: MessageGroup}\ndisplayName: Orders")
            .plan();

    var create = Plans.action(plan, TopicAction.CreateTopic.class);
    assertThat(actions(plan)).containsExactly("CreateTopic");
    assertThat(create.attributes())
        .containsEntry("FifoTopic", "true")
        .containsEntry("ContentBasedDeduplication", "false")
        .containsEntry("FifoThroughputScope", "MessageGroup")
        .containsEntry("DisplayName", "Orders")
        .containsEntry("KmsMasterKeyId", TopicCase.KEY)
        .hasEntrySatisfying("Policy", p -> assertThat(p).contains("KeywayTlsOnly", TopicCase.SHOP));
    assertThat(create.tags())
        .containsEntry("keyway.dev/kind", "EncryptedTopic")
        .containsEntry("keyway.dev/uid", "uid-2");
  }

  @Test
  void whatIsNotSetIsNotSaidAtBirth() {
    var create =
        Plans.action(
            TopicCase.nothingThere(TopicCase.OWN_KEY).plan(), TopicAction.CreateTopic.class);

    assertThat(create.attributes()).containsOnlyKeys("KmsMasterKeyId", "Policy");
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        arguments(new KeyView.Absent("orders-topic"), "Blocked ReferenceNotFound"),
        arguments(
            new KeyView.Pending("orders-topic", "has no key in AWS yet", Optional.empty()),
            "Blocked ReferenceNotReady"),
        arguments(
            new KeyView.Pending("orders-topic", "holds no grants", Optional.of(TopicCase.KEY)),
            "Blocked KeyGrantPending"),
        arguments(new KeyView.Foreign("orders-topic"), "Invalid NameConflict"),
        arguments(new KeyView.Elsewhere("orders-topic", "us-east-1"), "Invalid RegionMismatch"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noTopicIsBornBeforeItsKeyCanBeUsed(KeyView key, String end) {
    var plan = TopicCase.nothingThere(TopicCase.OWN_KEY).key(key).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo(end);
    assertThat(message(plan)).contains("orders-topic");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aTopicThatIsThereSaysTheSameOfItsKey(KeyView key, String end) {
    assertThat(end(TopicCase.converged(TopicCase.OWN_KEY).key(key).plan())).isEqualTo(end);
  }

  @Test
  void theOwnKeyIsAppliedFirst() {
    var given = TopicCase.nothingThere(TopicCase.OWN_KEY);
    given.childKey = new ChildKeyNeed.Apply(Manifests.spec(EncryptionKeySpec.class, ""));

    assertThat(actions(given.plan())).containsExactly("ApplyChildKey");
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 257})
  void aNameMayHave256Characters(int length) {
    var given = TopicCase.nothingThere(TopicCase.OWN_KEY);
    given.topicName = "n".repeat(length);

    assertThat(end(given.plan()))
        .isEqualTo(length == 256 ? "InProgress TopicCreated" : "Invalid InvalidName");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "region"})
  void aTopicNeverMovesInSilence(String what) {
    var given = TopicCase.converged(TopicCase.OWN_KEY);
    if (what.equals("name")) {
      given.topicName = "renamed";
    } else {
      given.region = "us-east-1";
    }
    given.attributes = Optional.empty();

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
    assertThat(message(plan)).contains(TopicCase.ARN, given.arn());
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        arguments(Optional.of(Map.of("team", "shop"))),
        arguments(Optional.of(SOMEBODY_ELSES)),
        arguments(Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aTopicThatIsNotOursIsLeftAlone(Optional<Map<String, String>> tags) {
    var given = TopicCase.converged(TopicCase.OWN_KEY).attribute("DisplayName", "Theirs");
    given.status = null;
    given.tags = tags;

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid OwnershipConflict");
  }

  @Test
  void theTopicOfAnEarlierObjectOfTheNameIsTakenOver() {
    var given = TopicCase.converged(TopicCase.OWN_KEY).tag("keyway.dev/uid", "uid-1");
    given.status = null;

    var plan = given.plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(step -> assertThat(step.reason().name()).isEqualTo("Reclaimed"));
    assertThat(plan.differences()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deletionPolicy: Retain"})
  void aRetainedTopicIsLetGoUntouched(String policy) {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(TopicCase.OWN_KEY + policy);
    given.subscriptions = subscriptions(1);

    assertReleased(given.plan());
  }

  @Test
  void aTopicIsDeletedWhenNobodySubscribesToIt() {
    var plan = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE).plan();

    assertThat(actions(plan)).containsExactly("DeleteTopic");
    assertThat(plan.released()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "region"})
  void aTopicThatIsElsewhereIsNotLeftBehindInSilence(String what) {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE);
    given.attributes = Optional.empty();
    if (what.equals("name")) {
      given.topicName = "renamed";
    } else {
      given.region = "us-east-1";
    }

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isFalse();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
    assertThat(message(plan)).contains(TopicCase.ARN, "deletionPolicy: Retain");
  }

  @Test
  void anArchiveIsEndedBeforeItsTopicIsDeleted() {
    var given =
        TopicCase.converged(TopicCase.OWN_KEY + "fifo: {archiveRetentionDays: 30}")
            .deleting(DELETE);

    assertThat(Plans.action(given.plan(), TopicAction.SetAttribute.class))
        .isEqualTo(new TopicAction.SetAttribute("ArchivePolicy", "{}"));
    assertThat(actions(given.plan())).containsExactly("SetAttribute");
    given.recent = Map.of("ArchivePolicy", "{}");
    assertThat(actions(given.plan())).containsExactly("DeleteTopic");
  }

  @Test
  void anArchiveIsNotEndedWhileSomebodySubscribes() {
    var given =
        TopicCase.converged(TopicCase.OWN_KEY + "fifo: {archiveRetentionDays: 30}")
            .deleting(DELETE);
    given.subscriptions = subscriptions(1);

    assertThat(actions(given.plan())).isEmpty();
    assertThat(end(given.plan())).isEqualTo("Blocked StillSubscribed");
  }

  @Test
  void aTopicIsBornWithItsArchiveAndWithoutLoggingThatAwsMayDeny() {
    var logging = "deliveryLogging: {failureRoleArn: 'arn:aws:iam::111122223333:role/log'}";
    var create =
        Plans.action(
            TopicCase.nothingThere(
                    TopicCase.OWN_KEY + "fifo: {archiveRetentionDays: 30}\n" + logging)
                .plan(),
            TopicAction.CreateTopic.class);

    assertThat(create.attributes())
        .containsEntry("ArchivePolicy", "{\"MessageRetentionPeriod\":\"30\"}")
        .doesNotContainKey("SQSFailureFeedbackRoleArn");
  }

  @Test
  void aTopicWithSubscriptionsIsNotDeletedForeignOnesIncluded() {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE);
    given.subscriptions = subscriptions(7);

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Blocked StillSubscribed");
    assertThat(message(plan))
        .contains("7 subscription(s)", "q-0", "q-4", "deletionPolicy: Retain")
        .doesNotContain("q-5");
  }

  @Test
  void aDeletionThatAwsDoesNotShowYetIsNotRepeated() {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE);
    given.recent = Map.of("TopicArn", "deleted");

    assertThat(end(given.plan())).isEqualTo("InProgress Deleting");
    assertThat(actions(given.plan())).isEmpty();
  }

  @Test
  void aTopicThatIsGoneIsLetGo() {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE);
    given.attributes = Optional.empty();

    assertReleased(given.plan());
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aTopicThatIsNotOursIsNeverDeleted(Optional<Map<String, String>> tags) {
    var given = TopicCase.converged(TopicCase.OWN_KEY).deleting(DELETE);
    given.tags = tags;

    assertReleased(given.plan());
  }

  private static List<SubscriptionSummary> subscriptions(int count) {
    return Stream.iterate(0, i -> i + 1)
        .limit(count)
        .map(i -> new SubscriptionSummary(TopicCase.ARN + ":" + i, "sqs", "q-" + i, "1"))
        .toList();
  }

  private static void assertReleased(Plan<TopicAction> plan) {
    assertThat(actions(plan)).isEmpty();
    assertThat(plan.released()).isTrue();
    assertThat(end(plan)).isEqualTo("Done");
  }
}
