package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.drift.Contest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes the repairs out of a plan that have to wait, because somebody else undoes them; pure. */
final class StormGuard {
  private StormGuard() {}

  /**
   * Return the plan without them.
   *
   * @param record the drift that status knows of
   * @param interval how often the object is checked: it is looked at then in any case
   */
  static <A> Plan<A> hold(Plan<A> plan, List<DriftEntry> record, Instant now, Duration interval) {
    var steps = new ArrayList<Step<A>>();
    var waits = new ArrayList<Instant>();
    for (var step : plan.steps()) {
      var until = until(step, plan, record, now);
      until.ifPresentOrElse(waits::add, () -> steps.add(step));
    }
    if (waits.isEmpty()) {
      return plan;
    }
    var first = waits.stream().min(Instant::compareTo).orElseThrow();
    var after = Duration.between(now, first);
    boolean only = steps.isEmpty() && plan.outcome() instanceof Outcome.Done;
    return new Plan<>(
        List.copyOf(steps),
        only ? waiting(after.compareTo(interval) < 0 ? after : interval) : plan.outcome(),
        plan.writeAhead(),
        plan.released(),
        plan.differences());
  }

  private static Outcome waiting(Duration after) {
    return new Outcome.InProgress(
        Reason.Contested,
        "Somebody else keeps changing back what Keyway repairs; see drift. It is repaired again"
            + " after a pause of up to an hour. Find the other writer in CloudTrail.",
        after);
  }

  // A write that repairs several values is held only where all of them are contested.
  private static Optional<Instant> until(
      Step<?> step, Plan<?> plan, List<DriftEntry> record, Instant now) {
    var untils = new ArrayList<Instant>();
    for (var difference : plan.differences()) {
      if (step.repairs().contains(difference.path())) {
        var until = Contest.until(record, difference.path(), difference.impact(), now);
        if (until.isEmpty()) {
          return Optional.empty();
        }
        untils.add(until.get());
      }
    }
    return untils.stream().min(Instant::compareTo);
  }
}
