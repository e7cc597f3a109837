package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Fault;
import dev.keyway.awslocal.call.Fault.Effect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each AWS call fails once: the request itself, and the request together with its repetition; the
 * example converges to the same state, with nothing made twice.
 */
class FaultsTest {
  private static final List<String> TABLE = new ArrayList<>();

  private record Point(int n, String effect) {}

  private static final Map<String, Effect> EFFECTS =
      new TreeMap<>(
          Map.of(
              "throttled", new Effect.Throttle(),
              "lost answer", new Effect.TimeoutAfter(),
              "lost request", new Effect.TimeoutBefore(),
              "access denied", new Effect.AccessDenied(),
              "HTTP 500", new Effect.InternalFailure()));

  @AfterAll
  static void print() {
    TABLE.forEach(System.out::println);
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void creatingSurvivesEveryFailingCall(Example example) {
    everywhere(
        "create " + example, world -> world.apply(example), w -> Proof.converged(w, example));
  }

  @ParameterizedTest
  @EnumSource(Example.class)
  void deletingSurvivesEveryFailingCall(Example example) {
    everywhere(
        "delete " + example,
        world -> {
          world.cluster.apply(example.yamlToDelete());
          world.settle();
          Proof.objects(world).forEach(world.cluster::delete);
        },
        world -> {
          world.elapse(Duration.ofMinutes(30));
          Proof.gone(world);
          assertThat(world.local.state().keys(World.ACCOUNT, World.REGION)).hasSize(example.keys);
        });
  }

  @ParameterizedTest
  @EnumSource(Move.class)
  void movingToAnotherKeySurvivesEveryFailingCall(Move move) {
    everywhere("move " + move, move::start, move::arrived);
  }

  @ParameterizedTest
  @EnumSource(ForeignKeyMove.class)
  void movingToAndFromAKeyOfOthersSurvivesEveryFailingCall(ForeignKeyMove move) {
    everywhere("move " + move, move::prepare, move::arrived);
  }

  @Test
  void gettingADeadLetterQueueSurvivesEveryFailingCall() {
    everywhere("add dead-letter queue", DeadLetters::adding, DeadLetters::arrived);
  }

  @Test
  void losingADeadLetterQueueSurvivesEveryFailingCall() {
    everywhere("remove dead-letter queue", DeadLetters::removing, DeadLetters::removed);
  }

  @Test
  void lettingSomebodyMoveMessagesBackSurvivesEveryFailingCall() {
    everywhere("add redrive", Redrives::adding, Redrives::arrived);
  }

  @Test
  void lettingNobodyMoveMessagesBackAnyMoreSurvivesEveryFailingCall() {
    everywhere("remove redrive", Redrives::removing, Redrives::removed);
  }

  @Test
  void movingTheQueueThatMessagesAreMovedBackToSurvivesEveryFailingCall() {
    everywhere("move a redriven queue", Redrives::moving, Redrives::arrived);
  }

  @Test
  void gettingADeadLetterQueueOfASubscriptionSurvivesEveryFailingCall() {
    everywhere(
        "add one of a subscription",
        FailedDeliveries::adding,
        world -> FailedDeliveries.arrived(world, FailedDeliveries.DEAD_ARN));
  }

  @Test
  void changingTheDeadLetterQueueOfASubscriptionSurvivesEveryFailingCall() {
    everywhere(
        "change one of a subscription",
        FailedDeliveries::changing,
        world -> FailedDeliveries.arrived(world, FailedDeliveries.OTHER_ARN));
  }

  @Test
  void losingTheDeadLetterQueueOfASubscriptionSurvivesEveryFailingCall() {
    everywhere(
        "remove one of a subscription", FailedDeliveries::removing, FailedDeliveries::removed);
  }

  @ParameterizedTest
  @EnumSource(Jobs.Change.class)
  void movingToAndFromTheKeyOfAwsSurvivesEveryFailingCall(Jobs.Change change) {
    everywhere(
        "jobs " + change,
        world -> {
          Jobs.prepare(world, change);
          Jobs.apply(world, change.after);
        },
        world -> Jobs.arrived(world, change));
  }

  @Test
  void subscribingToATopicOfAnotherAccountSurvivesEveryFailingCall() {
    everywhere("topic of another", ForeignTopic::subscribing, ForeignTopic::arrived);
  }

  @Test
  void leavingATopicOfAnotherAccountSurvivesEveryFailingCall() {
    everywhere("leave topic of another", ForeignTopic::leaving, ForeignTopic::gone);
  }

  @ParameterizedTest
  @EnumSource(Change.class)
  void changingAnythingElseSurvivesEveryFailingCall(Change change) {
    everywhere("change " + change, change::start, change::arrived);
  }

  @ParameterizedTest
  @EnumSource(TenantChange.class)
  void aChangeBetweenNamespacesSurvivesEveryFailingCall(TenantChange change) {
    everywhere("namespaces " + change, change::start, change::arrived);
  }

  @Test
  void adoptingAChannelSurvivesEveryFailingCall() {
    everywhere(
        "adopt", world -> world.cluster.apply(ByHand.make(world).yaml()), AdoptionTest::adopted);
  }

  @Test
  void theReturnOfAllOwnersSurvivesEveryFailingCall() {
    everywhere("owners return", Owners::returning, Owners::returned);
  }

  @Test
  void takingPoliciesForKeywaysAloneSurvivesEveryFailingCall() {
    everywhere("policies exclusive", PolicyOwnershipTest::begin, PolicyOwnershipTest::taken);
  }

  @Test
  void adoptingASubscriptionThatDiffersSurvivesEveryFailingCall() {
    everywhere(
        "adopt subscription", AdoptedSubscriptionTest::begin, AdoptedSubscriptionTest::adopted);
  }

  @Test
  void replayingSurvivesEveryFailingCallAndHappensOnce() {
    everywhere(
        "replay",
        world -> {
          Replays.prepare(world);
          Replays.ask(world, Replays.FROM);
        },
        Replays::arrived);
  }

  private static void everywhere(String title, Consumer<World> prepare, Consumer<World> check) {
    int calls;
    try (var world = new World()) {
      prepare.accept(world);
      int before = world.local.calls().all().size();
      world.settle();
      calls = world.local.calls().all().size() - before;
      check.accept(world);
    }
    var points = new ArrayList<Point>();
    for (var effect : EFFECTS.keySet()) {
      for (int n = 1; n <= calls; n++) {
        points.add(new Point(n, effect));
      }
    }
    int runs = Together.sum(points, at -> fail(title, at, prepare, check));
    TABLE.add(
        "%-24s %2d calls x %d faults, each once or twice in a row: %3d runs"
            .formatted(title, calls, EFFECTS.size(), runs));
  }

  private static int fail(String of, Point at, Consumer<World> prepare, Consumer<World> check) {
    var title = of + ", call " + at.n + " " + at.effect;
    var effect = Objects.requireNonNull(EFFECTS.get(at.effect));
    try (var world = new World()) {
      prepare.accept(world);
      int times = isRepeated(effect) ? 2 : 1;
      world.local.faults().add(Fault.nth(at.n, "*", effect).times(times).forCaller(World.OPERATOR));
      world.settle();
      assertThat(world.local.faults().pending()).as("the fault struck").isZero();
      check.accept(world);
      return 1;
    } catch (AssertionError e) {
      throw new AssertionError(title + ": " + e.getMessage(), e);
    }
  }

  // The adapter repeats such a request once by itself; the second failure reaches the pass.
  private static boolean isRepeated(Effect effect) {
    return !(effect instanceof Effect.AccessDenied);
  }
}
