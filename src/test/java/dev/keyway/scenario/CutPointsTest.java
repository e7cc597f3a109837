package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.keyway.scenario.Cutter.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operator is killed at every AWS call, before and after it took effect, and between every pass
 * and the write of its status; a new process goes on.
 */
class CutPointsTest {
  private static final List<String> TABLE = new ArrayList<>();

  private record Point(Where where, int n) {}

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void creatingSurvivesEveryKill(Example example) {
    everywhere(
        "create " + example,
        world -> world.apply(example),
        world -> {
          Proof.converged(world, example);
        });
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void deletingSurvivesEveryKill(Example example) {
    everywhere(
        "delete " + example,
        world -> {
          world.cluster.apply(example.yamlToDelete());
          world.settle();
          world.people.publish(example.topicArn(), "canary");
          Proof.objects(world).forEach(world.cluster::delete);
        },
        world -> {
          world.elapse(Duration.ofHours(1));
          Proof.gone(world);
          assertThat(world.local.state().keys(World.ACCOUNT, World.REGION)).hasSize(example.keys);
        });
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void retainingSurvivesEveryKill(Example example) {
    everywhere(
        "retain " + example,
        world -> {
          world.cluster.apply(
              example.yaml().replace("spec:\n", "spec:\n  deletionPolicy: Retain\n"));
          world.settle();
          world.people.publish(example.topicArn(), "canary");
          Proof.objects(world).forEach(world.cluster::delete);
        },
        world -> {
          world.elapse(Duration.ofHours(1));
          assertThat(world.cluster.names()).as(() -> world.describe()).isEmpty();
          Proof.standing(world, example);
          Proof.delivers(world, example);
        });
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void movingToAnotherKeySurvivesEveryKill(Move move) {
    everywhere("move " + move, move::start, move::arrived);
  }

  @ParameterizedTest
  @EnumSource(TenantChange.class)
  void aChangeBetweenNamespacesSurvivesEveryKill(TenantChange change) {
    everywhere("namespaces " + change, change::start, change::arrived);
  }

  @ParameterizedTest
  @EnumSource(Jobs.Change.class)
  void movingToAndFromTheKeyOfAwsSurvivesEveryKill(Jobs.Change change) {
    everywhere(
        "jobs " + change,
        world -> {
          Jobs.prepare(world, change);
          Jobs.apply(world, change.after);
        },
        world -> Jobs.arrived(world, change));
  }

  @ParameterizedTest
  @EnumSource(ForeignKeyMove.class)
  void movingToAndFromAKeyOfOthersSurvivesEveryKill(ForeignKeyMove move) {
    everywhere("move " + move, move::prepare, move::arrived);
  }

  @Test
  void gettingADeadLetterQueueSurvivesEveryKill() {
    everywhere("add dead-letter queue", DeadLetters::adding, DeadLetters::arrived);
  }

  @Test
  void losingADeadLetterQueueSurvivesEveryKill() {
    everywhere("remove dead-letter queue", DeadLetters::removing, DeadLetters::removed);
  }

  @Test
  void lettingSomebodyMoveMessagesBackSurvivesEveryKill() {
    everywhere("add redrive", Redrives::adding, Redrives::arrived);
  }

  @Test
  void lettingNobodyMoveMessagesBackAnyMoreSurvivesEveryKill() {
    everywhere("remove redrive", Redrives::removing, Redrives::removed);
  }

  @Test
  void movingTheQueueThatMessagesAreMovedBackToSurvivesEveryKill() {
    everywhere("move a redriven queue", Redrives::moving, Redrives::arrived);
  }

  @Test
  void gettingADeadLetterQueueOfASubscriptionSurvivesEveryKill() {
    everywhere(
        "add one of a subscription",
        FailedDeliveries::adding,
        world -> FailedDeliveries.arrived(world, FailedDeliveries.DEAD_ARN));
  }

  @Test
  void changingTheDeadLetterQueueOfASubscriptionSurvivesEveryKill() {
    everywhere(
        "change one of a subscription",
        FailedDeliveries::changing,
        world -> FailedDeliveries.arrived(world, FailedDeliveries.OTHER_ARN));
  }

  @Test
  void losingTheDeadLetterQueueOfASubscriptionSurvivesEveryKill() {
    everywhere(
        "remove one of a subscription", FailedDeliveries::removing, FailedDeliveries::removed);
  }

  @Test
  void subscribingToATopicOfAnotherAccountSurvivesEveryKill() {
    everywhere("topic of another", ForeignTopic::subscribing, ForeignTopic::arrived);
  }

  @Test
  void leavingATopicOfAnotherAccountSurvivesEveryKill() {
    everywhere("leave topic of another", ForeignTopic::leaving, ForeignTopic::gone);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void changingAnythingElseSurvivesEveryKill(Change change) {
    everywhere("change " + change, change::start, change::arrived);
  }

  @Test
  void adoptingAChannelSurvivesEveryKill() {
    everywhere(
        "adopt", world -> world.cluster.apply(ByHand.make(world).yaml()), AdoptionTest::adopted);
  }

  @Test
  void theReturnOfAllOwnersSurvivesEveryKill() {
    everywhere("owners return", Owners::returning, Owners::returned);
  }

  @Test
  void takingPoliciesForKeywaysAloneSurvivesEveryKill() {
    everywhere("policies exclusive", PolicyOwnershipTest::begin, PolicyOwnershipTest::taken);
  }

  @Test
  void adoptingASubscriptionThatDiffersSurvivesEveryKill() {
    everywhere(
        "adopt subscription", AdoptedSubscriptionTest::begin, AdoptedSubscriptionTest::adopted);
  }

  /** The mode changes forth and back, and a consumer is added on the way. */
  @ParameterizedTest
  @ValueSource(strings = {"Report", "Paused"})
  void changingTheModeForthAndBackSurvivesEveryKill(String mode) {
    var late =
        "    - {name: late, principal: {roleArn: \"arn:aws:iam::444455556666:role/audit\"}}\n";
    var more = Example.FIFO.yaml().replace("  consumers:\n", "  consumers:\n" + late);
    everywhere(
        "Enforce, " + mode + ", Enforce",
        world -> world.converge(Example.FIFO),
        world -> {
          world.cluster.apply(Modes.with(more, mode));
          world.elapse(World.CHECK.plusSeconds(1));
          world.cluster.apply(Modes.with(more, "EncryptionKey", mode));
          world.elapse(World.CHECK.plusSeconds(1));
          world.cluster.apply(more);
          world.settle();
        },
        world -> Proof.converged(world, Example.FIFO));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 50})
  void replayingSurvivesEveryKillAndHappensOnce(int readDelay) {
    everywhere(
        "replay, read after " + readDelay + " s",
        world -> {
          Replays.prepare(world);
          world.local.timing().readDelay(Duration.ofSeconds(readDelay));
          Replays.ask(world, Replays.FROM);
        },
        Replays::arrived);
  }

  private static void everywhere(String title, Consumer<World> prepare, Consumer<World> check) {
    everywhere(title, prepare, World::settle, check);
  }

  private static void everywhere(
      String title, Consumer<World> prepare, Consumer<World> drive, Consumer<World> check) {
    int calls;
    int passes;
    try (var world = new World()) {
      prepare.accept(world);
      int callsBefore = world.cutter.calls();
      int passesBefore = world.cutter.passes();
      drive.accept(world);
      calls = world.cutter.calls() - callsBefore;
      passes = world.cutter.passes() - passesBefore;
      check.accept(world);
    }
    var points = new ArrayList<Point>();
    for (var where : Where.values()) {
      for (int n = 1; n <= (where == Where.BEFORE_STATUS ? passes : calls); n++) {
        points.add(new Point(where, n));
      }
    }
    int sent = Together.sum(points, at -> cut(title, at, prepare, drive, check));
    TABLE.add(
        "%-24s %3d calls, %2d passes: %3d cuts, %3d messages sent, none lost"
            .formatted(title, calls, passes, points.size(), sent));
  }

  private static int cut(
      String of, Point at, Consumer<World> prepare, Consumer<World> drive, Consumer<World> check) {
    var title = of + ", " + at.where + " " + at.n;
    try (var world = new World()) {
      prepare.accept(world);
      world.cutter.arm(at.where, at.n);
      assertThat(catchThrowable(() -> drive.accept(world)))
          .as(title)
          .isInstanceOf(Cutter.Killed.class);
      world.restart();
      drive.accept(world);
      check.accept(world);
      return world.people.sent();
    } catch (AssertionError e) {
      throw new AssertionError(title + ": " + e.getMessage(), e);
    }
  }
}
