package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.EncryptionKeyStatus;
import dev.keyway.api.v1alpha1.PlannedChange;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.Reason;
import dev.keyway.reconcile.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** {@code spec.management}: what Report and Paused leave alone, and the way there and back. */
class ModesTest {
  private static final String CONSUMER =
      "    - {name: late, principal: {roleArn: \"arn:aws:iam::444455556666:role/audit\"}}\n";

  private final World world = new World();
  private final Tampering tampering = new Tampering(world);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void reportCreatesNothingAndSaysWhatItWouldCreate(Example example) {
    world.cluster.apply(Modes.with(example.yaml(), "Report"));
    world.settle();

    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
    for (var name : world.cluster.names()) {
      var status = world.status(name);
      assertThat(status.plan()).as(name.toString()).isNotEmpty();
      if (status instanceof EncryptionKeyStatus key) {
        assertThat(key.creation()).as("no intent of a key that is not to be made").isNull();
      }
      assertThat(ready(name.kind(), name.name()).reason()).isEqualTo(Reason.ChangesPlanned.name());
      assertThat(Conditions.isTrue(status.conditions(), Conditions.STALLED)).isTrue();
    }
    assertThat(actions(Kind.ENCRYPTED_QUEUE, example.name)).containsExactly("CreateQueue");
    assertThat(actions(Kind.ENCRYPTED_TOPIC, example.name)).containsExactly("CreateTopic");
    assertThat(actions(Kind.TOPIC_SUBSCRIPTION, example.name)).containsExactly("Subscribe");
    staysQuiet();

    world.cluster.apply(example.yaml());
    world.settle();
    Proof.converged(world, example);
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void pausedWritesItsStatusOnceAndCallsNobody(Example example) {
    world.cluster.apply(Modes.with(example.yaml(), "Paused"));
    world.settle();

    assertThat(world.local.calls().where(_ -> true)).isEmpty();
    assertThat(world.cluster.writes()).isEqualTo(world.cluster.names().size());
    for (var name : world.cluster.names()) {
      var ready = ready(name.kind(), name.name());
      assertThat(ready.status()).isEqualTo(ConditionStatus.UNKNOWN);
      assertThat(ready.reason()).isEqualTo(Reason.Paused.name());
    }
    staysQuiet();

    world.cluster.apply(example.yaml());
    world.settle();
    Proof.converged(world, example);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void everyWayBackIsCleanWhileMessagesFlow(String mode) {
    world.converge(Example.FIFO);
    world.elapse(Duration.ofHours(1));
    int before = world.people.received();
    world.local.calls().clear();
    int written = world.cluster.writes();

    for (int i = 0; i < 2; i++) {
      world.cluster.apply(Modes.with(Example.FIFO.yaml(), mode));
      flow();
      world.cluster.apply(Example.FIFO.yaml());
      flow();
    }

    assertThat(world.local.calls().where(Call::isMutating))
        .filteredOn(call -> call.caller().contains("/" + World.OPERATOR + "/"))
        .isEmpty();
    assertThat(world.cluster.writes() - written).isEqualTo(4 * world.cluster.names().size());
    Proof.converged(world, Example.FIFO);
    assertThat(world.people.received() - before).isEqualTo(world.people.sent() - 1);
  }

  private void flow() {
    for (int i = 0; i < 10; i++) {
      world.step();
      world.people.publish(Example.FIFO.topicArn(), "under way " + i);
      world.advance(Duration.ofMinutes(2));
    }
    world.settle();
  }

  @Test
  void reportTellsDriftOnceLeavesItAndEnforceRepairsIt() {
    world.cluster.apply(Modes.with(Example.FIFO.yaml(), "Enforce"));
    world.settle();
    world.cluster.apply(Modes.with(Example.FIFO.yaml(), "Report"));
    world.settle();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "payments")).isTrue();
    world.told.clear();
    world.local.calls().clear();
    tampering.queue(QueueAttributeName.VISIBILITY_TIMEOUT, "5");
    tampering.queue(
        QueueAttributeName.POLICY, Tampering.without(tampering.queuePolicy(), "KeywayConsumers"));

    world.elapse(World.CHECK.multipliedBy(3));

    var status = world.status(Kind.ENCRYPTED_QUEUE, "payments");
    assertThat(status.drift()).hasSize(2).allMatch(d -> d.action() == DriftAction.REPORTED);
    assertThat(actions(Kind.ENCRYPTED_QUEUE, "payments"))
        .containsExactly("SetPolicy", "SetAttributes");
    assertThat(ready(Kind.ENCRYPTED_QUEUE, "payments").reason())
        .isEqualTo(Reason.ChangesReported.name());
    assertThat(Conditions.isTrue(status.conditions(), Conditions.DRIFTED)).isTrue();
    assertThat(world.told).extracting(Transition::reason).contains(Reason.DriftDetected);
    assertThat(world.told).filteredOn(t -> t.reason() == Reason.DriftDetected).hasSize(2);
    staysQuiet();

    // Another value later, in a generation that differs already, is drift all the same.
    tampering.queue(QueueAttributeName.DELAY_SECONDS, "7");
    world.elapse(World.CHECK.plusSeconds(1));
    assertThat(world.status(Kind.ENCRYPTED_QUEUE, "payments").drift())
        .hasSize(3)
        .allMatch(d -> d.action() == DriftAction.REPORTED);

    world.cluster.apply(Example.FIFO.yaml());
    world.settle();
    Proof.converged(world, Example.FIFO);
    assertThat(world.status(Kind.ENCRYPTED_QUEUE, "payments").plan()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void deletingLeavesAwsUntouchedWhateverTheDeletionPolicySays(String mode) {
    world.cluster.apply(Example.MINIMAL.yamlToDelete());
    world.settle();
    world.people.publish(Example.MINIMAL.topicArn(), "canary");
    world.cluster.apply(Modes.with(Example.MINIMAL.yamlToDelete(), mode));
    world.local.calls().clear();

    List.copyOf(world.cluster.names()).forEach(world.cluster::delete);
    world.settle();

    assertThat(world.cluster.names()).as(() -> world.describe()).isEmpty();
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
    assertThat(world.local.state().keys(World.ACCOUNT, World.REGION))
        .hasSize(2)
        .allMatch(key -> key.state() == KeyState.ENABLED);
    world.cluster.apply(Example.MINIMAL.yaml());
    world.settle();
    Proof.converged(world, Example.MINIMAL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void theKeyOfAnOwnerHasItsOwnersMode(String mode) {
    world.converge(Example.MINIMAL);
    world.cluster.apply(Modes.with(Example.MINIMAL.yaml(), "EncryptedQueue", mode));
    world.settle();

    var child = world.cluster.key(Cluster.NAMESPACE, "orders-queue").orElseThrow();
    assertThat(child.spec().management()).hasToString(mode.toUpperCase(java.util.Locale.ROOT));
    assertThat(world.cluster.key(Cluster.NAMESPACE, "orders-topic").orElseThrow().spec())
        .satisfies(other -> assertThat(other.management()).isNull());

    world.cluster.apply(Example.MINIMAL.yaml());
    world.settle();
    Proof.converged(world, Example.MINIMAL);
    assertThat(world.cluster.key(Cluster.NAMESPACE, "orders-queue").orElseThrow().spec())
        .satisfies(again -> assertThat(again.management()).isNull());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void grantsOfOthersStayAndANewOneIsWaitedForByName(String mode) {
    var reason = mode.equals("Report") ? Reason.BlockedByReport : Reason.BlockedByPaused;
    world.converge(Example.FIFO);
    world.cluster.apply(Modes.with(Example.FIFO.yaml(), "EncryptionKey", mode));
    world.settle();
    var usedBy = key().usedBy();
    var second =
        Example.FIFO
            .yaml()
            .replace("name: payments\nspec", "name: second\nspec")
            .replace("role/ledger-task", "role/audit");
    var queue =
        Example.documents(second).stream()
            .filter(d -> d.contains("kind: EncryptedQueue\n"))
            .findFirst()
            .orElseThrow();
    world.cluster.apply(queue);
    world.elapse(World.CHECK.plusSeconds(1));

    var waiting = ready(Kind.ENCRYPTED_QUEUE, "second");
    assertThat(waiting.status()).isEqualTo(ConditionStatus.FALSE);
    assertThat(waiting.reason()).isEqualTo(reason.name());
    assertThat(waiting.message()).contains("EncryptionKey \"payments\"").contains(mode);
    assertThat(
            Conditions.isTrue(
                world.status(Kind.ENCRYPTED_QUEUE, "second").conditions(), Conditions.RECONCILING))
        .isTrue();
    assertThat(key().usedBy()).isEqualTo(usedBy);
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "payments")).isTrue();
    assertThat(world.isReady(Kind.TOPIC_SUBSCRIPTION, "payments")).isTrue();
    Proof.delivers(world, Example.FIFO);

    world.cluster.apply(Example.FIFO.yaml());
    world.settle();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "second")).as(world::describe).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void aSubscriptionSaysWhichQueueMayNotLetItIn(String mode) {
    var parts = new ArrayList<>(Example.documents(Example.FIFO.yaml()));
    var subscription =
        parts.stream().filter(d -> d.contains("kind: TopicSubscription")).findFirst().orElseThrow();
    parts.remove(subscription);
    world.cluster.apply(String.join("---\n", parts));
    world.settle();
    world.cluster.apply(Modes.with(String.join("---\n", parts), "EncryptedQueue", mode));
    world.settle();

    world.cluster.apply(subscription);
    world.settle();

    var ready = ready(Kind.TOPIC_SUBSCRIPTION, "payments");
    assertThat(ready.reason()).isEqualTo("BlockedBy" + mode);
    assertThat(ready.message()).contains("EncryptedQueue \"payments\"");
    assertThat(world.local.state().subscriptions(Example.FIFO.topicArn())).isEmpty();

    world.cluster.apply(String.join("---\n", parts));
    world.settle();
    Proof.converged(world, Example.FIFO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void aConsumerThatIsDroppedFromTheSpecKeepsWhatItsQueueStillGives(String mode) {
    world.converge(Example.FIFO);
    var dropped = Example.FIFO.yaml().replaceAll("(?s)  consumers:.*?ledger-task\n", "");
    assertThat(dropped).doesNotContain("ledger-task");

    world.cluster.apply(Modes.with(dropped, "EncryptedQueue", mode));
    world.elapse(Duration.ofHours(1));

    assertThat(
            world
                .local
                .state()
                .receiveObstacle(Example.FIFO.queueArn(), World.OTHER_ACCOUNT, "ledger-task"))
        .isEmpty();
  }

  @Test
  void aNewConsumerOfAReportedQueueIsPlannedAndNotDrift() {
    world.converge(Example.FIFO);
    var asked = Example.FIFO.yaml().replace("  consumers:\n", "  consumers:\n" + CONSUMER);
    assertThat(asked).contains("audit");
    world.cluster.apply(Modes.with(asked, "EncryptedQueue", "Report"));
    world.settle();

    var status = world.status(Kind.ENCRYPTED_QUEUE, "payments");
    assertThat(status.drift()).isEmpty();
    assertThat(status.plan())
        .singleElement()
        .satisfies(change -> assertThat(change.action()).isEqualTo("SetPolicy"));
    assertThat(ready(Kind.ENCRYPTED_QUEUE, "payments").reason())
        .isEqualTo(Reason.ChangesPlanned.name());
  }

  @Test
  void checkNowLooksAtAwsOnceForEachValue() {
    world.converge(Example.FIFO);
    world.advance(Duration.ofMinutes(2));
    world.settle();
    var queue = World.named(Kind.ENCRYPTED_QUEUE, "payments");
    tampering.queue(QueueAttributeName.VISIBILITY_TIMEOUT, "5");
    world.step();
    assertThat(world.status(queue).drift()).as("not due yet").isEmpty();

    world.advance(Duration.ofSeconds(1));
    world.cluster.checkNow(queue, "1");
    world.step();

    assertThat(world.status(queue).drift()).hasSize(1);
    assertThat(world.status(queue).lastCheckNow()).isEqualTo("1");
    world.local.calls().clear();
    int writes = world.cluster.writes();
    world.step();
    assertThat(world.local.calls().where(_ -> true)).isEmpty();
    assertThat(world.cluster.writes()).isEqualTo(writes);
    world.advance(Duration.ofSeconds(1));
    world.cluster.checkNow(queue, "2");
    world.step();
    assertThat(world.local.calls().where(c -> c.operation().startsWith("ListQueueTags")))
        .hasSize(1);
  }

  private List<String> actions(Kind kind, String name) {
    return world.status(kind, name).plan().stream().map(PlannedChange::action).toList();
  }

  private Condition ready(Kind kind, String name) {
    return Conditions.find(world.status(kind, name).conditions(), Conditions.READY).orElseThrow();
  }

  private EncryptionKeyStatus key() {
    return (EncryptionKeyStatus) world.status(Kind.ENCRYPTION_KEY, "payments");
  }

  private void staysQuiet() {
    world.local.calls().clear();
    int writes = world.cluster.writes();
    world.elapse(World.CHECK.multipliedBy(3));
    assertThat(world.local.calls().where(Call::isMutating)).isEmpty();
    assertThat(world.cluster.writes()).isEqualTo(writes);
  }
}
