package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.awslocal.call.Call;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues under alias/aws/sqs: nothing that works is broken for them. */
class AwsManagedKeyTest {
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
  @EnumSource(Jobs.Change.class)
  void everyMessageCanBeReadWhileItMoves(Jobs.Change change) {
    Jobs.prepare(world, change);
    Jobs.apply(world, change.after);

    world.settleUnderLoad(Duration.ofSeconds(5), body -> Jobs.send(world, body));

    Jobs.arrived(world, change);
    TABLE.add("jobs %-15s: %s".formatted(change, world.tally()));
  }

  @ParameterizedTest
  @EnumSource(
      value = Jobs.Change.class,
      names = {"AWS_TO_OWN", "AWS_TO_SSE_SQS"})
  void theKeyOfAwsNeedsNoRetirement(Jobs.Change change) {
    Jobs.prepare(world, change);
    Jobs.apply(world, change.after);
    world.settle();

    assertThat(jobs().retiringKeys()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alias ARN", "key id", "key ARN"})
  void theSameKeyByAnotherNameIsNoDrift(String name) {
    Jobs.prepare(world, Jobs.Change.AWS_TO_OWN);
    var arn = Objects.requireNonNull(jobs().keyArn());
    var url = world.people.url(Jobs.QUEUE_ARN);
    var same =
        switch (name) {
          case "alias ARN" -> arn.replaceFirst("key/.*", Jobs.AWS_KEY);
          case "key id" -> arn.substring(arn.lastIndexOf('/') + 1);
          default -> arn;
        };
    world
        .people
        .sqs()
        .setQueueAttributes(
            r -> r.queueUrl(url).attributesWithStrings(Map.of("KmsMasterKeyId", same)));
    world.told.clear();
    world.local.calls().clear();

    world.elapse(World.CHECK.multipliedBy(2));

    assertThat(Jobs.keyInUse(world)).hasValue(same);
    assertThat(jobs().drift()).isEmpty();
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
  }

  @Test
  void aLiveChannelKeepsItsKeyUntilItsSubscriptionHasEnded() {
    Move.SHARED_TO_OWN.prepare(world);
    var before = Move.SHARED_TO_OWN.keyInUse(world);
    var own = Move.yaml("shared: first", "AwsManagedKey").replace("444455556666", "111122223333");
    world.cluster.apply(own.replace("ledger-task", "checkout"));
    world.elapse(Duration.ofMinutes(30));

    assertThat(Move.SHARED_TO_OWN.keyInUse(world)).isEqualTo(before);
    assertThat(condition(Kind.TOPIC_SUBSCRIPTION, Conditions.STALLED))
        .hasValue(Reason.AwsManagedKeyCannotReceive.name());
    assertThat(condition(Kind.ENCRYPTED_QUEUE, Conditions.READY))
        .hasValue(Reason.AwsManagedKeyCannotReceive.name());
    world.people.publish(Move.TOPIC_ARN, "still delivered");

    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "orders"));
    world.elapse(Duration.ofMinutes(40));

    assertThat(Move.SHARED_TO_OWN.keyInUse(world)).hasValue(Jobs.AWS_KEY);
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).as(world.describe()).isTrue();
    assertThat(world.people.receive(Move.QUEUE_ARN, World.ACCOUNT, "checkout"))
        .hasSize(world.people.sent());
  }

  @Test
  void aSubscriptionOfSuchAQueueIsRefusedAndNothingElseIs() {
    world.cluster.apply(
        Move.yaml("shared: first", "AwsManagedKey")
            .replace("444455556666:role/ledger-task", "111122223333:role/checkout"));
    world.elapse(Duration.ofMinutes(20));

    assertThat(condition(Kind.TOPIC_SUBSCRIPTION, Conditions.STALLED))
        .hasValue(Reason.AwsManagedKeyCannotReceive.name());
    assertThat(world.local.state().subscriptions(Move.TOPIC_ARN)).isEmpty();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).isTrue();
    assertThat(world.isReady(Kind.ENCRYPTED_TOPIC, "orders")).isTrue();
  }

  @Test
  void aConsumerOfAnotherAccountKeepsTheQueueOnItsKey() {
    Jobs.prepare(world, Jobs.Change.OWN_TO_AWS);
    var before = Jobs.keyInUse(world);
    var shared =
        Jobs.yaml("AwsManagedKey")
            .replace(
                "consumers:\n",
                """
        consumers:
            - {name: other, principal: {roleArn: "arn:aws:iam::444455556666:role/audit"}}
        """
                        .stripTrailing()
                    + "\n");
    world.cluster.apply(shared);
    world.elapse(Duration.ofMinutes(20));

    assertThat(Jobs.keyInUse(world)).isEqualTo(before);
    assertThat(condition(Kind.ENCRYPTED_QUEUE, "jobs", Conditions.READY))
        .hasValue(Reason.AwsManagedKeyCannotBeShared.name());
  }

  private EncryptedQueueStatus jobs() {
    return (EncryptedQueueStatus) world.status(Kind.ENCRYPTED_QUEUE, "jobs");
  }

  private Optional<String> condition(Kind kind, String type) {
    return condition(kind, "orders", type);
  }

  private Optional<String> condition(Kind kind, String name, String type) {
    return Conditions.find(world.status(kind, name).conditions(), type).map(c -> c.reason());
  }
}
