package dev.keyway.scenario;

import static dev.keyway.scenario.DeadLetters.DEAD_ARN;
import static dev.keyway.scenario.DeadLetters.QUEUE_ARN;
import static dev.keyway.scenario.DeadLetters.UNDERTAKER;
import static dev.keyway.scenario.Redrives.MOVER;
import static dev.keyway.scenario.Redrives.MOVER_ARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.api.v1alpha1.AccessRole;
import dev.keyway.api.v1alpha1.EncryptedQueueStatus;
import dev.keyway.api.v1alpha1.PrincipalAccess;
import dev.keyway.reconcile.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages that failed are moved back by whom the spec names for it, whatever key they have. */
class RedrivesTest {
  private static final String REDRIVE = ", redrive: true";
  private static final PrincipalAccess GRANTED =
      new PrincipalAccess(AccessRole.REDRIVER, "support", true, null, null);

  private final World world = new World();

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mode: OwnKey",
        "mode: SharedKey, keyRef: {name: first}",
        "mode: ServiceManaged",
      })
  void whatFailedComesBackAndIsReadThere(String encryption) {
    world.cluster.apply(
        Redrives.yaml(REDRIVE)
            .replaceAll("mode: SharedKey, keyRef: \\{name: (second|third)}", encryption));
    world.settle();

    Redrives.arrived(world);
    assertThat(Redrives.entries(world)).containsExactly(GRANTED);
  }

  @Test
  void soDoesAFifoMessage() {
    world.cluster.apply(
        Redrives.yaml(REDRIVE)
            .replace("encryption:", "fifo: {contentBasedDeduplication: true}\n  encryption:"));
    world.settle();
    world.people.publish(World.topicArn("shop_orders.fifo"), "one");
    var queue = World.queueArn("shop_orders.fifo");
    world.people.fail(queue, World.OTHER_ACCOUNT, DeadLetters.CONSUMER);

    var mover = world.people.sqs(World.ACCOUNT, MOVER);
    mover.startMessageMoveTask(r -> r.sourceArn(World.queueArn("shop_dead.fifo")));

    assertThat(world.people.receive(queue, World.OTHER_ACCOUNT, DeadLetters.CONSUMER))
        .containsExactly("one");
  }

  @Test
  void soDoesWhatFailedUnderTheKeyThatItsQueueHasLeft() {
    Redrives.moving(world);
    world.settle();

    Redrives.arrived(world);
  }

  @Test
  void soDoesWhatWasThereWhenTheDeadLetterQueueGotAnotherKey() {
    world.cluster.apply(Redrives.yaml(REDRIVE));
    world.settle();
    DeadLetters.failedMessage(world, "before");
    world.cluster.apply(Redrives.dead(REDRIVE).replace("name: third", "name: first"));
    world.settle();

    Redrives.arrived(world);
  }

  @Test
  void soDoesWhatFailedBeforeAnybodyMightMoveIt() {
    Redrives.adding(world);
    world.settle();

    Redrives.arrived(world);
    assertThat(Redrives.entries(world)).containsExactly(GRANTED);
  }

  @Test
  void aConsumerWithoutRedriveMovesAndSendsNothing() {
    world.cluster.apply(Redrives.yaml(", redrive: false"));
    world.settle();
    DeadLetters.failedMessage(world, "failed");

    assertThat(Redrives.refusal(() -> Redrives.start(world, World.ACCOUNT, MOVER)))
        .isEqualTo("AccessDenied");
    assertThat(world.local.state().sendObstacle(QUEUE_ARN, World.ACCOUNT, MOVER)).isPresent();
    assertThat(Redrives.entries(world)).isEmpty();
  }

  @Test
  void whoMovesMayReadAndSendNothingElse() {
    world.cluster.apply(Redrives.yaml(REDRIVE) + DeadLetters.queue("other", "second", "audit", ""));
    world.settle();
    var state = world.local.state();

    assertThat(state.receiveObstacle(QUEUE_ARN, World.ACCOUNT, MOVER)).isPresent();
    assertThat(state.sendObstacle(DEAD_ARN, World.ACCOUNT, MOVER)).isPresent();
    assertThat(state.sendObstacle(World.queueArn("shop_other"), World.ACCOUNT, MOVER)).isPresent();
    assertThat(DeadLetters.policy(world, "third")).doesNotContain("Redrive");
  }

  @Test
  void removedItIsTakenAwayEverywhere() {
    Redrives.removing(world);
    world.settle();

    Redrives.removed(world);
  }

  @Test
  void soItIsOfTheQueueThatNoLongerNamesTheDeadLetterQueue() {
    world.cluster.apply(Redrives.yaml(REDRIVE));
    world.settle();
    world.cluster.apply(DeadLetters.queue("second", ""));
    world.settle();

    assertThat(Redrives.policy(world, QUEUE_ARN)).doesNotContain(MOVER);
    assertThat(DeadLetters.policy(world, "second")).doesNotContain("Redrive");
    assertThat(Redrives.entries(world)).containsExactly(GRANTED);
  }

  @Test
  void aPrincipalOfAnotherAccountIsToldAndGrantedNothingThatHasNoEffect() {
    world.cluster.apply(
        DeadLetters.yamlWithDeadLetter()
            + DeadLetters.dead("").replace("role/audit\"}}", "role/audit\"}, redrive: true}"));
    world.settle();
    DeadLetters.failedMessage(world, "failed");

    assertThat(Redrives.entries(world))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.granted()).isFalse();
              assertThat(entry.message()).contains("account " + World.ACCOUNT, "redrive: true");
            });
    assertThat(Redrives.policies(world))
        .noneMatch(policy -> policy.contains("Redrive") || policy.contains("MoveTask"));
    assertThat(Redrives.refusal(() -> Redrives.start(world, World.OTHER_ACCOUNT, UNDERTAKER)))
        .isEqualTo("AccessDenied");
    assertThat(DeadLetters.received(world)).containsExactly("failed");
  }

  @Test
  void anAccountIsToldWhatItsRolesNeed() {
    world.cluster.apply(
        Redrives.yaml(REDRIVE)
            .replace("roleArn: \"" + MOVER_ARN + "\"", "accountId: \"" + World.ACCOUNT + "\""));
    world.settle();

    assertThat(Redrives.entries(world))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.granted()).isTrue();
              assertThat(entry.toAdd())
                  .contains("sqs:StartMessageMoveTask", QUEUE_ARN, "kms:GenerateDataKey*");
            });
  }

  @Test
  void statusSaysWhatIsMissingInAws() {
    world.cluster.apply(Redrives.yaml(REDRIVE));
    world.settle();
    var url = world.people.url(QUEUE_ARN);
    world
        .people
        .sqs()
        .setQueueAttributes(
            r -> r.queueUrl(url).attributesWithStrings(java.util.Map.of("Policy", "")));
    world.advance(World.CHECK.plusSeconds(1));

    var status =
        (EncryptedQueueStatus) world.pass(World.named(Kind.ENCRYPTED_QUEUE, "dead")).status();
    assertThat(status.access())
        .filteredOn(entry -> entry.as() == AccessRole.REDRIVER)
        .extracting(PrincipalAccess::granted)
        .containsExactly(false);
    world.settle();
    assertThat(Redrives.entries(world)).containsExactly(GRANTED);
  }

  @Test
  void aDeadLetterQueueWithoutObjectCanStillBeMovedBack() {
    world.cluster.apply(Redrives.yaml(REDRIVE));
    world.settle();
    DeadLetters.failedMessage(world, "before");
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "dead"));
    world.elapse(Duration.ofHours(1));
    DeadLetters.failedMessage(world, "after");

    assertThat(Redrives.movedBack(world)).hasSize(2);
  }

  @Test
  void onceThatQueueIsGoneSoIsTheGrant() {
    world.cluster.apply(Redrives.yaml(REDRIVE));
    world.settle();
    world.cluster.delete(World.named(Kind.ENCRYPTED_QUEUE, "dead"));
    world.settle();
    var url = world.people.url(DEAD_ARN);
    world.people.sqs().deleteQueue(r -> r.queueUrl(url));
    world.elapse(Duration.ofHours(1));

    assertThat(Redrives.policy(world, QUEUE_ARN)).doesNotContain(MOVER);
  }

  @Test
  void inAChainMessagesGoBackOneStep() {
    world.cluster.apply(
        DeadLetters.yamlWithDeadLetter()
            + DeadLetters.dead("deadLetter: {queueRef: {name: last}, maxReceiveCount: 1}")
            + Redrives.withMover(DeadLetters.queue("last", "first", UNDERTAKER, ""), REDRIVE));
    world.settle();
    DeadLetters.failedMessage(world, "failed");
    world.people.fail(DEAD_ARN, World.OTHER_ACCOUNT, UNDERTAKER);

    var mover = world.people.sqs(World.ACCOUNT, MOVER);
    mover.startMessageMoveTask(r -> r.sourceArn(World.queueArn("shop_last")));

    assertThat(DeadLetters.received(world)).containsExactly("failed");
    assertThat(Redrives.policy(world, QUEUE_ARN)).doesNotContain(MOVER);
  }

  @Test
  void aPrincipalThatIsNotThereIsReportedWhereItIsNamedAndStopsNobody() {
    world.cluster.apply(Redrives.yaml(REDRIVE).replace("role/support", "role/typo"));
    world.settle();

    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "orders")).isTrue();
    assertThat(world.isReady(Kind.ENCRYPTED_QUEUE, "dead")).isFalse();
    assertThat(Redrives.entries(world)).extracting(PrincipalAccess::granted).containsExactly(false);
    DeadLetters.failedMessage(world, "failed");
    assertThat(DeadLetters.received(world)).isEqualTo(List.of("failed"));
  }
}
