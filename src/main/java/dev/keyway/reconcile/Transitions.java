package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.drift.Difference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What changed between two statuses and is worth an Event. */
final class Transitions {
  private Transitions() {}

  static List<Transition> between(
      @Nullable KeywayStatus before,
      KeywayStatus after,
      Collection<Difference> found,
      Outcome outcome) {
    var transitions = new ArrayList<Transition>();
    var known = before == null ? List.<DriftEntry>of() : before.drift();
    for (var difference : found) {
      if (known.stream().noneMatch(entry -> isOpen(entry, difference.path()))) {
        transitions.add(
            new Transition(Transition.Type.WARNING, Reason.DriftDetected, text(difference)));
      }
    }
    for (var entry : after.drift()) {
      if (entry.action() == DriftAction.REPAIRED && !known.contains(entry)) {
        transitions.add(
            new Transition(
                Transition.Type.NORMAL, Reason.DriftRepaired, entry.path() + " was repaired."));
      }
    }
    readiness(before, after, outcome).ifPresent(transitions::add);
    return transitions;
  }

  private static boolean isOpen(DriftEntry entry, String path) {
    return entry.path().equals(path) && entry.action() != DriftAction.REPAIRED;
  }

  private static String text(Difference d) {
    return d.path()
        + " ("
        + Words.of(d.impact())
        + "): wanted "
        + d.desired()
        + ", AWS has "
        + d.observed();
  }

  private static Optional<Transition> readiness(
      @Nullable KeywayStatus before, KeywayStatus after, Outcome outcome) {
    var was = before == null ? Optional.<Condition>empty() : ready(before);
    var is = ready(after);
    if (is.isEmpty() || was.map(w -> same(w, is.get())).orElse(false)) {
      return Optional.empty();
    }
    var condition = is.get();
    boolean good = condition.status() == ConditionStatus.TRUE;
    boolean bad =
        outcome instanceof Outcome.Invalid
            || outcome instanceof Outcome.Failed
            || outcome instanceof Outcome.Reported
            || outcome instanceof Outcome.Refused;
    boolean calm = good || outcome instanceof Outcome.Paused;
    if (!good && !bad && was.filter(w -> w.status() == ConditionStatus.TRUE).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Transition(
            calm ? Transition.Type.NORMAL : Transition.Type.WARNING,
            Reason.valueOf(condition.reason()),
            condition.message()));
  }

  private static Optional<Condition> ready(KeywayStatus status) {
    return Conditions.find(status.conditions(), Conditions.READY);
  }

  private static boolean same(Condition a, Condition b) {
    return a.status() == b.status() && Objects.equals(a.reason(), b.reason());
  }
}
