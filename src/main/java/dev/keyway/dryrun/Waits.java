package dev.keyway.dryrun;

import dev.keyway.api.v1alpha1.Condition;
import dev.keyway.api.v1alpha1.ConditionStatus;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.reconcile.Asks;
import dev.keyway.reconcile.Conditions;
import dev.keyway.reconcile.ObjectName;
import dev.keyway.reconcile.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads off statuses what objects wait for. */
final class Waits {
  private static final Set<String> ON_REFERENCE =
      Set.of(
          Reason.ReferenceNotFound.name(),
          Reason.ReferenceNotReady.name(),
          Reason.KeyGrantPending.name(),
          Reason.QueueGrantPending.name(),
          Reason.DeadLetterPending.name());

  private Waits() {}

  /** Return those that are not in order, of those that are written at all. */
  static List<Waiting> of(DeclaredObjects objects) {
    return objects.names().stream()
        .filter(name -> !Unwritten.isHeld(objects, name))
        .flatMap(name -> objects.status(name).flatMap(status -> of(name, status)).stream())
        .toList();
  }

  private static Optional<Waiting> of(ObjectName name, KeywayStatus status) {
    return obstacle(status)
        .map(
            condition ->
                new Waiting(
                    Asks.label(name),
                    name.namespace(),
                    condition.reason(),
                    condition.message(),
                    ON_REFERENCE.contains(condition.reason()),
                    Conditions.isTrue(status.conditions(), Conditions.READY)));
  }

  /**
   * Return what keeps an object from Ready, or else what it names and is not there: a dead-letter
   * queue may come later, and Ready does not wait for it.
   */
  static Optional<Condition> obstacle(KeywayStatus status) {
    var all = status.conditions();
    return Conditions.find(all, Conditions.READY)
        .filter(ready -> ready.status() != ConditionStatus.TRUE)
        .or(
            () ->
                Conditions.find(all, Conditions.REFERENCES_RESOLVED)
                    .filter(resolved -> resolved.status() == ConditionStatus.FALSE));
  }
}
