package dev.keyway.scenario;

import dev.keyway.awslocal.call.Fault.Effect;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.scenario.Cutter.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One thing that happens on a {@link RandomWalk}. */
sealed interface WalkStep {
  /** Somebody changes one thing in the manifests, and applies all of them. */
  record Change(String knob, String value) implements WalkStep {}

  /** Somebody applies all manifests as they are. */
  record Apply() implements WalkStep {}

  /** Somebody deletes an object. */
  record Delete(ObjectName name) implements WalkStep {}

  /** An AWS call of the operator will fail. */
  record Fails(int call, Effect how) implements WalkStep {}

  /** The operator will be killed. */
  record Killed(Where where, int n) implements WalkStep {}

  /** Every object is looked at once. */
  record Round() implements WalkStep {}

  /** Time passes. */
  record Pause(Duration duration) implements WalkStep {}

  List<Effect> EFFECTS =
      List.of(
          new Effect.Throttle(),
          new Effect.TimeoutAfter(),
          new Effect.AccessDenied(),
          new Effect.InternalFailure());

  List<Duration> PAUSES =
      List.of(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          Duration.ofMinutes(3),
          Duration.ofMinutes(20),
          Duration.ofHours(3));

  /** Return the steps of a walk with that many changes. */
  static List<WalkStep> random(Random random, int changes) {
    var steps = new ArrayList<WalkStep>();
    for (int i = 0; i < changes; i++) {
      steps.add(change(random));
      if (random.nextInt(4) == 0) {
        steps.add(new Fails(1 + random.nextInt(6), any(random, EFFECTS)));
      }
      if (random.nextInt(4) == 0) {
        steps.add(new Killed(any(random, List.of(Where.values())), 1 + random.nextInt(8)));
      }
      for (int rounds = random.nextInt(4); rounds > 0; rounds--) {
        steps.add(new Round());
      }
      steps.add(new Pause(any(random, PAUSES)));
    }
    return List.copyOf(steps);
  }

  private static WalkStep change(Random random) {
    return switch (random.nextInt(8)) {
      case 0, 1 -> new Delete(any(random, RandomSpecs.NAMES));
      case 2, 3 -> new Apply();
      default -> {
        var knob = any(random, List.copyOf(RandomSpecs.OPTIONS.keySet()));
        yield new Change(knob, any(random, RandomSpecs.optionsOf(knob)));
      }
    };
  }

  private static <T> T any(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }
}
