package dev.keyway.reconcile;

import dev.keyway.api.v1alpha1.DriftAction;
import dev.keyway.api.v1alpha1.DriftEntry;
import dev.keyway.api.v1alpha1.KeywayStatus;
import dev.keyway.api.v1alpha1.Management;
import dev.keyway.api.v1alpha1.PlannedChange;
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
 * @param plan what {@code management: Report} kept the pass from
 * @param mode what the spec says of the AWS object
 */
public record Report(
    Outcome outcome,
    List<Difference> found,
    List<Difference> remaining,
    Instant now,
    List<PlannedChange> plan,
    Management mode) {

  /** Return the record of drift, carried on from the status of the same generation. */
  public List<DriftEntry> drift(Resource<?, ? extends @Nullable KeywayStatus> resource) {
    var status = Optional.<KeywayStatus>ofNullable(resource.status());
    if (!outcome.hasLooked()) {
      return status.map(KeywayStatus::drift).orElse(List.of());
    }
    var previous =
        status
            .filter(s -> s.observedGeneration() == resource.generation())
            .map(KeywayStatus::drift)
            .orElse(List.of());
    var merged = DriftLog.merge(previous, found, remaining, action(), now);
    return outcome instanceof Outcome.Failed ? DriftLog.notSeen(merged, previous, found) : merged;
  }

  /** Return the last request for a check that was answered, this pass included. */
  public @Nullable String lastCheckNow(Resource<?, ? extends @Nullable KeywayStatus> resource) {
    var before =
        Optional.<KeywayStatus>ofNullable(resource.status())
            .map(KeywayStatus::lastCheckNow)
            .orElse(null);
    boolean looked = outcome.hasLooked() && !(outcome instanceof Outcome.Failed);
    var asked = resource.checkNow();
    return looked && asked != null ? asked : before;
  }

  /** Return whether what the plan wanted to write was held back. */
  public boolean isHeldBack() {
    return outcome instanceof Outcome.Reported;
  }

  private DriftAction action() {
    return outcome instanceof Outcome.Done || mode == Management.REPORT
        ? DriftAction.REPORTED
        : DriftAction.BLOCKED;
  }
}
