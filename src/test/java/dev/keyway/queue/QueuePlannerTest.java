package dev.keyway.queue;

import static dev.keyway.reconcile.Plans.actions;
import static dev.keyway.reconcile.Plans.end;
import static dev.keyway.reconcile.Plans.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.keyway.api.v1alpha1.EncryptionKeySpec;
import dev.keyway.reconcile.ChildKeyNeed;
import dev.keyway.reconcile.KeyView;
import dev.keyway.reconcile.Manifests;
import dev.keyway.reconcile.Plans;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueuePlannerTest {
  private static final Map<String, String> SOMEBODY_ELSES =
      Map.of("keyway.dev/cluster", "test", "keyway.dev/name", "other");

  @Test
  void aQueueIsBornWithEverythingInIt() {
    var given =
        QueueCase.nothingThere(
                QueueCase.OWN_KEY
                    + """
                    fifo: {contentBasedDeduplication: true}
                    visibilityTimeoutSeconds: 60
                    tags: {team: shop}
                    """)
            .subscribed();

    var plan = given.plan();

    var create = Plans.action(plan, QueueAction.CreateQueue.class);
    assertThat(actions(plan)).containsExactly("CreateQueue");
    assertThat(create.name()).isEqualTo("shop_orders");
    assertThat(create.attributes())
        .containsEntry("FifoQueue", "true")
        .containsEntry("ContentBasedDeduplication", "true")
        .containsEntry("VisibilityTimeout", "60")
        .containsEntry("MessageRetentionPeriod", "345600")
        .containsEntry("KmsMasterKeyId", QueueCase.KEY)
        .doesNotContainKey("SqsManagedSseEnabled")
        .hasEntrySatisfying(
            "Policy", p -> assertThat(p).contains("KeywayTlsOnly", QueueCase.TOPIC));
    assertThat(create.tags())
        .containsEntry("team", "shop")
        .containsEntry("keyway.dev/kind", "EncryptedQueue")
        .containsEntry("keyway.dev/uid", "uid-2")
        .containsEntry("keyway.dev/origin", "created");
  }

  @Test
  void aServiceManagedQueueNeedsNoKey() {
    var given = QueueCase.nothingThere(QueueCase.SSE_SQS).key(new KeyView.NotNeeded());

    var create = Plans.action(given.plan(), QueueAction.CreateQueue.class);

    assertThat(create.attributes())
        .containsEntry("SqsManagedSseEnabled", "true")
        .doesNotContainKeys("KmsMasterKeyId", "FifoQueue", "ContentBasedDeduplication");
  }

  @Test
  void aQueueThatTakesNobodyAndNoTlsIsBornWithoutPolicy() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY + "requireTls: false");

    assertThat(Plans.action(given.plan(), QueueAction.CreateQueue.class).attributes())
        .doesNotContainKey("Policy");
  }

  static Stream<Arguments> keys() {
    return Stream.of(
        arguments(new KeyView.Absent("orders-queue"), "Blocked ReferenceNotFound", "orders-queue"),
        arguments(
            new KeyView.Pending("orders-queue", "has no key in AWS yet", Optional.empty()),
            "Blocked ReferenceNotReady",
            "has no key in AWS yet"),
        arguments(
            new KeyView.Pending("orders-queue", "does not hold", Optional.of(QueueCase.KEY)),
            "Blocked KeyGrantPending",
            "does not hold"),
        arguments(new KeyView.Foreign("orders-queue"), "Invalid NameConflict", "SharedKey"),
        arguments(
            new KeyView.Elsewhere("orders-queue", "us-east-1"),
            "Invalid RegionMismatch",
            "us-east-1"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noQueueIsBornBeforeItsKeyCanBeUsed(KeyView key, String end, String message) {
    var plan = QueueCase.nothingThere(QueueCase.OWN_KEY).key(key).plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo(end);
    assertThat(message(plan)).contains(message);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void aQueueThatIsThereSaysTheSameOfItsKey(KeyView key, String end, String message) {
    var plan = QueueCase.converged().key(key).plan();

    assertThat(end(plan)).isEqualTo(end);
    assertThat(message(plan)).contains(message);
  }

  @Test
  void theOwnKeyIsAppliedFirst() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY).key(new KeyView.Absent("orders-queue"));
    var child = Manifests.spec(EncryptionKeySpec.class, "");
    given.childKey = new ChildKeyNeed.Apply(child);

    var plan = given.plan();

    assertThat(plan.steps())
        .singleElement()
        .satisfies(
            step ->
                assertThat(step.action())
                    .isEqualTo(new QueueAction.ApplyChildKey("orders-queue", child)));
  }

  @Test
  void aNameThatSqsDoesNotTakeIsInvalid() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY);
    given.queueName = "n".repeat(81);

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid InvalidName");
    assertThat(message(plan)).contains("81 characters", "spec.queueName");
  }

  @Test
  void eightyCharactersAreTaken() {
    var given = QueueCase.nothingThere(QueueCase.OWN_KEY);
    given.queueName = "n".repeat(80);

    assertThat(actions(given.plan())).containsExactly("CreateQueue");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name", "region"})
  void aQueueNeverMovesInSilence(String what) {
    var given = QueueCase.converged();
    if (what.equals("name")) {
      given.queueName = "renamed";
    } else {
      given.region = "us-east-1";
    }
    given.attributes = Optional.empty();

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid IdentityChanged");
    assertThat(message(plan)).contains(QueueCase.ARN, given.arn());
  }

  static Stream<Arguments> foreign() {
    return Stream.of(
        arguments(Optional.of(Map.of("team", "shop"))),
        arguments(Optional.of(SOMEBODY_ELSES)),
        arguments(Optional.empty()));
  }

  @ParameterizedTest
  @MethodSource("foreign")
  void aQueueThatIsNotOursIsLeftAlone(Optional<Map<String, String>> tags) {
    var given = QueueCase.converged().attribute("VisibilityTimeout", "1");
    given.status = null;
    given.tags = tags;

    var plan = given.plan();

    assertThat(actions(plan)).isEmpty();
    assertThat(end(plan)).isEqualTo("Invalid OwnershipConflict");
  }

  @Test
  void theQueueOfAnEarlierObjectOfTheNameIsTakenOver() {
    var given = QueueCase.converged().tag("keyway.dev/uid", "uid-1");
    given.status = null;

    var plan = given.plan();

    assertThat(actions(plan)).containsExactly("Tag");
    assertThat(plan.steps().getFirst().reason().name()).isEqualTo("Reclaimed");
    assertThat(plan.differences()).isEmpty();
  }
}
