package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.Impact;
import dev.keyway.drift.Difference;
import java.util.List;
import java.util.Optional;

/**
 * AWS objects that status remembers and that are not there, or not this object's, any more; pure.
 */
public final class Vanished {
  private Vanished() {}

  /**
   * Return the difference of one that somebody deleted.
   *
   * @param what "Topic" or "Queue"
   * @param known the ARN that status remembers; empty before there was one
   */
  public static List<Difference> lost(String what, Optional<String> known) {
    return known
        .map(arn -> List.of(new Difference(what, arn, "absent", Impact.BROKEN)))
        .orElse(List.of());
  }

  /** Return the difference of one whose name somebody else's has now. */
  public static List<Difference> taken(String what, Optional<String> known, Outcome outcome) {
    return known
        .filter(
            _ ->
                outcome instanceof Outcome.Invalid(var reason, var _)
                    && reason == Reason.OwnershipConflict)
        .map(
            arn ->
                List.of(new Difference(what, arn, "somebody else's of that name", Impact.BROKEN)))
        .orElse(List.of());
  }
}
