package dev.keyway.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keyway.awslocal.call.Fault.Effect;
import dev.keyway.reconcile.Kind;
import dev.keyway.scenario.WalkStep.Change;
import dev.keyway.scenario.WalkStep.Delete;
import dev.keyway.scenario.WalkStep.Fails;
import dev.keyway.scenario.WalkStep.Pause;
import dev.keyway.scenario.WalkStep.Round;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Whatever users want one after the other, and whatever fails: nothing is bricked or lost. A walk
 * that fails is told as short as it can be made. More walks: {@code -Dkeyway.walks=500
 * -Dkeyway.firstWalk=1000}.
 */
class RandomWalkTest {
  private static final int WALKS = Integer.getInteger("keyway.walks", 24);
  private static final int FIRST = Integer.getInteger("keyway.firstWalk", 1);
  private static final int CHANGES = 30;

  @Test
  void noWalkBricksAChannelOrLosesAMessage() {
    var seeds = IntStream.range(FIRST, FIRST + WALKS).boxed().toList();
    var failed = new ConcurrentSkipListSet<Integer>();
    int sent =
        Together.sum(
            seeds,
            seed -> {
              try {
                return RandomWalk.take(steps(seed));
              } catch (AssertionError e) {
                failed.add(seed);
                return 0;
              }
            });
    assertThat(failed)
        .as(() -> failed + " fail, the first so:\n" + told(shortest(steps(failed.first()))))
        .isEmpty();
    System.out.printf(
        "%d walks of %d changes: %d messages sent, none lost%n", WALKS, CHANGES, sent);
  }

  @Test
  void aKeyThatComesBackKeepsTheGrantsForMessagesOfAQueueThatHadLeftIt() {
    RandomWalk.take(
        List.of(
            new Change("other key", "{mode: OwnKey}"),
            new Round(),
            new Round(),
            new Pause(Duration.ofMinutes(3)),
            new Round(),
            new Round(),
            new Delete(World.named(Kind.ENCRYPTED_TOPIC, "orders"))));
  }

  @Test
  void soItDoesWhereAnotherQueueAsksForTheSameAndLeavesItLater() {
    var both = RandomSpecs.optionsOf("other consumers").getLast();
    RandomWalk.take(
        List.of(
            new Change("other consumers", both),
            new Change("orders key", RandomSpecs.optionsOf("orders key").get(2)),
            new Round(),
            new Round(),
            new Pause(Duration.ofMinutes(3)),
            new Round(),
            new Round(),
            new Delete(World.named(Kind.ENCRYPTION_KEY, "k1")),
            new Change("other key", "{mode: OwnKey}"),
            new Change("other consumers", RandomSpecs.optionsOf("other consumers").getFirst())));
  }

  @Test
  void aQueueWhoseOwnerReturnsKnowsItsTopicsAlsoAfterAPassThatFailed() {
    RandomWalk.take(
        List.of(
            new Delete(World.named(Kind.ENCRYPTED_QUEUE, "other")),
            new Round(),
            new Change("mode of EncryptedTopic/shop/orders", "Report"),
            new Fails(3, new Effect.AccessDenied()),
            new Delete(World.named(Kind.ENCRYPTED_TOPIC, "orders")),
            new Round()));
  }

  @Test
  void aQueueThatHasLeftAKeyMayUseADeadLetterQueueThatOneUnderItGaveUp() {
    var deadLetter = RandomSpecs.optionsOf("orders deadLetter").getLast();
    RandomWalk.take(
        List.of(
            new Change("orders deadLetter", deadLetter),
            new Round(),
            new Round(),
            new Change("orders deadLetter", ""),
            new Change("other key", "{mode: ServiceManaged}"),
            new Round(),
            new Round(),
            new Change("other deadLetter", deadLetter),
            new Round()));
  }

  private static List<WalkStep> steps(int seed) {
    return WalkStep.random(new Random(seed), CHANGES);
  }

  private static String told(List<WalkStep> steps) {
    return steps.stream().map(Object::toString).collect(Collectors.joining("\n"))
        + "\n"
        + failure(steps).orElse("");
  }

  private static List<WalkStep> shortest(List<WalkStep> failing) {
    List<WalkStep> shortest = failing;
    for (int size = failing.size() / 2; size > 0; size /= 2) {
      for (int from = shortest.size() - size; from >= 0; from -= size) {
        var less = new ArrayList<>(shortest);
        less.subList(from, Math.min(from + size, less.size())).clear();
        if (failure(less).isPresent()) {
          shortest = less;
        }
      }
    }
    return shortest;
  }

  private static Optional<String> failure(List<WalkStep> steps) {
    try {
      RandomWalk.take(steps);
      return Optional.empty();
    } catch (AssertionError e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
