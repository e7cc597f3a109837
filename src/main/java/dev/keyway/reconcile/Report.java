package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.drift.Difference;
import dev.keyway.drift.DriftLog;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a pass has to tell, for a room to turn into its kind's status.
 *
 * @param outcome how the pass ended
 * @param found drift that the pass came upon
 * @param remaining drift that is still there at its end
 */
public record Report(
    Outcome outcome, List<Difference> found, List<Difference> remaining, Instant now) {

  /** Return the record of drift, carried on from the status of the same generation. */
  public List<DriftEntry> drift(Resource<?, ? extends @Nullable KeywayStatus> resource) {
    var previous =
        Optional.<KeywayStatus>ofNullable(resource.status())
            .filter(status -> status.observedGeneration() == resource.generation())
            .map(KeywayStatus::drift)
            .orElse(List.of());
    var action = outcome instanceof Outcome.Done ? DriftAction.REPORTED : DriftAction.BLOCKED;
    return DriftLog.merge(previous, found, remaining, action, now);
  }
}
