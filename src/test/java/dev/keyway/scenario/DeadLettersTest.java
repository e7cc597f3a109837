package dev.keyway.scenario;

import static dev.keyway.scenario.DeadLetters.DEAD_ARN;
import static dev.keyway.scenario.DeadLetters.DEAD_LETTER;
import static dev.keyway.scenario.DeadLetters.QUEUE_ARN;
import static dev.keyway.scenario.DeadLetters.UNDERTAKER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.awslocal.call.Call;
import dev.keyway.awslocal.kms.KeyState;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.Kind;
import dev.keyway.reconcile.RedrivePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that nobody could process end where they can be read, whatever key they have. */
class DeadLettersTest {
  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void aMessageThatFailsIsReadThereAlthoughItHasAnotherKey() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();

    DeadLetters.arrived(world);
    assertThat(DeadLetters.policy(world, "third")).doesNotContain("ledger-task");
    assertThat(world.local.state().queue(QUEUE_ARN).orElseThrow().policy().orElseThrow())
        .doesNotContain(UNDERTAKER);
  }

  @Test
  void soIsAMessageUnderTheKeyThatItsQueueHasLeft() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();
    world.people.publish(DeadLetters.TOPIC_ARN, "under the old key");
    world.cluster.apply(DeadLetters.queue("first", DEAD_LETTER));
    world.settle();

    DeadLetters.arrived(world);
  }

  @Test
  void soIsAMessageThatWasThereBeforeTheMoveAndBeforeTheDeadLetterQueue() {
    world.cluster.apply(DeadLetters.yaml());
    world.settle();
    world.people.publish(DeadLetters.TOPIC_ARN, "under the old key");
    world.cluster.apply(DeadLetters.queue("first", ""));
    world.settle();
    world.cluster.apply(DeadLetters.queue("first", DEAD_LETTER));
    world.settle();

    assertThat(DeadLetters.rows(world, "second")).hasSize(1);
    DeadLetters.arrived(world);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void whoeverWritesNothingIsNamedAsWhatHoldsItUp(String mode) {
    var management = "management: " + mode;
    world.cluster.apply(DeadLetters.yaml() + DeadLetters.dead(management));
    world.settle();
    world.cluster.apply(DeadLetters.queue("second", DEAD_LETTER));
    world.settle();
    assertThat(condition(Conditions.REFERENCES_RESOLVED))
        .matches(c -> c.reason().equals("BlockedBy" + mode))
        .matches(c -> c.message().contains("EncryptedQueue \"dead\""));

    world.cluster.apply(DeadLetters.queue("second", "") + DeadLetters.dead(""));
    world.settle();
    var held = DeadLetters.key("second").replace("spec: {}", "spec: {" + management + "}");
    world.cluster.apply(held);
    world.settle();
    world.cluster.apply(DeadLetters.queue("second", DEAD_LETTER));
    world.settle();
    assertThat(condition(Conditions.READY))
        .matches(c -> c.reason().equals("BlockedBy" + mode))
        .matches(c -> c.message().contains("EncryptionKey \"second\""));
    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).isEmpty();

    world.cluster.apply(DeadLetters.key("second"));
    world.settle();
    DeadLetters.arrived(world);
  }

  private Condition condition(String type) {
    var conditions = world.status(Kind.ENCRYPTED_QUEUE, "orders").conditions();
    return Conditions.find(conditions, type).orElseThrow();
  }

  @Test
  void itsConsumersMayDecryptBeforeAnythingIsMoved() {
    world.cluster.apply(DeadLetters.yaml());
    world.settle();
    var order = new ArrayList<String>();
    world.local.calls().onCall(call -> note(order, call));
    var begun = world.local.clock().instant();

    world.cluster.apply(DeadLetters.queue("second", DEAD_LETTER));
    while (DeadLetters.inAws(world, QUEUE_ARN).isEmpty()) {
      world.step();
      world.advance(Duration.ofSeconds(5));
    }

    assertThat(order).containsExactly("granted", "moving, recorded");
    assertThat(Duration.between(begun, world.local.clock().instant()))
        .isBetween(Duration.ofSeconds(120), Duration.ofSeconds(160));
  }

  private void note(List<String> order, Call call) {
    if (call.operation().equals("PutKeyPolicy")
        && DeadLetters.policy(world, "second").contains(UNDERTAKER)) {
      order.add("granted");
    }
    if (call.operation().equals("SetQueueAttributes")
        && DeadLetters.inAws(world, QUEUE_ARN).isPresent()) {
      order.add(
          DeadLetters.rows(world, "second").isEmpty() ? "moving, unrecorded" : "moving, recorded");
    }
  }

  @Test
  void addedAndRemovedUnderLoadItLosesNothing() {
    world.cluster.apply(DeadLetters.yaml());
    world.settle();

    under(DEAD_LETTER, 40);
    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).isPresent();
    under("", 10);
    assertThat(DeadLetters.inAws(world, QUEUE_ARN)).isEmpty();
    world.settle();

    var read = DeadLetters.received(world);
    read.addAll(world.people.receive(QUEUE_ARN, World.OTHER_ACCOUNT, DeadLetters.CONSUMER));
    assertThat(read).hasSize(world.people.sent()).doesNotHaveDuplicates();
  }

  private void under(String deadLetter, int rounds) {
    world.cluster.apply(DeadLetters.queue("second", deadLetter));
    for (int i = 0; i < rounds; i++) {
      world.step();
      world.people.publish(DeadLetters.TOPIC_ARN, "message " + world.people.sent());
      receiveOnce();
      world.advance(Duration.ofSeconds(5));
    }
  }

  private void receiveOnce() {
    var sqs = world.people.sqs(World.OTHER_ACCOUNT, DeadLetters.CONSUMER);
    var url = world.people.url(QUEUE_ARN);
    sqs.receiveMessage(r -> r.queueUrl(url).maxNumberOfMessages(10).visibilityTimeout(0));
  }

  @Test
  void theKeyStaysAsLongAsMovedMessagesNeedItAndNoLonger() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();
    DeadLetters.failedMessage(world, "moved");
    world.cluster.apply(DeadLetters.queue("second", ""));
    world.settle();

    assertThat(DeadLetters.rows(world, "second"))
        .singleElement()
        .satisfies(
            row -> {
              assertThat(row.queueArn()).isEqualTo(DEAD_ARN);
              assertThat(row.until()).isNotNull();
            });
    world.elapse(Duration.ofMinutes(90));
    assertThat(DeadLetters.received(world)).containsExactly("moved");

    world.elapse(Duration.ofHours(1));
    assertThat(DeadLetters.rows(world, "second")).isEmpty();
    assertThat(DeadLetters.policy(world, "second")).doesNotContain(UNDERTAKER);
  }

  @Test
  void aKeyWhoseQueueIsGoneStaysForWhatWasMoved() {
    world.cluster.apply(
        DeadLetters.yamlWithDeadLetter()
            .replace("spec:", "spec:\n  deletionPolicy: Delete")
            .replace("spec:\n  deletionPolicy: Delete {}", "spec: {deletionPolicy: Delete}")
            .replace("spec:\n  deletionPolicy: Delete {topicRef", "spec: {topicRef"));
    world.settle();
    DeadLetters.failedMessage(world, "moved");
    var key = DeadLetters.keyArn(world, "second");

    world.cluster.delete(World.named(Kind.TOPIC_SUBSCRIPTION, "orders"));
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "orders"));
    world.cluster.delete(World.named(Kind.ENCRYPTION_KEY, "second"));
    world.settle();

    assertThat(world.local.state().queue(QUEUE_ARN)).isEmpty();
    assertThat(world.local.state().key(key).orElseThrow().state()).isEqualTo(KeyState.ENABLED);
    assertThat(world.describe()).contains("KeyInUse", "dead-letter queue shop_dead");
    assertThat(DeadLetters.received(world)).containsExactly("moved");
    world.elapse(Duration.ofHours(3));
    assertThat(world.local.state().key(key).orElseThrow().state())
        .isEqualTo(KeyState.PENDING_DELETION);
  }

  @Test
  void aDeadLetterQueueWithoutObjectKeepsItsGrants() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "dead"));
    world.elapse(Duration.ofHours(5));

    DeadLetters.failedMessage(world, "moved");
    assertThat(DeadLetters.received(world)).containsExactly("moved");
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).isTrue();
    assertThat(world.describe()).contains("is not in this namespace");
  }

  @Test
  void aReplacedConsumerReadsWhatWasMovedAndTheOldOneNothing() {
    world.cluster.apply(DeadLetters.yamlWithDeadLetter());
    world.settle();
    DeadLetters.failedMessage(world, "moved");
    world.cluster.apply(DeadLetters.queue("dead", "third", DeadLetters.CONSUMER, ""));
    world.elapse(Duration.ofMinutes(20));

    assertThat(world.people.receive(DEAD_ARN, World.OTHER_ACCOUNT, DeadLetters.CONSUMER))
        .containsExactly("moved");
    assertThat(DeadLetters.policy(world, "second")).doesNotContain(UNDERTAKER);
  }

  @Test
  void twoQueuesMayReferToEachOther() {
    world.cluster.apply(
        DeadLetters.yaml()
            + DeadLetters.queue("second", DEAD_LETTER)
            + DeadLetters.dead("deadLetter: {queueRef: {name: orders}, maxReceiveCount: 1000}"));
    world.settle();

    assertThat(DeadLetters.inAws(world, DEAD_ARN)).contains(new RedrivePolicy(QUEUE_ARN, 1000));
    assertThat(DeadLetters.policy(world, "third")).contains(DeadLetters.CONSUMER);
    DeadLetters.arrived(world);
  }

  @Test
  void aChainEndsWhereItsLastConsumerCanRead() {
    world.cluster.apply(
        DeadLetters.yamlWithDeadLetter()
            + DeadLetters.dead("deadLetter: {queueRef: {name: last}, maxReceiveCount: 5}")
            + DeadLetters.queue("last", "first", "ledger-task", ""));
    world.settle();
    DeadLetters.failedMessage(world, "moved twice");
    world.people.fail(DEAD_ARN, World.OTHER_ACCOUNT, UNDERTAKER);

    assertThat(
            world.people.receive(
                World.queueArn("shop_last"), World.OTHER_ACCOUNT, DeadLetters.CONSUMER))
        .containsExactly("moved twice");
  }
}
