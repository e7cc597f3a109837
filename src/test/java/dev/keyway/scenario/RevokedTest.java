package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Reason;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A permission to refer is taken away while it is in use. */
class RevokedTest {
  private static final String AUDIT = "role/audit";

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  private void inUse() {
    world.cluster.apply(
        Tenants.platform()
            + Tenants.queue(Tenants.SHARED, Tenants.DEAD_LETTER)
            + Tenants.subscription(""));
    world.settle();
    world.people.publish(Tenants.TOPIC, "first");
    world.local.calls().clear();
  }

  private void revoke() {
    world.cluster.apply(Tenants.key("") + Tenants.topic("") + Tenants.failed(""));
    world.elapse(Duration.ofMinutes(30));
  }

  private void giveBack() {
    world.cluster.apply(Tenants.platform());
    world.elapse(Duration.ofMinutes(30));
  }

  private void assertNothingWritten() {
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
  }

  @Test
  void everythingStandsAndGivingItBackWritesNothing() {
    inUse();
    revoke();

    assertNothingWritten();
    assertThat(Tenants.condition(world, Tenants.QUEUE_NAME, Conditions.READY).reason())
        .isEqualTo(Reason.ReferenceNotFound.name());
    assertThat(Tenants.condition(world, Tenants.SUBSCRIPTION, Conditions.READY).reason())
        .isEqualTo(Reason.ReferenceNotFound.name());
    assertThat(Tenants.isReady(world, Tenants.KEY_NAME)).isTrue();
    world.people.publish(Tenants.TOPIC, "second");

    world.local.calls().clear();
    giveBack();

    assertNothingWritten();
    assertThat(world.cluster.names())
        .as(() -> world.describe())
        .allMatch(name -> Tenants.isReady(world, name));
    assertThat(world.people.receive(Tenants.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("first", "second");
  }

  @Test
  void nothingIsAddedToTheKeyForWhoMayNotReferToIt() {
    inUse();
    revoke();
    world.cluster.apply(
        Tenants.queue(Tenants.SHARED, Tenants.DEAD_LETTER)
            .replace(
                "consumers:",
                "consumers:\n    - {name: more, principal: {roleArn:"
                    + " \"arn:aws:iam::111122223333:role/intruder\"}}"));
    world.elapse(Duration.ofHours(2));

    assertThat(Tenants.keyPolicy(world)).doesNotContain("role/intruder").contains("ledger-task");
    giveBack();
    assertThat(Tenants.keyPolicy(world)).contains("role/intruder");
  }

  @Test
  void aTopicUnderTheKeyStandsToo() {
    var own =
        Tenants.topic("")
            .replace("namespace: platform", "namespace: sales")
            .replace("{name: shared}", "{name: shared, namespace: platform}");
    world.cluster.apply(Tenants.key(Tenants.sales("EncryptedTopic")) + own);
    world.settle();
    assertThat(Tenants.keyPolicy(world)).contains("role/checkout");
    world.local.calls().clear();
    world.cluster.apply(Tenants.key(""));
    world.elapse(Duration.ofHours(2));

    assertNothingWritten();
    assertThat(Tenants.keyPolicy(world)).contains("role/checkout");
    world.people.publish(World.topicArn("sales_orders"), "still");
  }

  @Test
  void whatIsInUseIsNotDeleted() {
    inUse();
    revoke();
    world.cluster.delete(Tenants.KEY_NAME);
    world.cluster.delete(Tenants.TOPIC_NAME);
    world.cluster.delete(Tenants.FAILED_NAME);
    world.elapse(Duration.ofHours(2));

    assertThat(Tenants.condition(world, Tenants.KEY_NAME, Conditions.READY).reason())
        .isEqualTo(Reason.KeyInUse.name());
    assertThat(Tenants.condition(world, Tenants.FAILED_NAME, Conditions.READY).reason())
        .isEqualTo(Reason.StillDeadLetterQueue.name());
    assertThat(Tenants.condition(world, Tenants.TOPIC_NAME, Conditions.READY).reason())
        .isEqualTo(Reason.StillSubscribed.name());
    assertThat(world.local.state().queue(Tenants.FAILED)).isPresent();

    world.cluster.delete(Tenants.SUBSCRIPTION);
    world.cluster.delete(Tenants.QUEUE_NAME);
    world.elapse(Duration.ofDays(20));
    Proof.gone(world);
  }

  @Test
  void aQueueStillMovesOffTheKeyAndWhatWasSentBeforeStaysReadable() {
    inUse();
    revoke();
    world.cluster.apply(Tenants.queue("{mode: OwnKey}", Tenants.DEAD_LETTER));
    world.settleUnderLoad(
        Duration.ofSeconds(20), body -> world.people.publish(Tenants.TOPIC, body));

    assertThat(Tenants.keyOfQueue(world)).get().isNotEqualTo(Tenants.keyStatus(world).keyArn());
    assertThat(world.people.receive(Tenants.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .hasSize(world.people.sent());
    world.elapse(Duration.ofDays(20));
    assertThat(Tenants.keyStatus(world).usedBy()).noneMatch(use -> use.arn().equals(Tenants.QUEUE));
    assertThat(Tenants.keyPolicy(world)).doesNotContain("ledger-task").doesNotContain(AUDIT);
  }

  @Test
  void whoMayNotReferToAKeyGetsNothingByLeavingIt() {
    world.cluster.apply(Tenants.key("") + Tenants.topic(""));
    world.settle();
    var arn = Tenants.keyStatus(world).keyArn();
    var before = Tenants.keyPolicy(world);
    world
        .people
        .sqs()
        .createQueue(
            r ->
                r.queueName("sales_billing")
                    .attributesWithStrings(java.util.Map.of("KmsMasterKeyId", arn)));
    world.cluster.apply(Tenants.queue("{mode: OwnKey}", "adopt: {arn: \"" + Tenants.QUEUE + "\"}"));
    world.elapse(Duration.ofHours(2));

    assertThat(Tenants.isReady(world, Tenants.QUEUE_NAME)).as(() -> world.describe()).isTrue();
    assertThat(Tenants.keyOfQueue(world)).get().isNotEqualTo(arn);
    assertThat(Tenants.keyPolicy(world)).isEqualTo(before);
  }

  @Test
  void aKeyOutlivesTheObjectOfItsUserInAnotherNamespace() {
    inUse();
    world.cluster.strip(Tenants.SUBSCRIPTION);
    world.cluster.strip(Tenants.QUEUE_NAME);
    world.elapse(Duration.ofMinutes(30));

    assertThat(Tenants.keyPolicy(world)).contains("ledger-task");
    assertThat(Tenants.keyStatus(world).usedBy())
        .filteredOn(use -> use.arn().equals(Tenants.QUEUE))
        .singleElement()
        .satisfies(use -> assertThat(use.retained()).isTrue());
    world.cluster.delete(Tenants.KEY_NAME);
    world.elapse(Duration.ofMinutes(30));
    assertThat(world.local.state().keys(World.ACCOUNT, World.REGION))
        .allMatch(key -> key.state() == KeyState.ENABLED);
    world.cluster.apply(Tenants.queue(Tenants.SHARED, Tenants.DEAD_LETTER));
    world.elapse(Duration.ofMinutes(30));
    assertThat(world.people.receive(Tenants.QUEUE, World.OTHER_ACCOUNT, "ledger-task"))
        .containsExactly("first");
  }
}
